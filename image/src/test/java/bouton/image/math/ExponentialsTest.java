package bouton.image.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Exponentials of many values at once have the bits of those one by one. */
final class ExponentialsTest {
    /** Where fdlibm's cases meet, and others. */
    private static final double[] EDGES = {
        0,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        0x1p-60,
        0x1p-54,
        0x1p-53,
        0x1p-29,
        0x1p-28,
        1e-3,
        0.3465,
        0.3465728759765626,
        0.34657359027,
        0.5 * Math.log(2),
        Double.longBitsToDouble(0x3fd6_2e42_ffff_ffffL),
        Double.longBitsToDouble(0x3fd6_2e43_0000_0000L),
        Math.log(2),
        1,
        1.039,
        1.5 * Math.log(2),
        Double.longBitsToDouble(0x3ff0_a2b2_0000_0000L),
        2.5 * Math.log(2),
        38.8,
        56 * Math.log(2),
        698,
        698.6,
        700,
        707.7,
        708.4,
        0x1.62e42fefa39efp9,
        0x1.74910d52d3051p9,
        750,
        1e10,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NaN
    };

    private final Exponentials exponentials = new Exponentials();

    private void same(double[] arguments) {
        double[] exp = new double[arguments.length];
        double[] expm1 = new double[arguments.length];
        exponentials.exp(arguments, exp, 0, exp.length);
        exponentials.expm1(arguments, expm1, 0, expm1.length);
        for (int i = 0; i < arguments.length; i++) {
            double x = arguments[i];
            if (Double.compare(StrictMath.exp(x), exp[i]) != 0) {
                assertEquals(StrictMath.exp(x), exp[i], () -> "exp(" + x + ")");
            }
            if (Double.compare(StrictMath.expm1(x), expm1[i]) != 0) {
                assertEquals(StrictMath.expm1(x), expm1[i], () -> "expm1(" + x + ")");
            }
        }
    }

    /** Each with its neighbours, alone in a chunk of ordinary values and with its like. */
    @Test
    void edges() {
        for (double edge : EDGES) {
            for (int step = -40; step <= 40; step++) {
                double x = edge + step * Math.ulp(edge);
                for (double signed : new double[] {x, -x}) {
                    for (double other : new double[] {0.1, -0.01, -0.9, 0.4, -3, 600, -690}) {
                        double[] chunk = new double[20];
                        Arrays.fill(chunk, other);
                        chunk[11] = signed;
                        same(chunk);
                    }
                    double[] all = new double[300];
                    Arrays.fill(all, signed);
                    same(all);
                }
            }
        }
    }

    @Test
    void randomArgumentsOfEveryRange() {
        SplittableRandom random = new SplittableRandom(1);
        double[] scales = {0.34, 0.35, 0.7, 3, 40, 690, 800, 1e-7, 1e-300};
        double[] arguments = new double[1024];
        for (int k = 0; k < 5400; k++) {
            double scale = scales[k % scales.length];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = random.nextDouble(-scale, scale);
            }
            same(arguments);
        }
    }

    /** What is reduced once at most, and mostly downwards. */
    @Test
    void decays() {
        SplittableRandom random = new SplittableRandom(4);
        double[] arguments = new double[1000];
        for (int k = 0; k < 1000; k++) {
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = random.nextDouble(-1.0385, 0.3464);
            }
            same(arguments);
        }
    }

    /** Magnitudes of all sizes down to subnormal numbers, and zeros. */
    @Test
    void tinyArguments() {
        SplittableRandom random = new SplittableRandom(3);
        double[] arguments = new double[1000];
        for (int k = 0; k < 300; k++) {
            for (int i = 0; i < arguments.length; i++) {
                double magnitude = Math.scalb(random.nextDouble(1, 2), random.nextInt(-1080, -2));
                arguments[i] = random.nextBoolean() ? magnitude : -magnitude;
            }
            arguments[k] = k % 2 == 0 ? 0.0 : -0.0;
            same(arguments);
        }
    }

    /** Around every half multiple of ln 2 the reduction changes. */
    @Test
    void reductions() {
        double[] arguments = new double[201];
        for (int k = -1008; k <= 1008; k++) {
            double x = (k + 0.5) * Math.log(2);
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = x + (i - 100) * Math.ulp(x);
            }
            same(arguments);
        }
    }

    @Test
    void bitsOfAnyKind() {
        SplittableRandom random = new SplittableRandom(2);
        double[] arguments = new double[1000];
        for (int k = 0; k < 500; k++) {
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = Double.longBitsToDouble(random.nextLong());
            }
            same(arguments);
        }
    }

    @Test
    void rangesOfAnArray() {
        for (int from : new int[] {0, 1, 7, 255}) {
            for (int n : new int[] {0, 1, 7, 8, 9, 255, 256, 257, 600}) {
                double[] values = new double[900];
                for (int i = 0; i < values.length; i++) {
                    values[i] = i < 300 ? 1e-3 * i : 0.01 * i;
                }
                double[] expected = new double[values.length];
                double[] results = new double[values.length];
                for (int i = from; i < from + n; i++) {
                    expected[i] = StrictMath.exp(values[i]);
                }
                exponentials.exp(values, results, from, from + n);
                assertArrayEquals(expected, results);
            }
        }
    }
}
