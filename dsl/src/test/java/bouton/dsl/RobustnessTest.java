package bouton.dsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.parse.Parser;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever the bytes are: diagnostics, no exception, soon. Each input is read by a thread with the stack of a command line. */
class RobustnessTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int MANY = 100_000;
    private static final String UNIT = "neuron unit { in exc: 1 ; state x: 1 = 0 ; on exc(k) { x += k } }\n"
            + "synapse s { weight w = 1 ; on pre { deliver w } }\n";

    @TestFactory
    Stream<DynamicTest> bytesThatAreNoProgram() {
        Random random = new Random(1);
        byte[] noise = new byte[200_000];
        random.nextBytes(noise);
        byte[] ascii = new byte[200_000];
        for (int i = 0; i < ascii.length; i++) {
            ascii[i] = (byte) (32 + random.nextInt(95));
        }
        return Stream.of(
                refused("random bytes", noise, Code.S002),
                refused("UTF-16", "neuron a { }".getBytes(StandardCharsets.UTF_16), Code.S002),
                refused("UTF-16 without a mark", "neuron a { }".getBytes(StandardCharsets.UTF_16LE), Code.S002),
                refused("zeros", new byte[1000], Code.S002),
                refused("Latin-1", "# café".getBytes(StandardCharsets.ISO_8859_1), Code.S002),
                refused("half a character", Arrays.copyOf("é".getBytes(StandardCharsets.UTF_8), 1), Code.S002),
                refused("overlong UTF-8", new byte[] {(byte) 0xc0, (byte) 0x80}, Code.S002),
                refused("a surrogate", new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, Code.S002),
                refused("too large", new byte[Parser.MAX_BYTES + 1], Code.S003),
                refused("random ASCII", ascii, Code.S001),
                refused("emoji", "😀😀 {".getBytes(StandardCharsets.UTF_8), Code.S001));
    }

    @TestFactory
    Stream<DynamicTest> deepNesting() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String bracket : List.of("(", "[", "{", "((", "f(", "a[", ")", "]", "}", "({[", "\n{", "{\n")) {
            tests.add(faulty("top level " + bracket, bracket.repeat(MANY)));
            tests.add(faulty("in an equation " + bracket, in("x' = " + bracket.repeat(MANY))));
            tests.add(faulty("in a body " + bracket, in("on tick { x = " + bracket.repeat(MANY) + " }")));
        }
        for (String prefix : List.of(
                "not ",
                "-",
                "+",
                "- -",
                "not -",
                "2 ^ ",
                "1 + ",
                "x.",
                "x *",
                "if x > 0 then 1 else ",
                "x and ",
                "x == ",
                "x .. ",
                "if ",
                "(-",
                "a[1] + ")) {
            tests.add(faulty("chain of " + prefix, in("on tick { x = " + prefix.repeat(MANY) + "x }")));
        }
        tests.add(faulty(
                "else if", in("on tick { if x > 0 { x = 0 }" + " else if x > 1 { x = 2 }".repeat(20_000) + " }")));
        tests.add(faulty("nested if", in("on tick { " + "if x > 0 { ".repeat(20_000) + "}".repeat(20_000) + " }")));
        tests.add(faulty("calls", in("on tick { x = " + "exp(".repeat(MANY) + "x" + ")".repeat(MANY) + " }")));
        tests.add(faulty("indices", in("on tick { x = x" + "[x".repeat(MANY) + "]".repeat(MANY) + " }")));
        tests.add(faulty("elements", "data d = " + "[".repeat(MANY) + "1" + "]".repeat(MANY)));
        tests.add(faulty("a unit", in("param p = 1 [" + "mV*".repeat(MANY) + "mV]")));
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> longAndHuge() {
        String name = "n".repeat(1_000_000);
        return Stream.of(
                passing("a long name", "neuron " + name + " { state x: 1 = 0 ; on tick { x += 1 } }"),
                faulty("a long unknown name", in("on tick { x = " + name + " }")),
                faulty("a long unknown word", in(name + " y = 3")),
                faulty("a long unknown unit", in("param p = 1 " + name)),
                faulty("a long number", in("param p = " + "9".repeat(1_000_000))),
                faulty("many digits", in("param p = 0." + "1".repeat(100_000) + " ; on tick { x += p }")),
                faulty("a huge exponent", in("param p = 1e999999999")),
                faulty("a tiny exponent", in("param p = 1e-999999999 ; on tick { x += p }")),
                faulty("an exponent beyond int", in("param p = 1e99999999999")),
                faulty("an exponent below int", in("param p = 1e-99999999999 mV")),
                faulty("a huge power of a unit", in("param p = 1 [mV^999999999]")),
                faulty("a huge power beyond int", in("param p = 1 [mV^" + "9".repeat(400) + "]")),
                passing("a huge power of a number", in("param p = 10 ^ 1000 ; on tick { x += p }")),
                passing("blank lines", "\n".repeat(1_000_000) + in("on tick { x += 1 }")),
                passing("a long comment", "#" + "c".repeat(1_900_000) + "\n" + in("on tick { x += 1 }")),
                passing("documentation", "## d\n".repeat(300_000) + in("on tick { x += 1 }")),
                faulty("one line", in("on tick { " + "y = 1 ; ".repeat(200_000) + "}")),
                faulty("one wrong line after another", in("a b c\n".repeat(100_000))),
                faulty("unknown names", in("on tick { " + lines(30_000, i -> "x = u" + i) + "}")),
                faulty("a long text", "data d = csv(\"" + "f".repeat(1_000_000) + "\")"),
                faulty("an open text", "data d = csv(\"" + "f".repeat(1_000_000)));
    }

    @TestFactory
    Stream<DynamicTest> hugeSizes() {
        return Stream.of(
                faulty("a population beyond int", network("population E[1e12] of unit")),
                faulty("a product beyond int", network("population E[100000, 100000] of unit")),
                faulty("a product beyond long", network("population E[2e9, 2e9, 2e9, 2e9] of unit")),
                faulty("an infinite size", network("population E[inf] of unit")),
                faulty("no number", network("population E[0 / 0] of unit")),
                passing("the largest population", network("population E[2000000000] of unit")),
                passing("a large stimulus", network("stimulus E[2000000000] = poisson(1 Hz)")),
                passing(
                        "all to all",
                        network("population E[1000000] of unit ; project E -> E.exc by all_to_all() with s")),
                faulty(
                        "a condition on all pairs",
                        network(
                                "population E[100000] of unit ; project E -> E.exc by all_to_all() where pre.index < 3 with s")),
                faulty(
                        "one to one with a condition",
                        network("population E[2000000000] of unit ;"
                                + " project E -> E.exc by one_to_one() where pre.index < 3 with s")),
                faulty("rates by index", network("stimulus E[2000000000] = poisson(index * 1 Hz)")),
                faulty("levels by index", network("stimulus E[2000000000] = level(index)")),
                faulty("total", network("population E[10] of unit ; project E -> E.exc by total(1e18) with s")),
                faulty("a long probe", network("population E[2000000000] of unit ; probe E.x [0 .. 1999999999]")),
                faulty("members", network("population E[10] of unit ; probe E.x [0 .. 1e300]")),
                faulty(
                        "members of a projection",
                        network("population E[10] of unit ;"
                                + " project E -> E.exc by probability(0.5) with s ; probe E -> E.w [0 .. 2147483000]")),
                faulty("a period", network("population E[10] of unit ; probe E.x every 1e-300 ms")),
                faulty("a long period", network("population E[10] of unit ; probe E.x every 1e300 s")),
                faulty("a tick", network("population E[10] of unit") + "target t : ideal { dt = 1e-320 ms }"),
                faulty("a seed", network("population E[10] of unit") + "target t : ideal { seed = 1e30 }"),
                faulty(
                        "a delay",
                        network("population E[10] of unit ;"
                                + " project E -> E.exc by probability(0.5) with s { delay = 1e300 s }")),
                faulty(
                        "an infinite delay",
                        network("population E[10] of unit ;"
                                + " project E -> E.exc by probability(0.5) with s { delay = inf }")),
                faulty("a spike time without end", network("stimulus E[1] = spikes([inf])")));
    }

    @TestFactory
    Stream<DynamicTest> recursion() {
        return Stream.of(
                faulty(
                        "derivations",
                        lines(20_000, i -> "neuron a" + i + " = a" + (i + 1) + " { }")
                                + "neuron a20000 { state x: 1 = 0 }"),
                faulty("derivation of itself", "neuron a = a { }"),
                faulty(
                        "derivations of chips",
                        lines(20_000, i -> "chip a" + i + " = a" + (i + 1) + " { }") + "chip a20000 { core { } }"),
                faulty("nested blocks of a chip", "chip a { " + "core { ".repeat(20_000) + "}".repeat(20_000) + " }"),
                faulty("a long chip", "chip a { core { " + "neurons 2 ; ".repeat(100_000) + "} }"),
                faulty("a long line of a chip", "chip a { core { neurons " + "2 ".repeat(400_000) + "} }"),
                faulty(
                        "huge sizes of a chip",
                        "chip a { topology mesh(1e9, 1e999999999) ; core[1e18] { neurons 1e400 } }"),
                faulty("too many cores", "chip a { topology mesh(1000, 1000) ; core[1000000] { } }"),
                passing(
                        "the largest chip",
                        "chip a { topology mesh(1000, 1000) ; core { neurons 1000000 } }\ntarget t : a { place E on core 999999 }\n"
                                + network("population E[10] of unit")),
                faulty(
                        "lets in a row, last first",
                        in(lines(20_000, i -> "let a" + i + " = a" + (i + 1) + " + 1")
                                + "let a20000 = x ; on tick { x = a0 }")),
                faulty(
                        "lets that double",
                        in("let a0 = x\n" + lines(60, i -> "let a" + (i + 1) + " = a" + i + " + a" + i)
                                + "on tick { x = a60 }")),
                faulty(
                        "functions in a row",
                        lines(20_000, i -> "function f" + i + "(x) = f" + (i + 1) + "(x)") + "function f20000(x) = x\n"
                                + in("on tick { x = f0(x) }")),
                faulty(
                        "functions that double",
                        "function f0(x) = x\n"
                                + lines(60, i -> "function f" + (i + 1) + "(x) = f" + i + "(x) + f" + i + "(x)")
                                + in("on tick { x = f60(x) }")),
                faulty(
                        "arguments that double",
                        "function f(x) = x + x\n"
                                + in("on tick { x = " + "f(".repeat(150) + "x" + ")".repeat(150) + " }")),
                faulty(
                        "functions of each other",
                        "function f(x) = g(x)\nfunction g(x) = f(x)\n" + in("on tick { x = f(x) }")),
                faulty(
                        "parameters in a row, last first",
                        in(lines(20_000, i -> "param a" + i + " = a" + (i + 1) + " + 1")
                                + "param a20000 = 1 ; on tick { x = a0 }")),
                passing(
                        "parameters in a row",
                        in("param a0 = 1\n" + lines(10_000, i -> "param a" + (i + 1) + " = a" + i + " + 1")
                                + "on tick { x = a10000 }")),
                faulty("imports of itself", "use test.a"),
                passing(
                        "a chain of populations",
                        UNIT + "network n {\npopulation p0[1] of unit\n"
                                + lines(
                                        5_000,
                                        i -> "population p" + (i + 1) + "[1] of unit\nproject p" + i + " -> p" + (i + 1)
                                                + ".exc by one_to_one() with s { delay = 0 ms }")
                                + "}"));
    }

    @TestFactory
    Stream<DynamicTest> everythingTwice() throws IOException {
        String good = good();
        return Stream.of(
                faulty("a whole file", good + good),
                faulty("every line", good.lines().map(l -> l + "\n" + l).reduce("", (a, b) -> a + b + "\n")),
                faulty("names", in(lines(50_000, i -> "state x: 1 = 0"))),
                faulty("equations", in(lines(50_000, i -> "x' = -x / 1 ms"))),
                faulty("models", lines(20_000, i -> "neuron a { state x: 1 = 0 }")));
    }

    @TestFactory
    Stream<DynamicTest> everyPrefixOfAGoodProgram() throws IOException {
        String good = good();
        assertTrue(good.lines().count() >= 100, () -> good.lines().count() + " lines");
        assertEquals(List.of(), Checked.of(good).errors());
        // In a few tests: one for each start of a line would be many, one for all says little.
        int parts = 10;
        return IntStream.range(0, parts)
                .mapToObj(part -> DynamicTest.dynamicTest("part " + part, () -> {
                    for (int end = part; end < good.length(); end += parts) {
                        String prefix = good.substring(0, end);
                        check("prefix of " + end, prefix.getBytes(StandardCharsets.UTF_8));
                    }
                }));
    }

    @Test
    void randomChangesOfFixtures() throws IOException {
        List<byte[]> programs = new ArrayList<>();
        for (Path p : FixturesTest.programs().toList()) {
            programs.add(Files.readAllBytes(p));
        }
        Mutations mutations = new Mutations(programs, new Random(42));
        long end = System.nanoTime() + Duration.ofSeconds(6).toNanos();
        int count = 0;
        while (System.nanoTime() < end && count < 20_000) {
            check("mutation " + count++, mutations.next());
        }
        assertTrue(count > 100);
    }

    @Test
    void columnsCountCodePoints() {
        Checked checked = Checked.of("neuron a { state x: 1 = 0 ; #\n on tick { x = \"😀\" ; y = 1 } }");
        assertEquals(2, checked.errors().getFirst().span().line());
        assertEquals(16, checked.errors().getFirst().span().column());
        assertEquals(19, checked.errors().getFirst().span().endColumn());
        assertEquals(22, checked.errors().get(1).span().column());
        assertFalse(checked.rendered().isEmpty());
    }

    private static String good() throws IOException {
        return Files.readString(FixturesTest.CASES.resolve("good/reference/input.bouton"));
    }

    private static String in(String items) {
        return "neuron unit {\n  state x: 1 = 0\n  " + items + "\n}\n";
    }

    private static String network(String items) {
        return UNIT + "network n { " + items + " }\n";
    }

    private static String lines(int n, java.util.function.IntFunction<String> line) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < n; i++) {
            out.append(line.apply(i)).append('\n');
        }
        return out.toString();
    }

    private static DynamicTest refused(String name, byte[] bytes, Code code) {
        return DynamicTest.dynamicTest(name, () -> {
            Checked checked = check(name, bytes);
            assertTrue(checked.codes().contains(code), checked::rendered);
            assertTrue(code == Code.S001 || checked.diagnostics().size() == 1, checked::rendered);
        });
    }

    private static DynamicTest faulty(String name, String text) {
        return DynamicTest.dynamicTest(name, () -> {
            Checked checked = check(name, text.getBytes(StandardCharsets.UTF_8));
            assertFalse(checked.errors().isEmpty());
        });
    }

    private static DynamicTest passing(String name, String text) {
        return DynamicTest.dynamicTest(name, () -> {
            Checked checked = check(name, text.getBytes(StandardCharsets.UTF_8));
            assertTrue(checked.errors().isEmpty(), checked::rendered);
        });
    }

    /** Checks and renders, in a thread with 1 MB of stack. */
    private static Checked check(String name, byte[] bytes) {
        Supplier<String> shown = () -> name + "\n" + abbreviated(new String(bytes, Charset.defaultCharset()));
        AtomicReference<Checked> result = new AtomicReference<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        // Its own time on a processor: what else the machine does is not its fault.
        AtomicLong nanos = new AtomicLong();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        Checked checked = Checked.of(bytes);
                        checked.rendered();
                        result.set(checked);
                    } catch (Throwable e) {
                        thrown.set(e);
                    }
                    nanos.set(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
                },
                name,
                1 << 20);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (thrown.get() != null) {
            throw new AssertionError(shown.get(), thrown.get());
        }
        Duration taken = Duration.ofNanos(nanos.get());
        assertTrue(taken.compareTo(SOON) < 0, () -> shown.get() + " took " + taken);
        return Objects.requireNonNull(result.get());
    }

    private static String abbreviated(String text) {
        return text.length() < 2000 ? text : text.substring(0, 1000) + " … " + text.substring(text.length() - 1000);
    }
}
