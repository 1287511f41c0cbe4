package bouton.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events and values of the whole network (LANGUAGE-2, sections 1, 2 and 8); ticks of 0.1 ms. */
class GlobalTest {
    private static final double DT = 0.1;

    private static String program(String text) {
        return text + "\ntarget t : ideal { dt = 0.1 ms }\n";
    }

    private static void near(double expected, double actual) {
        assertEquals(expected, actual, 1e-12 * Math.max(1, Math.abs(expected)));
    }

    // ---- events

    private static final String LISTENERS = """
            neuron cell {
              in a: 1
              state x: 1 = 0 ; state seen: 1 = 0 ; state order: 1 = 0
              x' = (1 - x) / 5 ms
              on a(k) { seen += k }
              on event E(k) { order = 10 * order + k ; seen += 100 * k }
              on event E { order = 10 * order + 9 }
              out order
            }
            synapse rule {
              in o: 1 from post.order
              weight w: 1 = 0 ; state tr: 1 = 0
              state e: 1 = 1
              e' = -e / 20 ms
              trace p = accumulate(pre, 20 ms)
              on pre { deliver 0 }
              on event E(k) { w = e ; tr = p ; deliver k }
            }
            """;

    @Test
    void theProtocolEmitsBetweenTwoTicks() {
        String text = program(LISTENERS + """
                network net {
                  event E
                  stimulus s[1] = spikes([1 ms])
                  population P[2] of cell
                  project s -> P.a by all_to_all() with rule
                }
                """);
        try (Bench b = Bench.of(text).run(30)) {
            b.session.emit(0, 2);
            near(29.0, b.read("P", "order"));
            near(200.0, b.read("P", "seen"));
            // Lazy values as the last tick left them: the spike acted in tick 9, 30 ticks are over.
            near(Math.exp(-30 * DT / 20), b.read(b.projection(0), "w")[0]);
            near(Math.exp(-20 * DT / 20), b.read(b.projection(0), "tr")[0]);
            b.run(1);
            near(202.0, b.read("P", "seen"));
            near(Math.exp(-31 * DT / 20), b.read(b.projection(0), "e")[0]);
        }
    }

    @Test
    void aWiredEventActsInStageTimeATickAfterItsCause() {
        String text = program(LISTENERS + """
                network net {
                  event E from s
                  stimulus s[2] = spikes([1 ms])
                  population P[1] of cell
                  project s -> P.a by all_to_all() with rule
                }
                """);
        try (Bench b = Bench.of(text).run(10)) {
            near(0, b.read("P", "order"));
            b.run(1);
            // Two spikes of tick 9, one event for each, in tick 10; synapses have advanced to the end of it, their
            // deliveries wait.
            near(1919, b.read("P", "order"));
            near(200, b.read("P", "seen"));
            near(Math.exp(-11 * DT / 20), b.read(b.projection(0), "w")[0]);
            near(Math.exp(-1 * DT / 20), b.read(b.projection(0), "tr")[0]);
            b.run(1);
            near(204, b.read("P", "seen"));
        }
    }

    @Test
    void aWiredEventMayComeFromOneMemberAndBringsItsPayload() {
        String text = program("""
                neuron source { state n: 1 = 0 ; event burst
                  on tick { n += 1 } ; on when n >= 3 + index { emit burst(n + 10 * index) ; n = 0 } }
                neuron cell { state x: 1 = 0 ; on event E(k) { x = 100 * x + k } }
                network net { event E from Q[1].burst ; population Q[2] of source ; population P[1] of cell }
                """);
        try (Bench b = Bench.of(text).run(4)) {
            near(0, b.read("P", "x"));
            b.run(1);
            near(14, b.read("P", "x"));
            b.run(4);
            near(1414, b.read("P", "x"));
        }
    }

    // ---- broadcasts

    private static final String READERS = """
            neuron cell { in g: 1 from global ; state x: 1 = 0 ; state first: 1 = 0 ; on tick { x = g } }
            """;

    @Test
    void aLevelIsReadAsSoonAsItIsPresented() {
        String text = program(READERS + """
                network net {
                  stimulus s[3] = level(0.5)
                  population P[1] of cell
                  broadcast s[2] -> cell.g
                }
                """);
        try (Bench b = Bench.of(text).run(1)) {
            near(0.5, b.read("P", "x"));
        }
    }

