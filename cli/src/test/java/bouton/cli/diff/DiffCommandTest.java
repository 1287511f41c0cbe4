package bouton.cli.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The command from end to end: its texts, its answers to what cannot be compared, its page. */
final class DiffCommandTest {
    private static final Path CASES = Path.of("src/test/resources/bouton/cli/diff");
    private static final Path METHOD = CASES.resolve("method/input.bouton");

    @TempDir
    private Path folder;

    /** Folders hold a program, the rest of the command line, and what is printed; {@code -Dbouton.rewrite} writes that anew. */
    @TestFactory
    List<DynamicTest> textsAreAsExpected() throws IOException {
        try (Stream<Path> cases = Files.list(CASES)) {
            return cases.filter(c -> Files.exists(c.resolve("args.txt")))
                    .sorted()
                    .map(c -> DynamicTest.dynamicTest(c.getFileName().toString(), () -> isAsExpected(c)))
                    .toList();
        }
    }

    private static void isAsExpected(Path folder) throws IOException {
        List<String> args =
                new ArrayList<>(List.of("diff", folder.resolve("input.bouton").toString()));
        args.addAll(List.of(Files.readString(folder.resolve("args.txt")).strip().split(" ")));
        Twins.Answer answer = Twins.bouton(args.toArray(String[]::new));
        String text = answer.out() + answer.err() + "returns " + answer.exit() + "\n";
        Path expected = folder.resolve("expected.txt");
        if (Boolean.getBoolean("bouton.rewrite")) {
            Files.writeString(expected, text);
        }
        assertEquals(Files.readString(expected), text);
    }

    private static void said(Twins.Answer answer, String... words) {
        assertEquals(2, answer.exit(), answer.out());
        for (String word : words) {
            assertTrue(answer.err().contains(word), answer.err());
        }
        assertTrue(answer.err().startsWith("bouton: "), answer.err());
        assertEquals("", answer.out());
    }

    @Test
    void whatCannotBeComparedIsRefusedWithTheReason() {
        said(Twins.diff(METHOD, "exact", "slow"), "`exact` take 0.1 ms", "`slow` 0.5 ms", "--dt \"0.1 ms\"");
        said(Twins.diff(METHOD, "exact", "lucky"), "`lucky` the seed 7", "--seed 1");
        assertEquals(0, Twins.diff(METHOD, "exact", "lucky", "--seed", "3").exit());
        said(Twins.diff(METHOD, "exact", "coars"), "is called `coars`, and there is no chip `coars`");
        said(Twins.diff(METHOD, "exact", "coarse", "--experiment", "shirt"), "did you mean `short`?");
        said(Twins.diff(METHOD, "exact", "coarse", "--tau", "3 mV"), "--tau");
        said(Twins.diff(METHOD, "exact", "coarse", "--tolerance", "-1"), "--tolerance: -1");
        said(Twins.diff(METHOD, "exact", "coarse", "--lines", "3"), "cannot compute single lines");
        said(Twins.diff(METHOD, "exact", "coarse", "--lines", "0"), "not a positive number");
        said(Twins.diff(METHOD, "exact", "coarse", "--html", folder.toString()), "is a folder");
        said(
                Twins.diff(
                        METHOD,
                        "exact",
                        "coarse",
                        "--html",
                        folder.resolve("a/b.html").toString()),
                "no folder");
        said(Twins.diff(folder.resolve("none.bouton"), "a", "b"), "cannot read");
        Path sweep = CASES.resolve("sweep/input.bouton");
        said(Twins.diff(sweep, "exact", "coarse", "--set", "T=7 ms"), "has no step with 7 ms", "5 ms, 6 ms, 9 ms");
        said(Twins.diff(sweep, "exact", "coarse", "--set", "T=7 mV"), "another dimension");
    }

    @Test
    void errorsOfTheProgramAreTold() throws IOException {
        Path bad = Files.writeString(
                folder.resolve("bad.bouton"), Files.readString(METHOD).replace("emit spike", "emit spite"));
        Twins.Answer answer = Twins.diff(bad, "exact", "coarse");
        assertEquals(2, answer.exit());
        assertTrue(answer.err().startsWith("error["), answer.err());
        Path none = Files.writeString(
                folder.resolve("none.bouton"), Files.readString(METHOD).replaceAll("experiment .*", ""));
        said(Twins.diff(none, "exact", "coarse"), "has no experiment");
    }

