package bouton.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What models know of their past: `since(event)`. */
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
}
