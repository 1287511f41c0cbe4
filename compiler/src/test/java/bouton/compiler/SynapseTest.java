package bouton.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.dsl.check.Bindings;
import bouton.image.net.Per;
import bouton.image.net.Stage;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Traces and equations of synapses, delays, learning, values set from outside. */
class SynapseTest {
    private static final String CELL =
            "neuron cell { in exc: 1 ; in go: 1 ; out v ; state v: 1 = 0 ; on exc(k) { v += k } ; on go(k) { emit spike } }\n"
                    + "synapse go { weight w = 1 ; on pre { deliver w to post.go } }\n";

    private static Bench rule(String rule, long ticks) {
        return rule(rule, ticks, Set.of());
    }

    private static Bench rule(String rule, long ticks, Set<String> settable) {
        String text = CELL + "synapse r { " + rule + " }\n" + """
                        network net {
                          stimulus a[2] = spikes([[1 ms, 4 ms, 5.5 ms], [2 ms]])
                          stimulus b = spikes([3 ms, 6 ms])
                          population N of cell
                          project b -> N by one_to_one() with go
                          project a -> N by all_to_all() with r
                          probe a -> N.x
                        }
                        """;
        return Bench.of(text, new Bindings(), settable).run(ticks);
    }

    private static double sum(double t, double tau, double... times) {
        double result = 0;
        for (double s : times) {
            result += t >= s - 1e-9 ? Math.exp(-(t - s) / tau) : 0;
        }
        return result;
    }

    @Test
    void aTraceIsTheSumOfItsEvents() {
        try (Bench b = rule("trace x = accumulate(pre, 3 ms)", 100)) {
            double[] x = b.column(0, 0);
            for (int n = 0; n <= 100; n++) {
                assertEquals(sum(n * 0.1, 3, 1, 4, 5.5), x[n], 1e-13, "at " + n);
            }
            assertTrue(
                    b.compiled.image().projections().get(1).handlers().stream().allMatch(h -> h.per() == Per.SOURCE),
                    "nothing runs for each synapse");
        }
    }

    @Test
    void noiseGoesOnWithTheTraceThatItReads() {
        String rule = "trace x = accumulate(pre, 3 ms) ; state z: 1 = 0 ; z' = -z / 1 s + noise(x / sqrt(1 ms))";
        try (Bench b = rule(rule, 100)) {
            double early = b.read(b.projection(1), "z")[0];
            assertTrue(Math.abs(early) > 1e-3, "it has moved");
            b.run(1000);
            double late = b.read(b.projection(1), "z")[0];
            b.run(100);
            assertEquals(late * Math.exp(-0.01), b.read(b.projection(1), "z")[0], 1e-12, "the trace is gone");
        }
    }

    @Test
    void aLatestTraceForgetsEarlierEvents() {
        try (Bench b = rule("trace x = latest(pre, 3 ms)", 70)) {
            assertEquals(Math.exp(-(7 - 5.5) / 3), b.column(0, 0)[70], 1e-13);
        }
    }

    @Test
    void postTracesFollowTheTarget() {
        try (Bench b = rule("trace x = accumulate(post, 3 ms)", 70)) {
            for (int i = 0; i < 2; i++) {
                assertEquals(sum(7, 3, 3, 6), b.column(0, i)[70], 1e-13);
            }
        }
    }

    @Test
    void aDecayingStateIsAsGoodAsATrace() {
        try (Bench b = rule("state x: 1 = 0 ; x' = -x / 3 ms ; on pre { x += 1 } ; on post { x += 2 }", 100)) {
            assertTrue(
                    b.compiled.image().projections().get(1).handlers().stream().allMatch(h -> h.stage() != Stage.TIME),
                    "nothing runs in every tick");
            for (int n = 0; n <= 100; n++) {
                double t = n * 0.1;
                assertEquals(sum(t, 3, 1, 4, 5.5) + 2 * sum(t, 3, 3, 6), b.column(0, 0)[n], 1e-13);
            }
        }
    }

