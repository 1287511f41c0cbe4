package bouton.cli.chips;

import bouton.cli.terminal.Style;
import java.util.ArrayList;
import java.util.List;

/** Names, values, and where they come from; long values are wrapped. */
final class Rows {
    private static final String INDENT = "  ";
    private static final int GAP = 2;
    private static final int LEAST = 20;

    private record Row(String name, String value, String source) {}

    private final List<Row> rows = new ArrayList<>();

    void add(String name, String value, String source) {
        rows.add(new Row(name, value, source));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    List<String> lines(int width, Style style) {
        int names = rows.stream().mapToInt(r -> r.name().length()).max().orElse(0) + GAP;
        int sources = rows.stream().mapToInt(r -> r.source().length()).max().orElse(0);
        int room = Math.max(LEAST, width - INDENT.length() - names - sources - GAP);
        int values = Math.min(
                room, rows.stream().mapToInt(r -> r.value().length()).max().orElse(0));
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            List<String> value = Wrapped.of(row.value(), values, "");
            for (int i = 0; i < value.size(); i++) {
                String name = i == 0 ? row.name() : "";
                String source = i == 0 && !row.source().isEmpty()
                        ? " ".repeat(Math.max(0, values - value.get(i).length()) + GAP) + style.faint(row.source())
                        : "";
                lines.add(INDENT + name + " ".repeat(names - name.length()) + value.get(i) + source);
            }
        }
        return lines;
    }
}
