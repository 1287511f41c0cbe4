package bouton.cli.output;

import bouton.cli.protocol.Quantity;
import bouton.cli.statistics.GroupFigures;
import bouton.cli.statistics.PointFigures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of all points, {@code points.csv}. */
final class PointTable {
    private PointTable() {}

    static String of(List<? extends PointRecord> points) {
        List<Map<String, String>> rows = points.stream().map(PointRecord::row).toList();
        // Experiments may sweep different things: a column for each, empty where it has no meaning.
        Map<String, Boolean> headings = new LinkedHashMap<>();
        rows.forEach(row -> row.keySet().forEach(name -> headings.put(name, true)));
        StringBuilder out = new StringBuilder(String.join(",", headings.keySet())).append('\n');
        for (Map<String, String> row : rows) {
            List<String> fields = new ArrayList<>();
            headings.keySet().forEach(name -> fields.add(row.getOrDefault(name, "")));
            out.append(String.join(",", fields)).append('\n');
        }
        return out.toString();
    }

    /** A row of it, by heading. */
    static Map<String, String> row(PointFolder point) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("experiment", Text.field(point.point().experiment()));
        row.put("point", Integer.toString(point.point().index()));
        row.put("folder", Text.field(point.folder()));
        row.put("status", point.status().word());
        for (Quantity q : point.point().values()) {
            row.put(Text.heading(q.name(), q.unit()), Text.number(q.value()));
        }
        row.put("passed", Long.toString(point.passed()));
        row.put("failed", Long.toString(point.failed()));
        PointFigures figures = point.figures();
        if (figures != null) {
            for (GroupFigures g : figures.groups()) {
                if (g.population()) {
                    row.put(Text.heading("rate of " + g.name(), "Hz"), Text.number(g.rate()));
                }
            }
        }
        return row;
    }
}
