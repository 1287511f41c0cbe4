package bouton.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.dsl.check.Bindings;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What models know of their past: `since(event)`, `delayed(value, time)`. */
class PastTest {
    private static final double EXACT = 1e-12;

    @Test
    void aNeuronKnowsTheTimeSinceItsEvents() {
        String text = """
                neuron n { event burst
                  state x = 0 ; state interval = 0 ms ; state now = 0 ms ; state bursts = 0 ms
                  out age = since(spike)
                  on tick { x += 1 ; now = since(spike) ; bursts = since(burst) }
                  on when x >= 3 { x = 0 ; emit spike }
                  on when x >= 3 and t > 1 ms { emit burst }
                  on spike { interval = since(spike) } }
                network w { population N of n ; probe N.interval ; probe N.now ; probe N.bursts ; probe N.age }
                """;
        try (Bench b = Bench.of(text).run(8)) {
            double inf = Double.POSITIVE_INFINITY;
            // Spikes in ticks 2 and 5 (numbered from 0); row k is what tick k - 1 leaves.
            List<Double> now = List.of(inf, inf, inf, 0.1, 0.2, 0.3, 0.1, 0.2);
            List<Double> age = List.of(inf, inf, 0.0, 0.1, 0.2, 0.0, 0.1, 0.2);
            for (int k = 1; k <= 8; k++) {
                assertEquals(k < 3 ? 0 : k < 6 ? inf : 0.3, b.row(0, k)[0], EXACT);
                assertEquals(now.get(k - 1), b.row(1, k)[0], EXACT, "now " + k);
                assertEquals(inf, b.row(2, k)[0]);
                assertEquals(age.get(k - 1), b.row(3, k)[0], EXACT, "age " + k);
            }
            b.session.reset(b.group("N"), List.of());
            assertEquals(inf, b.run(1).read("N", "now"));
        }
    }

    @Test
    void aConditionOnWhatItEmitsIsAThreshold() {
        String text = """
                neuron n { on when since(spike) > 0.25 ms { emit spike } }
                network w { population N of n }
                """;
        try (Bench b = Bench.of(text).run(10)) {
            assertEquals(List.of(0L, 3L, 6L, 9L), b.spikes("N", 0));
        }
    }

    @Test
    void aSynapseKnowsTheTimeSinceEventsOfBothEnds() {
        String text = """
                neuron relay { in go: 1 ; event third ; state count = 0
                  on go(k) { count += 1 ; emit spike ; if count == 3 { emit third } } }
                synapse s { weight w = 1
                  state a: ms = 0 ms ; state b: ms = 0 ms ; state c: ms = 0 ms ; state d: ms = 0 ms ; state e: ms = 0 ms
                  on pre { deliver w ; a = since(pre) ; b = since(post) ; e = since(post.third) }
                  on post { c = since(pre) ; d = since(post) } }
                network w {
                  stimulus in_ = spikes([1 ms, 2.5 ms, 3 ms, 7 ms]) ; population N of relay
                  project in_ -> N.go by one_to_one() with s
                }
                """;
        try (Bench b = Bench.of(text)) {
            double inf = Double.POSITIVE_INFINITY;
            expect(b.run(10), inf, inf, 0, inf, inf);
            expect(b.run(15), 1.5, 1.5, 0, 1.5, inf);
            expect(b.run(5), 0.5, 0.5, 0, 0.5, inf);
            expect(b.run(40), 4, 4, 0, 4, 4);
        }
    }

    private static void expect(Bench b, double... values) {
        String[] names = {"a", "b", "c", "d", "e"};
        for (int k = 0; k < names.length; k++) {
            assertEquals(values[k], b.read(b.projection(0), names[k])[0], EXACT, names[k]);
        }
    }

    @Test
    void withPostFirstAnEqualTimeIsNotSeen() {
        String text = """
                neuron relay { in go: 1 ; on go(k) { emit spike } }
                synapse s { order post, pre ; weight w = 1 ; state c: ms = 0 ms
                  on pre { deliver w } on post { c = since(pre) } }
                network w {
                  stimulus in_ = spikes([1 ms, 2.5 ms]) ; population N of relay
                  project in_ -> N.go by one_to_one() with s
                }
                """;
        try (Bench b = Bench.of(text.replace("} on post", "}\n  on post")).run(25)) {
            assertEquals(1.5, b.read(b.projection(0), "c")[0], EXACT);
        }
    }

