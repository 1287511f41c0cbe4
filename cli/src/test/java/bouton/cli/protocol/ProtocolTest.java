package bouton.cli.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.dsl.diagnostic.Severity;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every statement of an experiment. */
class ProtocolTest {
    private static void holds(String body) throws IOException {
        Lab lab = Lab.run(body);
        assertEquals("", lab.told());
        assertEquals(List.of(), lab.failures());
        assertTrue(lab.outcome().passed() > 0);
        assertEquals(List.of(true), lab.complete);
    }

    // ---- run, rest, present

    @Test
    void spikesArePresentedFromNowOn() throws IOException {
        holds("""
                present s = spikes([3 ms]) ; run 5 ms
                require count(E.spike) == 4 and first(E.spike) == 3 ms
                present s = [1 ms, 2 ms, 3 ms, 4 ms] ; run 5 ms
                require [E : first(spike)] == [1 ms, 2 ms, 3 ms, 4 ms]
                present s = spikes([[1 ms, 2 ms], [], [5 ms], []]) ; run 10 ms
                require [E : count(spike)] == [2, 0, 1, 0]
                require intervals(E.spike) == [1 ms]
                run 10 ms
                require count(E.spike) == 0 and first(E.spike) > 1 s""");
    }

    @Test
    void regularTrainsHavePeriodStartAndCount() throws IOException {
        holds("""
                present s = regular(2 ms, from = 3 ms, count = 3) ; run 20 ms
                require [E : count(spike)] == 3 and first(E.spike) == 3 ms
                require intervals(E.spike) == 2 ms
                present s = regular([1 ms, 2 ms, 5 ms, 10 ms]) ; run 10 ms
                require [E : count(spike)] == [10, 5, 2, 1]""");
    }

    @Test
    void ratesAndLevelsArePresented() throws IOException {
        holds("""
                present p = 500 Hz ; run 2 s
                require rate(p) == 500 Hz within 10 %
                present p = [0, 0, 0, 1] * 100 Hz ; run 1 s
                require [p : count(spike)][0 .. 2] == 0 and count(p[3].spike) > 50
                present level = [1, 2, 3, 4] ; run 1 ms
                require level.level == [1, 2, 3, 4]
                present level = [[1, 0, 0, 0], [2, 0, 0, 0], [3, 0, 0, 0]] ; run 2 ms
                require level.level[0] == 2""");
    }

    @Test
    void restIsSilentAndNoRun() throws IOException {
        holds("""
                present s = regular(1 ms) ; present level = 3 ; run 10 ms
                rest 5 ms
                require count(E.spike) == 40 and t == 15 ms
                require level.level == 0
                run 5 ms
                require count(E.spike) == 0""");
    }

    @Test
    void runsWithNamesAreRemembered() throws IOException {
        holds("""
                present s = regular(1 ms) ; run 10 ms as dense
                present s = regular(5 ms) ; run 10 ms as sparse
                run 1 ms
                require count(E.spike during dense) == 40 and count(E.spike during sparse) == 8
                require rate(E during dense) == 1000 Hz
                require max(E : rate(spike) during sparse) == 200 Hz
                require mean(intervals(E.spike during sparse)) == 5 ms
                present s = regular(2 ms) ; run 10 ms as dense
                require count(E.spike during dense) == 20 and count(E.spike during last) == 20""");
    }

    // ---- protocols, rounds, waiting

    @Test
    void aProtocolSeesItsArgumentsAndWhatStandsAboveIt() throws IOException {
        holds("""
                state rounds = 0
                protocol burst(times, T) { present s = spikes(times) ; run T as shown ; rounds += 1 }
                burst([1 ms, 2 ms], 5 ms)
                require count(E.spike during shown) == 8 and rounds == 1
                repeat 3 { burst([1 ms], 2 ms) }
                require count(E.spike during shown) == 4 and rounds == 4 and t == 11 ms""");
    }

    @Test
    void repeatUntilTestsBehindEachRoundAndEnds() throws IOException {
        holds("""
                state n = 0
                repeat until n >= 1 at most 10 { n += 1 }
                require n == 1
                repeat until n == 0 at most 5 { n += 1 }
                require n == 6
                repeat 0 { n += 1 }
                require n == 6""");
    }

