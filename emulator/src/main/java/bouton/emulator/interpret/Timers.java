package bouton.emulator.interpret;

import bouton.emulator.state.Columns;
import org.jspecify.annotations.Nullable;

/** Which neurons of a part have timers that run: s64 words that are not below the tick. */
public final class Timers {
    private final long[][] words;
    private final int size;
    // By field; null where nobody asks.
    private final @Nullable RunningTimers[] known;
    private int[] running = {};
    // By field: masks, and the neurons for which they are set.
    private final int[] @Nullable [] masks;
    private final int[][] set;
    private final int[] setCounts;

    /**
     * @param words by field; null where it is no s64
     * @param size number of neurons
     */
    Timers(long[][] words, int size) {
        this.words = words;
        this.size = size;
        this.known = new RunningTimers[words.length];
        this.masks = new int[words.length][];
        this.set = new int[words.length][];
        this.setCounts = new int[words.length];
    }

    /**
     * The neurons whose timer runs.
     *
     * @return how many they are; they are the first entries of {@link #running}
     */
    public int collect(int field, long tick) {
        RunningTimers timers = known[field];
        if (timers == null) {
            timers = new RunningTimers(words[field], size);
            known[field] = timers;
        }
        if (running.length == 0) {
            running = new int[size];
        }
        return timers.collect(tick, running);
    }

    /** By neuron: -1 if its timer runs, else 0. Of the program's to read until it is asked for again. */
    int[] masks(int field, long tick) {
        int[] mask = masks[field];
        if (mask == null) {
            mask = Columns.paddedInts(size);
            masks[field] = mask;
            set[field] = new int[size];
        }
        int[] members = set[field];
        for (int k = 0; k < setCounts[field]; k++) {
            mask[members[k]] = 0;
        }
        int count = collect(field, tick);
        for (int k = 0; k < count; k++) {
            mask[running[k]] = -1;
        }
        System.arraycopy(running, 0, members, 0, count);
        setCounts[field] = count;
        return mask;
    }

    /** See {@link #collect}; may be written to. */
    public int[] running() {
        return running;
    }

    /** A word of a neuron has been stored. */
    void stored(int field, int member) {
        RunningTimers timers = known[field];
        if (timers != null) {
            timers.stored(member);
        }
    }

    /** Words of a field have been stored, of neurons that are not told. */
    void storedSome(int field) {
        RunningTimers timers = known[field];
        if (timers != null) {
            timers.forget();
        }
    }

    /** Any words may have been stored. */
    public void storedAll() {
        for (int field = 0; field < known.length; field++) {
            storedSome(field);
        }
    }
}
