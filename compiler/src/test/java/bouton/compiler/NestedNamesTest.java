package bouton.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Compartments and arrays: the same bits as a neuron or synapse whose names are all written out. */
class NestedNamesTest {
    private static String network(String neuron, String port, String other) {
        return neuron + """

                synapse s { in a: 1 from post.%s ; weight w: 1 = 0.5 ; on pre { deliver w ; w += 0.01 * a } }
                network w {
                  stimulus x[3] = poisson(400 Hz) ; population P[3] of n
                  project x -> P.%s by one_to_one() with s
                }
                """.formatted(other, port);
    }

    private static void sameRuns(Bench a, Bench b, List<String> namesOfA, List<String> namesOfB) {
        for (int round = 0; round < 40; round++) {
            a.run(50);
            b.run(50);
            for (int i = 0; i < namesOfA.size(); i++) {
                assertArrayEquals(
                        a.read(a.group("P"), namesOfA.get(i)), b.read(b.group("P"), namesOfB.get(i)), namesOfA.get(i));
            }
        }
        assertEquals(a.events, b.events);
    }

    @Test
    void compartmentsAreNames() {
        String nested = """
                neuron n { param g = 0.3
                  compartment dend { param tau = 7 ms ; in ff: 1 ; state v: 1 = 0 ; state s: 1 = 0.1 ; out v
                    let drive = s + g * soma.v
                    s' = -s / 3 ms ; v' = (drive - v) / tau ; on ff(k) { s += k ; soma.last = k } }
                  compartment soma { state v: 1 = 0 in 0 .. 1 ; state last = 0 ; trace fired = accumulate(spike, 20 ms)
                    v' = (dend.v - v - fired) / 11 ms unless still ; every 2 ms { last *= 0.5 }
                    on when v > 0.4 { v = 0 ; dend.v *= 0.5 ; hold(still, 1 ms) ; emit spike } } }""";
        String plain = """
                neuron n { param g = 0.3 ; param tau = 7 ms ; in ff: 1 ; state dv: 1 = 0 ; state ds: 1 = 0.1 ; out dv
                  let drive = ds + g * sv
                  ds' = -ds / 3 ms ; dv' = (drive - dv) / tau ; on ff(k) { ds += k ; last = k }
                  state sv: 1 = 0 in 0 .. 1 ; state last = 0 ; trace fired = accumulate(spike, 20 ms)
                  sv' = (dv - sv - fired) / 11 ms unless still ; every 2 ms { last *= 0.5 }
                  on when sv > 0.4 { sv = 0 ; dv *= 0.5 ; hold(still, 1 ms) ; emit spike } }""";
        try (Bench a = Bench.of(network(nested, "dend.ff", "v"));
                Bench b = Bench.of(network(plain, "ff", "dv"))) {
            sameRuns(
                    a,
                    b,
                    List.of("dend.v", "dend.s", "soma.v", "soma.last", "soma.fired"),
                    List.of("dv", "ds", "sv", "last", "fired"));
            assertTrue(!a.events.isEmpty() && a.read("P", "soma.fired") >= 0);
            assertArrayEquals(a.read(a.projection(0), "w"), b.read(b.projection(0), "w"));
        }
    }

    @Test
    void arraysAreNames() {
        String nested = """
                neuron n { param m = 3 ; param tau[m]: ms = [3 ms, 5 ms, 9 ms] ; in ff[m]: 1 ; state q[m]: 1 = 0.1
                  state r[m]: 1 = [1, 2, 3] ; out top = max(q)
                  let rest = sum(q) / m
                  q' = ([r[0] / 9, q[0], q[1]] - q) / tau
                  on ff(k) { q += k ; r += 2 * q }
                  on tick { q = q - 0.1 * rest ; r = [r[2], r[0] - min(r) / 8, r[1]] ; let d = q * r ; r -= d / 100 } }""";
        String plain = """
                neuron n { param t0 = 3 ms ; param t1 = 5 ms ; param t2 = 9 ms ; in f0: 1 ; in f1: 1 ; in f2: 1
                  state q0: 1 = 0.1 ; state q1: 1 = 0.1 ; state q2: 1 = 0.1 ; state r0: 1 = 1 ; state r1: 1 = 2 ; state r2: 1 = 3
                  out top = max(max(q0, q1), q2)
                  q0' = (r0 / 9 - q0) / t0 ; q1' = (q0 - q1) / t1 ; q2' = (q1 - q2) / t2
                  on f0(k) { q0 += k ; r0 += 2 * q0 }
                  on f1(k) { q1 += k ; r1 += 2 * q1 }
                  on f2(k) { q2 += k ; r2 += 2 * q2 }
                  on tick {
                    let rest = (q0 + q1 + q2) / 3
                    q0 = q0 - 0.1 * rest ; q1 = q1 - 0.1 * rest ; q2 = q2 - 0.1 * rest
                    let a = r2 ; let b = r0 - min(min(r0, r1), r2) / 8 ; let c = r1
                    r0 = a ; r1 = b ; r2 = c
                    let x = q0 * r0 ; let y = q1 * r1 ; let z = q2 * r2
                    r0 -= x / 100 ; r1 -= y / 100 ; r2 -= z / 100 } }""";
        try (Bench a = Bench.of(network(nested, "ff[1]", "top"));
                Bench b = Bench.of(network(plain, "f1", "top"))) {
            sameRuns(
                    a,
                    b,
                    List.of("q[0]", "q[1]", "q[2]", "r[0]", "r[1]", "r[2]"),
                    List.of("q0", "q1", "q2", "r0", "r1", "r2"));
            assertArrayEquals(a.read(a.projection(0), "w"), b.read(b.projection(0), "w"));
        }
    }