    @Test
    void runUntilStopsBehindTheTickInWhichItHolds() throws IOException {
        holds("""
                present s = regular(2 ms)
                run until sum(E : n) >= 12 at most 1 s as climb
                require t == 6 ms and count(E.spike during climb) == 12
                run until false at most 4 ms
                require t == 10 ms""");
    }

    @Test
    void changeIsOfTheLastTick() throws IOException {
        holds("""
                set E.v = [1, 2, 3, 4]
                run 3 ms
                require [E : change(v)] == E.v * (1 - exp(0.1)) within 1e-12
                run 1 tick
                require [E : change(v)] == E.v * (1 - exp(0.1)) within 1e-12
                run until max(E : abs(change(v))) < 0.1 at most 1 s
                require max(E : abs(change(v))) < 0.1 and max(E : abs(change(v))) * exp(0.1) >= 0.1""");
    }

    @Test
    void lsbIsZeroInFloat64() throws IOException {
        holds("""
                require lsb(E.v) == 0 and lsb(E.gain) == 0 and lsb(E.exc) == 0 and lsb(level.level) == 0
                require lsb(s -> E : w) == 0 and lsb(rec.w[0]) == 0 and max(rec : abs(w - 2)) <= 2 * max(rec : lsb(w))""");
    }

    @Test
    void lsbIsTheStepOfTheWordsOfAChip() throws IOException {
        Lab lab = Lab.program("""
                chip small { core { neurons 16 ; weight s8 ; synapse s8 ; trace u4 ; state s12 } }
                neuron relay { in exc: mV ; state v: mV = 0 mV in -1 mV .. 1 mV ; on exc(k) { v += k } }
                synapse plastic {
                  weight w: mV = 1 mV in 0 mV .. 1 mV
                  on pre { deliver w }
                }
                network net {
                  stimulus s[2] = spikes()
                  population E[2] of relay
                  project s -> E.exc by one_to_one() with plastic
                }
                target t : small { dt = 1 ms }
                experiment x : net {
                  record w = lsb(s -> E : w)
                  record v = lsb(E.v)
                  require max(s -> E : abs(w - 1 mV)) < 0.51 * lsb(s -> E : w)
                  require max([E : lsb(v)]) == lsb(E.v) and lsb(E.v[1]) == lsb(E.v)
                  require lsb(E.exc) > 0 mV
                }
                """);
        assertEquals(
                List.of(),
                lab.diagnostics.sorted().stream()
                        .filter(d -> d.code().severity() == Severity.ERROR)
                        .toList());
        assertEquals(List.of(), lab.failures());
        assertEquals(
                1 / 127.0,
                java.util.Objects.requireNonNull(lab.records.get("w")).getFirst()[0],
                1e-15);
        assertEquals(
                1 / 2047.0,
                java.util.Objects.requireNonNull(lab.records.get("v")).getFirst()[0],
                1e-15);
    }

    @Test
    void lsbIsAskedOfValuesThatAreKept() {
        for (String wrong : List.of("lsb(1) > 0", "lsb(E.v + E.v) > 0", "lsb(t) > 0")) {
            Lab.Refused refused = assertThrows(Lab.Refused.class, () -> Lab.run("require " + wrong));
            assertTrue(String.valueOf(refused.getMessage()).contains("N003"), refused.getMessage());
        }
    }

    @Test
    void resetTakesBackAllButWeightsAndParameters() throws IOException {
        holds("""
                set E.v = 5 ; set E.gain = 2
                present s = spikes([1 ms, 2 ms]) ; run 2 ms
                require E.n == 4 and max(s -> E : w) == 3 and max(s -> E : c) == 2
                reset E ; reset s -> E
                require E.n == 0 and E.v == 0 and E.gain == 2 and max(s -> E : w) == 3 and max(s -> E : c) == 0
                reset s -> E.w
                require max(s -> E : w) == 1""");
    }

    @Test
    void resetDropsWhatIsOnItsWay() throws IOException {
        holds("""
                present s = spikes([1 ms]) ; run 1 ms
                require count(E.spike) == 4
                reset rec
                run 5 ms
                require max(I : n) == 0
                present s = spikes([1 ms]) ; run 1 ms
                run 5 ms
                require min(I : n) > 0""");
    }

    // ---- set
    // ---- set

