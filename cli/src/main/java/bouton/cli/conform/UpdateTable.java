package bouton.cli.conform;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of single updates of a neuron: a word and what comes in, and what becomes of it. */
final class UpdateTable {
    private static final String HEADER =
            "word,ev,tref,weight,inhibitory,burst_end,next_word,spike,burst_spk,burst_isi,up,down";
    private static final List<String> COLUMNS = List.of(HEADER.split(","));

    /** Columns that are arguments of an update, in their order, with the largest value that the format has. */
    private static final int FIRST_ARGUMENT = COLUMNS.indexOf("ev");

    private static final int[] MOST = {1, 1, 7, 1, 1};

    /** How many arguments a row has. */
    static final int ARGUMENTS = MOST.length;

    private static final int NEXT = COLUMNS.indexOf("next_word");
    private static final int MOST_BYTES = 1 << 26;

    private UpdateTable() {}

    /**
     * An update.
     *
     * @param line in the file, from 1
     * @param word before
     * @param arguments event, time reference, weight, inhibitory, end of a burst
     * @param after what became of it
     */
    record Row(int line, BigInteger word, long[] arguments, After after) {}

    /**
     * What an update does.
     *
     * @param word that is written
     * @param spike 1 if it sends an event
     * @param further spikes of the burst that the event begins; 0 without an event
     * @param interval code of the interval between the spikes of that burst
     * @param up flag for potentiation
     * @param down flag for depression
     */
    record After(BigInteger word, long spike, long further, long interval, long up, long down) {
        /** Names of the numbers behind the word, as the table has them. */
        static List<String> names() {
            return COLUMNS.subList(NEXT + 1, COLUMNS.size());
        }

        long[] numbers() {
            return new long[] {spike, further, interval, up, down};
        }
    }

    /**
     * Reads a table, gzipped or not.
     *
     * @param bits of a word
     * @throws VectorException with the line, if it is not such a table
     */
    static List<Row> read(Path path, int bits) {
        String text = new String(VectorFile.bytes(path, MOST_BYTES), StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
            throw new VectorException("line 1 is not `" + HEADER + "`");
        }
        List<Row> result = new ArrayList<>(lines.size() - 1);
        for (int k = 1; k < lines.size(); k++) {
            result.add(row(lines.get(k), k + 1, bits));
        }
        if (result.isEmpty()) {
            throw new VectorException("holds no updates");
        }
        return result;
    }

    private static Row row(String line, int number, int bits) {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS.size()) {
            throw new VectorException(
                    "line " + number + " has " + cells.length + " columns, and not " + COLUMNS.size());
        }
        long[] arguments = new long[MOST.length];
        Arrays.setAll(arguments, i -> whole(cells, FIRST_ARGUMENT + i, MOST[i], number));
        long[] after = new long[COLUMNS.size() - NEXT - 1];
        Arrays.setAll(after, i -> whole(cells, NEXT + 1 + i, Integer.MAX_VALUE, number));
        return new Row(
                number,
                Hexadecimal.number(cells[0], bits, at(number, 0)),
                arguments,
                new After(
                        Hexadecimal.number(cells[NEXT], bits, at(number, NEXT)),
                        after[0],
                        after[1],
                        after[2],
                        after[3],
                        after[4]));
    }

    private static long whole(String[] cells, int column, int most, int line) {
        String cell = cells[column];
        // Longer ones would not fit an int, and none of the numbers has more than a digit or two.
        if (!cell.matches("[0-9]{1,9}")) {
            throw new VectorException(at(line, column) + " is `" + cell + "`, which is not a number");
        }
        int value = Integer.parseInt(cell);
        if (value > most) {
            throw new VectorException(at(line, column) + " is " + value + ", and not from 0 to " + most);
        }
        return value;
    }

    private static String at(int line, int column) {
        return "line " + line + ", " + COLUMNS.get(column);
    }
}
