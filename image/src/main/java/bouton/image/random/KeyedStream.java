package bouton.image.random;

/**
 * A sequence of random numbers that is a pure function of (seed, site, index), for generators that draw a number of
 * values which depends on the values, as those of connectivity do.
 *
 * <p><strong>Definition.</strong> The key of {@link Philox} is {@code mix(of(seed, site) ^ 0x53545245414D5331)} with
 * the functions of {@link RandomKey}, the lower half of the counter is {@code index}, the upper half the number of the
 * block. The blocks are read as 64-bit words, {@link Philox#low} before {@link Philox#high}: 2<sup>65</sup> of them
 * for each index. The constant (ASCII "STREAMS1") keeps streams apart from the {@link Draws} of the same seed and
 * site.
 *
 * <p>Not safe for use by several threads at once; streams of different keys are independent of each other.
 */
public final class KeyedStream {
    private static final long STREAMS = 0x5354_5245_414D_5331L;

    /** Blocks that are computed at a time, if so many will be asked for. */
    private static final int LANES = 128;

    /** Fewer blocks are computed one by one. */
    private static final int FEWEST_LANES = 8;

    private final long key;
    private long index;
    // Blocks from `block` on are still to be computed. Of those before, the halves of the last ones are in x and y, and
    // words
    // `next` to `end - 1` have not been taken.
    private long block;
    private int next;
    private int end;
    private long expected;
    private long[] x = new long[1];
    private long[] y = new long[1];

    // The logarithm of the last probability asked for: a generator asks for the same one millions of times.
    private double probability = 1;
    private double failureRate = Double.POSITIVE_INFINITY;

    /** The stream at its start; any arguments are legal. */
    public KeyedStream(long seed, long site, long index) {
        this.key = RandomKey.mix(RandomKey.of(seed, site) ^ STREAMS);
        this.index = index;
    }

    /**
     * Becomes the stream of another index, at its start.
     *
     * @param words about how many will be asked for; so many are computed at a time, which takes less time for each
     */
    public void restart(long index, long words) {
        this.index = index;
        start(0, words);
    }

    /**
     * Goes on with word {@code number}, from 0 on.
     *
     * @param number an even one
     * @param words as for {@link #restart}
     */
    public void seek(long number, long words) {
        if (number < 0 || (number & 1) != 0) {
            throw new IllegalArgumentException("word " + number + " begins no block");
        }
        start(number >> 1, words);
    }

    private void start(long first, long words) {
        block = first;
        next = 0;
        end = 0;
        expected = words;
    }

    /** The next 64 bits. */
    public long nextLong() {
        if (next == end) {
            compute();
        }
        int word = next++;
        long swapped = (word & 1) == 0 ? x[word >> 1] : y[word >> 1];
        return Long.rotateLeft(swapped, 32);
    }

    private void compute() {
        int n = (int) Math.min(expected + 1 >> 1, LANES);
        // Lanes do not carry into the upper half of the number of the block.
        if (n < FEWEST_LANES || (block & 0xFFFF_FFFFL) + n > 0xFFFF_FFFFL) {
            n = 1;
            Philox.block(index, block, key, x, y);
        } else {
            if (x.length < n) {
                x = new long[LANES];
                y = new long[LANES];
            }
            PhiloxLanes.blocks(index, block, key, n, x, y);
        }
        block += n;
        expected -= 2L * n;
        next = 0;
        end = 2 * n;
    }

    /** Uniform in [0, 1), a multiple of 2<sup>-53</sup>; takes one word. */
    public double nextDouble() {
        return Draws.unit(nextLong());
    }

    /**
     * Uniform in 0 .. bound - 1, with the tiny bias of {@link Draws#choice}; takes one word.
     *
     * @throws IllegalArgumentException unless bound is positive
     */
    public int nextInt(int bound) {
        return Draws.below(nextLong(), bound);
    }

    /**
     * The number of failures before the first success in trials of the given probability: how many candidates to skip
     * before the next connection. Takes one word, whatever the number. By inversion, floor(log(u) / log(1 - p)), with
     * 64 bits in both tails; {@link Long#MAX_VALUE} stands for all larger numbers.
     *
     * @throws IllegalArgumentException unless probability is in (0, 1]
     */
    public long nextGeometric(double probability) {
        if (probability != this.probability) {
            if (!(probability > 0 && probability <= 1)) {
                throw new IllegalArgumentException("probability " + probability + " is outside (0, 1]");
            }
            this.failureRate = -StrictMath.log1p(-probability);
            this.probability = probability;
        }
        return (long) (Quantile.exponential(nextLong()) / failureRate);
    }
}