    @Test
    void statesAndWeightsAreSet() throws IOException {
        holds("""
                set E.v = 3 ; require E.v == 3
                set E.v[1] = 5 ; set E[2].v = 7 ; require E.v == [3, 5, 7, 3]
                set E.v[2 ..] = [1, 2] ; require E.v == [3, 5, 1, 2]
                set E.v = [4, 3, 2, 1] ; require E.v == [4, 3, 2, 1] and E.v[-1] == 1
                set E.v = 1000 ; require E.v == 100
                set rec.w = 9 ; set s -> E.w = [1, 2, 3, 4]
                require [s -> E : w] == [1, 2, 3, 4] and mean(rec : w) == 9
                set s -> E.c = 2 ; require sum(s -> E : c) == 8""");
    }

    @Test
    void parametersAreSetByModelGroupAndName() throws IOException {
        holds("""
                present s = regular(1 ms)
                run 1 ms ; require E.n == 1
                set relay.gain = 5 ; run 1 ms ; require E.n == 6
                require I.gain == 5
                set E.gain = 0 ; run 1 ms ; require E.n == 6 and E.gain == 0
                set step = 3 ; run 1 ms
                require [s -> E : w] == 7
                set rec.step = 1 ; require rec.step == 1 and [s -> E : step] == 3
                set tau = 20 ms ; require E.tau == 20 ms""");
    }

    @Test
    void learningIsSwitchedOffAndOn() throws IOException {
        holds("""
                present s = regular(1 ms)
                set learning = off ; run 10 ms
                require [s -> E : w] == 1 and [s -> E : c] == 10
                set plastic.learning = on ; run 1 ms
                require [s -> E : w] == 2
                set s -> E.learning = off ; run 1 ms
                require [s -> E : w] == 2
                set s_E.learning = on ; set E.learning = off ; run 1 ms
                require [s -> E : w] == 3""");
    }

    // ---- names, branches, loops

    @Test
    void statesChangeAndLetsStay() throws IOException {
        holds("""
                state x = 2 ; let y = x ; x += 3 ; x *= 4 ; x -= 2 ; x /= 9
                require x == 2 and y == 2
                state list = [1, 2, 3] ; list[-1] = 9 ; list[0] += 1 ; list *= 2
                require list == [4, 4, 18]
                state yes = true ; yes = x > 5
                require not yes""");
    }

    @Test
    void loopsGoOverRangesListsAndData() throws IOException {
        Lab lab = Lab.program("data rows = [[1, 2], [3, 4]]\n" + Lab.NETWORK + """
                experiment x : net {
                  for k in 2 .. 4 { record range = k }
                  for k in 3 .. 1 { record never = k }
                  for v in [5, 7] { record list = v }
                  for row in rows { record first = row[0] ; record both = row }
                  if sum(range) > 8 { record branch = 1 } else { record branch = 2 }
                  if sum(range) > 10 { record branch = 3 } else if true { record branch = 4 }
                  require mean(both) == [2, 3]
                }
                """);
        assertArrayEquals(new double[] {2, 3, 4}, lab.recorded("range"));
        assertArrayEquals(new double[0], lab.recorded("never"));
        assertArrayEquals(new double[] {5, 7}, lab.recorded("list"));
        assertArrayEquals(new double[] {1, 3}, lab.recorded("first"));
        assertArrayEquals(new double[] {1, 4}, lab.recorded("branch"));
        assertEquals(List.of(), lab.failures());
    }

    @Test
    void recordsAreListsInTheUnitOfTheText() throws IOException {
        Lab lab = Lab.run("""
                for k in 0 .. 3 { record x = k * 1 s ; record hit = k > 1 }
                require x == [0, 1, 2, 3] * 1 s and x[-2 ..] == [2 s, 3 s] and x[1] == 1 s
                require mean(hit) == 0.5 and fraction(hit) == 0.5 and count(hit) == 2
                require mean(x where hit) == 2.5 s and sum(x[1 ..] where not hit : x + 1 s) == 2 s""");
        assertEquals(List.of(), lab.failures());
        assertArrayEquals(new double[] {0, 1, 2, 3}, lab.recorded("x"));
        assertEquals("s", lab.units.get("x"));
        assertEquals("1", lab.units.get("hit"));
    }

    // ---- require

