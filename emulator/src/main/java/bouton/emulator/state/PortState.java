package bouton.emulator.state;

import bouton.image.ir.Type;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import org.jspecify.annotations.Nullable;

/**
 * A port of the neurons of a part: the sums that are open, and those of coming openings. A port opens once in a tick; then
 * what has been delivered for that opening becomes its sum. Neurons are numbered inside the part.
 */
public final class PortState extends Padded {
    private final int size;
    private final boolean opensAtTransmit;
    private final @Nullable Accumulator accumulator;
    private final boolean keepArrivals;
    private PortSlot open;
    // Sums of the opening of tick t at t % length; one of tick t and one each of the `longest lag` ticks behind it.
    private PortSlot[] coming;
    // Which neurons a turn has met already, by the number of the turn.
    private final int[] met;
    private int turn;
    private long opened = -1;

    /**
     * @param longestLag an arrival may be due this many ticks from now, at least 1
     * @param accumulator of sums of integers; null: they are float64
     * @param keepArrivals keep single arrivals beside their sum
     */
    public PortState(
            int size,
            boolean opensAtTransmit,
            int longestLag,
            @Nullable Accumulator accumulator,
            boolean keepArrivals) {
        this.size = size;
        this.opensAtTransmit = opensAtTransmit;
        this.accumulator = accumulator;
        this.keepArrivals = keepArrivals;
        this.open = slot();
        this.coming = new PortSlot[slots(longestLag)];
        for (int k = 0; k < coming.length; k++) {
            coming[k] = slot();
        }
        this.met = new int[Columns.padded(size, Integer.BYTES)];
    }

    private PortSlot slot() {
        return new PortSlot(size, accumulator, keepArrivals);
    }

    /** Between two ticks, before tick {@code tick}: from here on arrivals may be due {@code longestLag} ticks from now. */
    public void lengthen(int longestLag, long tick) {
        int old = coming.length;
        int slots = slots(longestLag);
        if (slots <= old) {
            return;
        }
        PortSlot[] longer = new PortSlot[slots];
        for (long t = tick; t < tick + slots; t++) {
            longer[(int) (t % slots)] = t < tick + old ? coming[(int) (t % old)] : slot();
        }
        coming = longer;
    }

    private static int slots(int longestLag) {
        return Math.max(longestLag, 1) + 1;
    }

    /** Bytes that the sums of a port take, which are of a type. */
    public static long bytes(int size, int longestLag, Type type) {
        return PortSlot.bytes(size, type) * (slots(longestLag) + 1) + 4L * size;
    }

    public boolean opensAtTransmit() {
        return opensAtTransmit;
    }

    /** What is open. */
    public PortSlot open() {
        return open;
    }

    public boolean isOpen(long tick) {
        return opened == tick;
    }

    /** The tick of the next opening, if the current or coming tick is {@code tick}. */
    public long nextOpening(long tick) {
        return opened == tick ? tick + 1 : tick;
    }

    /** What will be open in a coming tick. */
    public PortSlot coming(long tick) {
        return coming[(int) (tick % coming.length)];
    }

    /** Opens the port in a tick. */
    public void open(long tick) {
        int slot = (int) (tick % coming.length);
        PortSlot next = coming[slot];
        open.clear();
        coming[slot] = open;
        open = next;
        opened = tick;
    }

    /**
     * The neurons whose open sum is not 0, each once, if they are few.
     *
     * @param members takes them, in any order
     * @return how many they are; -1: look at all
     */
    public int collect(int[] members) {
        int count = open.touchedCount();
        if (count < 0) {
            return -1;
        }
        if (++turn == 0) {
            turn = 1;
        }
        int[] touched = open.touched();
        int collected = 0;
        for (int k = 0; k < count; k++) {
            int member = touched[k];
            if (!open.isZero(member) && met[member] != turn) {
                met[member] = turn;
                members[collected++] = member;
            }
        }
        return collected;
    }

    /** Forgets what has arrived and what is on its way. */
    public void clear() {
        open.clear();
        for (PortSlot slot : coming) {
            slot.clear();
        }
    }

    /** Writes down what has arrived and what is on its way. */
    public void save(StateSink out, String name) {
        out.longs(name, opened, coming.length);
        open.save(out, name + " open");
        for (PortSlot slot : coming) {
            slot.save(out, name + " coming");
        }
    }

    /** Takes back what {@link #save} has written, however long the way was. */
    public void restore(StateSource in, String name) {
        long[] saved = new long[2];
        in.into(name, saved);
        opened = saved[0];
        open = restoreSlot(in, name + " open");
        coming = new PortSlot[(int) saved[1]];
        for (int k = 0; k < coming.length; k++) {
            coming[k] = restoreSlot(in, name + " coming");
        }
    }

    private PortSlot restoreSlot(StateSource in, String name) {
        PortSlot slot = slot();
        slot.restore(in, name);
        return slot;
    }

    /** Bytes held. */
    public long bytes() {
        long bytes = open.bytes() + 4L * size;
        for (PortSlot slot : coming) {
            bytes += slot.bytes();
        }
        return bytes;
    }
}
