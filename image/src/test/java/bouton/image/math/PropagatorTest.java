package bouton.image.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bouton.image.math.MatrixExponential.Propagator;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact step of x' = A x + b: closed forms of neuron models, the 80-digit reference, a numerical integrator. */
final class PropagatorTest {
    private static final double CAPACITY = 250;

    /** Membrane and synaptic time constants and step in ms, with h / tau from 1e-6 to 50. */
    static Stream<Arguments> timeConstants() {
        double[] membranes = {2, 10, 1000};
        double[] ratios = {1e-3, 0.05, 0.5, 1 - 1e-9, 1, 1 + 1e-9, 1 + 1e-13, 1.001, 3, 1000};
        double[] steps = {1e-6, 1e-3, 0.1, 1, 7, 50};
        Stream.Builder<Arguments> cases = Stream.builder();
        for (double membrane : membranes) {
            for (double ratio : ratios) {
                for (double step : steps) {
                    double synapse = membrane * ratio;
                    cases.add(Arguments.of(membrane, synapse, step * Math.min(membrane, synapse)));
                }
            }
        }
        return cases.build();
    }

    /** v' = -v / tau_m + i / C, i' = -i / tau_s, constant current 1 into v. */
    @ParameterizedTest
    @MethodSource("timeConstants")
    void membraneWithExponentialCurrent(double tauM, double tauS, double h) {
        double[][] a = {{-1 / tauM, 1 / CAPACITY}, {0, -1 / tauS}};
        Propagator step = MatrixExponential.affine(a, new double[] {1 / CAPACITY, 0}, h);

        close(StrictMath.exp(-h / tauM), step.matrix()[0][0]);
        close(currentToVoltage(tauM, tauS, h), step.matrix()[0][1]);
        close(StrictMath.exp(-h / tauS), step.matrix()[1][1]);
        assertEquals(0, step.matrix()[1][0]);
        close(-tauM / CAPACITY * StrictMath.expm1(-h / tauM), step.offset()[0]);
        assertEquals(0, step.offset()[1]);
        assertEquals(StrictMath.exp(-1 / tauM * h), step.matrix()[0][0]);
        assertEquals(StrictMath.exp(-1 / tauS * h), step.matrix()[1][1]);
    }

    @ParameterizedTest
    @MethodSource("timeConstants")
    void orderOfVariablesDoesNotMatter(double tauM, double tauS, double h) {
        double[][] a = {{-1 / tauS, 0}, {1 / CAPACITY, -1 / tauM}};
        Propagator step = MatrixExponential.affine(a, new double[] {0, 1 / CAPACITY}, h);

        close(currentToVoltage(tauM, tauS, h), step.matrix()[1][0]);
        close(-tauM / CAPACITY * StrictMath.expm1(-h / tauM), step.offset()[1]);
    }

    /** Two excitatory and inhibitory alpha currents and a trace, constants everywhere, against 80 digits. */
    @ParameterizedTest
    @MethodSource("timeConstants")
    void membraneWithAlphaCurrents(double tauM, double tauS, double h) {
        double tauI = 1.5 * tauS;
        double[][] a = {
            {-1 / tauM, 1 / CAPACITY, 0, -1 / CAPACITY, 0, 0},
            {0, -1 / tauS, 1, 0, 0, 0},
            {0, 0, -1 / tauS, 0, 0, 0},
            {0, 0, 0, -1 / tauI, 1, 0},
            {0, 0, 0, 0, -1 / tauI, 0},
            {0, 0, 0, 0, 0, -1e-3}
        };
        double[] b = {1e-3, 0, 1, 0, 0, -2};
        double[][] expected = ExactExponential.augmented(a, b, h);
        Propagator step = MatrixExponential.affine(a, b, h);

        for (int i = 0; i < b.length; i++) {
            for (int j = 0; j < b.length; j++) {
                assertEquals(expected[i][j], step.matrix()[i][j], 1e-13 * Math.abs(expected[i][j]));
            }
            assertEquals(expected[i][b.length], step.offset()[i], 1e-13 * Math.abs(expected[i][b.length]));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-300, 1e-18, 1e-6, -1e-6, -0.25, -5, -50, 3})
    void oneVariable(double a) {
        double h = 0.1;
        Propagator step = MatrixExponential.affine(new double[][] {{a}}, new double[] {3}, h);

        assertEquals(StrictMath.exp(a * h), step.matrix()[0][0]);
        double expected = Math.abs(a) < 1e-17 ? 3 * h : 3 * StrictMath.expm1(a * h) / a;
        assertEquals(expected, step.offset()[0], 1e-15 * Math.abs(expected));
    }

