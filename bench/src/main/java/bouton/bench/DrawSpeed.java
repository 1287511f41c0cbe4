package bouton.bench;

import bouton.image.random.DrawBatch;
import bouton.image.random.Draws;
import bouton.image.random.PoissonBatch;
import java.util.Arrays;
import java.util.Random;
import java.util.function.LongUnaryOperator;

/** Draws of a population of 4,000, one by one and at once. Prints the time of a draw: median, least and most. */
public final class DrawSpeed {
    private static final int SIZE = 4000;
    private static final int TICKS = 250;

    private final DrawBatch batch = new DrawBatch();
    private final int[] members = new int[SIZE];
    private final int[] counts = new int[SIZE];
    private final long[] bits = new long[SIZE];
    private final double[] values = new double[SIZE];
    private final int repetitions;
    private long sum;

    private DrawSpeed(int repetitions) {
        this.repetitions = repetitions;
    }

    /** Argument: number of repetitions, each of a million draws. */
    public static void main(String[] arguments) {
        DrawSpeed speed = new DrawSpeed(arguments.length == 0 ? 100 : Integer.parseInt(arguments[0]));
        speed.words();
        for (double mean : new double[] {0.001, 0.1, 2, 10}) {
            double[] means = new double[SIZE];
            Arrays.fill(means, mean);
            speed.poisson("mean " + mean, means);
        }
        speed.poisson("256 means below 0.01", speed.spread(256, 0.01));
        speed.poisson("16 means below 4", speed.spread(16, 4));
        speed.poisson("4000 means below 4", speed.spread(SIZE, 4));
        System.out.println("(check " + speed.sum + ")");
    }

    private double[] spread(int different, double most) {
        Random random = new Random(1);
        return random.ints(SIZE, 0, different)
                .mapToDouble(n -> most * n / different)
                .toArray();
    }

    private void words() {
        measure("bits at once", tick -> {
            batch.bits(1, 2, 0, SIZE, tick, 0, bits);
            return bits[(int) (tick % SIZE)];
        });
        measure("uniform at once", tick -> {
            batch.uniform(1, 2, 0, SIZE, tick, 0, values);
            return (long) (values[(int) (tick % SIZE)] * SIZE);
        });
    }

    private void poisson(String means, double[] all) {
        measure(means + ", one by one", tick -> {
            long total = 0;
            for (int i = 0; i < SIZE; i++) {
                total += Draws.poisson(1, 2, i, tick, 0, all[i]);
            }
            return total;
        });
        PoissonBatch draws = new PoissonBatch(1, 2, all);
        measure(means + ", at once", tick -> {
            int found = draws.draw(tick, 0, SIZE, batch, members, counts);
            long total = 0;
            for (int k = 0; k < found; k++) {
                total += counts[k];
            }
            return total;
        });
    }

    private void measure(String what, LongUnaryOperator tick) {
        double[] times = new double[repetitions];
        for (int n = 0; n < 2 * repetitions; n++) {
            long started = System.nanoTime();
            for (int t = 0; t < TICKS; t++) {
                sum += tick.applyAsLong((long) n * TICKS + t);
            }
            // The first half is for HotSpot.
            times[n % repetitions] = (System.nanoTime() - started) / (double) (SIZE * TICKS);
        }
        Arrays.sort(times);
        System.out.printf(
                "%-36s %6.2f ns (%.2f .. %.2f ns)%n", what, times[repetitions / 2], times[0], times[repetitions - 1]);
    }
}
