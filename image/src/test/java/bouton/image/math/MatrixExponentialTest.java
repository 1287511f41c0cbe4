package bouton.image.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exponential alone, against the reference with 80 digits and against identities. */
final class MatrixExponentialTest {
    @Test
    void emptyAndZero() {
        assertEquals(0, MatrixExponential.exp(new double[0][0]).length);
        assertArrayEquals(new double[][] {{1, 0}, {0, 1}}, MatrixExponential.exp(new double[2][2]));
    }

    @Test
    void singleNumberIsStrictExp() {
        for (double x : new double[] {0, 1e-300, -1e-9, 1, -50, -700, 700, -1e6}) {
            assertEquals(StrictMath.exp(x), MatrixExponential.exp(new double[][] {{x}})[0][0]);
        }
    }

    @Test
    void nilpotentMatrixIsExact() {
        double[][] power = MatrixExponential.exp(new double[][] {{0, 1e12, 0}, {0, 0, 1e-7}, {0, 0, 0}});

        assertArrayEquals(new double[] {1, 1e12, 1e12 * 1e-7 / 2}, power[0], 1e-11);
        assertArrayEquals(new double[] {0, 1, 1e-7}, power[1]);
        assertArrayEquals(new double[] {0, 0, 1}, power[2]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.1, 1, 3, 30, 1000})
    void rotation(double angle) {
        double[][] power = MatrixExponential.exp(new double[][] {{0, -angle}, {angle, 0}});

        double tolerance = 4e-16 * Math.max(2, angle);
        assertEquals(Math.cos(angle), power[0][0], tolerance);
        assertEquals(Math.sin(angle), power[1][0], tolerance);
        assertEquals(-Math.sin(angle), power[0][1], tolerance);
    }

    /** The diagonal of each is StrictMath.exp to the bit, and 0 stays 0, in any order of the variables. */
    @Test
    void triangularMatricesInAnyOrder() {
        Random random = new Random(1);
        double worst = 0;
        for (int trial = 0; trial < 200; trial++) {
            int n = 2 + random.nextInt(5);
            double[][] a = shuffled(triangular(random, n, 1), random);
            double[][] power = MatrixExponential.exp(a);
            worst = Math.max(worst, worstRelativeError(ExactExponential.of(a), power));
            for (int i = 0; i < n; i++) {
                assertEquals(StrictMath.exp(a[i][i]), power[i][i]);
            }
        }
        assertTrue(worst < 1e-13, "relative error " + worst);
    }

    /** Paths of both signs cancel; the error is relative to their sum without signs. */
    @Test
    void triangularMatricesOfBothSigns() {
        Random random = new Random(2);
        for (int trial = 0; trial < 100; trial++) {
            double[][] a = shuffled(triangular(random, 2 + random.nextInt(4), 0.5), random);
            double[][] scale = ExactExponential.of(withPositiveCouplings(a));
            double[][] expected = ExactExponential.of(a);
            double[][] power = MatrixExponential.exp(a);
            for (int i = 0; i < a.length; i++) {
                for (int j = 0; j < a.length; j++) {
                    assertEquals(expected[i][j], power[i][j], 1e-13 * scale[i][j]);
                }
            }
        }
    }

    /** Full matrices whose couplings are positive: no cancellation, so accurate in each entry. */
    @Test
    void positivelyCoupledMatrices() {
        Random random = new Random(3);
        for (int trial = 0; trial < 100; trial++) {
            int n = 2 + random.nextInt(4);
            double[][] a = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    a[i][j] = i == j ? -20 * random.nextDouble() : Math.pow(10, -6 * random.nextDouble());
                }
            }
            double error = worstRelativeError(ExactExponential.of(a), MatrixExponential.exp(a));
            assertTrue(error < 1e-13, "relative error " + error);
        }
    }

    /** An oscillator, slow, beside decays 10 million times as fast that feed it and are fed by it. */
    @Test
    void blocksOfDifferentSpeeds() {
        double[][] a = {
            {-1e-2, -0.05, 3, 0},
            {0.05, -1e-2, 0, 0},
            {0, 0, -2e5, 0},
            {1e-3, 0, 0, -1e5}
        };
        double[][] expected = ExactExponential.of(a);
        double[][] power = MatrixExponential.exp(a);

        double error = worstRelativeError(expected, power);
        assertTrue(error < 1e-13, "relative error " + error);
    }

    @Test
    void scalingOfUnitsChangesNothing() {
        double[][] a = {{-0.5, 1 / 256.0, 0.25}, {0.125, -0.1, 0.5}, {0, 0, -2}};
        double[] unit = {0x1p40, 1, 0x1p-30};
        double[][] scaled = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                scaled[i][j] = a[i][j] * unit[i] / unit[j];
            }
        }
        double[][] expected = MatrixExponential.exp(a);
        double[][] power = MatrixExponential.exp(scaled);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double value = expected[i][j] * unit[i] / unit[j];
                assertEquals(value, power[i][j], 2e-15 * value);
            }
        }
    }

    @Test
    void argumentIsLeftAlone() {
        double[][] a = {{-1, 2}, {0, -3}};
        MatrixExponential.exp(a);

        assertArrayEquals(new double[][] {{-1, 2}, {0, -3}}, a);
    }

    @Test
    void refusesWhatIsNotASquareOfNumbers() {
        assertThrows(IllegalArgumentException.class, () -> MatrixExponential.exp(new double[2][3]));
        assertThrows(IllegalArgumentException.class, () -> MatrixExponential.exp(new double[][] {{Double.NaN}}));
        assertThrows(
                IllegalArgumentException.class,
                () -> MatrixExponential.exp(new double[][] {{Double.POSITIVE_INFINITY}}));
    }

    /** Decays of 1e-6 to 50, some equal, some nearly; couplings over 12 decades, the given share of them positive. */
    private static double[][] triangular(Random random, int n, double positive) {
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            double decay = -50 * Math.pow(10, -7.7 * random.nextDouble());
            switch (i == 0 ? 3 : random.nextInt(4)) {
                case 0 -> a[i][i] = a[i - 1][i - 1];
                case 1 -> a[i][i] = a[i - 1][i - 1] * (1 + 1e-9);
                default -> a[i][i] = decay;
            }
            for (int j = i + 1; j < n; j++) {
                double size = Math.pow(10, 4 - 12 * random.nextDouble());
                a[i][j] = random.nextInt(4) == 0 ? 0 : random.nextDouble() < positive ? size : -size;
            }
        }
        return a;
    }

    private static double[][] shuffled(double[][] a, Random random) {
        int n = a.length;
        int[] place = new int[n];
        for (int i = 0; i < n; i++) {
            int other = random.nextInt(i + 1);
            place[i] = place[other];
            place[other] = i;
        }
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                result[place[i]][place[j]] = a[i][j];
            }
        }
        return result;
    }

    private static double[][] withPositiveCouplings(double[][] a) {
        int n = a.length;
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                result[i][j] = i == j ? a[i][j] : Math.abs(a[i][j]);
            }
        }
        return result;
    }

    private static double worstRelativeError(double[][] expected, double[][] actual) {
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected.length; j++) {
                if (expected[i][j] == 0) {
                    assertEquals(0, actual[i][j]);
                } else {
                    worst = Math.max(worst, Math.abs(actual[i][j] / expected[i][j] - 1));
                }
            }
        }
        return worst;
    }
}
