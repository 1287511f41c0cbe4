package bouton.emulator.state;

import bouton.image.net.DelayLine;
import bouton.image.net.Lag;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;

/** A value of every neuron of a part that is kept for as long as the neuron itself may read it. */
public final class DelayedValues {
    private final Lag lag;
    private final Columns columns;
    private final int start;
    private final int size;
    private final SentValues kept;

    /** All ticks before the first have what the initial words hold now. */
    public DelayedValues(DelayLine line, Columns columns, int part) {
        this.lag = line.lag();
        this.columns = columns;
        this.start = columns.blockStart(part);
        this.size = columns.blockSize(part);
        this.kept = new SentValues(line.initial(), part, size, longest());
        start();
    }

    /** As before tick 0. */
    public void start() {
        kept.start(columns);
    }

    /** Between two ticks, before tick {@code tick}: the lags may have changed. */
    public void follow(long tick) {
        if (lag.field() >= 0) {
            kept.lengthen(longest(), tick);
        }
    }

    private int longest() {
        long longest = 0;
        if (lag.field() >= 0) {
            for (int i = 0; i < size; i++) {
                longest = Math.max(longest, columns.getLong(lag.field(), start + i));
            }
        }
        return Math.toIntExact(lag.ticks() + longest);
    }

    /** Keeps {@code values[from .. to - 1]} as those of the neurons from {@code first + from} on of the part in this tick. */
    public void keep(long tick, int first, double[] values, int from, int to) {
        kept.keep(tick, first, values, from, to);
    }

    /** What was kept a lag ago for the neurons from {@code first + from} on. */
    public void read(long tick, int first, double[] values, int from, int to) {
        long then = tick - lag.ticks();
        if (lag.field() < 0) {
            kept.read(then, first, values, from, to);
            return;
        }
        for (int i = from; i < to; i++) {
            values[i] = kept.at(then - columns.getLong(lag.field(), start + first + i), first + i);
        }
    }

    /** Writes down all values that are kept. */
    public void save(StateSink out, String name) {
        kept.save(out, name);
    }

    /** Takes back what {@link #save} has written. */
    public void restore(StateSource in, String name) {
        kept.restore(in, name);
    }

    /** Keeps a value of a neuron of the part in this tick. */
    public void keep(long tick, int member, double value) {
        kept.keep(tick, member, value);
    }

    /** What was kept a lag ago for a neuron of the part. */
    public double read(long tick, int member) {
        long own = lag.field() < 0 ? 0 : columns.getLong(lag.field(), start + member);
        return kept.at(tick - lag.ticks() - own, member);
    }

    /** Bytes held. */
    public long bytes() {
        return kept.bytes();
    }
}
