package bouton.emulator.engine;


/** What a stimulus does from the tick on in which it was made. */
interface StimulusPlayer {
    /** Takes events. */
    interface Emitter {
        /** Source number {@code source} has an event. */
        void emit(int source, double payload);
    }

    /**
     * Plays a tick.
     *
     * @param now number of the tick since this player began, from 0
     * @param tick number of the tick
     * @param levels level of every source; what is not written stays
     * @param spikes takes the events, ascending by source
     */
    void play(long now, long tick, double[] levels, Emitter spikes);
}
