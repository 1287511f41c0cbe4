package bouton.emulator.engine;

import bouton.image.run.StateSink;

/** What a stimulus does from the tick on in which it was made. */
interface StimulusPlayer {
    /** Takes events. */
    interface Emitter {
        /** Source number {@code source} has an event. */
        void emit(int source, double payload);

        /** Sources, ascending, have as many events as the counts say. */
        default void emitAll(int[] sources, int[] counts, int n) {
            for (int k = 0; k < n; k++) {
                emit(sources[k], counts[k]);
            }
        }
    }

    /**
     * Plays a tick.
     *
     * @param now number of the tick since this player began, from 0
     * @param tick number of the tick
     * @param from first source
     * @param to behind the last source
     * @param levels level of every source; what is not written stays
     * @param spikes takes the events, ascending by source
     */
    void play(long now, long tick, int from, int to, double[] levels, Emitter spikes);

    /** Whether it plays for any sources at a time; if not, for all. */
    default boolean playsByPart() {
        return false;
    }

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
