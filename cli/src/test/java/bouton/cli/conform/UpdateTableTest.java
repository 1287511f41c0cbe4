package bouton.cli.conform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bouton.cli.conform.UpdateTable.Row;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of single updates: what is read, and what is refused with its line. */
class UpdateTableTest {
    private static final String HEADER =
            "word,ev,tref,weight,inhibitory,burst_end,next_word,spike,burst_spk,burst_isi,up,down\n";

    @TempDir
    private Path folder;

    private void refused(String text, String message) {
        Path file = MadeChip.written(folder, "table.csv", text);
        assertEquals(
                message,
                assertThrows(VectorException.class, () -> UpdateTable.read(file, 10))
                        .what());
    }

    @Test
    void rows() {
        List<Row> rows =
                UpdateTable.read(MadeChip.written(folder, "t.csv", HEADER + "3ff,1,0,7,0,1,000,1,2,3,4,5\n"), 10);
        assertEquals(1, rows.size());
        Row row = rows.getFirst();
        assertEquals(2, row.line());
        assertEquals(BigInteger.valueOf(0x3ff), row.word());
        assertArrayEquals(new long[] {1, 0, 7, 0, 1}, row.arguments());
        assertEquals(BigInteger.ZERO, row.after().word());
        assertArrayEquals(new long[] {1, 2, 3, 4, 5}, row.after().numbers());
    }

    @Test
    void refusals() {
        refused("", "line 1 is not `" + HEADER.strip() + "`");
        refused("word,ev\n", "line 1 is not `" + HEADER.strip() + "`");
        refused(HEADER, "holds no updates");
        refused(HEADER + "3ff,1,0,7,0,1,000,1,2,3,4\n", "line 2 has 11 columns, and not 12");
        refused(HEADER + "3ff,1,0,7,0,1,000,1,2,3,4,5\n\n", "line 3 has 1 columns, and not 12");
        refused(HEADER + "4ff,1,0,7,0,1,000,1,2,3,4,5\n", "line 2, word needs 11 bits, and there are 10");
        refused(HEADER + "3ff,1,0,7,0,1,00,1,2,3,4,5\n", "line 2, next_word has 2 digits, and not 3");
        refused(HEADER + "3fg,1,0,7,0,1,000,1,2,3,4,5\n", "line 2, word has `g` at digit 2, which is not hexadecimal");
        refused(HEADER + "3ff,2,0,7,0,1,000,1,2,3,4,5\n", "line 2, ev is 2, and not from 0 to 1");
        refused(HEADER + "3ff,1,0,8,0,1,000,1,2,3,4,5\n", "line 2, weight is 8, and not from 0 to 7");
        refused(HEADER + "3ff,1,0,-7,0,1,000,1,2,3,4,5\n", "line 2, weight is `-7`, which is not a number");
        refused(HEADER + "3ff,1,0,7,0,1,000,1,2,3,4,\n", "line 2, down is ``, which is not a number");
    }
}
