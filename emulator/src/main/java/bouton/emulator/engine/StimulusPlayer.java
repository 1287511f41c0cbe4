package bouton.emulator.engine;

import bouton.emulator.state.EventChannel;
import bouton.image.run.StateSink;

/** What a stimulus does from the tick on in which it was made. */
interface StimulusPlayer {
    /**
     * Plays a tick.
     *
     * @param now number of the tick since this player began, from 0
     * @param tick number of the tick
     * @param part of the sources that play; several parts may play at the same time
     * @param levels level of every source; what is not written stays
     * @param spikes takes the events of the part, ascending by source
     */
    void play(long now, long tick, int part, double[] levels, EventChannel spikes);

    /** Which player it is, for {@link StimulusPlayers#restore}. */
    Kind kind();

    /**
     * Writes down all that it will play.
     *
     * @param now number of the tick that comes next
     */
    void save(StateSink out, long now);

    /** The players there are. */
    enum Kind {
        STILL,
        ROWS,
        EVENT_TICKS,
        POISSON,
        REGULAR
    }
}
