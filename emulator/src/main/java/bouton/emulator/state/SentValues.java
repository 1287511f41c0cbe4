package bouton.emulator.state;

import bouton.image.run.StateSink;
import bouton.image.run.StateSource;

/** A value that the members of a part send in every tick, kept for as long as it is under way. */
public final class SentValues extends Padded {
    private final int field;
    private final int part;
    private final int size;
    // The values of tick t at t % length.
    private double[][] ring;

    /**
     * @param part whose members these are
     * @param size how many they are
     * @param longestDelay it arrives up to this many ticks late
     */
    public SentValues(int field, int part, int size, int longestDelay) {
        this.field = field;
        this.part = part;
        this.size = size;
        this.ring = new double[longestDelay + 1][Columns.padded(size, Double.BYTES)];
    }

    /** The field that is sent. */
    public int field() {
        return field;
    }

    public int longestDelay() {
        return ring.length - 1;
    }

    /** The ticks before the first sent what the words hold now. */
    public void start(Columns columns) {
        columns.copyAsDouble(field, part, ring[0]);
        for (int k = 1; k < ring.length; k++) {
            System.arraycopy(ring[0], 0, ring[k], 0, ring[0].length);
        }
    }

    /** Between two ticks, before tick {@code tick}: keeps values for longer; older ones than are kept count as the oldest. */
    public void lengthen(int longestDelay, long tick) {
        int old = ring.length;
        if (longestDelay < old) {
            return;
        }
        double[][] longer = new double[longestDelay + 1][];
        for (long t = tick - 1; t > tick - 1 - longer.length; t--) {
            double[] kept = ring[(int) Math.floorMod(Math.max(t, tick - old), (long) old)];
            longer[(int) Math.floorMod(t, (long) longer.length)] = t < tick - old ? kept.clone() : kept;
        }
        ring = longer;
    }

    /** Sends the value of this tick. */
    public void send(long tick, Columns columns) {
        columns.copyAsDouble(field, part, ring[(int) (tick % ring.length)]);
    }

    /** Keeps {@code values[from .. to - 1]} as those of the members from {@code first + from} on in this tick. */
    void keep(long tick, int first, double[] values, int from, int to) {
        System.arraycopy(values, from, ring[(int) (tick % ring.length)], first + from, to - from);
    }

    void keep(long tick, int member, double value) {
        ring[(int) (tick % ring.length)][member] = value;
    }

    /** The values of the members from {@code first + from} on in a tick, also before tick 0. */
    void read(long tick, int first, double[] values, int from, int to) {
        System.arraycopy(ring[(int) Math.floorMod(tick, (long) ring.length)], first + from, values, from, to - from);
    }

    /** What member {@code member} sent in a tick, also before tick 0. */
    public double at(long tick, int member) {
        return ring[(int) Math.floorMod(tick, (long) ring.length)][member];
    }

    /** Writes down all values that are kept. */
    public void save(StateSink out, String name) {
        out.longs(name + " slots", ring.length);
        for (double[] values : ring) {
            out.doubles(name, values, size);
        }
    }

    /** Takes back what {@link #save} has written, however long it was kept. */
    public void restore(StateSource in, String name) {
        double[][] saved = new double[in.index(name + " slots")][Columns.padded(size, Double.BYTES)];
        for (double[] values : saved) {
            System.arraycopy(in.doubles(name), 0, values, 0, size);
        }
        ring = saved;
    }

    /** Bytes held. */
    public long bytes() {
        return 8L * ring.length * size;
    }
}