    @Test
    void aRunThatCannotGoOnIsToldOnceWithWhatWasCompared() throws IOException {
        Path stops = Files.writeString(
                folder.resolve("stops.bouton"),
                Files.readString(METHOD).replace("run 50 ms", "run 50 ms ; let T = 0 ms * count(E) ; run T"));
        Twins.Answer answer = Twins.diff(stops, "exact", "coarse", "--experiment", "other");
        assertEquals(2, answer.exit());
        assertEquals(1, answer.err().lines().filter(l -> l.startsWith("error[")).count(), answer.err());
        assertTrue(answer.out().contains("in 50 ms"), answer.out());
    }

    @Test
    void toleranceDecidesAboutValues() {
        String[] exact = {"exact", "coarse", "--experiment", "other", "--set", "leaky.never=1"};
        assertEquals(
                2,
                Twins.diff(METHOD, exact[0], exact[1], exact[2], exact[3], exact[4], exact[5])
                        .exit());
        Path parting = CASES.resolve("sweep/input.bouton");
        Twins.Answer strict = Twins.diff(parting, "exact", "coarse");
        assertEquals(1, strict.exit(), strict.out());
        assertTrue(strict.out().contains("no spike does, values do"), strict.out());
        assertEquals(
                0, Twins.diff(parting, "exact", "coarse", "--tolerance", "0.01").exit());
    }

    @Test
    void thePageStandsAlone() throws IOException {
        Path page = folder.resolve("diff.html");
        Twins.Answer answer =
                Twins.diff(CASES.resolve("learning/input.bouton"), "first", "second", "--html", page.toString());
        assertEquals(1, answer.exit(), answer.err());
        assertTrue(answer.out().endsWith("pictures in " + page + System.lineSeparator()), answer.out());
        String html = Files.readString(page);
        for (String part : new String[] {"spikes of both", "van Rossum distance", "weights s_P.w", "In words"}) {
            assertTrue(html.contains(part), part);
        }
        // Nothing is loaded from elsewhere.
        for (String part : new String[] {"<script", "<link", "src=", "@import", "url("}) {
            assertTrue(!html.contains(part), part);
        }
        assertTrue(html.length() < 500_000);
    }

    @Test
    void theDifferenceOfAChipIsItsRounding() {
        Path file = CASES.resolve("chip/input.bouton");
        Twins.Answer answer = Twins.diff(file, "ideal", "crossbar256", "--json");
        assertEquals(1, answer.exit(), answer.err());
        Map<?, ?> cause = (Map<?, ?>) Tree.of(answer.tree(), "cause");
        assertEquals("rounding", Tree.of(cause, "kind"));
        Map<?, ?> weight = ((List<?>) Tree.of(cause, "links"))
                .stream()
                        .map(l -> (Map<?, ?>) l)
                        .filter(l -> Tree.of(l, "name").equals("w"))
                        .findFirst()
                        .orElseThrow();
        // A weight of 8 bits, whose range is 0 to 5 mV.
        assertEquals(5.0 / 127, (double) Tree.of(weight, "step"), 1e-12);
        double apart = (double) Tree.of(weight, "second") - (double) Tree.of(weight, "first");
        assertTrue(Math.abs(apart) > 5.0 / 127, weight.toString());
    }

    @Test
    void itStopsWhenItIsInterrupted() {
        AtomicLong asked = new AtomicLong();
        Difference.Watching impatient = new Difference.Watching() {
            @Override
            public boolean interrupted() {
                return asked.incrementAndGet() > 6;
            }

            @Override
            public void ticks(String task, long done, long planned, double dt) {}
        };
        Report.Result result = Difference.run(Twins.request("exact", "coarse", c -> Deviations.NONE), impatient);
        Report report = result.report().orElseThrow();
        assertTrue(report.measured().ticks() > 0 && report.measured().ticks() < Twins.TICKS);
        assertTrue(report.cause().isEmpty() && report.parting().isEmpty() && !report.isComplete());
    }
}
