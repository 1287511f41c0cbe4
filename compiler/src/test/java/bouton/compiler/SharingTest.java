package bouton.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.dsl.check.Bindings;
import bouton.dsl.check.Homes;
import bouton.dsl.model.Model;
import bouton.image.net.Field;
import bouton.image.net.Per;
import bouton.image.net.Projection;
import bouton.image.net.Shared;
import bouton.image.net.Stage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Words that all synapses of a source or of a target have in common, against the same programs with a word for each synapse. */
class SharingTest {
    private static final double SAME = 1e-12;

    private static final String CELL = """
            neuron cell { in exc: 1 ; in go: 1 ; out v ; state v: 1 = 0 ; v' = -v / 5 ms
              on exc(k) { v += k } ; on go(k) { emit spike } }
            synapse go { weight w = 1 ; on pre { deliver w to post.go } }
            """;

    private static final String STDP = "param A = 0.01 ; weight w: 1 = 1 in 0 .. 2\n"
            + "on pre { deliver w to post.exc ; w -= A * y } ; on post { w += A * x }\n";

    /** One plastic projection from Poisson trains onto neurons that fire by themselves. */
    private static String network(String rule) {
        return network(rule, "project a -> N by fan_in(5) with r");
    }

    private static String network(String rule, String projections) {
        return CELL + "synapse r { " + rule + " }\n" + """
                network net {
                  stimulus a[20] = poisson(50 Hz) ; stimulus b[15] = poisson(40 Hz)
                  population N[15] of cell
                  project b -> N by one_to_one() with go
                """ + projections + "\n}\n";
    }

    private static Projection plastic(Bench b) {
        return b.compiled.image().projections().get(1);
    }

    private static List<String> names(List<Shared> words) {
        return words.stream().map(w -> w.field().name()).toList();
    }

    /** Runs a program with words in common and with words for each synapse; all that has a name stays the same. */
    private static void same(String text, Set<String> rows, Set<String> columns) {
        try (Bench common = Bench.of(text);
                Bench apart = Bench.apart(text)) {
            assertEquals(rows, Set.copyOf(names(plastic(common).rows())));
            assertEquals(columns, Set.copyOf(names(plastic(common).columns())));
            for (Projection p : apart.compiled.image().projections()) {
                assertTrue(p.rows().isEmpty() && p.columns().isEmpty());
                assertTrue(p.handlers().stream().allMatch(h -> h.per() == Per.INSTANCE));
            }
            for (int k = 0; k < 20; k++) {
                compare(common, apart);
                common.run(97);
                apart.run(97);
            }
            compare(common, apart);
        }
    }

    private static void compare(Bench common, Bench apart) {
        for (int p = 1; p < common.compiled.network().projections().size(); p++) {
            Model model = common.compiled.network().projections().get(p).model();
            for (Model.Variable v : model.variables()) {
                double[] one = common.read(common.projection(p), v.name());
                double[] other = apart.read(apart.projection(p), v.name());
                assertEquals(other.length, one.length);
                for (int i = 0; i < one.length; i++) {
                    double bound = SAME * Math.max(Math.abs(other[i]), 1e-6);
                    assertEquals(other[i], one[i], bound, v.name() + " of synapse " + i);
                }
            }
        }
    }

    private static boolean changed(Bench b) {
        double[] w = b.read(b.projection(1), "w");
        return java.util.Arrays.stream(w).anyMatch(v -> v != 1);
    }

    @Test
    void accumulatedTraces() {
        String rule = "trace x = accumulate(pre, 20 ms) ; trace y = accumulate(post, 30 ms)\n" + STDP;
        same(network(rule), Set.of("x"), Set.of("y"));
        try (Bench b = Bench.of(network(rule)).run(1940)) {
            assertTrue(changed(b), "the rule learns, so the comparison can fail");
            assertTrue(plastic(b).fields().stream().noneMatch(f -> f.name().startsWith("$")), "no stamp is left");
        }
    }

    @Test
    void latestTraces() {
        same(
                network("trace x = latest(pre, 20 ms) ; trace y = latest(post, 30 ms)\n" + STDP),
                Set.of("x"),
                Set.of("y"));
    }

