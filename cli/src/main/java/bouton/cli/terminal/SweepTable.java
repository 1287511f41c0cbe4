package bouton.cli.terminal;

import bouton.cli.protocol.Point;
import bouton.cli.protocol.Quantity;
import bouton.cli.protocol.Requirement;
import bouton.cli.statistics.GroupFigures;
import bouton.cli.statistics.PointFigures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The points of a sweep, a line each, written as they come. */
public final class SweepTable {
    private static final int LEAST = 9;
    private static final String GAP = "  ";

    private final int width;
    private final Style style;
    private @Nullable List<String> headings;

    public SweepTable(Terminal terminal) {
        this.width = terminal.width();
        this.style = terminal.style();
    }

    /** The lines of a point, with the headings before the first. */
    public List<String> point(Point point, PointFigures figures, List<Requirement> judgements) {
        List<String> lines = new ArrayList<>();
        List<String> known = headings;
        if (known == null) {
            known = headings(point, figures, !judgements.isEmpty());
            headings = known;
            lines.add("");
            lines.add(style.faint(line(known, known)));
        }
        lines.add(line(cells(point, figures, judgements), known));
        return lines;
    }

    private List<String> headings(Point point, PointFigures figures, boolean judged) {
        List<String> all = new ArrayList<>(List.of("point"));
        for (Quantity q : point.values()) {
            all.add(q.unit().equals("1") || q.unit().isEmpty() ? q.name() : q.name() + " (" + q.unit() + ")");
        }
        if (judged) {
            all.add("require");
        }
        for (GroupFigures g : figures.groups()) {
            if (g.population()) {
                all.add(g.name() + " (Hz)");
            }
        }
        // What does not fit is in points.csv.
        while (all.size() > 2 && line(all, all).length() > width) {
            all.removeLast();
        }
        return all;
    }

    private List<String> cells(Point point, PointFigures figures, List<Requirement> judgements) {
        List<String> cells = new ArrayList<>(List.of((point.index() + 1) + "/" + point.total()));
        point.values().forEach(q -> cells.add(Figures.number(q.value())));
        List<String> known = headings;
        if (known != null && known.contains("require")) {
            long passed = judgements.stream().filter(Requirement::passed).count();
            cells.add(passed + "/" + judgements.size() + " " + (passed == judgements.size() ? "+" : "!"));
        }
        figures.groups().stream().filter(GroupFigures::population).forEach(g -> cells.add(Figures.number(g.rate())));
        return cells;
    }

    private static String line(List<String> cells, List<String> headings) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < headings.size(); c++) {
            String cell = c < cells.size() ? cells.get(c) : "";
            int room = Math.max(LEAST, headings.get(c).length());
            line.append(GAP)
                    .append(" ".repeat(Math.max(0, room - cell.length())))
                    .append(cell);
        }
        return line.toString();
    }
}
