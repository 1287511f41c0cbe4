package bouton.emulator.engine;

import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.Arrays;

/** Levels row by row, a row per tick; the last one stays. */
final class RowPlayer implements StimulusPlayer {
    private final double[][] rows;
    private final long first;

    /**
     * @param rows at least one; of one level for all sources or one for each
     * @param first number of the tick of the first of them
     */
    RowPlayer(double[][] rows, long first) {
        this.rows = rows;
        this.first = first;
    }

    @Override
    public void play(long now, long tick, int from, int to, double[] levels, Emitter spikes) {
        spread(rows[row(now)], levels);
    }

    private int row(long now) {
        return (int) Math.min(now - first, rows.length - 1);
    }

    /** One value for all or one for each. */
    static void spread(double[] values, double[] target) {
        if (values.length == target.length) {
            System.arraycopy(values, 0, target, 0, target.length);
        } else {
            Arrays.fill(target, values[0]);
        }
    }

    @Override
    public Kind kind() {
        return Kind.ROWS;
    }

    @Override
    public void save(StateSink out, long now) {
        int from = row(now);
        out.longs("rows", first + from, rows.length - from);
        for (int r = from; r < rows.length; r++) {
            out.doubles("row", rows[r]);
        }
    }

    static RowPlayer restore(StateSource in) {
        long[] range = new long[2];
        in.into("rows", range);
        double[][] rest = new double[(int) range[1]][];
        for (int r = 0; r < rest.length; r++) {
            rest[r] = in.doubles("row");
        }
        return new RowPlayer(rest, range[0]);
    }
}
