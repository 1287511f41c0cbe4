package bouton.cli.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expressions of an experiment. */
class FormulaTest {
    private static final String DATA = """
            data table = [[1, 2, 3], [4, 5, 6]]
            data line = [10, 20, 30, 40]
            data one = 7
            function twice(x) = 2 * x
            function cv(x) = std(x) / mean(x)
            function nested(x) = twice(twice(x)) + one
            """;

    private static Lab run(String body) throws IOException {
        return Lab.program(DATA + Lab.NETWORK + "experiment x : net {\n" + body + "\n}\n");
    }

    private static void holds(String... conditions) throws IOException {
        StringBuilder body = new StringBuilder("set E.v = [4, 3, 2, 1] ; set rec.w = [1, 2, 3, 4, 5, 6, 7, 8]\n");
        for (String condition : conditions) {
            body.append("require ").append(condition).append('\n');
        }
        Lab lab = run(body.toString());
        assertEquals("", lab.told());
        assertEquals(List.of(), lab.failures());
        assertEquals(conditions.length, lab.outcome().passed());
    }

    @Test
    void arithmeticIsElementByElement() throws IOException {
        holds(
                "1 + 2 * 3 ^ 2 - 4 / 8 == 18.5",
                "line / 10 + 1 == [2, 3, 4, 5]",
                "-line == [-10, -20, -30, -40]",
                "table * 2 == [[2, 4, 6], [8, 10, 12]]",
                "table[1] - table[0] == 3",
                "[1, 2] * [3, 4] == [3, 8]",
                "(if line[0] > 5 then 1 mV else 0) == 1 mV",
                "not (1 > 2) and (1 < 2 or 1 > 2)",
                "1 != 2 and 1 == 1.04 within 5 % and 1 != 1.04 within 3 %",
                "-100 == -104 within 5 % and inf == inf within 1",
                "2 ^ 0.5 == 1.41421356 within 1e-8",
                "sqrt(4 mV * 1 mV) == 2 mV and abs(-3 ms) == 3 ms",
                "5 % == 0.05 and 1 Hz == 1 / 1 s",
                "pi > 3.1415 and t == 0 ms and dt == 1 ms and size == 4 and 2 tick == 2 ms");
    }

    @Test
    void functionsAreThoseOfTheLanguage() throws IOException {
        holds(
                "exp(0) == 1 and log(exp(2)) == 2 within 1e-12 and tanh(0) == 0 and sigmoid(0) == 0.5",
                "min(3, 2) == 2 and max([1, 5], 3) == [3, 5] and clip(7, 1, 3) == 3",
                "floor(1.5) == 1 and ceil(1.5) == 2 and round(2.5) == 3 and mod(-1, 3) == 2",
                "sign(-2 mV) == -1 and step(1) == 1 and relu(-1) == 0 and erf(0) == 0 and expm1(0) == 0",
                "sin(0) == 0 and cos(0) == 1 and tan(0) == 0 and atan(0) == 0",
                "twice(3 mV) == 6 mV and twice(line) == [20, 40, 60, 80] and nested(1) == 11",
                "cv(line) == std(line) / 25",
                "onehot(1, 3) == [0, 1, 0]");
    }

    @Test
    void statisticsOfLists() throws IOException {
        holds(
                "sum(line) == 100 and mean(line) == 25 and var(line) == 125 and std(line) == sqrt(125)",
                "min(line) == 10 and max(line) == 40 and argmax(line) == 3 and argmax([2, 2]) == 0",
                "median(line) == 25 and quantile(line, 0) == 10 and quantile(line, 1) == 40 and quantile(line, 0.5) == 25",
                "fraction(line > 15) == 0.75 and count(line > 15) == 3 and sum(line > 15) == 3",
                "corr(line, -line) == -1 within 1e-12 and slope(line, 3 * line + 1) == 3 within 1e-12",
                "angle([1, 0], [0, 2]) == 90 deg within 1e-12 and norm([3 mV, 4 mV]) == 5 mV",
                "mean(table) == [2.5, 3.5, 4.5] and sum(table) == [5, 7, 9] and max(table) == [4, 5, 6]",
                "var([1 mV, 3 mV]) == 1 [mV^2]",
                "sum(line where line > 50) == 0");
    }

    @Test
    void listsAreIndexedAndSliced() throws IOException {
        holds(
                "line[0] == 10 and line[-1] == 40 and line[1 .. 2] == [20, 30] and line[2 ..] == [30, 40]",
                "table[1, 2] == 6 and table[0] == [1, 2, 3] and table[-1][0] == 4",
                "line[-3 .. -2] == [20, 30]");
    }

