package bouton.emulator.state;

import bouton.image.ir.Type;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has been delivered to a port of the neurons of a part for one opening: a sum for each neuron, float64 or an integer. As
 * long as few have got something, it is known which.
 */
public final class PortSlot extends Padded {
    /** Up to this share of the neurons, as a shift, is listed. */
    private static final int LISTED_SHARE = 3;

    private static final int LISTED_LEAST = 16;

    // One of these has the sums, the others are empty.
    private final double[] sums;
    private final int[] ints;
    private final long[] longs;
    private final @Nullable Accumulator accumulator;
    private final long least;
    private final long most;
    private final int size;
    private final int[] touched;
    // Number of entries of `touched`, which may name a neuron several times; -1 when they have become too many.
    private int count;
    private final @Nullable ArrivalList arrivals;

    /** @param accumulator of sums of integers; null: they are float64 */
    PortSlot(int size, @Nullable Accumulator accumulator, boolean keepArrivals) {
        this.size = size;
        this.accumulator = accumulator;
        Columns.Storage storage = storage(accumulator);
        this.sums = new double[storage == Columns.Storage.DOUBLE ? Columns.padded(size, Double.BYTES) : 0];
        this.ints = new int[storage == Columns.Storage.INT ? Columns.padded(size, Integer.BYTES) : 0];
        this.longs = new long[storage == Columns.Storage.LONG ? Columns.padded(size, Long.BYTES) : 0];
        this.least = accumulator == null ? 0 : accumulator.type().min();
        this.most = accumulator == null ? 0 : accumulator.type().max();
        this.touched = new int[Columns.padded(Math.max(LISTED_LEAST, size >> LISTED_SHARE), Integer.BYTES)];
        this.arrivals = keepArrivals ? new ArrivalList() : null;
    }

    /** How sums of a type are kept: as doubles, ints or longs. */
    public static Columns.Storage storage(Type type) {
        Columns.Storage storage = Columns.Storage.of(type);
        return storage == Columns.Storage.UNSIGNED_INT ? Columns.Storage.LONG : storage;
    }

    private static Columns.Storage storage(@Nullable Accumulator accumulator) {
        return accumulator == null ? Columns.Storage.DOUBLE : storage(accumulator.type());
    }

    /**
     * One sum per neuron of the part, if they are float64; the array is longer. Who adds to it calls {@link #touch} as well.
     */
    public double[] sums() {
        return sums;
    }

    /** As {@link #sums}, if they are integers kept as ints. What goes beyond the type is left to
     * {@link #add(int, long, long)}. */
    public int[] ints() {
        return ints;
    }

    /** As {@link #ints}, if they are kept as longs. */
    public long[] longs() {
        return longs;
    }

    /** {@link #sums}, if adding to them and {@link #touch} are all that a delivery takes; else null. */
    public double @Nullable [] plainSums() {
        return arrivals == null ? sums : null;
    }

    /** {@link #ints}, if adding to them within their range and {@link #touch} are all that a delivery takes; else null. */
    public int @Nullable [] plainInts() {
        return arrivals == null ? ints : null;
    }

    /** As {@link #plainInts}. */
    public long @Nullable [] plainLongs() {
        return arrivals == null ? longs : null;
    }

    /** Marks the neurons whose sum is not 0: bit i % 64 of {@code bits[i / 64]} for neuron i, of so many. */
    public void markNonZero(long[] bits, int neurons) {
        for (int from = 0; from < neurons; from += Long.SIZE) {
            int to = Math.min(from + Long.SIZE, neurons);
            if (sums.length > 0) {
                bits[from >>> 6] |= Bits.nonZero(sums, from, to);
            } else if (ints.length > 0) {
                bits[from >>> 6] |= Bits.nonZero(ints, from, to);
            } else {
                bits[from >>> 6] |= Bits.nonZero(longs, from, to);
            }
        }
    }

    /** Whether nothing has come, or nothing in sum. */
    boolean isZero(int member) {
        return accumulator == null ? sums[member] == 0 : integer(member) == 0;
    }

    private long integer(int member) {
        return ints.length > 0 ? ints[member] : longs[member];
    }

    /** The sums of some neurons as float64 values, at their places. */
    public void copy(double[] values, int[] members, int count) {
        for (int k = 0; k < count; k++) {
            values[members[k]] = integer(members[k]);
        }
    }

