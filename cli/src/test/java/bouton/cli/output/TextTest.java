package bouton.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TextTest {
    @TempDir
    private Path temporary;

    @Test
    void numbersReadBackTheSame() {
        assertEquals("3", Text.number(3));
        assertEquals("-0.0", Text.number(-0.0));
        assertEquals("0.1", Text.number(0.1));
        assertEquals("nan", Text.number(Double.NaN));
        assertEquals("-inf", Text.number(Double.NEGATIVE_INFINITY));
        assertEquals("1.0E300", Text.number(1e300));
    }

    @Test
    void timesAreWhatPeopleWrite() {
        assertEquals("0.3", Text.time(3, 0.1));
        assertEquals("0", Text.time(0, 0.1));
        assertEquals("100", Text.time(1000, 0.1));
        assertEquals("0.3", new Clock(0.1, true).stamp(2));
        assertEquals("0.2", new Clock(0.1, false).stamp(2));
    }

    @Test
    void namesSuitFileSystems() {
        assertEquals("E-I.w", Text.fileName("E -> I.w"));
        assertEquals("_.hidden", Text.fileName(".hidden"));
    }

    @Test
    void membersAreRanges() {
        assertNull(Ranges.of(List.of()));
        assertEquals(List.of(List.of(0, 2), List.of(7, 7)), Ranges.of(List.of(0, 1, 2, 7)));
    }

    @Test
    void aCsvFileEndsAtItsBoundWithAWholeRow() throws Exception {
        Path file = temporary.resolve("x.csv");
        try (CsvStream csv = new CsvStream(Place.root(temporary).create("x.csv"), "a,b", 12)) {
            csv.row("1,2");
            csv.row("3,4");
            csv.row("5,6");
            assertEquals(2, csv.rows());
        }
        assertEquals("a,b\n1,2\n3,4\n", Files.readString(file));
    }
}
