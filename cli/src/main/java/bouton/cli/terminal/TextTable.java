package bouton.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows of texts in columns: the first to the left, or all that are said to be, the others to the right. */
public final class TextTable {
    private static final String GAP = "  ";
    private static final int LEAST = 8;

    private final List<String> heading;
    private final int left;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param left number of columns, from the first, that are texts */
    public TextTable(int left, String... heading) {
        this.left = left;
        this.heading = List.of(heading);
    }

    public TextTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines, indented by two, at most {@code width} wide: the first column is shortened if it has to be. */
    public List<String> lines(int width, Style style) {
        int[] widths = new int[heading.size()];
        fit(widths, heading);
        rows.forEach(row -> fit(widths, row));
        int others = 2;
        for (int c = 1; c < widths.length; c++) {
            others += widths[c] + GAP.length();
        }
        widths[0] = Math.min(widths[0], Math.max(LEAST, width - others));
        List<String> lines = new ArrayList<>();
        lines.add(style.faint(line(heading, widths)));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private static void fit(int[] widths, List<String> row) {
        for (int c = 0; c < widths.length; c++) {
            widths[c] = Math.max(widths[c], row.get(c).length());
        }
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String cell = shorten(row.get(c), widths[c]);
            String space = " ".repeat(widths[c] - cell.length());
            line.append(GAP).append(c < left ? cell + space : space + cell);
        }
        return line.toString().stripTrailing();
    }

    private static String shorten(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "~";
    }
}