    @Test
    void triplets() {
        same(network("""
                        weight w: 1 = 1 in 0 .. 2
                        trace r1 = accumulate(pre, 17 ms) ; trace r2 = accumulate(pre, 101 ms)
                        trace o1 = accumulate(post, 34 ms) ; trace o2 = accumulate(post, 114 ms)
                        on pre { deliver w to post.exc ; w -= o1 * (0.007 + 0.002 * r2) }
                        on post { w += r1 * (0.005 + 0.006 * o2) }
                        """), Set.of("r1", "r2"), Set.of("o1", "o2"));
    }

    @Test
    void inhibitoryPlasticity() {
        same(network("""
                        weight w: 1 = 1 in 0 .. 2 ; trace x = accumulate(pre, 20 ms) ; trace y = accumulate(post, 20 ms)
                        on pre { deliver -w to post.exc ; w += 0.005 * (y - 1.2) } ; on post { w += 0.005 * x }
                        """), Set.of("x"), Set.of("y"));
    }

    @Test
    void fixedDelaysOnBothSides() {
        String rule = "param delay = 1.5 ms ; param dendritic_delay = 0.7 ms\n"
                + "trace x = accumulate(pre, 20 ms) ; trace y = accumulate(post, 30 ms)\n" + STDP;
        same(network(rule), Set.of("x"), Set.of("y"));
        same(network(rule + "order post, pre\n"), Set.of("x"), Set.of("y"));
        String dendritic = rule.replace("delay = 1.5 ms", "delay = 0 ms");
        same(network(dendritic), Set.of("x"), Set.of("y"));
        same(network(dendritic + "order post, pre\n"), Set.of("x"), Set.of("y"));
    }

    @Test
    void ordersOfTheTick() {
        String rule = "trace x = accumulate(pre, 20 ms) ; trace y = accumulate(post, 30 ms)\n" + STDP;
        String brian =
                "target brian : ideal { order transmit, reduce, integrate, time, threshold, deliver, learn, reset, periodic }\n";
        same(brian + network(rule), Set.of("x"), Set.of("y"));
        try (Bench b = Bench.of(brian + network(rule))) {
            assertEquals(Stage.TRANSMIT, b.compiled.image().order().getFirst());
        }
    }

    @Test
    void severalProjectionsOntoOneTarget() {
        String rule = "trace x = accumulate(pre, 20 ms) ; trace y = accumulate(post, 30 ms)\n" + STDP;
        String projections = """
                population M[20] of cell
                project a -> M.go by one_to_one() with go
                project M -> N by all_to_all() with r { delay = 1.2 ms }
                project N -> N by all_to_all(self = false) with r { delay = 0.4 ms }
                project b -> N by fan_out(3) with r { delay = 2 ms }
                """;
        same(
                network(rule + "param delay = 0.3 ms", "project a -> N by fan_in(5) with r\n" + projections),
                Set.of("x"),
                Set.of("y"));
    }

    @Test
    void largeGroupsInSeveralParts() {
        String rule = "trace x = accumulate(pre, 20 ms) ; trace y = accumulate(post, 30 ms)\n" + STDP;
        String text = CELL + "synapse r { " + rule + " }\n" + """
                network net {
                  stimulus a[2500] = poisson(20 Hz) ; stimulus b[2100] = poisson(20 Hz)
                  population N[2100] of cell
                  project b -> N by one_to_one() with go
                  project a -> N by fan_in(4) with r
                  project N -> N by fan_in(3) with r
                }
                """;
        same(text, Set.of("x"), Set.of("y"));
    }

    @Test
    void shortTermPlasticityIsOfTheSource() {
        String text = "use std.synapses.{tsodyks_markram}\n"
                + network(
                        "weight w = 1",
                        "project a -> N.exc by fan_in(5) with tsodyks_markram { w = 1.3 ; U = 0.2 ; tau_fac = 500 ms }");
        same(text, Set.of("u", "x"), Set.of());
        try (Bench b = Bench.of(text)) {
            List<Per> pers = plastic(b).handlers().stream().map(h -> h.per()).toList();
            assertEquals(List.of(Per.SOURCE, Per.SOURCE, Per.INSTANCE, Per.SOURCE), pers, "decay, u, delivery, x");
        }
    }

