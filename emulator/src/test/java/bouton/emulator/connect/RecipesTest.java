package bouton.emulator.connect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.emulator.state.Partition;
import bouton.image.net.Connectivity;
import bouton.image.net.Connectivity.AllToAll;
import bouton.image.net.Connectivity.FanIn;
import bouton.image.net.Connectivity.FanOut;
import bouton.image.net.Connectivity.OneToOne;
import bouton.image.net.Connectivity.Pairs;
import bouton.image.net.Connectivity.Probability;
import bouton.image.net.Connectivity.Total;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exact numbers, forbidden pairs, statistics and determinism of every builder. */
final class RecipesTest {
    private static Recipes.Ends ends(int sources, int targets, boolean same) {
        return new Recipes.Ends("A -> B", sources, targets, same, 1, 5);
    }

    /** All in one part. */
    private static Wiring make(Connectivity recipe, Recipes.Ends ends) {
        return Recipes.make(recipe, ends, new Partition(ends.targets(), 16), Tasks.SEQUENTIAL)[0];
    }

    private record Pair(int source, int target) {}

    private static List<Pair> pairs(Wiring wiring) {
        List<Pair> pairs = new ArrayList<>();
        for (int s = 0; s < wiring.sources(); s++) {
            for (int p = wiring.start(s); p < wiring.end(s); p++) {
                pairs.add(new Pair(s, wiring.target(p)));
            }
        }
        return pairs;
    }

    private static int[] fanIn(Wiring wiring, int targets) {
        int[] count = new int[targets];
        pairs(wiring).forEach(p -> count[p.target]++);
        return count;
    }

    private static int[] fanOut(Wiring wiring) {
        int[] count = new int[wiring.sources()];
        for (int s = 0; s < count.length; s++) {
            count[s] = wiring.end(s) - wiring.start(s);
        }
        return count;
    }

    private static void assertNoSelf(Wiring wiring) {
        assertTrue(pairs(wiring).stream().noneMatch(p -> p.source == p.target), "self");
    }

    private static boolean hasMultiples(Wiring wiring) {
        List<Pair> pairs = pairs(wiring);
        return new HashSet<>(pairs).size() < pairs.size();
    }

    /** Every random recipe, each in a form that cannot connect neurons to themselves. */
    static Stream<Connectivity> random() {
        return Stream.of(
                new Probability(0.2, false),
                new FanIn(7, false, false),
                new FanIn(7, false, true),
                new FanOut(7, false, false),
                new FanOut(7, false, true),
                new Total(400, false, false),
                new Total(1500, false, false),
                new Total(400, false, true));
    }

    @ParameterizedTest
    @MethodSource("random")
    void rowsAreAscendingAndWithoutSelf(Connectivity recipe) {
        Wiring wiring = make(recipe, ends(50, 50, true));
        assertNoSelf(wiring);
        List<Pair> pairs = pairs(wiring);
        assertTrue(pairs.size() > 100);
        for (int k = 0; k < pairs.size(); k++) {
            Pair pair = pairs.get(k);
            assertTrue(pair.target >= 0 && pair.target < 50);
            assertTrue(k == 0 || pairs.get(k - 1).source < pair.source || pairs.get(k - 1).target <= pair.target);
            assertEquals(pair.source, wiring.source(k));
            assertEquals(k, wiring.number(k));
        }
    }

    @ParameterizedTest
    @MethodSource("random")
    void synapsesFollowFromSeedAndSiteAlone(Connectivity recipe) {
        Recipes.Ends ends = ends(50, 50, true);
        List<Pair> first = pairs(make(recipe, ends));
        make(recipe, new Recipes.Ends("other", 50, 50, true, 1, 6));
        assertEquals(first, pairs(make(recipe, ends)));
        assertNotEquals(first, pairs(make(recipe, new Recipes.Ends("A -> B", 50, 50, true, 1, 6))));
        assertNotEquals(first, pairs(make(recipe, new Recipes.Ends("A -> B", 50, 50, true, 2, 5))));
    }

    @ParameterizedTest
    @MethodSource("random")
    void everyPossiblePairIsEquallyLikely(Connectivity recipe) {
        int n = 8;
        Connectivity small = switch (recipe) {
            case FanIn r -> new FanIn(3, false, r.multiple());
            case FanOut r -> new FanOut(3, false, r.multiple());
            case Total r -> new Total(r.n() > 1000 ? 40 : 20, false, r.multiple());
            case Probability r -> r;
            case OneToOne r -> r;
            case AllToAll r -> r;
            case Pairs r -> r;
            case Connectivity.Displaced r -> r;
        };
        long[] counts = new long[n * (n - 1)];
        for (int seed = 0; seed < 3000; seed++) {
            for (Pair p : pairs(make(small, new Recipes.Ends("A", n, n, true, seed, 5)))) {
                counts[p.source * (n - 1) + (p.target > p.source ? p.target - 1 : p.target)]++;
            }
        }
        double mean = java.util.Arrays.stream(counts).average().orElseThrow();
        double[] expected = new double[counts.length];
        java.util.Arrays.fill(expected, mean);
        // Draws without replacement scatter less than the test assumes, never more.
        double p = new ChiSquareTest().chiSquareTest(expected, counts);
        assertTrue(p > 1e-4, "p = " + p);
    }

