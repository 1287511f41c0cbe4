package bouton.emulator.connect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bouton.emulator.state.Partition;
import bouton.image.net.Connectivity;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Synapses and their numbers depend neither on how many threads build them, nor on who is first, nor on parts. */
final class ManyThreadsTest {
    private static final int SOURCES = 900;
    private static final int TARGETS = 700;

    /** Tasks as so many threads would ask for them, in any order. */
    private record Shuffled(int threads, Random random) implements Tasks {
        @Override
        public void run(int count, IntConsumer task) {
            int[] order = IntStream.range(0, count).toArray();
            for (int k = count - 1; k > 0; k--) {
                int other = random.nextInt(k + 1);
                int moved = order[k];
                order[k] = order[other];
                order[other] = moved;
            }
            RuntimeException first = null;
            int failed = count;
            for (int k : order) {
                try {
                    task.accept(k);
                } catch (RuntimeException e) {
                    first = k < failed ? e : first;
                    failed = Math.min(failed, k);
                }
            }
            if (first != null) {
                throw first;
            }
        }
    }

    static Stream<Connectivity> recipes() {
        Random random = new Random(3);
        int[] pre = random.ints(90_000, 0, TARGETS).toArray();
        int[] post = random.ints(90_000, 0, TARGETS).toArray();
        int[] ascending = IntStream.range(0, 90_000).map(i -> i / 150).toArray();
        double[] p = new double[(30 + 35 - 1) * (30 + 20 - 1)];
        Arrays.setAll(p, i -> 0.4 / (1 + i % 7));
        return Stream.of(
                new Connectivity.OneToOne(),
                new Connectivity.AllToAll(false),
                new Connectivity.Probability(0.2, false),
                new Connectivity.FanIn(150, false, false),
                new Connectivity.FanIn(150, false, true),
                new Connectivity.FanOut(150, false, false),
                new Connectivity.FanOut(150, false, true),
                new Connectivity.Total(140_000, false, false),
                new Connectivity.Total(400_000, true, false),
                new Connectivity.Total(300_000, false, true),
                new Connectivity.Pairs(pre, post),
                new Connectivity.Pairs(
                        ascending,
                        IntStream.range(0, 90_000).map(i -> i % 150 * 4).toArray()),
                new Connectivity.Displaced(
                        new int[] {30, 30}, new int[] {1, 1}, new int[] {35, 20}, new int[] {1, 1}, p, false));
    }

    /** Neurons of one population where the recipe asks for as many sources as targets. */
    private static Recipes.Ends ends(Connectivity recipe) {
        boolean two =
                recipe instanceof Connectivity.Displaced || recipe instanceof Connectivity.FanIn f && f.multiple();
        return new Recipes.Ends("p", two ? SOURCES : TARGETS, TARGETS, !two, 11, 12);
    }

    /** Source, target and number of each synapse, by source, then as the parts are. */
    private static int[][] table(Wiring[] parts, Partition partition) {
        int[][] table = new int[Arrays.stream(parts).mapToInt(Wiring::size).sum()][];
        int n = 0;
        for (int s = 0; s < parts[0].sources(); s++) {
            for (int k = 0; k < parts.length; k++) {
                Wiring wiring = parts[k];
                for (int p = wiring.start(s); p < wiring.end(s); p++) {
                    assertEquals(wiring.number(p), wiring.number(p, s));
                    table[n++] = new int[] {s, partition.start(k) + wiring.target(p), wiring.number(p)};
                }
            }
        }
        return table;
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void synapsesDoNotDependOnThreadsAndParts(Connectivity recipe) {
        Recipes.Ends ends = ends(recipe);
        Partition whole = new Partition(TARGETS, 16);
        int[][] expected = table(Recipes.make(recipe, ends, whole, Tasks.SEQUENTIAL), whole);
        for (int threads : new int[] {1, 2, 3, 5}) {
            for (int bits : new int[] {5, 6, 9, 16}) {
                Partition partition = new Partition(TARGETS, bits);
                Tasks tasks = new Shuffled(threads, new Random(threads));
                assertArrayEquals(
                        expected,
                        table(Recipes.make(recipe, ends, partition, tasks), partition),
                        threads + " threads, parts of 2^" + bits);
            }
        }
    }

    @Test
    void theFirstPairThatIsWrongIsNamed() {
        int[] pre = new int[100_000];
        int[] post = new int[100_000];
        for (int wrong : new int[] {99_999, 70_000, 41_234, 41_235}) {
            pre[wrong] = TARGETS;
        }
        post[5] = -1;
        Recipes.Ends ends = ends(new Connectivity.OneToOne());
        for (int threads : new int[] {1, 2, 3, 5}) {
            Tasks tasks = new Shuffled(threads, new Random(threads));
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> Recipes.make(new Connectivity.Pairs(pre, post), ends, new Partition(TARGETS, 16), tasks));
            assertEquals("projection p: pair 41234 has source 700, there are 700", refused.getMessage());
        }
    }
}