    @Test
    void requirementsTellBothSides() throws IOException {
        Lab lab = Lab.run("""
                present s = spikes([1 ms]) ; run 10 ms
                require rate(E) == 80 Hz within 5 %
                require rate(E) == 101 Hz within 1 %
                require count(E.spike) > 3 and rate(E) < 50 Hz
                require [E : n] == [1, 1, 2, 1]
                let half = rate(E) / 2 ; require half * 3 < 100 Hz
                require 0.25 * count([1, 2] > 1) > cos(60 deg)""");
        assertEquals(1, lab.outcome().passed());
        assertEquals(5, lab.outcome().failed());
        assertEquals(
                List.of(
                        "rate(E) == 80 Hz within 5 %: `rate(E)` is 100 Hz, not within 5 % of 80 Hz",
                        "count(E.spike) > 3 and rate(E) < 50 Hz: `rate(E)` is 100 Hz, not < 50 Hz",
                        "[E : n] == [1, 1, 2, 1]: `[E : n]` at element 2 is 1, not == 2",
                        "half * 3 < 100 Hz: `half * 3` is 150 Hz, not < 100 Hz (`half` = 50 Hz)",
                        "0.25 * count([1, 2] > 1) > cos(60 deg): `0.25 * count([1, 2] > 1)` is 0.25, not > 0.5 (`count([1, 2] > 1)` = 1)"),
                lab.failures());
        Requirement first = lab.requirements.getFirst();
        assertEquals("100 Hz", first.left().orElseThrow());
        assertEquals("80 Hz ± 5 %", first.right().orElseThrow());
        assertEquals("lab.bouton:32:9", first.at());
        assertEquals(List.of(true), lab.complete);
    }

    @Test
    void numbersThatLookTheSameAreToldByTheirDifference() throws IOException {
        Lab lab = Lab.run("let x = 2 mV + 2 pV ; require x == 2 mV within 1 pV ; require [x, 1 mV] == [2 mV, 1 mV]");
        assertEquals(2, lab.outcome().failed());
        assertEquals(
                "x == 2 mV within 1 pV: `x` is 2 mV, not within 0.000000001 mV of 2 mV, they differ by 0.000000002 mV",
                lab.failures().getFirst());
        assertTrue(
                lab.failures().getLast().contains("at element 0 is 2 mV, not == 2 mV, they differ by 0.000000002 mV"));
    }

    @Test
    void whatIsNotANumberMeetsNoRequirement() throws IOException {
        Lab lab = Lab.run("require 0 / E.v[0] < 1 ; require 0 / E.v[0] != 1 within 0.5 ; record after = 1");
        assertEquals(2, lab.outcome().failed());
        assertEquals(
                "0 / E.v[0] < 1: `0 / E.v[0]` is NaN, not < 1 (`E.v[0]` = 0)",
                lab.failures().getFirst());
        assertArrayEquals(new double[] {1}, lab.recorded("after"));
    }

    // ---- sweeps

    @Test
    void sweepsNestInTextOrder() throws IOException {
        Lab lab = Lab.run("""
                sweep (gain, pause) in [(1, 2 ms), (3, 4 ms)] ; sweep size in 1 .. 3
                present s = regular(1 ms) ; run pause
                record g = gain ; record n = E.n[0] ; record members = sum(E : 1)""");
        assertEquals("", lab.told());
        assertArrayEquals(new double[] {1, 1, 1, 3, 3, 3}, lab.recorded("g"));
        assertArrayEquals(new double[] {2, 2, 2, 12, 12, 12}, lab.recorded("n"));
        assertArrayEquals(new double[] {1, 2, 3, 1, 2, 3}, lab.recorded("members"));
        assertEquals(6, lab.points.getFirst().total());
        assertEquals(
                List.of(new Quantity("gain", 3, "1"), new Quantity("pause", 4, "ms"), new Quantity("size", 2, "1")),
                lab.points.get(4).values());
    }

