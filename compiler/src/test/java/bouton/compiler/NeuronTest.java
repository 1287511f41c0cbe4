package bouton.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.image.net.Population;
import bouton.image.net.Trigger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conditions, holds, ports, own events, initial values and ranges of neurons. */
class NeuronTest {
    private static Bench neuron(String body, long ticks) {
        return Bench.of("neuron n { " + body + " }\nnetwork w { population N of n ; probe N.x ; probe N.spike }\n")
                .run(ticks);
    }

    @Test
    void aThresholdActsInEveryTickInWhichItHolds() {
        try (Bench b = neuron("state x: 1 = 5 ; on when x > 2 { x -= 1 ; emit spike }", 6)) {
            assertEquals(List.of(0L, 1L, 2L), b.spikes("N", 0));
        }
    }

    @Test
    void aConditionThatNothingHereChangesActsWhereItBecomesTrue() {
        String body = "state x: 1 = 0 ; x' = cos(t / 1 ms) / 1 ms ; on when x > 0.5 { emit spike }";
        try (Bench b = neuron(body, 100)) {
            // x = sin t crosses 0.5 upwards at 0.5236 ms and 6.8068 ms.
            assertEquals(List.of(5L, 68L), b.spikes("N", 0));
        }
    }

    @Test
    void aConditionThatBeginsTrueWaitsUntilItBecomesTrueAgain() {
        try (Bench b = neuron("state x: 1 = 1 ; x' = -sin(t / 1 ms) / 1 ms ; on when x > 0.5 { emit spike }", 70)) {
            // x = cos t: true at the start; again at 2 pi - pi / 3 = 5.236 ms
            assertEquals(List.of(52L), b.spikes("N", 0));
        }
    }

    @Test
    void aHoldLastsItsTicksAndBlocksWhatSetsIt() {
        for (double[] row : new double[][] {{0, 1}, {0.05, 2}, {0.1, 2}, {0.10005, 2}, {0.11, 3}, {0.5, 6}}) {
            try (Bench b =
                    neuron("state x: 1 = 1 ; on when x > 0 { x = 1 ; emit spike ; hold(r, " + row[0] + " ms) }", 30)) {
                List<Long> s = b.spikes("N", 0);
                assertEquals(row[1], s.get(1) - s.get(0), "hold of " + row[0] + " ms");
                assertEquals(row[1], s.get(2) - s.get(1), "hold of " + row[0] + " ms");
            }
        }
    }

    @Test
    void aHoldSetByAHandlerOfItsEventBlocksTheCondition() {
        try (Bench b =
                neuron("state x: 1 = 1 ; on when x > 0 { x = 1 ; emit spike } ; on spike { hold(r, 0.3 ms) }", 9)) {
            assertEquals(List.of(0L, 4L, 8L), b.spikes("N", 0));
        }
    }

    @Test
    void aHoldMayBeReadAndRenewed() {
        String body = """
                state x: 1 = 0 ; state n: 1 = 0
                  on tick { n += 1 ; if n == 2 { hold(f, 0.3 ms) } ; if n == 4 { hold(f, 0.3 ms) }
                            if f { x = 1 } else { x = 0 } }""";
        try (Bench b = neuron(body, 10)) {
            // Set in ticks 1 and 3, each for three ticks: true in 2 .. 6.
            assertArrayEquals(new double[] {0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0}, b.column(0, 0));
        }
    }

    @Test
    void handlersOfOwnEventsRunOncePerEventBeforeOwnTraces() {
        String body = """
                state n: 1 = 0 ; event late ; state x: 1 = 0
                  trace y = accumulate(spike, 10 ms)
                  on tick { n += 1 ; if n == 3 { emit spike ; emit spike ; emit late } }
                  on spike { x += 1 + 10 * y }
                  on late { x += 100 }""";
        try (Bench b = neuron(body, 5)) {
            assertArrayEquals(new double[] {0, 0, 0, 102, 102, 102}, b.column(0, 0));
            assertEquals(2 * Math.exp(-0.02), b.read("N", "y"), 1e-12);
        }
    }

    private static Trigger.Arrival arrival(String body) {
        String text = "neuron n { in p: 1 ; state x: 1 = 0 ; state z: 1 = 1 ; " + body + " }\n"
                + "synapse s { weight w = 1 ; on pre { deliver w to post.p } }\n"
                + "network w { stimulus a = poisson(1 Hz) ; population N of n ; project a -> N by all_to_all() with s }";
        try (Bench b = Bench.of(text)) {
            return ((Population) b.compiled.image().groups().get(1))
                    .handlers().stream()
                            .map(h -> h.trigger())
                            .filter(t -> t instanceof Trigger.Arrival)
                            .map(t -> (Trigger.Arrival) t)
                            .findFirst()
                            .orElseThrow();
        }
    }

    @Test
    void theSumStandsForSingleArrivalsOnlyWhereThatIsTheSame() {
        assertTrue(arrival("on p(k) { x += k }").linear());
        assertTrue(arrival("on p(k) { if z > 0 { x += 2 * k / z } else { x -= k } }")
                .linear());
        assertTrue(arrival("on p(k) { let a = 3 * k ; x += a + k }").linear());
        for (String body : List.of(
                "on p(k) { x = k }",
                "on p(k) { x += k * k }",
                "on p(k) { x += 1 }",
                "on p(k) { x += k * x }",
                "on p(k) { if k > 1 { x += k } }",
                "on p(k) { if x > 1 { x += k } }",
                "on p(k) { x += k ; z += x }",
                "on p(k) { let a = x ; x += k ; z += k * a }",
                "on p(k) { emit spike }",
                "on p(k) { x += max(k, 0) }",
                "on p(k) { x += k * normal(0, 1) }")) {
            assertEquals(false, arrival(body).linear(), body);
        }
    }