    @Test
    void anEventIsATraceThatGrowsByItsPayload() {
        String text = program("""
                neuron source { state n: 1 = 0 ; on tick { n += 1 } ; on when n == 3 { emit spike(5) } }
                """ + READERS + """
                network net {
                  population Q[1] of source
                  population P[1] of cell
                  stimulus s[2] = spikes([0.5 ms])
                  population R[1] of cell
                  population S[1] of cell
                  event E
                  broadcast Q.spike -> P.g { tau = 2 ms }
                  broadcast s -> R.g { tau = 2 ms }
                  broadcast E -> S.g { tau = 2 ms }
                  probe P.x ; probe R.x
                }
                """);
        try (Bench b = Bench.of(text)) {
            b.session.emit(0, 3);
            b.run(10);
            for (int n = 0; n < 10; n++) {
                // Q spikes in tick 2, after P has integrated; the stimulus in tick 4, before R does.
                near(n < 3 ? 0 : 5 * Math.exp(-(n - 2) * DT / 2), b.row(0, n + 1)[0]);
                near(n < 4 ? 0 : 2 * Math.exp(-(n - 4) * DT / 2), b.row(1, n + 1)[0]);
            }
            near(3 * Math.exp(-10 * DT / 2), b.read("S", "x"));
        }
    }

    @Test
    void aSynapseReadsWhatIsBroadcast() {
        String text = program("""
                neuron cell { in a: 1 ; state x: 1 = 3 ; on tick { x += 1 } ; out x }
                synapse rule { in m: 1 from global ; weight w: 1 = 0 ; on pre { deliver 0 } ; every 0.1 ms { w += m } }
                network net {
                  stimulus s[1] = spikes([1 ms])
                  population P[2] of cell
                  project L: s -> P.a by all_to_all() with rule
                  broadcast P[1].x -> L.m
                }
                """);
        try (Bench b = Bench.of(text).run(3)) {
            assertArrayEquals(new double[] {15, 15}, b.read(b.projection(0), "w"));
        }
    }

    // ---- reductions

    @Test
    void reductionsAreFreshInTheStagesAfterTheirs() {
        String text = program("""
                neuron cell {
                  in z: 1 from global ; param g = 0 ; state x: 1 = 0 ; state before: 1 = 0 ; state won: 1 = 0
                  on tick { before = z ; x += g }
                  on when x > z { won = 1 }
                }
                network net {
                  population P[4] of cell { g = mod(index, 3) }
                  reduce Z = mean(P : x)
                  reduce top = argmax(P[1 .. 3] : x)
                  reduce low = argmax(P : -x)
                  reduce second = largest(2, P : x)
                  reduce total = sum(P[2 .. 3] : x * x) every 0.2 ms
                  reduce least = min(P : x) ; reduce most = max(P : x)
                  broadcast Z -> cell.z
                }
                """);
        try (Bench b = Bench.of(text).run(1)) {
            assertArrayEquals(new double[] {0, 1, 1, 0}, b.read(b.group("P"), "won"));
            assertArrayEquals(new double[] {0, 0, 0, 0}, b.read(b.group("P"), "before"));
            near(0.75, global(b, "Z"));
            near(2, global(b, "top"));
            near(0, global(b, "low"));
            near(1, global(b, "second"));
            near(0, global(b, "total"));
            b.run(1);
            near(16, global(b, "total"));
            near(0, global(b, "least"));
            near(4, global(b, "most"));
            assertArrayEquals(new double[] {0.75, 0.75, 0.75, 0.75}, b.read(b.group("P"), "before"));
            b.run(1);
            near(16, global(b, "total"));
        }
    }

    @Test
    void aReductionOfALowerRankIsReadByAHigherOneInTheSameTick() {
        String text = program("""
                neuron low { state x: 1 = 0 ; on tick { x += 1 } ; out x }
                neuron high { in a: 1 ; in z: 1 from global ; state y: 1 = 0 ; state s: 1 = 0 ; on tick { y = z ; s = a } }
                synapse graded { in v: 1 from pre ; on tick { deliver v } }
                network net {
                  population L[3] of low ; population H[1] of high
                  project L -> H.a by all_to_all() with graded { delay = 0 ms }
                  reduce Z = sum(L : x)
                  broadcast Z -> H.z
                }
                """);
        try (Bench b = Bench.of(text).run(4)) {
            near(12, b.read("H", "y"));
            near(12, b.read("H", "s"));
        }
    }