    @Test
    void aStateMayGoToAGoal() {
        try (Bench b = rule("state x: 1 = 1 ; x' = (0.5 - x) / 3 ms ; on pre { x *= 0.5 }", 20)) {
            double before = 0.5 + 0.5 * Math.exp(-1.0 / 3);
            assertEquals(0.5 + (before / 2 - 0.5) * Math.exp(-1.0 / 3), b.column(0, 0)[20], 1e-13);
        }
    }

    @Test
    void connectedEquationsAreSolvedTogether() {
        String rule = "trace y = accumulate(pre, 3 ms) ; state x: 1 = 0 ; x' = (y - x) / 5 ms";
        try (Bench b = rule(rule, 20)) {
            // The answer of a low pass to one exponential that begins at 1 ms
            double t = 1.0;
            double expected = 3.0 / (3 - 5) * (Math.exp(-t / 3) - Math.exp(-t / 5));
            assertEquals(expected, b.column(0, 0)[20], 1e-13);
        }
    }

    @Test
    void lazyAndEagerValuesAgree() {
        String lazy = "state x: 1 = 0 ; x' = -x / 3 ms ; on pre { x += 1 }";
        String eager = "state x: 1 = 0 in 0 .. 100 ; x' = -x / 3 ms ; on pre { x += 1 }";
        try (Bench one = rule(lazy, 100);
                Bench two = rule(eager, 100)) {
            for (int n = 0; n <= 100; n++) {
                assertEquals(two.column(0, 0)[n], one.column(0, 0)[n], 1e-12);
            }
        }
    }

    @Test
    void lookingAtALazyValueDoesNotChangeIt() {
        String text = CELL + """
                synapse r { trace x = accumulate(pre, 3 ms) ; weight w = 0 ; on post { w += x } }
                network net {
                  stimulus a = spikes([0.7 ms, 1.9 ms]) ; stimulus b = spikes([5 ms, 9.3 ms]) ; population N of cell
                  project b -> N by one_to_one() with go
                  project r: a -> N by all_to_all() with r
                  %s
                }
                """;
        try (Bench watched = Bench.of(text.formatted("probe r.x ; probe r.w")).run(100);
                Bench alone = Bench.of(text.formatted("")).run(100)) {
            assertEquals(
                    alone.read(alone.projection(1), "w")[0],
                    watched.read(watched.projection(1), "w")[0],
                    "bit for bit");
        }
    }

    @Test
    void delaysMayDifferFromSynapseToSynapse() {
        String text = """
                neuron cell { in exc: 1 ; state log: 1 = 0 ; on exc(k) { log = 10 * log + k } }
                synapse s { weight w = 1 ; on pre { deliver w to post.exc } }
                data d = [0.3, 0.1, 0.2]
                network net { stimulus a[3] = spikes([1 ms]) ; population N of cell
                  project a -> N by all_to_all() with s { w = pre.index + 1 ; delay = d * 1 ms } ; probe N.log ; probe a -> N.delay }
                """;
        try (Bench b = Bench.of(text).run(20)) {
            assertEquals(231, b.column(0, 0)[20]);
            assertArrayEquals(new double[] {0.3, 0.1, 0.2}, b.row(1, 0), 1e-12);
        }
    }

    @Test
    void drawnDelaysAreAtLeastATickBetweenPopulations() {
        String text = CELL + """
                synapse s { weight w = 1 ; on pre { deliver w to post.exc } }
                network net { population A[30] of cell ; population N[30] of cell
                  project A -> N by all_to_all() with s { delay ~ uniform(0 ms, 0.4 ms) } ; probe A -> N.delay }
                """;
        try (Bench b = Bench.of(text).run(1)) {
            double[] d = b.row(0, 0);
            assertEquals(0.1, java.util.Arrays.stream(d).min().orElseThrow(), 1e-12);
            assertEquals(0.4, java.util.Arrays.stream(d).max().orElseThrow(), 1e-12);
        }
    }

