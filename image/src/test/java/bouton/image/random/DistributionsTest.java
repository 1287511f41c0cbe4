package bouton.image.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.GeometricDistribution;
import org.apache.commons.math3.distribution.IntegerDistribution;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.UniformIntegerDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every distribution against commons-math3 on 20,000 draws of a fixed seed; a wrong one fails by orders of magnitude.
 */
final class DistributionsTest {
    private static final int COUNT = 20_000;
    private static final double LEAST_P = 1e-4;
    private static final long SEED = 20_260_101;
    private static final long SITE = RandomKey.site("test.distributions");

    @ParameterizedTest
    @CsvSource({"0, 1", "-3, 5", "1e6, 2e6", "-1e-9, 1e-9"})
    void uniform(double low, double high) {

        agrees(new UniformRealDistribution(low, high), i -> Draws.uniform(SEED, SITE, i, 0, 0, low, high));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-70, 0.001", "5, 1e9"})
    void normal(double mean, double deviation) {
        agrees(new NormalDistribution(mean, deviation), i -> Draws.normal(SEED, SITE, i, 1, 0, mean, deviation));
    }

    @Test
    void normalTails() {
        // 4 million draws: both tails beyond 4 deviations hold 127 on average each, beyond 3: 5399.
        int beyond3 = 0;
        int beyond4 = 0;
        for (int i = 0; i < 4_000_000; i++) {
            double z = Math.abs(Draws.normal(SEED, SITE, i, 2, 0, 0, 1));
            beyond3 += z > 3 ? 1 : 0;
            beyond4 += z > 4 ? 1 : 0;
        }
        assertEquals(10_799, beyond3, 450);
        assertEquals(253, beyond4, 65);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "3, 0.25"})
    void lognormal(double mu, double sigma) {
        agrees(new LogNormalDistribution(mu, sigma), i -> Draws.lognormal(SEED, SITE, i, 3, 0, mu, sigma));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-6, 250})
    void exponential(double mean) {
        agrees(new ExponentialDistribution(mean), i -> Draws.exponential(SEED, SITE, i, 4, 0, mean));
    }

    @ParameterizedTest
    @CsvSource({"0.05, 1", "0.5, 2", "0.999, 3", "1, 1", "1.001, 1", "4, 0.25", "250, 10"})
    void gamma(double shape, double scale) {
        agrees(new GammaDistribution(shape, scale), i -> Draws.gamma(SEED, SITE, i, 5, 0, shape, scale));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.05, 0.7, 1, 3, 9.99, 10, 15, 19.99, 20, 20.01, 25, 40, 100, 1000})
    void poisson(double lambda) {
        agrees(new PoissonDistribution(lambda), i -> Draws.poisson(SEED, SITE, i, 6, 0, lambda));
    }

    /** Beyond the reach of a chi-square per count, the normal limit (skewness below 1e-2) and the moments. */
    @ParameterizedTest
    @ValueSource(doubles = {1e5, 1e7, 1e9})
    void poissonOfLargeMean(double lambda) {
        double[] sample = sample(i -> Draws.poisson(SEED, SITE, i, 7, 0, lambda) + Draws.uniform(SEED, SITE, i, 7, 1));
        momentsAgree(sample, lambda + 0.5, lambda + 1.0 / 12, 3);
        kolmogorovSmirnov(new NormalDistribution(lambda + 0.5, Math.sqrt(lambda)), sample);
    }

    @Test
    void poissonOfNoMeanIsZero() {
        assertEquals(0, Draws.poisson(SEED, SITE, 1, 8, 0, 0));
        assertEquals(0, Draws.poisson(SEED, SITE, 1, 8, 0, Double.MIN_VALUE));
    }

    /** The slow branches of rejection decide on few draws, so that only many show an error in them. */
    @ParameterizedTest
    @ValueSource(doubles = {20, 50, 400})
    void poissonByRejection(double lambda) {
        PoissonDistribution exact = new PoissonDistribution(lambda);
        agreesInClasses(
                i -> Draws.poisson(SEED, SITE, i, 9, 0, lambda), x -> exact.cumulativeProbability((int) x), x -> {
                    double deviations = -4.5 + 9 * x;
                    return Math.floor(lambda + deviations * Math.sqrt(lambda));
                });
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 2.5})
    void gammaByRejection(double shape) {
        GammaDistribution exact = new GammaDistribution(shape, 1);
        agreesInClasses(
                i -> Draws.gamma(SEED, SITE, i, 16, 0, shape, 1),
                exact::cumulativeProbability,
                x -> Math.pow(x, 2 / shape) * (shape + 10 * Math.sqrt(shape)));
    }

    /** Chi-square of 2 million draws in 41 classes that end at {@code limit} of 0, 1/39 ... 1, the ends included. */
    private static void agreesInClasses(
            IntToDoubleFunction draw, DoubleUnaryOperator cumulative, DoubleUnaryOperator limit) {
        int draws = 2_000_000;
        double[] limits = IntStream.range(0, 40)
                .mapToDouble(i -> limit.applyAsDouble(i / 39.0))
                .toArray();
        double[] expected = new double[41];
        long[] observed = new long[41];
        for (int i = 0; i < draws; i++) {
            int found = Arrays.binarySearch(limits, draw.applyAsDouble(i));
            observed[found >= 0 ? found : -found - 1]++;
        }
        double below = 0;
        for (int i = 0; i <= 40; i++) {
            double until = i < 40 ? cumulative.applyAsDouble(limits[i]) : 1;
            expected[i] = draws * (until - below) + 1e-9;
            below = until;
        }
        double p = new ChiSquareTest().chiSquareTest(expected, observed);
        assertTrue(p > LEAST_P, () -> "chi-square p = " + p);
    }

    @ParameterizedTest
    @CsvSource({"0, 20", "15, 20", "16, 20", "17, 30", "1000, 900", "1000000, 1001000"})
    void poissonLogProbability(int count, double lambda) {
        double expected = new PoissonDistribution(lambda).logProbability(count);
        assertEquals(expected, Poisson.logProbability(count, lambda), 1e-12 * Math.max(1, Math.abs(expected)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 100})
    void choice(int count) {
        agrees(new UniformIntegerDistribution(0, count - 1), i -> Draws.choice(SEED, SITE, i, 10, 0, count));
    }

    @Test
    void choiceReachesTheWholeOfALargeSet() {
        agrees(
                new UniformRealDistribution(0, Integer.MAX_VALUE),
                i -> Draws.choice(SEED, SITE, i, 11, 0, Integer.MAX_VALUE) + 0.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.9, 0.5, 0.1, 0.01})
    void geometric(double probability) {
        KeyedStream stream = new KeyedStream(SEED, SITE, 12);
        agrees(new GeometricDistribution(probability), i -> stream.nextGeometric(probability));
    }

    /** For a small probability p, p times the number is exponential but for steps of p. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-5, 1e-9, 1e-15})
    void geometricOfSmallProbability(double probability) {
        KeyedStream stream = new KeyedStream(SEED, SITE, 13);
        agrees(new ExponentialDistribution(1), i -> probability * (stream.nextGeometric(probability) + 0.5));
    }

    @Test
    void streamDoubles() {
        KeyedStream stream = new KeyedStream(SEED, SITE, 14);
        agrees(new UniformRealDistribution(0, 1), i -> stream.nextDouble());
    }

    @Test
    void streamInts() {
        KeyedStream stream = new KeyedStream(SEED, SITE, 15);
        agrees(new UniformIntegerDistribution(0, 6), i -> stream.nextInt(7));
    }

    private static void agrees(RealDistribution expected, IntToDoubleFunction draw) {
        double[] sample = sample(draw);
        double kurtosis = expected instanceof LogNormalDistribution || expected instanceof GammaDistribution ? 120 : 9;
        momentsAgree(sample, expected.getNumericalMean(), expected.getNumericalVariance(), kurtosis);
        kolmogorovSmirnov(expected, sample);
    }

    private static void kolmogorovSmirnov(RealDistribution expected, double[] sample) {
        double p = new KolmogorovSmirnovTest().kolmogorovSmirnovTest(expected, sample);
        assertTrue(p > LEAST_P, () -> "Kolmogorov-Smirnov p = " + p);
    }

    /** Within 4 standard errors; kurtosis bounds the fourth moment in units of the squared variance. */
    private static void momentsAgree(double[] sample, double mean, double variance, double kurtosis) {
        assertEquals(mean, StatUtils.mean(sample), 4 * Math.sqrt(variance / COUNT) + 1e-12 * Math.abs(mean));
        assertEquals(variance, StatUtils.variance(sample), 4 * variance * Math.sqrt(kurtosis / COUNT));
    }

    private static void agrees(IntegerDistribution expected, IntToDoubleFunction draw) {
        double[] sample = sample(draw);
        double mean = expected.getNumericalMean();
        double variance = expected.getNumericalVariance();
        momentsAgree(sample, mean, variance, 10 + 1 / Math.max(variance, 1e-3));

        // Classes of neighbouring counts, each with 10 expected draws or more.
        int lowest = (int) Math.max(expected.getSupportLowerBound(), mean - 12 * Math.sqrt(variance) - 12);
        int highest = (int) Math.min(expected.getSupportUpperBound(), mean + 40 * Math.sqrt(variance) + 40);
        int[] classOf = new int[highest - lowest + 1];
        double[] expectedCounts = new double[classOf.length];
        int last = 0;
        for (int count = lowest; count <= highest; count++) {
            if (expectedCounts[last] >= 10 && COUNT * (1 - expected.cumulativeProbability(count - 1)) >= 10) {
                last++;
            }
            classOf[count - lowest] = last;
            expectedCounts[last] += COUNT * expected.probability(count);
        }
        long[] observed = new long[last + 1];
        for (double value : sample) {
            assertTrue(value >= lowest && value <= highest, () -> "count " + value);
            observed[classOf[(int) value - lowest]]++;
        }
        if (last == 0) {
            return;
        }
        double p = new ChiSquareTest().chiSquareTest(Arrays.copyOf(expectedCounts, last + 1), observed);
        assertTrue(p > LEAST_P, () -> "chi-square p = " + p);
    }

    private static double[] sample(IntToDoubleFunction draw) {
        return IntStream.range(0, COUNT).mapToDouble(draw).toArray();
    }
}
