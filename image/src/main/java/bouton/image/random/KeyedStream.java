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

    private final long key;
    private final long index;
    private long block;
    // The words of the block before that one, and how many of them have been taken.
    private final long[] words = new long[2];
    private int taken = 2;

    // The logarithm of the last probability asked for: a generator asks for the same one millions of times.
    private double probability = 1;
    private double failureRate = Double.POSITIVE_INFINITY;

    /** The stream at its start; any arguments are legal. */
    public KeyedStream(long seed, long site, long index) {
        this.key = RandomKey.mix(RandomKey.of(seed, site) ^ STREAMS);
        this.index = index;
    }

    /** The next 64 bits. */
    public long nextLong() {
        if (taken == 2) {
            Philox.block(index, block++, key, words);
            taken = 0;
        }
        return words[taken++];
    }

    /** Goes on with word {@code number}, from 0 on, an even one. */
    public void seek(long number) {
        if (number < 0 || (number & 1) != 0) {
            throw new IllegalArgumentException("word " + number + " begins no block");
        }
        block = number >> 1;
        taken = 2;
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
