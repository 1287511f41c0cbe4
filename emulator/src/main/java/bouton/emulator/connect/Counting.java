package bouton.emulator.connect;

/**
 * Sorting by counting, in several threads: items lie in chunks, and each chunk counts its items by key. Then it knows the places
 * of its own, which are behind those of the chunks before it, and takes its items to them from the last to the first.
 */
final class Counting {
    /** Less than this is not worth a task of its own: some tens of microseconds. */
    private static final int SMALLEST_CHUNK = 1 << 13;

    /** So many chunks for each thread: they take different times. */
    private static final int CHUNKS_PER_THREAD = 4;

    private Counting() {}

    /**
     * How many chunks are worthwhile.
     *
     * @param size number of items
     * @param most a chunk is no smaller than one of so many things
     */
    static int chunks(Tasks tasks, long size, int most) {
        int wanted = tasks.threads() == 1 ? 1 : CHUNKS_PER_THREAD * tasks.threads();
        return (int) Math.clamp(size / SMALLEST_CHUNK, 1, Math.max(1, Math.min(wanted, most)));
    }

    /**
     * The same, where each chunk has counts of its own, which together should not be longer than the items.
     *
     * @param keys number of keys
     */
    static int chunks(Tasks tasks, long size, int most, int keys) {
        return (int) Math.clamp(size / Math.max(1, keys), 1, chunks(tasks, size, most));
    }

    /**
     * Turns counts by chunk and key into the place behind the last item of the chunk with that key. The counts of the first chunk
     * have an entry more, which becomes the number of items.
     */
    static void places(int[][] counts) {
        int[] first = counts[0];
        int keys = first.length - 1;
        int place = 0;
        for (int key = 0; key < keys; key++) {
            for (int[] count : counts) {
                place += count[key];
                count[key] = place;
            }
        }
        first[keys] = place;
    }

    /** Counts of a chunk, all 0. */
    static int[] counts(int chunk, int keys) {
        return new int[chunk == 0 ? keys + 1 : keys];
    }
}
