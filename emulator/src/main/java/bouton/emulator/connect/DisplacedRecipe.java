package bouton.emulator.connect;

import bouton.image.net.Connectivity;
import bouton.image.random.KeyedStream;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Every pair with a probability that depends on the displacement. Per source the displacements are visited from the most
 * probable on: a geometric skip with the probability of the last one visited leads to a candidate, which is taken with the
 * ratio of its own probability to that (thinning, as Miller &amp; Hagberg 2011 do for given degrees). So the work is in
 * proportion to the synapses, not to the pairs.
 */
final class DisplacedRecipe implements RowRecipe {
    private final Recipes.Ends ends;
    private final Connectivity.Displaced rule;
    private final int axes;
    private final int[] span;
    private final boolean skipSelf;

    private final long expected;

    /** Sources that see the targets on the same residues of the lattice share their candidates. */
    private final Map<Integer, Candidates> candidates = new ConcurrentHashMap<>();

    /**
     * Displacements from the most probable on.
     *
     * @param shift by axis and number: target minus source, in steps of the lattice
     */
    private record Candidates(double[] p, int[][] shift) {}

    DisplacedRecipe(Recipes.Ends ends, Connectivity.Displaced rule) {
        this.ends = ends;
        this.rule = rule;
        this.axes = rule.sources().length;
        this.span = IntStream.range(0, axes).map(a -> (int) rule.span(a)).toArray();
        this.skipSelf = ends.excludes(rule.self());
        this.expected = expectedSize(ends, rule);
        ends.size(expected);
    }

    /** Six standard deviations above the mean, if all sources have as many. */
    @Override
    public long room(int from, int to) {
        double mean = (double) expected * (to - from) / Math.max(1, ends.sources());
        return (long) (mean + 6 * Math.sqrt(mean)) + 16;
    }

    @Override
    public Maker maker() {
        int[] at = new int[axes];
        return (source, row) -> {
            row.targets(0);
            coordinates(source, rule.sources(), at);
            make(source, at, row);
            row.sort();
        };
    }

    private void make(int source, int[] at, Row row) {
        Candidates c = candidates.computeIfAbsent(residues(at), k -> candidates(at));
        int n = c.p.length;
        if (n == 0) {
            return;
        }
        KeyedStream stream = new KeyedStream(ends.seed(), ends.site(), source);
        double bound = c.p[0];
        long next = stream.nextGeometric(bound);
        while (next < n) {
            int k = (int) next;
            double p = c.p[k];
            if (p == bound || stream.nextDouble() * bound < p) {
                add(source, at, c.shift, k, row);
            }
            bound = p;
            long failures = stream.nextGeometric(bound);
            next = failures >= n ? n : next + failures + 1;
        }
    }

    private void add(int source, int[] at, int[][] shift, int k, Row row) {
        int number = 0;
        for (int a = 0; a < axes; a++) {
            int place = at[a] * rule.sourceSteps()[a] + shift[a][k];
            if (place < 0 || place > (rule.targets()[a] - 1) * rule.targetSteps()[a]) {
                return;
            }
            number = number * rule.targets()[a] + place / rule.targetSteps()[a];
        }
        if (!skipSelf || number != source) {
            row.add(number);
        }
    }

    /** Number of the class of a source: where it stands between the targets. */
    private int residues(int[] at) {
        int result = 0;
        for (int a = 0; a < axes; a++) {
            result = result * rule.targetSteps()[a] + at[a] * rule.sourceSteps()[a] % rule.targetSteps()[a];
        }
        return result;
    }

    private Candidates candidates(int[] at) {
        double[] p = rule.p();
        int[] d = new int[axes];
        int[] found = IntStream.range(0, p.length)
                .filter(i -> p[i] > 0 && isOnTargets(i, at, d))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -p[i]))
                .mapToInt(i -> i)
                .toArray();
        int[][] shift = new int[axes][found.length];
        double[] sorted = new double[found.length];
        for (int k = 0; k < found.length; k++) {
            sorted[k] = p[found[k]];
            coordinates(found[k], span, d);
            for (int a = 0; a < axes; a++) {
                shift[a][k] = d[a] - (rule.sources()[a] - 1) * rule.sourceSteps()[a];
            }
        }
        return new Candidates(sorted, shift);
    }

    private boolean isOnTargets(int displacement, int[] at, int[] scratch) {
        coordinates(displacement, span, scratch);
        for (int a = 0; a < axes; a++) {
            int place = scratch[a] + (at[a] - rule.sources()[a] + 1) * rule.sourceSteps()[a];
            if (place % rule.targetSteps()[a] != 0) {
                return false;
            }
        }
        return true;
    }

    private static void coordinates(int number, int[] sizes, int[] result) {
        int rest = number;
        for (int a = sizes.length - 1; a >= 0; a--) {
            result[a] = rest % sizes[a];
            rest /= sizes[a];
        }
    }

    /** The mean number of synapses: probabilities times how many pairs have the displacement. */
    static long expectedSize(Recipes.Ends ends, Connectivity.Displaced rule) {
        int axes = rule.sources().length;
        int[] span = IntStream.range(0, axes).map(a -> (int) rule.span(a)).toArray();
        long[][] pairs = new long[axes][];
        for (int a = 0; a < axes; a++) {
            pairs[a] = pairs(rule, a, span[a]);
        }
        double sum = 0;
        int[] d = new int[axes];
        for (int i = 0; i < rule.p().length; i++) {
            coordinates(i, span, d);
            double times = rule.p()[i];
            boolean none = ends.excludes(rule.self());
            for (int a = 0; a < axes; a++) {
                times *= pairs[a][d[a]];
                none &= d[a] == (rule.sources()[a] - 1) * rule.sourceSteps()[a];
            }
            sum += none ? 0 : times;
        }
        return Math.round(sum);
    }

    /** How many pairs along an axis have each displacement. */
    private static long[] pairs(Connectivity.Displaced rule, int a, int span) {
        long[] result = new long[span];
        int origin = (rule.sources()[a] - 1) * rule.sourceSteps()[a];
        for (int i = 0; i < rule.sources()[a]; i++) {
            for (int j = 0; j < rule.targets()[a]; j++) {
                result[origin + j * rule.targetSteps()[a] - i * rule.sourceSteps()[a]]++;
            }
        }
        return result;
    }
}