    @Test
    void fanInIsExact() {
        for (boolean multiple : new boolean[] {false, true}) {
            Wiring wiring = make(new FanIn(9, true, multiple), ends(30, 40, false));
            for (int count : fanIn(wiring, 40)) {
                assertEquals(9, count);
            }
            assertEquals(multiple, hasMultiples(wiring));
        }
        // As many as there are: everyone once.
        Wiring all = make(new FanIn(29, false, false), ends(30, 30, true));
        assertFalse(hasMultiples(all));
        assertEquals(30 * 29, all.size());
    }

    @Test
    void fanOutIsExact() {
        for (boolean multiple : new boolean[] {false, true}) {
            Wiring wiring = make(new FanOut(9, true, multiple), ends(30, 40, false));
            for (int count : fanOut(wiring)) {
                assertEquals(9, count);
            }
            assertEquals(multiple, hasMultiples(wiring));
        }
    }

    @Test
    void selfConnectionsComeWhereTheyAreAskedFor() {
        for (Connectivity recipe : List.of(
                new AllToAll(true),
                new Probability(0.5, true),
                new FanIn(20, true, true),
                new FanOut(20, true, false),
                new Total(1000, true, true))) {
            assertTrue(
                    pairs(make(recipe, ends(40, 40, true))).stream().anyMatch(p -> p.source == p.target),
                    recipe.toString());
        }
        // Between two populations equal numbers mean nothing.
        Wiring wiring = make(new AllToAll(false), ends(3, 4, false));
        assertEquals(12, wiring.size());
    }

    @Test
    void totalIsExact() {
        for (long n : new long[] {0, 1, 100, 1200, 1560}) {
            Wiring distinct = make(new Total(n, false, false), ends(40, 40, true));
            assertEquals(n, distinct.size());
            assertFalse(hasMultiples(distinct));
            assertEquals(n, make(new Total(n, false, true), ends(40, 40, true)).size());
        }
        assertTrue(hasMultiples(make(new Total(1200, false, true), ends(40, 40, true))));
    }

    @Test
    void probabilityIsBinomial() {
        int n = 400;
        double p = 0.07;
        int rows = 2000;
        Wiring wiring = make(new Probability(p, true), ends(rows, n, false));
        assertFalse(hasMultiples(wiring));
        double mean = 0;
        double square = 0;
        for (int count : fanOut(wiring)) {
            mean += (double) count / rows;
            square += (double) count * count / rows;
        }
        double variance = n * p * (1 - p);
        assertEquals(n * p, mean, 4 * Math.sqrt(variance / rows));
        assertEquals(variance, square - mean * mean, 4 * variance * Math.sqrt(2.0 / rows));
    }

    @Test
    void probabilityAtItsEnds() {
        assertEquals(0, make(new Probability(0, true), ends(20, 30, false)).size());
        assertEquals(600, make(new Probability(1, true), ends(20, 30, false)).size());
        assertEquals(380, make(new Probability(1, false), ends(20, 20, true)).size());
        assertEquals(0, make(new Probability(1e-300, true), ends(20, 30, false)).size());
    }

    @Test
    void denseRecipesAreComplete() {
        assertEquals(
                List.of(new Pair(0, 0), new Pair(1, 1), new Pair(2, 2)), pairs(make(new OneToOne(), ends(3, 3, true))));
        Wiring all = make(new AllToAll(false), ends(20, 20, true));
        assertEquals(380, all.size());
        assertNoSelf(all);
        assertFalse(hasMultiples(all));
    }

    @Test
    void pairsKeepTheirNumbers() {
        int[] pre = {2, 0, 2, 1, 0, 2};
        int[] post = {1, 1, 0, 3, 1, 1};
        Wiring wiring = make(new Pairs(pre, post), ends(4, 4, false));
        assertEquals(6, wiring.size());
        Set<Integer> seen = new HashSet<>();
        for (int s = 0; s < 4; s++) {
            for (int p = wiring.start(s); p < wiring.end(s); p++) {
                int number = wiring.number(p);
                assertEquals(pre[number], s);
                assertEquals(post[number], wiring.target(p));
                assertEquals(s, wiring.source(p));
                seen.add(number);
            }
        }
        assertEquals(6, seen.size());
        assertArrayEquals(new int[] {0, 0, 1, 2, 2, 2}, wiring.sourceArray());
    }

