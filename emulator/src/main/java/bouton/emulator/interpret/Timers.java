package bouton.emulator.interpret;

import org.jspecify.annotations.Nullable;

/** Which neurons of a part have timers that run: s64 words that are not below the tick. */
public final class Timers {
    private final long[][] words;
    private final int size;
    // By field; null where nobody asks.
    private final @Nullable RunningTimers[] known;
    private int[] running = {};

    /**
     * @param words by field; null where it is no s64
     * @param size number of neurons
     */
    Timers(long[][] words, int size) {
        this.words = words;
        this.size = size;
        this.known = new RunningTimers[words.length];
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
