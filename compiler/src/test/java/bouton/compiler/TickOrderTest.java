package bouton.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order inside a tick, as LANGUAGE-2 (sections 1 and 8) states it. */
class TickOrderTest {
    private static final String BRIAN =
            "order transmit, integrate, time, threshold, deliver, learn, reset, periodic ; stamp start";

    private static final String COUNTER = """
            neuron cell { in exc: 1 ; in inh: 1 ; state x: 1 = 0
              on exc(k) { x += k }
              on when x >= 1 { x = 0 ; emit spike } }
            synapse static { weight w = 1 ; on pre { deliver w to post.exc } }
            """;

    private static String chain(String delay, String target) {
        return COUNTER + """
                network net {
                  stimulus s = spikes([1 ms])
                  population A of cell
                  population B of cell
                  project s -> A by one_to_one() with static
                  project A -> B by one_to_one() with static { %s }
                  probe A.spike ; probe B.spike
                }
                target t : ideal { dt = 0.1 ms ; %s }
                """.formatted(delay, target);
    }

    @Test
    void aSpikeOfAStimulusActsInTheTickThatEndsAtItsTime() {
        try (Bench b = Bench.of(chain("", "")).run(20)) {
            assertEquals(List.of(9L), b.spikes("A", 0));
            assertEquals(List.of(10L), b.spikes("B", 0), "one tick from a population unless said");
        }
    }

    @Test
    void stampStartActsInTheTickThatBeginsAtItsTime() {
        try (Bench b = Bench.of(chain("", "stamp start")).run(20)) {
            assertEquals(List.of(10L), b.spikes("A", 0));
        }
    }

    @Test
    void delaysAreRoundedToTicks() {
        try (Bench b = Bench.of(chain("delay = 0.52 ms", "")).run(30)) {
            assertEquals(List.of(14L), b.spikes("B", 0));
        }
    }

    @Test
    void aZeroDelayActsInTheSameTick() {
        try (Bench b = Bench.of(chain("delay = 0 ms", "")).run(20)) {
            assertEquals(List.of(9L), b.spikes("A", 0));
            assertEquals(List.of(9L), b.spikes("B", 0));
        }
    }

    @Test
    void whereDeliveryFollowsThresholdsAnArrivalIsSeenInTheNextTick() {
        try (Bench b = Bench.of(chain("delay = 0 ms", BRIAN)).run(20)) {
            assertEquals(List.of(11L), b.spikes("A", 0));
            assertEquals(List.of(12L), b.spikes("B", 0));
        }
    }

    /** A pre spike and a post spike in one tick, at 2 ms; the weight says who saw whose trace. */
    private static String pair(String rule, String projection) {
        return """
                neuron cell { in exc: 1 ; in go: 1 ; on go(k) { emit spike } }
                synapse rule {
                  weight w = 0 ; state sent: 1 = 0
                  trace x = accumulate(pre, 10 ms) ; trace y = accumulate(post, 10 ms)
                  on pre { deliver w to post.exc ; sent = w ; w -= 0.01 + y }
                  on post { w += 100 * x + 10 }
                  %s
                }
                synapse static { weight w = 1 ; on pre { deliver w to post.go } }
                network net {
                  stimulus a = spikes([1 ms, 2 ms])
                  stimulus b = spikes([2 ms])
                  population N of cell
                  project b -> N by one_to_one() with static
                  project r: a -> N by one_to_one() with rule { %s }
                  probe r.w ; probe r.sent ; probe N.exc
                }
                """.formatted(rule, projection);
    }

    private static void weight(String rule, String projection, int tick, double expected, double sent) {
        try (Bench b = Bench.of(pair(rule, projection)).run(60)) {
            assertEquals(expected, b.column(0, 0)[tick + 1], 1e-12, "weight");
            assertEquals(sent, b.column(1, 0)[tick + 1], 1e-12, "transmitted");
        }
    }

    private static final double E1 = Math.exp(-0.1);

    @Test
    void equalTimesMeanPreBeforePost() {
        // pre at 1 ms: w = -0.01. At 2 ms pre: y is 0, w = -0.02, x = e^-0.1 + 1; then post adds 100 x + 10.
        weight("", "", 19, -0.02 + 100 * (E1 + 1) + 10, -0.01);
    }

    @Test
    void postFirstSeesNeitherIncrementOfThisTickInOnPost() {
        // (a) on post: x = e^-0.1; (b) y = 1; (c) what stands behind the delivery: w -= 0.01 + 1; (d) x takes its
        // increment.
        weight("order post, pre", "", 19, -0.01 + 100 * E1 + 10 - 0.01 - 1, -0.01 + 100 * E1 + 10);
    }

