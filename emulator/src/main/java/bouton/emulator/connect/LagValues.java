package bouton.emulator.connect;

import bouton.emulator.state.Columns;
import bouton.image.net.Lag;

/** The part of a lag that differs from synapse to synapse. */
public final class LagValues {
    /** The longest lag: rings of events and sums have a slot for each tick of it. */
    public static final int MAX_LAG = 1 << 20;

    private final Columns columns;
    private final int field;

    private LagValues(Columns columns, int field) {
        this.columns = columns;
        this.field = field;
    }

    /**
     * Values of an integer field.
     *
     * @throws IllegalArgumentException if one of them is no lag
     */
    public static LagValues of(Columns columns, int field, String projection) {
        for (int p = 0; p < columns.size(); p++) {
            long lag = columns.getLong(field, p);
            if (lag < 0 || lag > MAX_LAG) {
                throw new IllegalArgumentException(
                        "projection " + projection + ": a delay of " + lag + " ticks; possible are 0 to " + MAX_LAG);
            }
        }
        return new LagValues(columns, field);
    }

    int at(int position) {
        return (int) columns.getLong(field, position);
    }

    /** The longest delay in ticks among the synapses, 0 without synapses. */
    public static int longest(Lag lag, Columns columns, String projection) {
        if (lag.ticks() > MAX_LAG) {
            throw new IllegalArgumentException("projection " + projection + ": a delay of " + lag.ticks()
                    + " ticks; possible are 0 to " + MAX_LAG);
        }
        if (lag.field() < 0) {
            return lag.ticks();
        }
        LagValues values = of(columns, lag.field(), projection);
        int longest = 0;
        for (int p = 0; p < columns.size(); p++) {
            longest = Math.max(longest, values.at(p));
        }
        return lag.ticks() + longest;
    }
}