    @Test
    void statesThatEventsOfOneEndWrite() {
        same(
                network("""
                        weight w: 1 = 1 in 0 .. 3 ; state n: 1 = 2 ; state m: 1 = 0 ; m' = (0.5 - m) / 12 ms ; state p: 1 = 0
                        state last: ms = -1 ms
                        on pre { w += 0.001 * n ; deliver w to post.exc ; n += 1 ; m = m / 2 + n ; w -= 0.0001 * m }
                        on post { p += 0.01 ; w += 0.001 * p ; last = t }
                        every 10 ms { n = n / 2 ; w = w * 0.999 + 0.0001 * n }
                        """),
                // n is read before it is written, m reads it then: both go behind, but the synapse reads the new m.
                Set.of(),
                Set.of("p", "last"));
        same(network("""
                        weight w: 1 = 1 in 0 .. 3 ; state n: 1 = 2 ; state m: 1 = 0 ; m' = (0.5 - m) / 12 ms
                        on pre { w += 0.001 * n ; deliver w to post.exc ; n += 1 ; m = m / 2 + n }
                        every 10 ms { n = n / 2 ; w = w * 0.999 + 0.0001 * n }
                        """), Set.of("n", "m"), Set.of());
    }

    @Test
    void eventsOfTheNetwork() {
        String text = CELL + """
                synapse r {
                  weight w: 1 = 1 in 0 .. 9 ; state x: 1 = 0 ; x' = -x / 20 ms ; state y: 1 = 0
                  on pre { deliver w to post.exc ; w += 0.01 * y ; x += 1 }
                  on post { y += 1 }
                  on event done(k) { w += 0.1 * x * k ; x = 0 ; y = k }
                }
                network net {
                  stimulus a[20] = poisson(50 Hz) ; stimulus b[15] = poisson(40 Hz) ; stimulus c = spikes([20 ms, 33 ms, 60 ms])
                  population N[15] of cell
                  project b -> N by one_to_one() with go
                  project a -> N by fan_in(5) with r
                  event done from c.spike
                }
                """;
        same(text, Set.of("x"), Set.of("y"));
    }

    @Test
    void whatDiffersFromSynapseToSynapseStaysThere() {
        apart(
                "weight w: 1 = 1 ; param tau ~ uniform(10 ms, 30 ms) ; trace x = accumulate(pre, tau)",
                "x",
                "a drawn tau");
        apart(
                "weight w: 1 = 1 ; param delay ~ uniform(1 ms, 3 ms) ; trace x = accumulate(pre, 9 ms)",
                "x",
                "a drawn delay");
        apart(
                "weight w: 1 = 1 ; param dendritic_delay ~ uniform(1 ms, 3 ms) ; trace x = accumulate(post, 9 ms)",
                "x",
                "a drawn dendritic delay");
        apart("weight w: 1 = 1 ; state x: 1 ~ uniform(0, 1) ; on pre { x = x / 2 }", "x", "a drawn start");
        apart("weight w: 1 = 1 ; state x: 1 = 0 ; on pre { x += uniform(0, 1) }", "x", "a draw");
        apart("weight w: 1 = 1 ; state x: 1 = 0 ; on pre { x += w }", "x", "a weight");
        apart("weight w: 1 = 1 ; state x: 1 = 0 ; on pre { x += 1 } ; on post { x += 1 }", "x", "both ends");
        apart("weight w: 1 = 1 ; state x: 1 = 0 ; on pre { if w > 1 { x += 1 } }", "x", "a condition");
        apart("weight w: 1 = 1 ; state x: 1 = 0 in 0 .. 3 ; on pre { x += 1 }", "x", "a range, whose hits are counted");
        apart("weight w: 1 = 1 ; in v from post ; state x: 1 = 0 ; on pre { x += v }", "x", "a value of the other end");
        apart(
                "weight w: 1 = 1 ; trace y = accumulate(post, 9 ms) ; state x: 1 = 0 ; on pre { x = y }",
                "x",
                "another end");
        apart("weight w: 1 = 1 ; state x: 1 = 0 ; on tick { x += 1 } ; on pre { x = 0 }", "x", "every tick");
        apart(
                "weight w: 1 = 1 ; state x: 1 = 0 ; on pre after 2 ms { x += 1 } ; on pre after 3 ms { x = x / 2 }",
                "x",
                "turns by the age of events");
        apart("weight w: 1 = 1 ; w' = (x - w) / 9 ms ; trace x = accumulate(pre, 9 ms)", "x", "solved with the weight");
    }

