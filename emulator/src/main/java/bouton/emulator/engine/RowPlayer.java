package bouton.emulator.engine;

import bouton.emulator.state.EventChannel;
import bouton.emulator.state.Partition;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.Arrays;

/** Levels row by row, a row per tick; the last one stays. */
final class RowPlayer implements StimulusPlayer {
    private final Partition partition;
    private final double[][] rows;
    private final long first;

    /**
     * @param rows at least one; of one level for all sources or one for each
     * @param first number of the tick of the first of them
     */
    RowPlayer(Partition partition, double[][] rows, long first) {
        this.partition = partition;
        this.rows = rows;
        this.first = first;
    }

    @Override
    public void play(long now, long tick, int part, double[] levels, EventChannel spikes) {
        int from = partition.start(part);
        double[] row = rows[row(now)];
        if (row.length == levels.length) {
            System.arraycopy(row, from, levels, from, partition.length(part));
        } else {
            Arrays.fill(levels, from, from + partition.length(part), row[0]);
        }
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

    static RowPlayer restore(Partition partition, StateSource in) {
        long[] range = new long[2];
        in.into("rows", range);
        double[][] rest = new double[(int) range[1]][];
        for (int r = 0; r < rest.length; r++) {
            rest[r] = in.doubles("row");
        }
        return new RowPlayer(partition, rest, range[0]);
    }
}
