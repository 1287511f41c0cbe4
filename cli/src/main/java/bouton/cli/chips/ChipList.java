package bouton.cli.chips;

import bouton.cli.terminal.Figures;
import bouton.cli.terminal.Style;
import bouton.cli.terminal.TextTable;
import bouton.dsl.chip.Chip;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chips side by side. */
public final class ChipList {
    private static final int TEXTS = 2;

    private ChipList() {}

    /**
     * A chip and where it is from.
     *
     * @param origin {@code profile}, or the name of a file
     */
    public record Row(Chip chip, String origin) {}

    public static List<String> lines(List<Row> rows, int width, Style style) {
        TextTable table = new TextTable(TEXTS, "chip", "family", "cores", "neurons", "weights", "learning", "from");
        for (Row row : rows) {
            Chip chip = row.chip();
            table.row(
                    chip.name(),
                    String.join(", ", chip.family()),
                    Figures.count(chip.coreCount()),
                    Quantity.limit(chip.neurons()),
                    Words.of(chip, c -> c.arithmetic().weight().toString()),
                    Words.of(chip, c -> Words.learning(c.learning())),
                    row.origin());
        }
        return table.lines(width, style);
    }

    /** For tools. */
    public static List<Map<String, Object>> json(List<Row> rows) {
        return rows.stream().map(ChipList::json).toList();
    }

    private static Map<String, Object> json(Row row) {
        Chip chip = row.chip();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", chip.name());
        result.put("family", chip.family());
        result.put("cores", chip.coreCount());
        result.put("neurons", ChipJson.limit(chip.neurons()));
        result.put("weights", Words.of(chip, c -> c.arithmetic().weight().toString()));
        result.put("learning", Words.of(chip, c -> Words.learning(c.learning())));
        result.put("from", row.origin());
        return result;
    }
}