    @Test
    void aDendriticDelayMovesPostEventsAndDeliveries() {
        // post reaches the synapse at 2.5 ms, when x = e^-0.15 + e^-0.05
        double x = Math.exp(-0.15) + Math.exp(-0.05);
        weight("", "delay = 0 ms ; dendritic_delay = 0.5 ms", 24, -0.02 + 100 * x + 10, -0.01);
    }

    @Test
    void withADendriticDelayAndPostFirstNeitherSeesTheIncrementOfTheTick() {
        String text = pair("order post, pre", "delay = 0 ms ; dendritic_delay = 1 ms")
                .replace("stimulus b = spikes([2 ms])", "stimulus b = spikes([1 ms])");
        try (Bench b = Bench.of(text).run(60)) {
            // At 2 ms: the post event of 1 ms arrives with the second pre event. on post: x = e^-0.1; on pre: y = 0.
            double afterPost = -0.01 + 100 * E1 + 10;
            assertEquals(afterPost - 0.01, b.column(0, 0)[20], 1e-12);
            assertEquals(afterPost, b.column(1, 0)[20], 1e-12, "what is transmitted is the weight after `on post`");
            // What the event of 2 ms transmits is at the port at 3 ms.
            assertEquals(afterPost, b.column(2, 0)[30], 1e-12);
        }
    }

    @Test
    void handlersAfterAnEventRunThatMuchLater() {
        String text = """
                neuron cell { in exc: 1 ; on exc(k) { emit spike } }
                synapse r { weight w = 1 ; state log: 1 = 0
                  on pre { deliver w to post.exc ; log = log * 10 + 1 }
                  on pre after 0.3 ms { log = log * 10 + 2 }
                  on post after 0.2 ms { log = log * 10 + 3 } }
                network net { stimulus s = spikes([1 ms, 1.1 ms]) ; population N of cell
                  project s -> N by one_to_one() with r ; probe s -> N.log }
                """;
        try (Bench b = Bench.of(text).run(30)) {
            // pre in ticks 9 and 10; post (same ticks) after two ticks: 11, 12; pre after three: 12, 13.
            // In tick 12 `on pre after` (deliver) comes before `on post after` (learn).
            assertArrayEquals(
                    new double[] {0, 1, 11, 113, 11323, 113232},
                    Arrays.stream(b.column(0, 0)).distinct().toArray());
        }
    }

    @Test
    void everyCountsInStamps() {
        String neuron =
                "neuron n { state x: 1 = 0 ; every 1 ms { x += 1 } ; state y: 1 = 0 ; every 1 ms from 0.5 ms { y += 1 } }";
        String net = "network w { population N of n ; probe N.x ; probe N.y }";
        try (Bench end = Bench.of(neuron + "\n" + net).run(25);
                Bench start = Bench.of(neuron + "\n" + net + "\ntarget t : ideal { stamp start }")
                        .run(25)) {
            // stamp end: at T = the end of tick T / dt - 1
            assertEquals(0, end.column(0, 0)[9]);
            assertEquals(1, end.column(0, 0)[10]);
            assertEquals(2, end.column(0, 0)[20]);
            assertEquals(1, end.column(1, 0)[5]);
            assertEquals(2, end.column(1, 0)[15]);
            // stamp start: in the tick that begins at T
            assertEquals(0, start.column(0, 0)[10]);
            assertEquals(1, start.column(0, 0)[11]);
            assertEquals(1, start.column(1, 0)[6]);
        }
    }

    @Test
    void aStageThatIsLeftOutMustBeEmpty() {
        assertTrue(Bench.codes(chain("", "order time, deliver, integrate, reset, learn"))
                .contains("O011"));
    }

    @Test
    void whatArrivesDecaysInItsTickUnlessItIsTakenInBehindTheEquations() {
        String neuron = """
                neuron n { in exc: 1 ; state a: 1 = 0 ; state b: 1 = 0
                  a' = -a / 1 ms ; b' = -b / 1 ms
                  on exc(k) { a += k }
                  on tick { b += exc } }
                synapse static { weight w = 2 ; on pre { deliver w to post.exc } }
                network net { stimulus s = spikes([0.5 ms]) ; population N of n
                  project s -> N by one_to_one() with static ; probe N.a ; probe N.b }
                """;
        try (Bench b = Bench.of(neuron).run(6)) {
            assertEquals(2 * Math.exp(-0.1), b.column(0, 0)[5], 1e-15);
            assertEquals(2, b.column(1, 0)[5], 0);
        }
    }
}
