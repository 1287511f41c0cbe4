package bouton.image.random;

/**
 * Keyed draws: each value is a pure function of (seed, site, index, tick, use) and of the parameters of its
 * distribution, the same bits on every machine, whatever was drawn before, by which thread, in which order.
 *
 * <ul>
 *   <li>{@code seed}: of the run, any long;
 *   <li>{@code site}: of the declaration, {@link RandomKey#site};
 *   <li>{@code index}: of the instance (neuron, synapse, injector);
 *   <li>{@code tick}: of the simulation;
 *   <li>{@code use}: which draw of the declaration it is within the tick.
 * </ul>
 *
 * <p><strong>Definition.</strong> The key of {@link Philox} is {@link RandomKey#of RandomKey.of(seed, site)}. Its
 * 128-bit counter, bit 0 lowest, is
 *
 * <pre>
 *   bits   0 ..  39   index, lower 40 bits
 *   bits  40 ..  79   tick, lower 40 bits
 *   bits  80 ..  95   use, lower 16 bits
 *   bits  96 .. 127   block
 * </pre>
 *
 * so under one key no two draws with 0 &le; index &lt; 2<sup>40</sup>, 0 &le; tick &lt; 2<sup>40</sup> and 0 &le; use
 * &lt; 2<sup>16</sup> share a counter. The remaining 24 + 24 + 16 bits of larger or negative arguments form a word
 * {@code overflow} (index lowest, use on top); if it is not 0 the key becomes {@code mix(key ^ mix(overflow))}: such
 * draws differ from all others as well as a 64-bit hash does.
 *
 * <p>Blocks 0, 1, 2, ... of a draw are read as a sequence of 64-bit words, first {@link Philox#low}, then {@link
 * Philox#high} of each; word 0 is {@link #bits}. Distributions that accept or reject read on in this sequence, which
 * has 2<sup>33</sup> words of its own for each draw. All other distributions read word 0 only and grow with it (as an
 * unsigned number), so that draws of one key are coupled across parameters.
 *
 * <p>{@link DrawBatch} and {@link PoissonBatch} draw the same for many indices at once, faster.
 *
 * <p>Nothing here allocates or keeps state. Parameters that make no sense are refused where stated, else they propagate
 * as NaN.
 */
public final class Draws {
    private static final double TWO_TO_MINUS_53 = 0x1p-53;
    private static final long MASK_40 = (1L << 40) - 1;

    private Draws() {}

    /** 64 independent random bits: word 0 of the draw. */
    public static long bits(long seed, long site, long index, long tick, int use) {
        return word(RandomKey.of(seed, site), index, tick, use, 0);
    }

    /** Uniform in [0, 1), a multiple of 2<sup>-53</sup>: the upper 53 of {@link #bits}. */
    public static double uniform(long seed, long site, long index, long tick, int use) {
        return unit(bits(seed, site, index, tick, use));
    }

    /** Uniform in [low, high), or {@code low} if both are equal; the width must be finite. */
    public static double uniform(long seed, long site, long index, long tick, int use, double low, double high) {
        double value = low + (high - low) * unit(bits(seed, site, index, tick, use));
        // The sum may round up to the excluded end.
        return value >= high ? Math.max(low, Math.nextDown(high)) : value;
    }

    /** Normal with the given mean and standard deviation; at most 9.2 deviations from the mean. */
    public static double normal(long seed, long site, long index, long tick, int use, double mean, double deviation) {
        return mean + deviation * Quantile.normal(bits(seed, site, index, tick, use));
    }

    /** e to the power of a normal: {@code mu} and {@code sigma} are mean and standard deviation of the logarithm. */
    public static double lognormal(long seed, long site, long index, long tick, int use, double mu, double sigma) {
        return StrictMath.exp(mu + sigma * Quantile.normal(bits(seed, site, index, tick, use)));
    }

    /** Exponential with the given mean; positive, at most 45.1 times the mean. */
    public static double exponential(long seed, long site, long index, long tick, int use, double mean) {
        return mean * Quantile.exponential(bits(seed, site, index, tick, use));
    }

    /**
     * Poisson count with mean {@code lambda} in 0 .. 1e9.
     *
     * @throws IllegalArgumentException if lambda is outside that range or NaN
     */
    public static long poisson(long seed, long site, long index, long tick, int use, double lambda) {
        // Small enough to be inlined, so that a caller's loop computes the key once: most ticks end here, because
        // exp(-lambda) >= 1 - lambda. The comparison is false for a lambda that must be refused.
        long key = RandomKey.of(seed, site);
        long first = word(key, index, tick, use, 0);
        return lambda >= 0 && unit(first) < 1 - lambda ? 0 : Poisson.draw(key, index, tick, use, first, lambda);
    }

    /**
     * Gamma with mean {@code shape * scale} and variance {@code shape * scale^2}, positive unless it underflows (as it
     * often does for shapes below 0.01).
     *
     * @throws IllegalArgumentException unless shape is positive and finite
     */
    public static double gamma(long seed, long site, long index, long tick, int use, double shape, double scale) {
        return scale * Gamma.draw(RandomKey.of(seed, site), index, tick, use, shape);
    }

    /**
     * Uniform in 0 .. count - 1. Probabilities differ from 1 / count by less than 2<sup>-33</sup> of it, which no
     * experiment can see.
     *
     * @throws IllegalArgumentException unless count is positive
     */
    public static int choice(long seed, long site, long index, long tick, int use, int count) {
        return below(bits(seed, site, index, tick, use), count);
    }

    /** Word {@code number} (0 .. 2^33 - 1) of the sequence of a draw; see the class comment. */
    static long word(long key, long index, long tick, int use, long number) {
        long counterLow = counterLow(index, tick);
        long counterHigh = counterHigh(tick, use, number);
        long ownKey = ownKey(key, index, tick, use);
        return (number & 1) == 0
                ? Philox.low(counterLow, counterHigh, ownKey)
                : Philox.high(counterLow, counterHigh, ownKey);
    }

    static long counterLow(long index, long tick) {
        return index & MASK_40 | tick << 40;
    }

    static long counterHigh(long tick, int use, long number) {
        return tick >>> 24 & 0xFFFF | (use & 0xFFFFL) << 16 | number >>> 1 << 32;
    }

    /** The key with what of index, tick and use does not fit into the counter. */
    static long ownKey(long key, long index, long tick, int use) {
        long overflow = index >>> 40 | tick >>> 40 << 24 | (long) (use >>> 16) << 48;
        return overflow == 0 ? key : RandomKey.mix(key ^ RandomKey.mix(overflow));
    }

    /** The upper 53 bits as a fraction in [0, 1). */
    static double unit(long bits) {
        return (bits >>> 11) * TWO_TO_MINUS_53;
    }

    /** The bits, read as an unsigned fraction, times {@code count}, rounded down. */
    static int below(long bits, int count) {
        if (count <= 0) {
            throw new IllegalArgumentException("a choice among " + count);
        }
        return (int) Math.unsignedMultiplyHigh(bits, count);
    }
}