    @Test
    void whatCannotBeIsRefusedWithTheName() {
        for (Connectivity recipe : List.of(
                new OneToOne(),
                new FanIn(31, true, false),
                new FanOut(41, true, false),
                new Total(1201, true, false),
                new Total(-1, true, true),
                new Probability(1.5, true),
                new Probability(Double.NaN, true),
                new Pairs(new int[] {0, 30}, new int[] {0, 0}),
                new Pairs(new int[] {0}, new int[] {-1}))) {
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class, () -> make(recipe, ends(30, 40, false)), recipe.toString());
            assertTrue(refused.toString().contains("projection A -> B: "), refused.toString());
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> make(new AllToAll(true), ends(100_000, 100_000, false)),
                "more synapses than an array holds");
    }

    @Test
    void sizesAreForetold() {
        random().forEach(recipe -> {
            Recipes.Ends ends = ends(50, 50, true);
            long size = make(recipe, ends).size();
            long tolerance = recipe instanceof Probability ? 100 : 0;
            assertEquals(Recipes.expectedSize(recipe, ends), size, tolerance);
        });
    }

    private static Connectivity.Displaced flat(double p, boolean self) {
        double[] all = new double[15 * 15];
        java.util.Arrays.fill(all, p);
        return new Connectivity.Displaced(
                new int[] {8, 8}, new int[] {1, 1}, new int[] {8, 8}, new int[] {1, 1}, all, self);
    }

    @Test
    void certainDisplacementsGiveAllPairs() {
        assertEquals(64 * 64, make(flat(1, true), ends(64, 64, true)).size());
        Wiring others = make(flat(1, false), ends(64, 64, true));
        assertEquals(64 * 63, others.size());
        assertNoSelf(others);
        assertEquals(64 * 63, Recipes.expectedSize(flat(1, false), ends(64, 64, true)));
        assertEquals(0, make(flat(0, true), ends(64, 64, true)).size());
    }

    @Test
    void aDisplacementOfOneMovesAlongTheLastAxis() {
        // 2 x 3 members; only (row + 0, column + 1), which is displacement (0 + 1, 1 + 2) of 3 x 5.
        double[] p = new double[15];
        p[1 * 5 + 3] = 1;
        Connectivity one = new Connectivity.Displaced(
                new int[] {2, 3}, new int[] {1, 1}, new int[] {2, 3}, new int[] {1, 1}, p, false);
        assertEquals(
                List.of(new Pair(0, 1), new Pair(1, 2), new Pair(3, 4), new Pair(4, 5)),
                pairs(make(one, ends(6, 6, true))));
        assertEquals(4, Recipes.expectedSize(one, ends(6, 6, true)));
    }

    @Test
    void gridsOfDifferentPitchMeetOnTheirLattice() {
        // Sources at 0, 1, 2, 3 and targets at 0, 2 of a line: displacement 3 + j 2 - i. Each source reaches what is 1
        // ahead.
        double[] p = new double[6];
        p[4] = 1;
        Connectivity ahead =
                new Connectivity.Displaced(new int[] {4}, new int[] {1}, new int[] {2}, new int[] {2}, p, false);
        assertEquals(List.of(new Pair(1, 1)), pairs(make(ahead, ends(4, 2, false))));
        assertEquals(1, Recipes.expectedSize(ahead, ends(4, 2, false)));
    }

    @Test
    void eachDisplacementHasItsProbability() {
        // A line of 400: displacement k > 0 with probability 1 / (1 + k), visited from the most probable on.
        int n = 400;
        double[] p = new double[2 * n - 1];
        for (int k = 1; k < n; k++) {
            p[n - 1 + k] = 1.0 / (1 + k);
            p[n - 1 - k] = 0.5 / (1 + k);
        }
        Connectivity c =
                new Connectivity.Displaced(new int[] {n}, new int[] {1}, new int[] {n}, new int[] {1}, p, false);
        int[] found = new int[2 * n - 1];
        pairs(make(c, ends(n, n, true))).forEach(x -> found[n - 1 + x.target - x.source]++);
        double chi = 0;
        int cells = 0;
        for (int d = 0; d < found.length; d++) {
            int trials = n - Math.abs(d - n + 1);
            double mean = trials * p[d];
            if (mean > 5) {
                chi += (found[d] - mean) * (found[d] - mean) / (mean * (1 - p[d]));
                cells++;
            }
        }
        assertEquals(0, found[n - 1]);
        // Chi squared with this many degrees of freedom, four standard deviations.
        assertEquals(cells, chi, 4 * Math.sqrt(2.0 * cells));
    }
}
