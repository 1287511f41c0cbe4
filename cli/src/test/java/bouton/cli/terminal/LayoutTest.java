package bouton.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.cli.protocol.Point;
import bouton.cli.protocol.Quantity;
import bouton.cli.protocol.Requirement;
import bouton.cli.statistics.GroupFigures;
import bouton.cli.statistics.PointFigures;
import bouton.cli.statistics.ProjectionFigures;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LayoutTest {
    private static final Style PLAIN = new Style(false, true);
    private static final Point ONE = new Point("e", 0, 1, List.of());
    private static final String PLACE = "x.bouton:1:1";

    @Test
    void columnsAreAlignedAndTheFirstGivesWay() {
        TextTable table = new TextTable(1, "name", "n").row("a rather long name", "1,234");
        assertEquals(List.of("  name                    n", "  a rather long name  1,234"), table.lines(80, PLAIN));
        assertEquals("  a rather l~  1,234", table.lines(20, PLAIN).get(1));
    }

    @Test
    void theBarKeepsItsLengthAndItsLine() {
        for (int width : new int[] {40, 79, 119}) {
            List<Integer> ends = new ArrayList<>();
            for (long done = 1; done <= 10_000; done += 777) {
                String bar = ProgressText.bar("short", done, 10_000, 0.1, 0.01 * done, width);
                assertTrue(bar.length() <= width, bar);
                ends.add(bar.indexOf(']'));
            }
            assertEquals(1, ends.stream().distinct().count(), "the end of the bar does not jump");
        }
        assertTrue(ProgressText.bar("short", 500, -1, 0.1, 1, 79).contains("50 ms simulated"));
        assertEquals(
                "  short: 500 ms of 999 ms (50 %), 0.25 x real time, 2 s left",
                ProgressText.line("short", 5000, 9990, 0.1, 2));
    }

    @Test
    void theSummaryFitsTheTerminal() {
        GroupFigures e = new GroupFigures("E", true, 3200, 16_741, 5.2315, 0.595);
        GroupFigures level = new GroupFigures("drive", false, 10, 0, 0, Double.NaN);
        ProjectionFigures p = new ProjectionFigures(
                "E -> E.exc", "E_E", 204_800, List.of(new ProjectionFigures.Weights("w", "mV", 0, 1.62, 3)));
        PointFigures.Count count = new PointFigures.Count("saturated at 3 mV", "x.bouton:3:4", 12);
        PointFigures figures =
                new PointFigures(10_000, 1000, 4_300_000, 0.31, 1.2, List.of(e, level), List.of(p), List.of(count));
        for (int width : new int[] {80, 120}) {
            List<String> lines = new Summary(terminal(width)).of(figures);
            lines.forEach(line -> assertTrue(line.length() <= width, line));
            String text = String.join("\n", lines);
            assertTrue(text.contains("16,741"), text);
            assertTrue(text.contains("saturated at 3 mV"), text);
            assertTrue(text.contains("0.8333 x real time"), text);
        }
    }

    @Test
    void conditionsOfALoopShareALine() {
        Requirement good =
                new Requirement("rate(E) > 2 Hz", true, Optional.of("3 Hz"), Optional.of("2 Hz"), "", ONE, PLACE);
        Requirement bad = new Requirement(
                "rate(E) > 2 Hz",
                false,
                Optional.of("1 Hz"),
                Optional.of("2 Hz"),
                "1 Hz is not above 2 Hz",
                ONE,
                PLACE);
        List<String> lines = new Summary(terminal(80)).of(List.of(good, bad, good));
        assertTrue(lines.getFirst().contains("✓ rate(E) > 2 Hz"), lines.toString());
        assertTrue(lines.getFirst().contains("(2 times)"), lines.toString());
        assertTrue(lines.get(1).contains("✗ rate(E) > 2 Hz"), lines.toString());
        assertTrue(lines.stream().anyMatch(line -> line.contains("x.bouton:1:1")), lines.toString());
        assertTrue(lines.getLast().contains("1 Hz is not above 2 Hz"), lines.toString());
    }

    @Test
    void aSweepHasALinePerPointAndDropsWhatDoesNotFit() {
        SweepTable table = new SweepTable(terminal(60));
        List<GroupFigures> groups = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            groups.add(new GroupFigures("population" + i, true, 10, 5, 0.5, 0.1));
        }
        PointFigures figures = new PointFigures(100, 10, 1, 1, 1, groups, List.of(), List.of());
        Point point = new Point("e", 2, 4, List.of(new Quantity("tau", 15, "ms")));
        List<String> lines = table.point(point, figures, List.of());
        lines.forEach(line -> assertTrue(line.length() <= 60, line));
        assertTrue(lines.get(1).contains("tau (ms)"), lines.toString());
        assertTrue(lines.getLast().contains("3/4"), lines.toString());
        assertEquals(1, table.point(point, figures, List.of()).size(), "the heading comes once");
    }

    @Test
    void nothingIsPaintedWithoutATerminal() {
        assertEquals("✗", PLAIN.failed());
        assertEquals("FAILED", new Style(false, false).failed());
        assertEquals("\u001b[1mx\u001b[0m", new Style(true, true).bold("x"));
    }

    private static Terminal terminal(int width) {
        PrintStream sink = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Terminal(sink, sink, false, false, width, true);
    }
}
