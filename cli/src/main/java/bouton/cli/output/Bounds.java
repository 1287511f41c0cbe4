package bouton.cli.output;

/** How much is written as text. The page on the run folder states these. */
final class Bounds {
    /** Length of a CSV file that grows while a run goes on. */
    static final long CSV_BYTES = 64L << 20;

    /** Members of a probe of values that still get a column each. */
    static final int CSV_COLUMNS = 1000;

    /** Synapses of a projection that still get a line each. */
    static final int CSV_SYNAPSES = 1_000_000;

    private Bounds() {}
}