    @Test
    void seedAndTickAreSwept() throws IOException {
        Lab lab = Lab.run("""
                sweep seed in 1 .. 2 ; sweep dt in [1 ms, 0.5 ms]
                present p = 100 Hz ; run 1 s
                record n = count(p.spike) ; record tick = dt ; record chosen = seed ; record u = uniform(0, 1)""");
        assertArrayEquals(new double[] {1, 0.5, 1, 0.5}, lab.recorded("tick"));
        assertArrayEquals(new double[] {1, 1, 2, 2}, lab.recorded("chosen"));
        double[] n = lab.recorded("n");
        assertNotEquals(n[0], n[2]);
        double[] u = lab.recorded("u");
        assertNotEquals(u[0], u[2]);
    }

    @Test
    void aParameterOfOneGroupIsSwept() throws IOException {
        Lab lab = Lab.run("""
                sweep I.gain in [5, 6]
                record i = I.gain[0] ; record e = E.gain[0]""");
        assertArrayEquals(new double[] {5, 6}, lab.recorded("i"));
        assertArrayEquals(new double[] {1, 1}, lab.recorded("e"));
    }

    // ---- stopping, faults

    @Test
    void aListenerStopsARun() throws IOException {
        String text = Lab.NETWORK
                + "experiment x : net { sweep k in 1 .. 3 ; run 1 s ; record r = k ; run 1 s ; record r = k }";
        Lab lab = Lab.program(text, done -> done < 1000);
        assertTrue(lab.outcome().stopped());
        assertEquals(List.of(false), lab.complete);
        assertEquals(1, lab.points.size());
        assertArrayEquals(new double[0], lab.recorded("r"));
        assertEquals(2000, lab.planned.getFirst());
    }

    @Test
    void plannedTicksAreKnownUnlessTheyDepend() throws IOException {
        assertEquals(
                26,
                Lab.run("for k in 1 .. 5 { run 3 ms ; rest 2 ms } ; run 1 tick")
                        .planned
                        .getFirst());
        assertEquals(-1, Lab.run("for k in 1 .. 5 { run k * 1 ms }").planned.getFirst());
        assertEquals(
                -1, Lab.run("run 1 ms ; if rate(E) > 1 Hz { run 1 ms }").planned.getFirst());
    }

    @Test
    void whatCannotBeComputedIsToldWithItsPlace() throws IOException {
        told("E003", "let x = [1, 2] ; run 1 ms ; record r = x[2]");
        told("E003", "let k = 4 ; run 1 ms ; record r = E.v[k]");
        told("E003", "record r = onehot(3, 3)");
        told("E003", "let x = [1, 2] ; record r = x[0.5]");
        told("E002", "record r = mean(E where v > 3 : v)");
        told("E002", "if 0 / (E.v[0] * 1) > 1 { run 1 ms }");
        told("E002", "record r = corr(E : v, n)");
        told("E002", "set E.v = 0 / (E.v[0] * 1)");
        told("E001", "record r = rate(E)");
        told("E001", "for k in 0 .. 1 { if k == 1 { record r = rate(E during w) } ; if k == 2 { run 1 ms as w } }");
        told("E001", "run 1e12 ms ; record r = mean(E : v during last)");
        told("D002", "record r = [1, 2] + [1, 2, 3]");
        told("D002", "record r = mean(E : v * [1, 2])");
        told("D002", "set E.v = [1, 2]");
        told("D002", "present p = [1, 2] * 1 Hz");
        told("L306", "present s = [-1 ms, 1 ms, 1 ms, 1 ms]");
        told("T004", "run (E.v[0] - E.v[0]) * 1 ms");
        told("E003", "present p = -1 Hz");
        told("R002", "record r = poisson(-3)");
    }

    private static void told(String code, String body) throws IOException {
        Lab lab = Lab.run(body + " ; record after = 1");
        assertTrue(lab.told().startsWith("error[" + code + "]"), () -> body + "\n" + lab.told());
        assertTrue(lab.told().contains("lab.bouton:31:"), lab::told);
        assertEquals(List.of(false), lab.complete);
        assertFalse(lab.records.containsKey("after"));
        assertFalse(lab.outcome().stopped());
    }

    @Test
    void aDurationOffTheTicksIsTold() throws IOException {
        Lab lab = Lab.run("run 1.4 ms ; record r = t ; run 1000.4 ms");
        assertArrayEquals(new double[] {1}, lab.recorded("r"));
        assertEquals(1, lab.diagnostics.sorted().size());
        assertTrue(lab.told().startsWith("warning[T005]: 1.4 ms is 1.4 ticks; 1 is run"), lab::told);
    }
}