    @Test
    void severalEventsOfAPoissonSourceInATickCountAsSeveral() {
        String text = CELL + """
                synapse s { weight w = 1 ; trace x = accumulate(pre, 1000 s) ; on pre { deliver w to post.exc } }
                network net { stimulus a = poisson(30 kHz) ; population N of cell
                  project a -> N by one_to_one() with s ; probe a.spike }
                """;
        try (Bench b = Bench.of(text).run(1000)) {
            double v = b.read("N", "v");
            assertEquals(3000, v, 5 * Math.sqrt(3000));
            assertEquals(v, b.read(b.projection(0), "x")[0], 0.01 * v);
            assertEquals(v, b.spikes("a", 0).size());
        }
    }

    @Test
    void learningMayBeSwitchedOff() {
        try (Bench b =
                rule("state x: 1 = 0 ; weight w: 1 = 1 ; on pre { w += 1 ; x += 1 ; deliver w to post.exc }", 20)) {
            b.session.learning(b.projection(1), false);
            b.run(40);
            assertEquals(3, b.read(b.projection(1), "x")[0]);
            assertEquals(2, b.read(b.projection(1), "w")[0], "one event before the switch");
        }
    }

    @Test
    void valuesMayBeSetFromOutside() {
        String body = "trace x = accumulate(pre, 3 ms) ; weight w: 1 = 1 in 0 .. 5";
        try (Bench b = rule(body, 15, Set.of("a_N.x"))) {
            b.write(b.projection(1), "x", 7);
            assertEquals(7, b.read(b.projection(1), "x")[0]);
            b.run(10);
            assertEquals(7 * Math.exp(-1.0 / 3), b.read(b.projection(1), "x")[0], 1e-13);
            b.write(b.projection(1), "w", 9);
            assertEquals(5, b.read(b.projection(1), "w")[0]);
        }
    }

    @Test
    void aTimeConstantMayBeSetBetweenRuns() {
        String text = CELL + """
                synapse r { param tau = 3 ms ; trace x = accumulate(pre, tau) }
                network net { stimulus a = spikes([1 ms]) ; population N of cell ; project a -> N by all_to_all() with r }
                """;
        try (Bench b = Bench.of(text, new Bindings(), Set.of("a_N.tau")).run(20)) {
            b.write(b.projection(0), "tau", 10);
            b.run(10);
            // Until now with the old time constant, from now on with the new one.
            assertEquals(Math.exp(-1.0 / 3 - 0.1), b.read(b.projection(0), "x")[0], 1e-13);
        }
    }

    @Test
    void aListOfNoSynapsesIsCompiled() {
        String text = """
                data ends = given ; data w0 = given
                neuron cell { in exc: 1 ; state v = 0 ; on exc(k) { v += k } }
                synapse r { weight w = given ; on pre { deliver w to post.exc } }
                network net {
                  stimulus a = spikes([1 ms]) ; population N of cell
                  project a -> N by pairs(ends, ends) with r { w = 2 * w0 }
                }
                """;
        var none = new bouton.dsl.check.Bindings().give("ends", new double[0]).give("w0", new double[0]);
        try (Bench b = Bench.of(text, none, Set.of()).run(20)) {
            assertEquals(0, b.read(b.projection(0), "w").length);
            assertEquals(0, b.read(b.group("N"), "v")[0]);
        }
    }

    @Test
    void aRuleMayReadItsTargetAsItIsThen() {
        String rule = "in u: 1 from post.v ; state x: 1 = 0 ; on pre { deliver 1 to post.exc ; x = 10 * x + u }";
        try (Bench b = rule(rule, 50)) {
            // Source 0 at 1 ms sees 0, source 1 at 2 ms sees 1, source 0 at 4 ms sees 2.
            assertArrayEquals(new double[] {2, 1}, b.read(b.projection(1), "x"));
        }
    }
}
