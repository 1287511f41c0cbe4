package bouton.emulator.state;

import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What has been delivered to a port of the neurons of a part for one opening: a sum for each neuron. As long as few have got
 * something, it is known which.
 */
public final class PortSlot extends Padded {
    /** Up to this share of the neurons, as a shift, is listed. */
    private static final int LISTED_SHARE = 3;

    private static final int LISTED_LEAST = 16;

    private final double[] sums;
    private final int size;
    private final int[] touched;
    // Number of entries of `touched`, which may name a neuron several times; -1 when they have become too many.
    private int count;
    private final @Nullable ArrivalList arrivals;

    PortSlot(int size, boolean keepArrivals) {
        this.size = size;
        this.sums = new double[Columns.padded(size, Double.BYTES)];
        this.touched = new int[Columns.padded(Math.max(LISTED_LEAST, size >> LISTED_SHARE), Integer.BYTES)];
        this.arrivals = keepArrivals ? new ArrivalList() : null;
    }

    /** One sum per neuron of the part; the array is longer. Who adds to it calls {@link #touch} as well. */
    public double[] sums() {
        return sums;
    }

    /** {@link #sums}, if adding to them and {@link #touch} are all that a delivery takes; else null. */
    public double @Nullable [] plainSums() {
        return arrivals == null ? sums : null;
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

    /** All sums are 0 again. */
    void clear() {
        if (count >= 0) {
            for (int k = 0; k < count; k++) {
                sums[touched[k]] = 0;
            }
        } else {
            Arrays.fill(sums, 0, size, 0);
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
            double[] touchedSums = new double[count];
            for (int k = 0; k < count; k++) {
                touchedSums[k] = sums[touched[k]];
            }
            out.doubles(name, touchedSums);
        } else {
            out.doubles(name, sums, size);
        }
        if (arrivals != null) {
            arrivals.save(out, name);
        }
    }

    /** Takes back what {@link #save} has written, where nothing has been delivered yet. */
    void restore(StateSource in, String name) {
        count = in.index(name + " touched count");
        if (count >= 0) {
            int[] members = in.ints(name + " touched");
            double[] touchedSums = in.doubles(name);
            System.arraycopy(members, 0, touched, 0, count);
            for (int k = 0; k < count; k++) {
                sums[members[k]] = touchedSums[k];
            }
        } else {
            double[] all = in.doubles(name);
            System.arraycopy(all, 0, sums, 0, size);
        }
        if (arrivals != null) {
            arrivals.restore(in, name);
        }
    }

    static long bytes(int size) {
        return 8L * size + 4L * Math.max(LISTED_LEAST, size >> LISTED_SHARE);
    }

    long bytes() {
        return bytes(size) + (arrivals == null ? 0 : arrivals.bytes());
    }
}
