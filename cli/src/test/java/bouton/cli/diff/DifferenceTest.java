package bouton.cli.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.image.net.Origin;
import bouton.image.net.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the comparison finds, against two runs that are kept whole and compared the slow way. */
final class DifferenceTest {
    private static final int EQUATION = 5;
    private static final int ARRIVAL = 6;

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void aProgram() throws IOException {
        file = Files.writeString(folder.resolve("twins.bouton"), Twins.PROGRAM);
    }

    @Test
    void aTargetDoesNotDifferFromItself() {
        for (String target : new String[] {"exact", "coarse", "brian"}) {
            Twins.Answer answer = Twins.diff(file, target, target, "--json");
            assertEquals(0, answer.exit(), answer.err());
            Map<?, ?> tree = answer.tree();
            assertEquals(false, Tree.of(tree, "differs"));
            assertEquals(List.of(), Tree.of(tree, "first_spikes"));
            for (Object p : (List<?>) Tree.of(tree, "populations")) {
                Map<?, ?> population = (Map<?, ?>) p;
                assertTrue((long) Tree.of(population, "spikes_first") > 0, answer.out());
                assertEquals(0.0, Tree.of(population, "van_rossum"));
                assertEquals(0.0, Tree.of(population, "isi"));
                assertEquals(1.0, Tree.of(population, "coincidence"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "exact, coarse, 1",
        "exact, coarse, 2",
        "exact, coarse, 3",
        "exact, brian, 1",
        "brian, exact, 2",
        "exact, brian, 3",
        "coarse, brian, 4"
    })
    void firstDifferencesAreThoseOfASlowComparison(String first, String second, long seed) {
        Twins.Ran a = Twins.run(first, seed);
        Twins.Ran b = Twins.run(second, seed);
        // By neuron its first spike in one set alone.
        TreeMap<Long, String> expected = new TreeMap<>();
        alone(a.spikes(), b.spikes(), first, expected);
        alone(b.spikes(), a.spikes(), second, expected);
        Map<Long, String> firsts = new TreeMap<>();
        expected.forEach((spike, who) -> firsts.merge(spike % 1000, spike + " " + who, (x, y) -> x));

        Twins.Answer answer = Twins.diff(file, first, second, "--json", "--seed", Long.toString(seed));
        assertEquals(1, answer.exit(), answer.err());
        Map<?, ?> tree = answer.tree();
        Map<Long, String> found = new TreeMap<>();
        for (Object o : (List<?>) Tree.of(tree, "first_spikes")) {
            Map<?, ?> f = (Map<?, ?>) o;
            long group = Tree.of(f, "population").equals("E") ? 1 : 2;
            long neuron = group * 100 + (long) Tree.of(f, "neuron");
            found.put(neuron, ((long) Tree.of(f, "tick") * 1000 + neuron) + " " + Tree.of(f, "in"));
        }
        assertEquals(firsts, found);
        assertEquals((long) expected.size(), alone(tree));
        cause(a, b, tree);
    }

    private static void alone(TreeSet<Long> these, TreeSet<Long> those, String who, Map<Long, String> all) {
        these.stream().filter(s -> !those.contains(s)).forEach(s -> all.put(s, who));
    }

    private static long alone(Map<?, ?> tree) {
        long sum = 0;
        for (Object p : (List<?>) Tree.of(tree, "populations")) {
            sum += (long) Tree.of((Map<?, ?>) p, "spikes_of_one_alone");
        }
        return sum;
    }

    /** The tick of the cause is the first in which the membrane potentials of the neuron differ by more than their rounding. */
    private static void cause(Twins.Ran a, Twins.Ran b, Map<?, ?> tree) {
        Map<?, ?> spike = (Map<?, ?>) ((List<?>) Tree.of(tree, "first_spikes")).getFirst();
        int group = Tree.of(spike, "population").equals("E") ? 1 : 2;
        int neuron = ((Long) Tree.of(spike, "neuron")).intValue();
        int tick = 0;
        double largest = 0;
        while (true) {
            double x = a.v().get(tick)[group][neuron];
            double y = b.v().get(tick)[group][neuron];
            largest = Math.max(largest, Math.max(Math.abs(x), Math.abs(y)));
            if (Math.abs(x - y) > 1e-12 * largest) {
                break;
            }
            tick++;
        }
        Map<?, ?> cause = (Map<?, ?>) Tree.of(tree, "cause");
        assertEquals((long) tick, Tree.of(cause, "tick"), cause.toString());
        Map<?, ?> word = (Map<?, ?>) ((List<?>) Tree.of(cause, "words")).getFirst();
        assertEquals("v", Tree.of(word, "name"));
        assertEquals(a.v().get(tick)[group][neuron], (double) Tree.of(word, "first"), 1e-12);
        assertEquals(b.v().get(tick)[group][neuron], (double) Tree.of(word, "second"), 1e-12);
    }

    @Test
    void methodsAndOrdersAreToldApart() {
        Map<?, ?> euler = (Map<?, ?>)
                Tree.of(Twins.diff(file, "exact", "coarse", "--json").tree(), "cause");
        assertEquals("method", Tree.of(euler, "kind"));
        assertEquals((long) EQUATION, ((Map<?, ?>) Tree.of(euler, "at")).get("line"));
        Map<?, ?> order =
                (Map<?, ?>) Tree.of(Twins.diff(file, "exact", "brian", "--json").tree(), "cause");
        assertEquals("order", Tree.of(order, "kind"));
        assertEquals((long) ARRIVAL, ((Map<?, ?>) Tree.of(order, "at")).get("line"));
    }

    @Test
    void windowsAddUpToTheWhole() {
        Map<?, ?> tree = Twins.diff(file, "exact", "coarse", "--json", "--window", "0.3 ms")
                .tree();
        Map<?, ?> time = (Map<?, ?>) Tree.of(tree, "over_time");
        List<?> until = (List<?>) Tree.of(time, "until");
        assertTrue(until.size() <= Timeline.MOST && until.size() >= Timeline.MOST / 2, "windows " + until.size());
        assertEquals(200.0, (double) until.getLast(), 1e-9);
        double spikes = 0;
        for (Object o : (List<?>) Tree.of(time, "series")) {
            Map<?, ?> series = (Map<?, ?>) o;
            if (Tree.of(series, "what").equals("spikes of one alone")) {
                for (Object v : (List<?>) Tree.of(series, "values")) {
                    spikes += (double) v;
                }
            }
        }
        assertEquals(alone(tree), spikes, 1e-9);
    }

    // ---- what compilers say

    /** Words in steps, as a chip would keep them; here they are float64 all the same. */
    private static Deviations steps(double step, double hi, List<Deviations.Constant> constants) {
        return new Deviations() {
            @Override
            public Optional<WordFormat> format(Scope scope, String name) {
                return name.equals("v") ? Optional.of(new WordFormat(step, -hi, hi, "s8")) : Optional.empty();
            }

            @Override
            public List<Constant> constants() {
                return constants;
            }
        };
    }

    private static Cause cause(Deviations deviations) {
        Report report = Difference.run(Twins.request("exact", "coarse", c -> deviations), Twins.PATIENT)
                .report()
                .orElseThrow();
        return report.cause().orElseThrow();
    }

    @Test
    void differencesBelowAStepAreItsRounding() {
        Cause fine = cause(Deviations.NONE);
        // In internal units, which are mV for potentials.
        Cause stepped = cause(steps(0.004, 1e9, List.of()));
        assertEquals(Cause.Kind.ROUNDING, stepped.kind());
        assertTrue(stepped.tick() > fine.tick(), stepped.toString());
        assertEquals(0.004, stepped.words().getFirst().step(), 1e-12);
        assertTrue(Math.abs(stepped.words().getFirst().values().difference()) > 0.004, stepped.toString());
        assertEquals(fine.at(), stepped.at());

        // So coarse that even the spike comes from less than a step.
        Cause coarse = cause(steps(0.2, 1e9, List.of()));
        assertEquals(Cause.Kind.ROUNDING, coarse.kind());
        assertTrue(coarse.tick() > stepped.tick(), coarse.toString());
    }

    @Test
    void aWordAtItsEndIsSaturated() {
        assertEquals(Cause.Kind.SATURATION, cause(steps(1e-9, 0.1, List.of())).kind());
    }

    @Test
    void aConstantOfTheLineIsNamed() {
        Origin at = fineOrigin();
        Cause cause = cause(steps(0.004, 1e9, List.of(new Deviations.Constant(at, 20, 20.1))));
        assertEquals(Cause.Kind.CONSTANT, cause.kind());
        assertTrue(cause.why().contains("off by +0.5"), cause.why());
    }

    private static Origin fineOrigin() {
        return cause(Deviations.NONE).at().orElseThrow();
    }

    // ---- lines

    /** Makes the second side as exact as the first if the line of the equation is ideal. */
    private static final class Switch implements LineSwitch {
        @Override
        public List<Line> lines(bouton.compiler.Compiled compiled) {
            return List.of(new Line("twins.bouton", ARRIVAL), new Line("twins.bouton", EQUATION), new Line("x", 1));
        }

        @Override
        public bouton.compiler.Compiled compile(
                bouton.dsl.model.Network network,
                bouton.dsl.model.TargetDef target,
                java.util.Set<Line> ideal,
                bouton.dsl.diagnostic.Diagnostics diagnostics) {
            boolean exact = ideal.contains(new Line("twins.bouton", EQUATION));
            bouton.compiler.Compiled compiled = bouton.compiler.Compiler.compile(
                    network, exact ? Twins.side("exact").target() : target, diagnostics);
            return java.util.Objects.requireNonNull(compiled);
        }
    }

    @Test
    void theLineThatMakesTheDifferenceComesFirst() {
        Report report = Difference.run(Twins.request("exact", "coarse", c -> Deviations.NONE), Twins.PATIENT)
                .report()
                .orElseThrow();
        LineContributions.Table table = LineContributions.measure(report, new Switch(), 2, Twins.PATIENT);
        assertEquals(1, table.left());
        assertEquals(2, table.contributions().size());
        assertEquals("twins.bouton:5", table.contributions().getFirst().line().toString());
        assertEquals(1, table.contributions().getFirst().vanished(), 1e-12);
        assertEquals(0, table.contributions().getLast().vanished(), 1e-12);
        assertEquals(1, table.all().orElseThrow().vanished(), 1e-12);
        List<String> text = DiffText.of(table, 80, new bouton.cli.terminal.Style(false, true));
        assertTrue(text.get(2).contains("twins.bouton:5") && text.get(2).contains("100 %"), text.toString());
        assertTrue(DiffJson.text(report, table).contains("\"lines_not_tried\" : 1"));
        assertFalse(DiffHtml.text(report, table, o -> Optional.empty()).contains("<script"));
    }
}
