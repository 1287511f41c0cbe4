package bouton.image.random;

/** Poisson counts: inversion for small means, transformed rejection for large ones. */
final class Poisson {
    /** Above, rejection (about 1.2 trials) is cheaper than counting up; it is published for means of at least 10. */
    private static final double INVERSION_LIMIT = 20;

    private static final double LARGEST_MEAN = 1e9;

    /** From here on, the series for Stirling's remainder is exact to the last bits. */
    private static final int SERIES_START = 16;

    private static final double HEADROOM = 0.01;

    private static final double HALF_LOG_TWO_PI = 0.91893853320467274178;

    private Poisson() {}

    /** The count of a draw whose word 0 is {@code first}. */
    static long draw(long key, long index, long tick, int use, long first, double lambda) {
        check(lambda);
        return isInverted(lambda)
                ? inversion(Draws.unit(first), lambda, StrictMath.exp(-lambda))
                : rejection(key, index, tick, use, lambda);
    }

    /** Refuses a mean that is not in 0 .. 1e9. */
    static void check(double lambda) {
        if (!(lambda >= 0 && lambda <= LARGEST_MEAN)) {
            throw new IllegalArgumentException("Poisson mean " + lambda + " is outside 0 .. 1e9");
        }
    }

    /** Whether counts of this mean come from {@link #inversion}, else from {@link #rejection}. */
    static boolean isInverted(double lambda) {
        return lambda < INVERSION_LIMIT;
    }

    /**
     * The smallest count whose cumulative probability exceeds {@code u}.
     *
     * @param none the probability of 0, exp(-lambda)
     */
    static int inversion(double u, double lambda, double none) {
        double probability = none;
        double cumulative = probability;
        int count = 0;
        while (u >= cumulative) {
            count++;
            probability *= lambda / count;
            double next = cumulative + probability;
            // Rounding may leave the sum below the largest u: past the mean, terms too small to count end the search.
            if (next == cumulative && count > lambda) {
                return count;
            }
            cumulative = next;
        }
        return count;
    }

    /**
     * Algorithm PTRS of W. Hoermann, "The transformed rejection method for generating Poisson random variables",
     * Insurance: Mathematics and Economics 12 (1993) 39-45. Trial n reads words 2n and 2n + 1 of the draw.
     *
     * <p>His envelope is fitted, and a scan of means from 20 to 2e9 finds spots where the probability exceeds it by up
     * to 0.53 % and the quickly accepted part exceeds the probability by up to 0.40 %. {@link #HEADROOM} lifts the one
     * and lowers the other by 1 %, at the price of 1 % more trials, so that the counts follow the probability exactly.
     */
    static long rejection(long key, long index, long tick, int use, double lambda) {
        double b = 0.931 + 2.53 * Math.sqrt(lambda);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double quick = 0.9277 - 3.6224 / (b - 2) - HEADROOM;
        for (long word = 0; ; word += 2) {
            double u = Draws.unit(Draws.word(key, index, tick, use, word)) - 0.5;
            double v = (1 + HEADROOM) * Draws.unit(Draws.word(key, index, tick, use, word + 1));
            double edge = 0.5 - Math.abs(u);
            double count = Math.floor((2 * a / edge + b) * u + lambda + 0.43);
            if (edge >= 0.07 && v <= quick) {
                return (long) count;
            }
            if (count < 0 || edge < 0.013 && v > edge) {
                continue;
            }
            double hat = StrictMath.log(v * inverseAlpha / (a / (edge * edge) + b));
            if (hat <= logProbability(count, lambda)) {
                return (long) count;
            }
        }
    }

    /**
     * log(e^-lambda lambda^count / count!), in the form of C. Loader, "Fast and accurate computation of binomial
     * probabilities" (2000): the deviance and Stirling's remainder apart, so that at 1e9 no terms of 2e10 cancel.
     */
    static double logProbability(double count, double lambda) {
        if (count < SERIES_START) {
            double factorial = 1;
            for (int factor = 2; factor <= count; factor++) {
                factorial *= factor;
            }
            return count * StrictMath.log(lambda) - lambda - StrictMath.log(factorial);
        }
        double excess = (count - lambda) / lambda;
        double deviance = lambda * ((1 + excess) * StrictMath.log1p(excess) - excess);
        double inverse = 1 / count;
        double square = inverse * inverse;
        double remainder = inverse
                * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))));
        return -deviance - remainder - HALF_LOG_TWO_PI - 0.5 * StrictMath.log(count);
    }
}
