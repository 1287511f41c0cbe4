package bouton.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** `noise(s)` in equations against closed forms: statistics over many instances within four standard errors, seeds fixed. */
class NoiseTest {
    private static final int N = 20_000;
    private static final double TAU = 10;
    private static final double SIGMA = 2;

    private static String ornsteinUhlenbeck(String items, String target) {
        return """
                neuron ou { param tau = 10 ms ; param s = 2 mV ; %s
                  state x: mV = 5 mV
                  x' = (1 mV - x) / tau + noise(s * sqrt(2 / tau)) }
                network w { population N[%d] of ou }
                target t : ideal { seed = 7 ; %s }
                """.formatted(items, N, target);
    }

    private static double[] values(Bench b) {
        return b.read(b.group("N"), "x");
    }

    private static double mean(double[] x) {
        return Arrays.stream(x).average().orElseThrow();
    }

    private static double covariance(double[] x, double[] y) {
        double mx = mean(x);
        double my = mean(y);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - mx) * (y[i] - my);
        }
        return sum / x.length;
    }

    private static void meanIs(double expected, double variance, double[] x) {
        assertEquals(expected, mean(x), 4 * Math.sqrt(variance / x.length));
    }

    private static void varianceIs(double expected, double[] x) {
        assertEquals(expected, covariance(x, x), 4 * expected * Math.sqrt(2.0 / x.length));
    }

    @Test
    void anOrnsteinUhlenbeckProcessHasItsMomentsWhateverTheTick() {
        try (Bench b = Bench.of(ornsteinUhlenbeck("", "dt = 4 ms"))) {
            double[] before = values(b.run(3));
            double left = Math.exp(-12 / TAU);
            double variance = SIGMA * SIGMA * (1 - left * left);
            meanIs(1 + 4 * left, variance, before);
            varianceIs(variance, before);
            before = values(b.run(20));
            varianceIs(SIGMA * SIGMA, before);
            double[] later = values(b.run(2));
            double rho = Math.exp(-8 / TAU);
            double error = SIGMA * SIGMA * Math.sqrt((1 + rho * rho) / N);
            assertEquals(SIGMA * SIGMA * rho, covariance(before, later), 4 * error);
        }
    }

    @Test
    void underEulerATickAddsTheRootOfItsLength() {
        try (Bench b = Bench.of(ornsteinUhlenbeck("method euler", "dt = 4 ms"))) {
            double[] x = values(b.run(1));
            double variance = 2 * SIGMA * SIGMA / TAU * 4;
            meanIs(5 + 4 * (1 - 5) / TAU, variance, x);
            varianceIs(variance, x);
        }
    }

    @Test
    void aCoefficientThatDiffersFromNeuronToNeuronIsTakenIn() {
        String text = """
                neuron ou { param rate ~ choice(0.2 [1/ms], 0 [1/ms])
                  state x: 1 = 0 ; x' = noise(3 [1/ms^0.5]) - rate * x }
                network w { population N[%d] of ou }
                target t : ideal { dt = 2 ms }
                """.formatted(2 * N);
        try (Bench b = Bench.of(text).run(2)) {
            double[] rates = b.read(b.group("N"), "rate");
            double[] x = values(b);
            double[] free = new double[2 * N];
            double[] bound = new double[2 * N];
            int frees = 0;
            int bounds = 0;
            for (int i = 0; i < x.length; i++) {
                if (rates[i] == 0) {
                    free[frees++] = x[i];
                } else {
                    bound[bounds++] = x[i];
                }
            }
            varianceIs(9 * 4, Arrays.copyOf(free, frees));
            varianceIs(9 * (1 - Math.exp(-2 * 0.2 * 4)) / (2 * 0.2), Arrays.copyOf(bound, bounds));
        }
    }

    @Test
    void withoutNoiseNothingElseChanges() {
        String plain = "neuron n { state x = 1 ; state y = 0 ; x' = -x / 3 ms ; y' = x * y / 5 ms + 1 / 7 ms%s }";
        String rest = "\nnetwork w { population N of n ; probe N.y }";
        try (Bench without = Bench.of(plain.formatted("") + rest).run(100);
                Bench with = Bench.of(plain.formatted(" + noise(0)") + rest).run(100)) {
            assertArrayEquals(without.column(0, 0), with.column(0, 0));
        }
    }

    @Test
    void theStrengthIsThatOfTheStartOfTheTick() {
        // Both variables are solved apart; y's noise reads x before its step: 0 in the first tick.
        String text = """
                neuron n { state x = 0 ; state y = 0
                  x' = 1 / 0.1 ms ; y' = noise(x * 1 [1/ms^0.5]) }
                network w { population N of n }
                """;
        try (Bench b = Bench.of(text).run(1)) {
            assertEquals(0, b.read("N", "y"));
            assertEquals(1, b.read("N", "x"), 1e-12);
            b.run(1);
            assertNotEquals(0, b.read("N", "y"));
        }
    }

    @Test
    void aRangeHoldsAfterTheNoise() {
        String text = """
                neuron n { state x = 0 in 0 .. 1 ; x' = noise(100 [1/ms^0.5]) }
                network w { population N[50] of n }
                """;
        for (String method : new String[] {"", "target t : ideal { method adaptive(1e-6) }"}) {
            try (Bench b = Bench.of(text + method).run(50)) {
                assertTrue(Arrays.stream(values(b)).allMatch(x -> x >= 0 && x <= 1), method);
                assertTrue(b.session.counters()[0] > 0);
            }
        }
    }

    @Test
    void whatIsHeldFeelsNoNoise() {
        for (String method : new String[] {"euler", "rk4", "exact", "exponential_euler"}) {
            String text = """
                    neuron n { method %s ; state x = 1
                      x' = -x / 5 ms + noise(1 [1/ms^0.5]) unless quiet
                      on when t >= 1 ms { hold(quiet, 1000 ms) } }
                    network w { population N of n }
                    """.formatted(method);
            try (Bench b = Bench.of(text).run(12)) {
                double x = b.read("N", "x");
                assertNotEquals(1, x);
                assertEquals(x, b.run(50).read("N", "x"), method);
            }
        }
    }

    @Test
    void neuronsSynapsesAndVariablesDrawTheirOwn() {
        String text = """
                neuron n { in a: 1 ; state x: 1 = 0 ; state y: 1 = 0
                  x' = noise(1 [1/ms^0.5]) ; y' = noise(1 [1/ms^0.5]) + noise(1 [1/ms^0.5]) }
                synapse s { weight w = 0 ; w' = -w / 50 ms + noise(1 [1/ms^0.5]) ; on pre { deliver w } }
                network w { population N[%d] of n ; project N -> N.a by one_to_one() with s }
                target t : ideal { dt = 1 ms }
                """.formatted(N);
        try (Bench b = Bench.of(text).run(1)) {
            double[] x = values(b);
            double[] y = b.read(b.group("N"), "y");
            double[] w = b.read(b.projection(0), "w");
            varianceIs(1, x);
            varianceIs(2, y);
            varianceIs((1 - Math.exp(-2.0 / 50)) * 50 / 2, w);
            assertEquals(0, covariance(x, y), 4 * Math.sqrt(2.0 / N));
            assertEquals(0, covariance(x, w), 4 * Math.sqrt(1.0 / N));
        }
    }

    @Test
    void aWeightFeelsNoNoiseWhileLearningIsOff() {
        String text = """
                neuron n { weight x = 2 ; x' = noise(1 [1/ms^0.5]) %s }
                network w { population N of n }
                """;
        for (String method : new String[] {"", "; method adaptive(1e-6)"}) {
            try (Bench b = Bench.of(String.format(Locale.ROOT, text, method))) {
                b.session.learning(b.group("N"), false);
                assertEquals(2, b.run(5).read("N", "x"));
                b.session.learning(b.group("N"), true);
                assertNotEquals(2, b.run(5).read("N", "x"));
            }
        }
    }
}
