package bouton.cli.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Distances of spike trains as they come, against their definitions computed the long way. */
final class TrainDistancesTest {
    private static final int TICKS = 600;

    private final Random random = new Random(17);

    /** Whether there is a spike in each tick. */
    private boolean[] train(double p) {
        boolean[] train = new boolean[TICKS];
        for (int t = 0; t < TICKS; t++) {
            train[t] = random.nextDouble() < p;
        }
        return train;
    }

    private interface Adder {
        void add(int member, long tick, boolean first);
    }

    private static void feed(boolean[] a, boolean[] b, Adder adder) {
        for (int t = 0; t < TICKS; t++) {
            if (a[t]) {
                adder.add(0, t, true);
            }
            if (b[t]) {
                adder.add(0, t, false);
            }
        }
    }

    // ---- van Rossum

    /** The integral over small steps, midpoints, until everything has decayed. */
    private static double vanRossum(boolean[] a, boolean[] b, double tau) {
        int steps = 200;
        double h = 1.0 / steps;
        double difference = 0;
        double integral = 0;
        double half = Math.exp(-h / 2 / tau);
        for (int t = 0; t < TICKS + 40 * tau; t++) {
            if (t < TICKS) {
                difference += (a[t] ? 1 : 0) - (b[t] ? 1 : 0);
            }
            for (int s = 0; s < steps; s++) {
                difference *= half;
                integral += difference * difference * h;
                difference *= half;
            }
        }
        return integral / tau;
    }

    @Test
    void vanRossumIsItsIntegral() {
        for (int round = 0; round < 12; round++) {
            double tau = 1 + 20 * random.nextDouble();
            boolean[] a = train(0.02 + 0.1 * random.nextDouble());
            boolean[] b = train(0.02 + 0.1 * random.nextDouble());
            VanRossumDistance distance = new VanRossumDistance(1, tau);
            feed(a, b, distance::add);
            double[] of = new double[1];
            double sum = distance.finish(TICKS, of);
            assertEquals(vanRossum(a, b, tau), sum, 1e-4 * sum);
            assertEquals(sum, of[0], 1e-12 * sum);
        }
    }

    @Test
    void aSpikeTooManyIsAHalfAndTwoFarApartAreOne() {
        VanRossumDistance distance = new VanRossumDistance(2, 5);
        distance.add(0, 10, true);
        distance.add(1, 10, true);
        distance.add(1, 500, false);
        double[] of = new double[2];
        distance.finish(600, of);
        assertEquals(0.5, of[0], 1e-12);
        assertEquals(1, of[1], 1e-12);
    }

    @Test
    void whatIsTakenInPartsIsTheWhole() {
        boolean[] a = train(0.05);
        boolean[] b = train(0.05);
        VanRossumDistance whole = new VanRossumDistance(1, 8);
        VanRossumDistance parts = new VanRossumDistance(1, 8);
        feed(a, b, whole::add);
        double sum = 0;
        for (int t = 0; t < TICKS; t++) {
            if (t % 37 == 0) {
                sum += parts.take(t, new double[1]);
            }
            if (a[t]) {
                parts.add(0, t, true);
            }
            if (b[t]) {
                parts.add(0, t, false);
            }
        }
        sum += parts.finish(TICKS, new double[1]);
        assertEquals(whole.finish(TICKS, new double[1]), sum, 1e-9);
    }

    // ---- intervals

    /** The interval around every moment, looked up in the list of all spikes. */
    private static double isi(boolean[] a, boolean[] b) {
        double sum = 0;
        for (int t = 0; t < TICKS; t++) {
            double x = interval(a, t);
            double y = interval(b, t);
            sum += Math.abs(x - y) / Math.max(x, y);
        }
        return sum / TICKS;
    }

    /** Length of the interval in which tick t lies: it begins with a spike at its begin, or with the recording. */
    private static double interval(boolean[] train, int t) {
        int from = t;
        while (from > 0 && !train[from]) {
            from--;
        }
        int to = t + 1;
        while (to < TICKS && !train[to]) {
            to++;
        }
        return to - from;
    }

    @Test
    void isiDistanceIsTheMeanOverTime() {
        for (int round = 0; round < 200; round++) {
            boolean[] a = train(0.3 * random.nextDouble() * random.nextDouble());
            boolean[] b = round % 10 == 0 ? new boolean[TICKS] : train(0.2 * random.nextDouble());
            if (round % 3 == 0) {
                // Many at the same time.
                for (int t = 0; t < TICKS; t++) {
                    b[t] |= a[t] && random.nextBoolean();
                }
            }
            IsiDistance distance = new IsiDistance(1, 0);
            feed(a, b, distance::add);
            assertEquals(isi(a, b), distance.finish(TICKS)[0], 1e-10);
        }
    }

    // ---- coincidences

    /** Most pairs of spikes that are near enough, each spike in one of them, by trying all. */
    private static int pairs(int[] a, int[] b, int i, int j, int precision) {
        if (i == a.length || j == b.length) {
            return 0;
        }
        int best = Math.max(pairs(a, b, i + 1, j, precision), pairs(a, b, i, j + 1, precision));
        return Math.abs(a[i] - b[j]) <= precision ? Math.max(best, 1 + pairs(a, b, i + 1, j + 1, precision)) : best;
    }

    private static int[] ticks(boolean[] train, int until) {
        return java.util.stream.IntStream.range(0, until).filter(t -> train[t]).toArray();
    }

    @Test
    void asManySpikesCoincideAsCan() {
        for (int round = 0; round < 200; round++) {
            boolean[] a = Arrays.copyOf(Arrays.copyOf(train(0.25), 30), TICKS);
            boolean[] b = Arrays.copyOf(Arrays.copyOf(train(0.25), 30), TICKS);
            int precision = random.nextInt(4);
            Coincidences coincidences = new Coincidences(1, precision);
            feed(a, b, coincidences::add);
            int[] x = ticks(a, 30);
            int[] y = ticks(b, 30);
            double chance = 2.0 * y.length / 1000 * precision;
            double expected =
                    (pairs(x, y, 0, 0, precision) - chance * x.length) / ((x.length + y.length) / 2.0) / (1 - chance);
            assertEquals(expected, coincidences.factor(0, 1000), 1e-12);
        }
    }

    @Test
    void theSameTrainsCoincideWhollyAndSilentOnesSayNothing() {
        boolean[] a = train(0.05);
        Coincidences same = new Coincidences(2, 3);
        feed(a, a, same::add);
        assertEquals(1, same.factor(0, TICKS), 1e-12);
        assertTrue(Double.isNaN(same.factor(1, TICKS)));
        assertEquals(1, same.meanFactor(TICKS), 1e-12);
    }
}