    @Test
    void singleArrivalsComeOneByOne() {
        String text = """
                neuron n { in p: 1 ; state x: 1 = 1 ; on p(k) { x = x * 2 + k } }
                synapse s { weight w = 1 ; on pre { deliver w to post.p } }
                network w { stimulus a[3] = spikes([0.2 ms]) ; population N of n
                  project a -> N by all_to_all() with s { w = pre.index + 1 } ; probe N.x }
                """;
        try (Bench b = Bench.of(text).run(3)) {
            assertEquals(((1 * 2 + 1) * 2 + 2) * 2 + 3, b.column(0, 0)[2]);
        }
    }

    @Test
    void rangesSaturateAndAreCounted() {
        try (Bench b = neuron("state x: 1 = 0 in 0 .. 2.5 ; on tick { x += 1 }", 6)) {
            assertArrayEquals(new double[] {0, 1, 2, 2.5, 2.5, 2.5, 2.5}, b.column(0, 0));
            assertEquals(4, Arrays.stream(b.session.counters()).sum());
        }
    }

    @Test
    void aDrawOutsideOfItsRangeIsDrawnAgain() {
        String text = "neuron n { state x: 1 = 0 in 0 .. 1 }\n"
                + "network w { population N[2000] of n { x ~ normal(0, 1) } ; probe N.x }";
        try (Bench b = Bench.of(text)) {
            double[] x = b.read(b.group("N"), "x");
            double mean = Arrays.stream(x).average().orElseThrow();
            assertTrue(Arrays.stream(x).allMatch(v -> v > 0 && v < 1), "none is cut to an end of the range");
            // Mean of a standard normal in 0 .. 1: (phi(0) - phi(1)) / (Phi(1) - Phi(0)) = 0.45986, deviation 0.282
            assertEquals(0.45986, mean, 4 * 0.282 / Math.sqrt(2000));
        }
    }

    @Test
    void parametersStayInTheirRanges() {
        String text = "neuron n { param p ~ normal(0, 1) in 0.5 .. 1 ; param q = 3 * p in 0 .. 2 ; state x: 1 = 0 }\n"
                + "network w { population N[500] of n }";
        try (Bench b = Bench.of(text)) {
            assertTrue(Arrays.stream(b.read(b.group("N"), "p")).allMatch(p -> p >= 0.5 && p <= 1));
            assertEquals(
                    500, Arrays.stream(b.read(b.group("N"), "p")).distinct().count());
            assertEquals(2, Arrays.stream(b.read(b.group("N"), "q")).max().orElseThrow());
        }
        assertEquals(
                java.util.List.of("Q101"),
                Bench.codes("neuron n { param p = 5 in 0 .. 1 ; state x: 1 = p }\nnetwork w { population N of n }"));
    }

    @Test
    void drawsInBodiesAreNewInEveryTickAndTheSameInEveryRun() {
        String body = "state x: 1 = 0 ; on tick { x = uniform(0, 1) }";
        try (Bench one = neuron(body, 50);
                Bench two = neuron(body, 50)) {
            assertArrayEquals(one.column(0, 0), two.column(0, 0));
            assertEquals(51, Arrays.stream(one.column(0, 0)).distinct().count());
        }
    }

    @Test
    void initialValuesMayFollowFromParametersAndDraws() {
        String text = """
                neuron n { param a ~ uniform(1, 2) ; param b = 2 * a ; state x: 1 = b + 1 ; state y: 1 = index }
                network w { population N[50] of n }
                """;
        try (Bench b = Bench.of(text)) {
            double[] a = b.read(b.group("N"), "a");
            double[] x = b.read(b.group("N"), "x");
            double[] y = b.read(b.group("N"), "y");
            for (int i = 0; i < 50; i++) {
                assertEquals(2 * a[i] + 1, x[i]);
                assertEquals(i, y[i]);
            }
            assertEquals(50, Arrays.stream(a).distinct().count());
        }
    }

    @Test
    void outsAreWhatTheNeuronHasAfterItsReset() {
        String text = """
                neuron n { state v: 1 = 0 ; out twice = 2 * v ; on tick { v += 1 } ; on when v > 3 { v = 0 ; emit spike } }
                neuron m { in g: 1 ; state x: 1 = 0 ; on tick { x = g } }
                synapse s { in a: 1 from pre.twice ; on tick { deliver a to post.g } }
                network w { population A of n ; population B of m ; project A -> B by one_to_one() with s
                  probe B.x ; probe A.twice }
                """;
        try (Bench b = Bench.of(text).run(6)) {
            assertArrayEquals(new double[] {0, 2, 4, 6, 0, 2, 4}, b.column(1, 0));
            assertArrayEquals(new double[] {0, 0, 2, 4, 6, 0, 2}, b.column(0, 0), "one tick later");
        }
    }
}