    /** A variable that depends on no other has the same bits alone and in company. */
    @Test
    void independentVariablesKeepTheirBits() {
        double[][] a = {{-0.37, 4, 1e6}, {0, -1 / 7.0, 0}, {0, 0, -900}};
        double[] b = {1, -0.3, 7e-5};
        Propagator together = MatrixExponential.affine(a, b, 0.1);
        for (int i = 1; i < 3; i++) {
            Propagator alone = MatrixExponential.affine(new double[][] {{a[i][i]}}, new double[] {b[i]}, 0.1);
            assertEquals(alone.matrix()[0][0], together.matrix()[i][i]);
            assertEquals(alone.offset()[0], together.offset()[i]);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3", "4, 4", "5, 5", "6, 6", "7, 7", "8, 8", "8, 9", "8, 10", "5, 11", "3, 12"})
    void randomStableSystemsAgreeWithDormandPrince(int n, long seed) {
        Random random = new Random(seed);
        double[][] a = stable(random, n);
        double[] b = random.doubles(n, -1, 1).toArray();
        double[] start = random.doubles(n, -1, 1).toArray();
        double h = 1.5;
        Propagator step = MatrixExponential.affine(a, b, h);

        double[] expected = integrated(a, b, start, h);
        assertArrayEquals(expected, applied(step, start), 1e-12);
    }

    @Test
    void twoHalfStepsAreOneStep() {
        double[][] a = stable(new Random(5), 5);
        double[] b = {1, 2, 3, 4, 5};
        double[] start = {5, -4, 3, -2, 1};
        Propagator half = MatrixExponential.affine(a, b, 0.5);
        Propagator whole = MatrixExponential.affine(a, b, 1);

        assertArrayEquals(applied(whole, start), applied(half, applied(half, start)), 1e-14);
    }

    @Test
    void noTimeChangesNothing() {
        Propagator step = MatrixExponential.affine(new double[][] {{-1, 2}, {3, -4}}, new double[] {5, 6}, 0);

        assertArrayEquals(new double[][] {{1, 0}, {0, 1}}, step.matrix());
        assertArrayEquals(new double[] {0, 0}, step.offset());
    }

    @Test
    void refusesWhatDoesNotFit() {
        double[][] a = {{-1}};
        assertThrows(IllegalArgumentException.class, () -> MatrixExponential.affine(a, new double[2], 1));
        assertThrows(IllegalArgumentException.class, () -> MatrixExponential.affine(a, new double[1], Double.NaN));
        assertThrows(
                IllegalArgumentException.class,
                () -> MatrixExponential.affine(a, new double[] {Double.POSITIVE_INFINITY}, 1));
        assertThrows(
                IllegalArgumentException.class, () -> MatrixExponential.affine(new double[1][2], new double[1], 1));
    }

    /** The closed form in terms of b = tau_s tau_m / (tau_m - tau_s), with its limit for equal time constants. */
    private static double currentToVoltage(double tauM, double tauS, double h) {
        if (tauM == tauS) {
            return h / CAPACITY * StrictMath.exp(-h / tauM);
        }
        double b = tauS * tauM / (tauM - tauS);
        // The same expression from the slower of the two, so that expm1 does not overflow against a vanishing factor.
        return b > 0
                ? -b / CAPACITY * StrictMath.exp(-h / tauM) * StrictMath.expm1(-h / b)
                : b / CAPACITY * StrictMath.exp(-h / tauS) * StrictMath.expm1(h / b);
    }

    private static void close(double expected, double actual) {
        assertEquals(expected, actual, 1e-13 * Math.abs(expected));
    }

    private static double[] applied(Propagator step, double[] x) {
        double[] result = step.offset().clone();
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                result[i] += step.matrix()[i][j] * x[j];
            }
        }
        return result;
    }

    /** Random couplings, with a diagonal that outweighs each row, so that all modes decay; some oscillate. */
    private static double[][] stable(Random random, int n) {
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                a[i][j] = j == i ? 0 : random.nextGaussian();
                sum += Math.abs(a[i][j]);
            }
            a[i][i] = -sum - random.nextDouble();
        }
        return a;
    }

    private static double[] integrated(double[][] a, double[] b, double[] start, double h) {
        FirstOrderDifferentialEquations equations = new FirstOrderDifferentialEquations() {
            @Override
            public int getDimension() {
                return b.length;
            }

            @Override
            public void computeDerivatives(double t, double[] x, double[] derivative) {
                for (int i = 0; i < b.length; i++) {
                    derivative[i] = b[i];
                    for (int j = 0; j < b.length; j++) {
                        derivative[i] += a[i][j] * x[j];
                    }
                }
            }
        };
        double[] end = new double[b.length];
        new DormandPrince853Integrator(1e-8, 0.1, 1e-14, 1e-14).integrate(equations, 0, start, h, end);
        return end;
    }
}
