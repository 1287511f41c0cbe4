package bouton.emulator.state;

import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A port of all neurons of a population: the sums that are open, and those of coming openings. A port opens once in a
 * tick; then what has been delivered for that opening becomes its sum.
 */
public final class PortState {
    private final boolean opensAtTransmit;
    private double[] open;
    // Sums of the opening of tick t at t % length; one of tick t and one each of the `longest lag` ticks behind it.
    private double[][] coming;
    private @Nullable ArrivalList[] comingArrivals;
    private @Nullable ArrivalList openArrivals;
    private long opened = -1;

    /**
     * @param longestLag an arrival may be due this many ticks from now, at least 1
     * @param keepArrivals keep single arrivals beside their sum
     */
    public PortState(int size, boolean opensAtTransmit, int longestLag, boolean keepArrivals) {
        this.opensAtTransmit = opensAtTransmit;
        this.open = new double[size];
        this.coming = new double[slots(longestLag)][size];
        this.comingArrivals = new ArrivalList[coming.length];
        if (keepArrivals) {
            openArrivals = new ArrivalList();
            for (int k = 0; k < coming.length; k++) {
                comingArrivals[k] = new ArrivalList();
            }
        }
    }

    /** Between two ticks, before tick {@code tick}: from here on arrivals may be due {@code longestLag} ticks from now. */
    public void lengthen(int longestLag, long tick) {
        int old = coming.length;
        int slots = slots(longestLag);
        if (slots <= old) {
            return;
        }
        double[][] sums = new double[slots][open.length];
        @Nullable ArrivalList[] arrivals = new ArrivalList[slots];
        for (int k = 0; k < slots && openArrivals != null; k++) {
            arrivals[k] = new ArrivalList();
        }
        for (long t = tick; t < tick + old; t++) {
            sums[(int) (t % slots)] = coming[(int) (t % old)];
            arrivals[(int) (t % slots)] = comingArrivals[(int) (t % old)];
        }
        coming = sums;
        comingArrivals = arrivals;
    }

    private static int slots(int longestLag) {
        return Math.max(longestLag, 1) + 1;
    }

    /** Bytes that the sums of a port take. */
    public static long bytes(int size, int longestLag) {
        return 8L * size * (slots(longestLag) + 1);
    }

    public boolean opensAtTransmit() {
        return opensAtTransmit;
    }

    /** The sums that are open, one per neuron. */
    public double[] open() {
        return open;
    }

    /** The single arrivals that are open; null if this port does not keep them. */
    public @Nullable ArrivalList openArrivals() {
        return openArrivals;
    }

    public boolean isOpen(long tick) {
        return opened == tick;
    }

    /** The tick of the next opening, if the current or coming tick is {@code tick}. */
    public long nextOpening(long tick) {
        return opened == tick ? tick + 1 : tick;
    }

    /** Opens the port in a tick. */
    public void open(long tick) {
        int slot = (int) (tick % coming.length);
        double[] sums = coming[slot];
        coming[slot] = open;
        open = sums;
        Arrays.fill(coming[slot], 0);
        ArrivalList arrivals = comingArrivals[slot];
        if (arrivals != null && openArrivals != null) {
            comingArrivals[slot] = openArrivals;
            openArrivals.clear();
            openArrivals = arrivals;
        }
        opened = tick;
    }

    /** Forgets what has arrived and what is on its way. */
    public void clear() {
        Arrays.fill(open, 0);
        if (openArrivals != null) {
            openArrivals.clear();
        }
        for (int k = 0; k < coming.length; k++) {
            Arrays.fill(coming[k], 0);
            ArrivalList arrivals = comingArrivals[k];
            if (arrivals != null) {
                arrivals.clear();
            }
        }
    }

    /** Adds amounts, so many times each, to the open sums of targets, by lane. */
    public void addNow(int[] targets, double[] amounts, double times, int from, int to) {
        add(open, openArrivals, targets, amounts, times, from, to);
    }

    /** As {@link #addNow}, to the sums of the opening in a coming tick. */
    public void addAt(long tick, int[] targets, double[] amounts, double times, int from, int to) {
        int slot = (int) (tick % coming.length);
        add(coming[slot], comingArrivals[slot], targets, amounts, times, from, to);
    }

    private static void add(
            double[] sums,
            @Nullable ArrivalList arrivals,
            int[] targets,
            double[] amounts,
            double times,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            sums[targets[i]] += amounts[i] * times;
        }
        for (int i = from; arrivals != null && i < to; i++) {
            arrivals.add(targets[i], amounts[i] * times);
        }
    }

    /** Writes down what has arrived and what is on its way. */
    public void save(StateSink out, String name) {
        out.longs(name + " opened", opened, coming.length);
        out.doubles(name + " open", open);
        if (openArrivals != null) {
            openArrivals.save(out, name + " open");
        }
        for (int k = 0; k < coming.length; k++) {
            out.doubles(name + " coming", coming[k]);
            ArrivalList arrivals = comingArrivals[k];
            if (arrivals != null) {
                arrivals.save(out, name + " coming");
            }
        }
    }

    /** Takes back what {@link #save} has written, however long the way was. */
    public void restore(StateSource in, String name) {
        long[] times = new long[2];
        in.into(name + " opened", times);
        opened = times[0];
        in.into(name + " open", open);
        if (openArrivals != null) {
            openArrivals.restore(in, name + " open");
        }
        coming = new double[(int) times[1]][open.length];
        comingArrivals = new ArrivalList[coming.length];
        for (int k = 0; k < coming.length; k++) {
            in.into(name + " coming", coming[k]);
            if (openArrivals != null) {
                ArrivalList arrivals = new ArrivalList();
                arrivals.restore(in, name + " coming");
                comingArrivals[k] = arrivals;
            }
        }
    }

    /** Bytes held. */
    public long bytes() {
        long bytes = 8L * open.length * (coming.length + 1);
        for (ArrivalList arrivals : comingArrivals) {
            bytes += arrivals == null ? 0 : arrivals.bytes();
        }
        return bytes;
    }
}
