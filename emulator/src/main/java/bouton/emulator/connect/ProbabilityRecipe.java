package bouton.emulator.connect;

import bouton.emulator.state.Columns;
import bouton.image.random.KeyedStream;
import java.util.Arrays;

/** Every pair with the same probability: per source, geometric skips from one connection to the next. */
final class ProbabilityRecipe {
    private ProbabilityRecipe() {}

    static Wiring make(Recipes.Ends ends, double p, boolean self) {
        if (!(p >= 0 && p <= 1)) {
            throw ends.refuse("probability " + p + " is outside 0 .. 1");
        }
        int row = ends.candidates(self);
        boolean skip = ends.excludes(self);
        int[] rowStart = new int[ends.sources() + 1];
        int[] target = new int[capacity(ends, p, row)];
        int count = 0;
        for (int s = 0; s < ends.sources() && p > 0; s++) {
            KeyedStream stream = new KeyedStream(ends.seed(), ends.site(), s);
            // A skip beyond the row may be as large as a long.
            long next = stream.nextGeometric(p);
            while (next < row) {
                if (count == target.length) {
                    target = Arrays.copyOf(target, ends.size(Math.min(count + (count >> 3) + 16L, limit(count))));
                }
                target[count++] = (int) (skip && next >= s ? next + 1 : next);
                long failures = stream.nextGeometric(p);
                next = failures >= row ? row : next + failures + 1;
            }
            rowStart[s + 1] = count;
        }
        return new Wiring(rowStart, target.length - count > count >> 6 ? Arrays.copyOf(target, count) : target, null);
    }

    // Room for six standard deviations above the mean: growing means holding two copies for a while.
    private static int capacity(Recipes.Ends ends, double p, int row) {
        double pairs = (double) ends.sources() * row;
        double likely = p * pairs + 6 * Math.sqrt(p * (1 - p) * pairs) + 1;
        ends.size((long) (p * pairs));
        return (int) Math.min(Math.min(likely, pairs), Columns.MAX_SIZE);
    }

    /** The largest array, or one more than it where it is full, which is refused. */
    private static long limit(int count) {
        return Math.max(Columns.MAX_SIZE, count + 1L);
    }
}