    private static void apart(String rule, String name, String why) {
        try (Bench b = Bench.of(network(rule)).run(100)) {
            assertTrue(
                    plastic(b).fields().stream().map(Field::name).anyMatch(name::equals), "a word per synapse: " + why);
            assertTrue(plastic(b).rows().isEmpty() || !names(plastic(b).rows()).contains(name));
        }
    }

    @Test
    void whatAnExperimentSetsStaysAtTheSynapse() {
        String text = network("weight w: 1 = 1 ; trace x = accumulate(pre, 20 ms) ; trace y = accumulate(post, 20 ms)");
        try (Bench b = Bench.of(text, new Bindings(), Set.of("a_N.x"))) {
            assertEquals(List.of(), plastic(b).rows());
            assertEquals(List.of("y"), names(plastic(b).columns()));
            b.write(b.projection(1), "x", 3);
            assertEquals(3, b.read(b.projection(1), "x")[7]);
            assertThrows(IllegalArgumentException.class, () -> b.write(b.projection(1), "y", 3));
        }
        try (Bench b = Bench.of(text, new Bindings(), Set.of("a_N.w"))) {
            assertEquals(List.of("x"), names(plastic(b).rows()));
        }
    }

    @Test
    void resetTakesSharedWordsBack() {
        String text = network("""
                weight w: 1 = 1 ; trace x = accumulate(pre, 20 ms) ; trace y = accumulate(post, 20 ms) ; state z: 1 = 0.5
                on pre { w += 1 ; z = 2 } ; on post { z = 3 }
                """);
        try (Bench common = Bench.of(text);
                Bench apart = Bench.apart(text)) {
            for (List<String> names : List.of(List.of("x"), List.of("y", "z"), List.<String>of(), List.of("w"))) {
                for (Bench b : List.of(common, apart)) {
                    b.run(300);
                    reset(b, names);
                }
                compare(common, apart);
                names.stream().filter(n -> n.equals("x") || n.equals("y")).forEach(n -> {
                    for (double value : common.read(common.projection(1), n)) {
                        assertEquals(0, value);
                    }
                });
            }
        }
    }

    /** As the experiment's {@code reset} does. */
    private static void reset(Bench b, List<String> names) {
        b.session.apply(b.projection(1), b.compiled.refresh(b.projection(1)), new double[] {0});
        if (names.isEmpty()) {
            b.session.reset(b.projection(1), b.compiled.fields(b.projection(1), Optional.empty()));
        }
        for (String name : names) {
            b.session.reset(b.projection(1), b.compiled.fields(b.projection(1), Optional.of(name)));
        }
    }

    @Test
    void probesSeeSharedWords() {
        String text = network(
                "weight w: 1 = 1 ; trace x = accumulate(pre, 20 ms)",
                "project a -> N by fan_in(5) with r\n  probe a -> N.x every 1 ms");
        try (Bench common = Bench.of(text).run(500);
                Bench apart = Bench.apart(text).run(500)) {
            for (int k = 0; k < 50; k++) {
                for (int i = 0; i < 75; i++) {
                    assertEquals(apart.row(0, k)[i], common.row(0, k)[i], SAME);
                }
            }
        }
    }

    @Test
    void whatIsSharedLivesAtThatEnd() {
        String text = network(
                "weight w: 1 = 1 ; trace x = accumulate(pre, 20 ms) ; trace y = latest(post, 20 ms) ; state z: 1 = 0\n"
                        + "on pre { z = z + x ; w += y }");
        try (Bench b = Bench.of(text)) {
            Model model = b.compiled.network().projections().get(1).model();
            List<Homes.Home> homes = Homes.of(model);
            names(plastic(b).rows()).forEach(n -> assertEquals(Homes.Home.PRE, homes.get(model.variable(n))));
            names(plastic(b).columns()).forEach(n -> assertEquals(Homes.Home.POST, homes.get(model.variable(n))));
            assertEquals(List.of("x", "z"), names(plastic(b).rows()));
            assertFalse(plastic(b).columns().isEmpty());
        }
    }
}
