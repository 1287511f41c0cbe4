package bouton.emulator.state;

/**
 * How the members of a group are cut into parts: consecutive ranges of members that are kept and run apart, each by one
 * thread at a time. All but the last have {@code 1 << bits} members. It depends on the size of the group alone, so a run does
 * not depend on the number of threads.
 *
 * @param size number of members
 * @param bits binary logarithm of the members of a part
 */
public record Partition(int size, int bits) {
    /** Fewer members are not worth a part: loops over a part should be long, and synapses by part as well. */
    public static final int SMALLEST_BITS = 10;

    /** Numbers inside a part have 16 bits. */
    private static final int LARGEST_BITS = 16;

    /** No more parts than this, unless they would be too large: the synapses of a source are cut into as many pieces. */
    private static final int MOST_PARTS = 16;

    /**
     * The parts of a group of this size.
     *
     * @param smallestBits binary logarithm of the size of the smallest part that is made
     */
    public static Partition of(int size, int smallestBits) {
        int bits = smallestBits;
        while (bits < LARGEST_BITS && (long) MOST_PARTS << bits < size) {
            bits++;
        }
        return new Partition(size, bits);
    }

    /** Number of parts. */
    public int parts() {
        return (int) (((long) size + (1L << bits) - 1) >>> bits);
    }

    /** The part of a member. */
    public int partOf(int member) {
        return member >>> bits;
    }

    /** Number of a member inside its part. */
    public int offsetOf(int member) {
        return member & (1 << bits) - 1;
    }

    /** First member of a part. */
    public int start(int part) {
        return part << bits;
    }

    /** Number of members of a part. */
    public int length(int part) {
        return Math.min(1 << bits, size - start(part));
    }
}