    @Test
    void setsOfMembers() throws IOException {
        holds(
                "E.v == [4, 3, 2, 1] and E.v[0] == 4 and E[1].v == 3 and E.v[1 .. 2] == [3, 2]",
                "mean(E : v) == 2.5 and mean(E.v) == 2.5 and [E : 2 * v] == [8, 6, 4, 2]",
                "sum(E where v > 1.5 : v) == 9 and sum(E[0 .. 1] : v) == 7 and [E where index > 1 : index] == [2, 3]",
                "mean(E : v * line) == 50 and sum(E where line > 15 : v) == 6",
                "fraction(E : v > 2) == 0.5 and argmax(E : -v) == 3",
                "mean(E : v - mean(line)) == -22.5 and sum(E : mean(E : v)) == 10",
                "corr(E : v, line) == -1 within 1e-12 and slope(E : v, 2 * v) == 2 within 1e-12",
                "[E : twice(v)] == [8, 6, 4, 2] and [E : line[index]] == line",
                "E.tau[0] == 10 ms and max(E : tau) == 10 ms");
    }

    @Test
    void setsOfSynapses() throws IOException {
        holds(
                "mean(rec : w) == 4.5 and mean(E -> I : w) == 4.5 and rec.w[2] == 3 and [rec[0 .. 1] : w] == [1, 2]",
                "sum(rec where pre.index == 1 : w) == 7 and sum(rec where post.index == 0 : w) == 16",
                "sum(rec : pre.v) == 20 and sum(rec : w * pre.v) == 4 * 3 + 3 * 7 + 2 * 11 + 15",
                "[rec where pre.v == 4 : post.index] == [0, 1] and sum(rec : index) == 28",
                "mean(rec : delay) == 1 ms and count(rec : w > 4) == 4");
    }

    @Test
    void setsOfLists() throws IOException {
        holds(
                "mean(line where line > 15) == 30 and [line where index > 1] == [30, 40]",
                "sum(line[1 ..] where line < 40 : line / 10) == 5",
                "mean(table where [1, 0] > 0.5) == [1, 2, 3]");
    }

    @Test
    void eventsOfMembersAndOfAll() throws IOException {
        Lab lab = run("""
                present s = spikes([[1 ms, 2 ms, 4 ms], [3 ms], [], [2 ms, 8 ms]]) ; run 10 ms
                require count(E.spike) == 6 and count(E) == 6 and count(E : spike) == 6 and count(E[0].spike) == 3
                require [E : count(spike)] == [3, 1, 0, 2] and argmax(E : count(spike)) == 0
                require rate(E) == 150 Hz and rate(E.spike) == 150 Hz and rate(E[2 .. 3]) == 100 Hz
                require first(E.spike) == 1 ms and [E : first(spike)] == [1 ms, 3 ms, inf, 2 ms]
                require intervals(E[0].spike) == [1 ms, 2 ms] and sum(E : sum(intervals(spike))) == 9 ms
                require [E where count(spike) > 1 : mean(intervals(spike))] == [1.5 ms, 6 ms]
                require count(E where index > 0 : spike) == 3 and count(E : v > -1) == 4
                require count(E.burst) == 1 and count(s.spike) == 6""");
        assertEquals("", lab.told());
        assertEquals(List.of(), lab.failures());
    }

    @Test
    void valuesOverARun() throws IOException {
        Lab lab = run("""
                set E.v = [4, 3, 2, 1] ; set E.n = 0
                present s = spikes([[2 ms], [], [], []]) ; run 4 ms as w
                set E.n = 7 ; run 1 ms
                require sum(E : n during w) == 3 and max(E : n) == 7
                require mean(E.n during last) == 7 and mean(E : n during w) == 3 / 16
                require sum(E where n > 0 : index + 1 during w) == 3
                require corr(E[0] : v, 2 * v during w) == 1 within 1e-9
                require mean(rec : pre.n during last) == 7""");
        assertEquals("", lab.told());
        assertEquals(List.of(), lab.failures());
    }

    @Test
    void drawsAreNewAndRepeatable() throws IOException {
        String body = """
                for k in 0 .. 199 {
                  record u = uniform(2, 3) ; record g = normal(5 mV, 1 mV) ; record c = choice(1, 2, 3)
                  record h = chance(0.25) ; record e = exponential(2 ms) ; record p = poisson(3)
                }
                for x in shuffled(line) { record order = x }
                for x in shuffled(line) { record again = x }""";
        Lab lab = run(body);
        assertEquals(200, Arrays.stream(lab.recorded("u")).distinct().count());
        assertEquals(2.5, Statistics.mean(lab.recorded("u")), 0.1);
        assertEquals(5, Statistics.mean(lab.recorded("g")), 0.3);
        assertEquals(2, Statistics.mean(lab.recorded("c")), 0.2);
        assertEquals(0.25, Statistics.mean(lab.recorded("h")), 0.1);
        assertEquals(2, Statistics.mean(lab.recorded("e")), 0.5);
        assertEquals(3, Statistics.mean(lab.recorded("p")), 0.5);
        double[] sorted = lab.recorded("order").clone();
        Arrays.sort(sorted);
        assertArrayEquals(new double[] {10, 20, 30, 40}, sorted);
        Lab second = run(body);
        for (String name : lab.records.keySet()) {
            assertArrayEquals(lab.recorded(name), second.recorded(name), name);
        }
        assertNotEquals(lab.recorded("u")[0], lab.recorded("u")[1]);
    }
}
