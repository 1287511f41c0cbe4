package bouton.cli.output;

/**
 * Ticks as times.
 *
 * @param dt length of a tick in ms
 * @param stampEnd events carry the end of their tick
 */
record Clock(double dt, boolean stampEnd) {
    /** Time of an event of a tick, in ms. */
    String stamp(long tick) {
        return Text.time(stampEnd ? tick + 1 : tick, dt);
    }

    /** Time when {@code ticks} ticks have run, in ms. */
    String after(long ticks) {
        return Text.time(ticks, dt);
    }
}