    @Test
    void aDelayedValueIsThatOfTheSamePointOfAnEarlierTick() {
        String text = """
                neuron n { in a: 1
                  state x = 7 ; state early = 0 ; state late = 0 ; state arrived = 0 ; state seen = 0 ; state copy = 0
                  let twice = 2 * x
                  out was = delayed(x + 1, 0.3 ms)
                  on a(k) { seen += delayed(a, 0.2 ms) * k }
                  copy' = delayed(twice, 0.2 ms) / 0.1 ms
                  on tick { early = delayed(x, 0.2 ms) ; x += 1 ; arrived = delayed(a, 0.3 ms) }
                  on when true and x > 0 { late = delayed(x, 0.2 ms) } }
                synapse s { weight w = 5 ; on pre { deliver w } }
                network w {
                  stimulus in_ = spikes([0.4 ms, 0.6 ms]) ; population N of n ; project in_ -> N.a by one_to_one() with s
                  probe N.early ; probe N.arrived ; probe N.was ; probe N.copy
                }
                """;
        try (Bench b = Bench.of(text).run(10)) {
            double copy = 0;
            for (int tick = 0; tick < 10; tick++) {
                // x is 7 + tick when the tick begins, 8 + tick when `on tick` has run.
                assertEquals(tick < 2 ? 7 : 7 + tick - 2, b.row(0, tick + 1)[0], "early " + tick);
                assertEquals(tick == 6 || tick == 8 ? 5 : 0, b.row(1, tick + 1)[0], "arrived " + tick);
                assertEquals(tick < 3 ? 8 : 9 + tick - 3, b.row(2, tick + 1)[0], "was " + tick);
                copy += 2 * (tick < 2 ? 7 : 7 + tick - 2);
                assertEquals(copy, b.row(3, tick + 1)[0], EXACT, "copy " + tick);
            }
            assertEquals(25, b.read("N", "seen"));
        }
    }

    @Test
    void aPureDelayOfAnEquationFollowsItsClosedForm() {
        // x' = -x(t - T) / tau with x = 1 before 0: 1 - t / tau up to T, then a parabola more; Euler has it exactly
        // there.
        String text = """
                neuron n { method euler ; param T ~ choice(1 ms, 2 ms) ; state x = 1
                  x' = -delayed(x, T) / 4 ms }
                network w { population N[40] of n ; probe N.x }
                """;
        try (Bench b = Bench.of(text).run(20)) {
            double[] delays = b.read(b.group("N"), "T");
            for (int i = 0; i < 40; i++) {
                int lag = (int) Math.round(delays[i] / 0.1);
                double[] x = new double[21];
                x[0] = 1;
                for (int k = 0; k < 20; k++) {
                    x[k + 1] = x[k] - 0.1 / 4 * (k < lag ? 1 : x[k - lag]);
                    assertEquals(x[k + 1], b.column(0, i)[k + 1], EXACT);
                }
            }
        }
    }

    @Test
    void aDelayMayBeSetAndTheRunBeginAgain() {
        String text = """
                neuron n { param T = 0.2 ms ; state x = 0 ; state y = 0
                  on tick { x += 1 ; y = delayed(x, T) } }
                network w { population N of n ; probe N.y }
                """;
        try (Bench b = Bench.of(text, new Bindings(), Set.of("T"))) {
            assertEquals(7, b.run(10).read("N", "y"));
            // A longer delay finds what was kept; what is older than that counts as the oldest.
            b.write(b.group("N"), "T", 0.5);
            assertEquals(7, b.run(2).read("N", "y"));
            b.write(b.group("N"), "T", 0);
            assertEquals(12, b.run(1).read("N", "y"));
            b.session.reset(b.group("N"), List.of());
            b.write(b.group("N"), "T", 0.3);
            assertEquals(0, b.run(3).read("N", "y"));
            assertEquals(1, b.run(2).read("N", "y"));
        }
    }

    @Test
    void whatIsDelayedMayBeDelayedAgain() {
        String text = """
                neuron n { param T = 0.2 ms ; state x = 0 ; state y = 0 ; state z = 0
                  on tick { y = delayed(delayed(x, T), 0.3 ms) ; z = delayed(x, 0.02 ms) ; x += 1 } }
                network w { population N[3] of n { T ~ choice(0 ms, 0.1 ms, 0.3 ms) } ; probe N.y }
                """;
        try (Bench b = Bench.of(text).run(20)) {
            double[] delays = b.read(b.group("N"), "T");
            for (int i = 0; i < 3; i++) {
                assertEquals(19 - 3 - Math.rint(delays[i] / 0.1), b.read(b.group("N"), "y")[i]);
                assertEquals(19, b.read(b.group("N"), "z")[i]);
            }
            assertEquals(true, b.session.memory() > 0);
        }
    }
}
