package bouton.emulator.engine;

/** A handler of events at one end of a projection, which sees them some ticks after they happen. */
interface AgedTurn {
    /** The lags with which this handler sees events, ascending. */
    int[] lags();

    /** Runs the handler for the events of {@code lag} ticks ago, where they have this lag. */
    void run(long tick, int lag);
}