    @Test
    void aComputedIndexIsRoundedDownAndKeptInside() {
        String program = """
                neuron n { state q[3]: 1 = [10, 20, 30] ; state i = -1.5 ; state got = 0
                  on tick { got = q[i] ; q[i] += 1 ; i += 0.5 } }
                network w { population N of n }
                """;
        double[] members = {10, 20, 30};
        try (Bench b = Bench.of(program)) {
            for (double i = -1.5; i < 5; i += 0.5) {
                int expected = (int) Math.max(0, Math.min(2, Math.floor(i)));
                b.run(1);
                assertEquals(members[expected], b.read("N", "got"));
                members[expected]++;
                for (int k = 0; k < 3; k++) {
                    assertEquals(members[k], b.read("N", "q[" + k + "]"));
                }
            }
        }
    }

    @Test
    void anIndexIsComputedOnce() {
        // Were the index drawn anew for every comparison, the first of four members would be chosen in one of eight
        // cases.
        String program = """
                neuron n { state q[4]: 1 = [1, 0, 0, 0] ; state first = 0 ; state hits[4]: 1 = 0
                  on tick { first += q[uniform(0, 4)] ; hits[uniform(0, 4)] += 1 } }
                network w { population N of n }
                """;
        try (Bench b = Bench.of(program)) {
            b.run(20_000);
            double deviation = Math.sqrt(20_000 * 0.25 * 0.75);
            assertEquals(5_000, b.read("N", "first"), 4 * deviation);
            double sum = 0;
            for (int k = 0; k < 4; k++) {
                assertEquals(5_000, b.read("N", "hits[" + k + "]"), 4 * deviation);
                sum += b.read("N", "hits[" + k + "]");
            }
            assertEquals(20_000, sum);
        }
    }

    @Test
    void membersAreDrawnOnTheirOwn() {
        String program = """
                neuron n { param a[3] ~ normal(0, 1) ; state q[3] ~ uniform(0, 1) }
                network w { population N[2] of n }
                """;
        try (Bench b = Bench.of(program)) {
            assertEquals(
                    6,
                    List.of("q[0]", "q[1]", "q[2]").stream()
                            .flatMapToDouble(n -> java.util.Arrays.stream(b.read(b.group("N"), n)))
                            .distinct()
                            .count());
        }
    }

    @Test
    void aSynapseHasArraysOfItsOwn() {
        String program = """
                neuron n { in p: 1 ; state sum = 0 ; on p(k) { sum += k } }
                synapse s { param m = 2 ; weight w[m]: 1 = [1, 10] ; state i = 0 ; on pre { deliver w[i] ; i = mod(i + 1, m) ; w *= 2 } }
                network w {
                  stimulus x = regular(1 ms) ; population N of n
                  project x -> N.p by one_to_one() with s { m = 3 ; w = [1, 10, 100] ; w[1] = 20 }
                }
                """;
        try (Bench b = Bench.of(program)) {
            b.run(45);
            // Events at 1, 2, 3, 4 ms.
            assertEquals(1 + 2 * 20 + 4 * 100 + 8 * 1, b.read("N", "sum"));
            assertEquals(16 * 20, b.read(b.projection(0), "w[1]")[0]);
        }
    }

    @Test
    void sizesAndValuesOfAnUse() {
        String program = """
                data rows = [[1, 2, 3], [4, 5, 6]]
                neuron n { param m = 2 ; param a[m] = 7 ; state q[m + 1]: 1 = 0 }
                network w { population A of n { a = [1, 2] ; q[2] = 5 } ; population B[2] of n { a[1] = 3 ; q = rows } }
                """;
        try (Bench b = Bench.of(program)) {
            assertEquals(2, b.read("A", "a[1]"));
            assertEquals(5, b.read("A", "q[2]"));
            assertEquals(0, b.read("A", "q[1]"));
            assertArrayEquals(new double[] {7, 7}, b.read(b.group("B"), "a[0]"));
            assertArrayEquals(new double[] {3, 3}, b.read(b.group("B"), "a[1]"));
            assertArrayEquals(new double[] {2, 5}, b.read(b.group("B"), "q[1]"));
        }
    }
}