    private static double global(Bench b, String name) {
        return b.session.global(b.compiled.network().global(name));
    }

    // ---- mirrors

    @Test
    void aMirrorIsReadLiveAndCopiedOnceAsAnInitialValue() {
        String text = program("""
                neuron cell { in a: 1 ; state x: 1 = 0 ; out one = 1 ; on tick { x = a } }
                synapse back { in w: 1 from mirror ; weight c: 1 = w ; on tick { deliver w + 1000 * c } }
                synapse forth { weight w: 1 = pre.index + 10 * post.index ; on tick { deliver 0 } ; every 0.2 ms { w += 1 } }
                network net {
                  population A[3] of cell ; population B[2] of cell
                  project B -> A.a by all_to_all() with back { mirror = A -> B.w }
                  project A -> B.a by all_to_all() with forth
                }
                """);
        try (Bench b = Bench.of(text).run(1)) {
            // The weight from i to j is i + 10 j: neuron i hears those of both j.
            assertArrayEquals(new double[] {10010, 12012, 14014}, b.read(b.group("A"), "x"));
            b.run(2);
            assertArrayEquals(new double[] {10012, 12014, 14016}, b.read(b.group("A"), "x"));
        }
    }

    // ---- updates in turn

    private static String turns(String update) {
        return program("""
                neuron cell { in a: 1 ; state x: 1 = 0 ; state n: 1 = 0 ; on tick { x = a + 1 ; n += 1 } ; out x }
                synapse graded { in v: 1 from pre ; on tick { deliver v } }
                network net {
                  population P[4] of cell { update = %s }
                  project P -> P.a by all_to_all(self = off) with graded { delay = 0 ms }
                }
                """.formatted(update));
    }

    @Test
    void anAscendingUpdateSeesTheNewestValues() {
        try (Bench b = Bench.of(turns("ascending")).run(1)) {
            assertArrayEquals(new double[] {1, 2, 4, 8}, b.read(b.group("P"), "x"));
            b.run(1);
            assertArrayEquals(new double[] {15, 28, 52, 96}, b.read(b.group("P"), "x"));
        }
    }

    @Test
    void aShuffledUpdateTakesEveryMemberOnceInAnyOrder() {
        try (Bench b = Bench.of(turns("shuffled")).run(1)) {
            double[] x = b.read(b.group("P"), "x");
            Arrays.sort(x);
            assertArrayEquals(new double[] {1, 2, 4, 8}, x);
            assertArrayEquals(new double[] {1, 1, 1, 1}, b.read(b.group("P"), "n"));
        }
    }

    @Test
    void aRandomUpdateTakesOneMember() {
        try (Bench b = Bench.of(turns("random")).run(50)) {
            assertEquals(50, Arrays.stream(b.read(b.group("P"), "n")).sum());
        }
    }

    @Test
    void aParallelPopulationIsNotItsOwnSourceInTheSameTick() {
        assertEquals(List.of("O010"), Bench.codes(turns("parallel")));
    }

    @Test
    void thresholdsAndResetsTakeTheirTurnToo() {
        String text = program("""
                neuron cell {
                  in a: 1 ; state v: 1 = 0 ; state quiet: 1 = 1 ; state spikes: 1 = 0
                  on tick { v = 2 - a }
                  on when v >= 2 { emit spike ; quiet = 0 }
                  on spike { spikes += 1 }
                  out active = 1 - quiet
                }
                synapse graded { in v: 1 from pre ; on tick { deliver v } }
                network net {
                  population P[3] of cell { update = ascending }
                  project P -> P.a by all_to_all(self = off) with graded { delay = 0 ms }
                  probe P.spike
                }
                """);
        try (Bench b = Bench.of(text).run(2)) {
            // The first that fires keeps the others from it.
            assertArrayEquals(new double[] {1, 0, 0}, b.read(b.group("P"), "spikes"));
            assertEquals(List.of(0L), b.spikes("P", 0));
            assertEquals(List.of(), b.spikes("P", 1));
        }
    }
}
