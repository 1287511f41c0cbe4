package bouton.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** `after T { … }` in neurons. */
class AfterTest {
    private static String one(String items) {
        return "neuron n { state n = 0 ; state a = 0 ; state b = 0\n" + items + " }\nnetwork w { population N of n }";
    }

    private static void column(String text, String name, double... expected) {
        try (Bench b = Bench.of(text)) {
            for (int tick = 0; tick < expected.length; tick++) {
                assertEquals(expected[tick], b.run(1).read("N", name), 1e-12, name + " after tick " + tick);
            }
        }
    }

    @Test
    void allThatIsPendingRunsInItsTick() {
        column(one("""
                on tick { n += 1
                  if n <= 2 { after 0.3 ms { a += 1 } ; after 0.1 ms { a += 10 } } }"""), "a", 0, 10, 20, 21, 22, 22);
    }

    @Test
    void stateIsReadWhenTheBodyRuns() {
        column(
                one("on tick { n += 1 ; if n == 1 { after 0.2 ms { a = n ; let y = 2 * n ; b = y } } }"),
                "a",
                0,
                0,
                3,
                3);
        column(
                one("on tick { n += 1 ; if n == 1 { after 0.2 ms { a = n ; let y = 2 * n ; b = y } } }"),
                "b",
                0,
                0,
                6,
                6);
    }

    @Test
    void aTimeOfZeroIsTheNextTurn() {
        column(one("on tick { n += 1 ; if n == 2 { after 0 ms { a = n } } }"), "a", 0, 2, 2);
        column(one("""
                on tick { n += 1 } on when n == 2 { emit spike }
                on spike { after 0 ms { a = n } }""".replace("} on when", "}\n on when")), "a", 0, 0, 3, 3);
    }

    @Test
    void dueBodiesComeBeforeConditions() {
        column(one("""
                on tick { n += 1 ; if n == 1 { after 0.2 ms { a = 5 } } }
                on when a >= 5 { a = 0 ; b = n }"""), "b", 0, 0, 3, 3);
    }

    @Test
    void thoseDueTogetherRunInTheOrderInWhichTheyWerePutOff() {
        column(one("""
                on tick { n += 1
                  if n == 1 { after 0.3 ms { a += 1 } }
                  if n == 2 { after 0.2 ms { a *= 10 } }
                  if n == 3 { after 0.1 ms { a += 2 ; after 0 ms { a *= 2 } } } }"""), "a", 0, 0, 0, 12, 24);
    }

    @Test
    void aBodyMayEmitHoldAndPutOff() {
        String text = """
                neuron n { state n = 0 ; state quiet_ticks = 0
                  on tick { n += 1 ; if quiet { quiet_ticks += 1 } ; if n == 1 { after 0.2 ms { emit spike ; hold(quiet, 0.3 ms) ; after 0.4 ms { emit spike } } } } }
                network w { population N of n ; probe N.spike }
                """;
        try (Bench b = Bench.of(text).run(20)) {
            assertEquals(List.of(2L, 6L), b.spikes("N", 0));
            assertEquals(3, b.read("N", "quiet_ticks"));
        }
    }

    @Test
    void aDelayedResetIsNoThreshold() {
        column(one("""
                on tick { n += 1 }
                on when n >= 2 { a += 1 ; after 0.3 ms { n = 0 } }"""), "a", 0, 1, 1, 1, 1, 1, 2);
    }

    @Test
    void theTimeMayBeDrawn() {
        String text = """
                neuron n { state n = 0 ; state a = 0 ms
                  on tick { n += 1 ; if n == 1 { after exponential(5 ms) { a = t } } } }
                network w { population N[4000] of n }
                """;
        try (Bench b = Bench.of(text).run(1000)) {
            double[] a = b.read(b.group("N"), "a");
            assertTrue(Arrays.stream(a).allMatch(x -> x > 0));
            // t is the end of the tick that comes 0, 1, … ticks after the first.
            double mean = Arrays.stream(a).average().orElseThrow() - 0.1;
            assertEquals(5, mean, 4 * 5 / Math.sqrt(4000));
        }
    }

    @Test
    void anInfiniteTimeNeverComes() {
        column(one("on tick { n += 1 ; after inf { a += 1 } ; after 1e30 s { a += 1 } }"), "a", 0, 0, 0);
    }

    @Test
    void aResetForgetsWhatIsPending() {
        try (Bench b = Bench.of(one("on tick { n += 1 ; if n == 1 { after 0.3 ms { a += 1 } } }"))) {
            b.run(2);
            long memory = b.session.memory();
            assertTrue(memory > 0);
            b.session.reset(b.group("N"), List.of());
            assertEquals(0, b.run(3).read("N", "a"));
            assertEquals(1, b.run(1).read("N", "a"));
        }
    }

    @Test
    void inAPopulationThatUpdatesOneByOneItRunsInTheNeuronsTurn() {
        String text = """
                neuron n { state n = 0 ; state a = 0
                  on tick { n += 1 ; if n == 1 { after 0.2 ms { a = n } } } }
                network w { population N[5] of n { update = ascending } }
                """;
        try (Bench b = Bench.of(text).run(6)) {
            for (double a : b.read(b.group("N"), "a")) {
                assertEquals(3, a);
            }
        }
    }

    @Test
    void arraysAndCompartmentsKnowIt() {
        String text = """
                neuron n { in syn[2]: 1 ; state g[2] = 0
                  compartment dend { state v: 1 = 0 ; state old: 1 = 0 ; state quiet: ms = 0 ms
                    v' = noise(1 [1/ms^0.5]) - v / 5 ms
                    on tick { old = delayed(v, 0.1 ms) ; quiet = since(spike) } }
                  on syn(k) { after 0.5 ms { g += 1 ; dend.v = 7 ; emit spike } } }
                synapse one { weight w = 1 ; on pre { deliver w } }
                network w {
                  stimulus s = spikes([1 ms]) ; population N of n ; project s -> N.syn[1] by all_to_all() with one
                  probe N.dend.v
                }
                """;
        try (Bench b = Bench.of(text).run(15)) {
            assertEquals(0, b.read("N", "g[0]"));
            assertEquals(1, b.read("N", "g[1]"));
            assertEquals(7, b.read("N", "dend.v"));
            b.run(1);
            assertEquals(7, b.read("N", "dend.v"), 1.5);
            assertEquals(0.1, b.read("N", "dend.quiet"), 1e-12);
            double v = b.read("N", "dend.v");
            assertEquals(v, b.run(1).read("N", "dend.old"));
        }
    }
}
