package bouton.cli.conform;

import bouton.cli.conform.UpdateTable.After;
import bouton.cli.conform.UpdateTable.Row;
import bouton.image.machine.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Compares every number of a table of single updates. */
final class UpdateComparison {
    private UpdateComparison() {}

    /**
     * Runs all updates.
     *
     * @param neurons memory whose words are updated
     * @param update what the emulator makes of a row
     * @param firstOnly no line for each row that differs, but only for the first
     */
    static Suite.Replayed compare(List<Row> rows, Memory neurons, Function<Row, After> update, boolean firstOnly) {
        WordDifference words = new WordDifference(neurons, ChipFormat.Layout.WORDS);
        List<String> details = new ArrayList<>();
        String first = "";
        int different = 0;
        for (Row row : rows) {
            Optional<String> found = difference(row, update.apply(row), words);
            if (found.isPresent()) {
                String line = "line " + row.line() + ": " + found.get();
                first = different == 0 ? line : first;
                different++;
                if (!firstOnly) {
                    details.add(line);
                }
            }
        }
        long numbers = (long) rows.size() * (1 + After.names().size());
        return different == 0
                ? new Suite.Replayed(1, 0, "match, %,d updates, %,d numbers".formatted(rows.size(), numbers), List.of())
                : new Suite.Replayed(
                        0,
                        1,
                        "MISMATCH in %s (%,d of %,d updates differ)".formatted(first, different, rows.size()),
                        details);
    }

    private static Optional<String> difference(Row row, After got, WordDifference words) {
        After expected = row.after();
        if (!expected.word().equals(got.word())) {
            return Optional.of(words.of(0, expected.word(), got.word()));
        }
        for (int k = 0; k < After.names().size(); k++) {
            long e = expected.numbers()[k];
            long g = got.numbers()[k];
            if (e != g) {
                return Optional.of(After.names().get(k) + ": expected " + e + ", got " + g);
            }
        }
        return Optional.empty();
    }
}