    /** All sums as float64 values. */
    public void copy(double[] values) {
        for (int i = 0; i < size; i++) {
            values[i] = integer(i);
        }
    }

    /** The single arrivals; null if the port does not keep them. */
    public @Nullable ArrivalList arrivals() {
        return arrivals;
    }

    /** Number of entries of {@link #touched}; -1: any neuron may have got something. */
    public int touchedCount() {
        return count;
    }

    /** Neurons that may have got something, in any order, some several times; the first {@link #touchedCount}. */
    public int[] touched() {
        return touched;
    }

    /** How many neurons can still be listed; 0 when nothing is listed any more. */
    public int room() {
        return count < 0 ? 0 : touched.length - count;
    }

    /** Notes that any neuron may get something. */
    public void touchAll() {
        count = -1;
    }

    /** Notes that {@code targets[from .. to - 1]} get something; there is room for them. */
    public void touch(char[] targets, int from, int to) {
        for (int k = from; count >= 0 && k < to; k++) {
            touched[count++] = targets[k];
        }
    }

    /** Notes that a neuron gets something. */
    public void touch(int target) {
        int known = count;
        if (known >= 0) {
            if (known == touched.length) {
                count = -1;
            } else {
                touched[known] = target;
                count = known + 1;
            }
        }
    }

    /** Adds an amount to the sum of a neuron. */
    public void add(int target, double amount) {
        touch(target);
        sums[target] += amount;
        if (arrivals != null) {
            arrivals.add(target, amount);
        }
    }

    /** Adds an integer to the sum of a neuron, a number of times. */
    public void add(int target, long amount, long times) {
        touch(target);
        Accumulator unit = Objects.requireNonNull(accumulator, "a port of float64 values");
        long before = integer(target);
        long sum = before + amount;
        set(target, times == 1 && sum >= least && sum <= most ? sum : unit.add(before, amount, times));
        if (arrivals != null) {
            arrivals.add(target, (double) amount * times);
        }
    }

    private void set(int target, long sum) {
        if (ints.length > 0) {
            ints[target] = (int) sum;
        } else {
            longs[target] = sum;
        }
    }

    /** All sums are 0 again. */
    void clear() {
        if (count < 0) {
            Arrays.fill(sums, 0, Math.min(size, sums.length), 0);
            Arrays.fill(ints, 0, Math.min(size, ints.length), 0);
            Arrays.fill(longs, 0, Math.min(size, longs.length), 0);
        } else if (accumulator == null) {
            for (int k = 0; k < count; k++) {
                sums[touched[k]] = 0;
            }
        } else {
            for (int k = 0; k < count; k++) {
                set(touched[k], 0);
            }
        }
        count = 0;
        if (arrivals != null) {
            arrivals.clear();
        }
    }

    void save(StateSink out, String name) {
        out.longs(name + " touched count", count);
        if (count >= 0) {
            out.ints(name + " touched", touched, count);
        }
        // Float64 values hold integer sums as well.
        double[] kept = new double[count >= 0 ? count : size];
        for (int k = 0; k < kept.length; k++) {
            int member = count >= 0 ? touched[k] : k;
            kept[k] = accumulator == null ? sums[member] : integer(member);
        }
        out.doubles(name, kept);
        if (arrivals != null) {
            arrivals.save(out, name);
        }
    }

    /** Takes back what {@link #save} has written, where nothing has been delivered yet. */
    void restore(StateSource in, String name) {
        count = in.index(name + " touched count");
        if (count >= 0) {
            System.arraycopy(in.ints(name + " touched"), 0, touched, 0, count);
        }
        double[] kept = in.doubles(name);
        for (int k = 0; k < kept.length; k++) {
            int member = count >= 0 ? touched[k] : k;
            if (accumulator == null) {
                sums[member] = kept[k];
            } else {
                set(member, (long) kept[k]);
            }
        }
        if (arrivals != null) {
            arrivals.restore(in, name);
        }
    }

    static long bytes(int size, Type type) {
        return (long) storage(type).bytes() * size + 4L * Math.max(LISTED_LEAST, size >> LISTED_SHARE);
    }

    long bytes() {
        return bytes(size, accumulator == null ? Type.F64 : accumulator.type())
                + (arrivals == null ? 0 : arrivals.bytes());
    }
}
