package bouton.bench;

import bouton.image.math.Exponentials;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

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
        for (double most : new double[] {0.3, 1, 3, 600}) {
            // Up to 1: what decays.
            double[] values = new Random(1)
                    .doubles(SIZE, -most, most == 1 ? 0 : most)
                    .filter(x -> Math.abs(x) > 1e-8)
                    .toArray();
            speed.measure("exp up to " + most + ", one by one", values, ExponentialSpeed::oneByOne);
            speed.measure("exp up to " + most + ", at once", values, v -> Exponentials.exp(v, 0, v.length));
            speed.measure("expm1 up to " + most + ", at once", values, v -> Exponentials.expm1(v, 0, v.length));
        }
    }

    private static void oneByOne(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = StrictMath.exp(values[i]);
        }
    }

    private void measure(String what, double[] arguments, Consumer<double[]> exp) {
        double[] values = new double[arguments.length];
        double[] times = new double[repetitions];
        for (int n = 0; n < 2 * repetitions; n++) {
            long started = System.nanoTime();
            for (int r = 0; r < ROUNDS; r++) {
                // In place, so the arguments are written again: about 0.1 ns of each time.
                System.arraycopy(arguments, 0, values, 0, values.length);
                exp.accept(values);
            }
            // The first half is for HotSpot.
            times[n % repetitions] = (System.nanoTime() - started) / ((double) values.length * ROUNDS);
        }
        Arrays.sort(times);
        System.out.printf(
                "%-30s %6.2f ns (%.2f .. %.2f ns)%n", what, times[repetitions / 2], times[0], times[repetitions - 1]);
    }
}
