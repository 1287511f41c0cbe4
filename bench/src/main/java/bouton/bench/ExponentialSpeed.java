package bouton.bench;

import bouton.image.math.Exponentials;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;

/** Exponentials of 4,000 values, one by one and at once. Prints the time of a value: median, least and most. */
public final class ExponentialSpeed {
    private static final int SIZE = 4000;
    private static final int ROUNDS = 250;

    private final int repetitions;

    private ExponentialSpeed(int repetitions) {
        this.repetitions = repetitions;
    }

    /** Argument: number of repetitions, each of a million values. */
    public static void main(String[] arguments) {
        ExponentialSpeed speed = new ExponentialSpeed(arguments.length == 0 ? 100 : Integer.parseInt(arguments[0]));
        Exponentials exponentials = new Exponentials();
        for (double most : new double[] {0.3, 1, 3, 600}) {
            // Up to 1: what decays.
            double[] values = new Random(1)
                    .doubles(SIZE, -most, most == 1 ? 0 : most)
                    .filter(x -> Math.abs(x) > 1e-8)
                    .toArray();
            speed.measure("exp up to " + most + ", one by one", values, ExponentialSpeed::oneByOne);
            speed.measure("exp up to " + most + ", at once", values, (x, y) -> exponentials.exp(x, y, 0, x.length));
            speed.measure("expm1 up to " + most + ", at once", values, (x, y) -> exponentials.expm1(x, y, 0, x.length));
        }
    }

    private static void oneByOne(double[] arguments, double[] results) {
        for (int i = 0; i < arguments.length; i++) {
            results[i] = StrictMath.exp(arguments[i]);
        }
    }

    private void measure(String what, double[] arguments, BiConsumer<double[], double[]> exp) {
        double[] results = new double[arguments.length];
        double[] times = new double[repetitions];
        for (int n = 0; n < 2 * repetitions; n++) {
            long started = System.nanoTime();
            for (int r = 0; r < ROUNDS; r++) {
                exp.accept(arguments, results);
            }
            // The first half is for HotSpot.
            times[n % repetitions] = (System.nanoTime() - started) / ((double) results.length * ROUNDS);
        }
        Arrays.sort(times);
        System.out.printf(
                "%-30s %6.2f ns (%.2f .. %.2f ns)%n", what, times[repetitions / 2], times[0], times[repetitions - 1]);
    }
}
