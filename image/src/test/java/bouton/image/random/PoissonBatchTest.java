package bouton.image.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts drawn at once are the counts drawn one by one. */
final class PoissonBatchTest {
    private static final long SEED = 20_260_103;
    private static final long SITE = RandomKey.site("test.poisson");
    private static final long LAST = (1L << 53) - 1;

    private final DrawBatch batch = new DrawBatch();

    /** Draws a range of a tick and compares all of it. */
    private void same(double[] means, PoissonBatch draws, long tick, int from, int to) {
        int[] members = new int[to - from];
        int[] counts = new int[to - from];
        int found = draws.draw(tick, from, to, batch, members, counts);
        int k = 0;
        for (int i = from; i < to; i++) {
            long expected = Draws.poisson(SEED, SITE, i, tick, 0, means[i]);
            if (expected > 0) {
                assertTrue(k < found, "a count is missing");
                assertEquals(i, members[k]);
                assertEquals(expected, counts[k++], () -> "mean " + means[0]);
            }
        }
        assertEquals(found, k, "counts of 0 are not given");
    }

    private void same(double[] means, long ticks) {
        PoissonBatch draws = new PoissonBatch(SEED, SITE, means);
        for (long tick = 0; tick < ticks; tick++) {
            same(means, draws, tick, 0, means.length);
        }
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                Double.MIN_VALUE,
                1e-17,
                1e-9,
                0.001,
                0.1,
                0.105,
                0.7,
                2,
                10,
                19.99,
                0x1.3ffffffffffffp4,
                20,
                100,
                1e9
            })
    void oneMean(double mean) {
        double[] means = new double[1100];
        Arrays.fill(means, mean);
        same(means, 1000);
    }

    @Test
    void fewMeansOfAllKinds() {
        double[] kinds = {0, 1e-9, 0.001, 2, 19.99, 20, 100, 1e9};
        same(IntStream.range(0, 2000).mapToDouble(i -> kinds[i % 8]).toArray(), 200);
    }

    @Test
    void manyMeans() {
        same(IntStream.range(0, 5000).mapToDouble(i -> 0.005 * i).toArray(), 100);
        same(IntStream.range(0, 5000).mapToDouble(i -> 1e-6 * i).toArray(), 100);
    }

    @Test
    void anyRangeOfAnyTick() {
        double[] means = new double[3000];
        Arrays.fill(means, 1.5);
        double[] other = means.clone();
        other[17] = 3;
        long[] ticks = {5, (1L << 24) + 1, (1L << 40) - 1, 1L << 40, -3};
        for (double[] of : new double[][] {means, other}) {
            PoissonBatch draws = new PoissonBatch(SEED, SITE, of);
            for (long tick : ticks) {
                for (int from = 0; from < 1500; from += 37) {
                    same(of, draws, tick, from, from + from % 1490);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                Double.MIN_VALUE,
                1e-17,
                1e-16,
                0x1p-53,
                3e-16,
                1e-9,
                1e-8,
                1e-3,
                0.1,
                0.5,
                1,
                2,
                5,
                10,
                19.99,
                0x1.3ffffffffffffp4
            })
    void theTableAgreesAroundEveryThreshold(double mean) {
        PoissonTable table = new PoissonTable(mean);
        for (long threshold : table.thresholds()) {
            for (int off = -3; off <= 3; off++) {
                agree(mean, table, Math.clamp(threshold + off, 0, LAST));
            }
        }
        for (long bucket = 0; bucket <= 1024; bucket++) {
            for (int off = -1; off <= 1; off++) {
                agree(mean, table, Math.clamp((bucket << 43) + off, 0, LAST));
            }
        }
    }

    /** Means of all magnitudes, where rounded probabilities meet the quick answer of {@link Draws#poisson}. */
    @Test
    void theTableAgreesForManyMeans() {
        for (int k = 0; k < 20_000; k++) {
            double mean = 20 * Math.pow(Draws.uniform(SEED, SITE, k, 0, 0), 1 + k % 10);
            PoissonTable table = new PoissonTable(mean);
            long[] thresholds = table.thresholds();
            for (int n = 0; n < thresholds.length; n += 1 + n) {
                for (int off = -2; off <= 2; off++) {
                    agree(mean, table, Math.clamp(thresholds[n] + off, 0, LAST));
                }
            }
        }
    }

    /** What {@link Draws#poisson} does with the upper 53 bits of its draw. */
    private static void agree(double mean, PoissonTable table, long u) {
        double unit = Draws.unit(u << 11);
        long expected = unit < 1 - mean ? 0 : Poisson.draw(1, 2, 3, 0, u << 11, mean);
        assertEquals(expected, table.count(u), () -> "u = " + u + ", mean " + mean);
    }

    @Test
    void meansOutsideAreRefused() {
        for (double wrong : new double[] {-1, Double.NaN, 1.1e9, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> new PoissonBatch(SEED, SITE, new double[] {0.5, wrong}));
        }
    }
}
