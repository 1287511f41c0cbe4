package bouton.emulator.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Exponentials of many values have the bits of single ones. */
final class ExponentialsTest {
    private final SplittableRandom random = new SplittableRandom(11);

    private static void assertSame(double[] arguments) {
        double[] values = arguments.clone();
        Exponentials.exp(values, 0, values.length);
        for (int i = 0; i < values.length; i++) {
            assertEquals(StrictMath.exp(arguments[i]), values[i], 0.0, "exp " + arguments[i]);
        }
    }

    @Test
    void smallValues() {
        double[] arguments = new double[1_000_000];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = random.nextDouble(-0.3464, 0.3464);
        }
        assertSame(arguments);
    }

    /** Magnitudes of all sizes down to denormal numbers, zeros of both signs. */
    @Test
    void tinyValues() {
        double[] arguments = new double[500_000];
        for (int i = 0; i < arguments.length; i++) {
            double magnitude = Math.scalb(random.nextDouble(1, 2), random.nextInt(-1080, -2));
            arguments[i] = random.nextBoolean() ? magnitude : -magnitude;
        }
        arguments[7] = 0.0;
        arguments[8] = -0.0;
        arguments[9] = 0x1p-28;
        arguments[10] = Math.nextDown(0x1p-28);
        arguments[11] = -0x1p-28;
        assertSame(arguments);
    }

    @Test
    void anyValues() {
        double[] arguments = new double[300_000];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = Double.longBitsToDouble(random.nextLong());
        }
        assertSame(arguments);
    }

    @Test
    void limits() {
        double half = 0.5 * StrictMath.log(2);
        double[] limits = {
            half,
            Math.nextUp(half),
            Math.nextDown(half),
            -half,
            0.3465,
            Math.nextUp(0.3465),
            Math.nextDown(0.3465),
            -0.3465,
            0.34657287597656250,
            0.3465728759765626,
            709.782712893384,
            710,
            -745.2,
            -746,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MAX_VALUE,
            1e200,
            3e9,
            1e5
        };
        for (double limit : limits) {
            assertSame(new double[] {limit});
            double[] among = new double[300];
            java.util.Arrays.fill(among, 0.1);
            among[137] = limit;
            assertSame(among);
        }
    }
}
