package bouton.cli.output;

import bouton.cli.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A point that had ended before the checkpoint that its run was gone on with. */
record FinishedPoint(
        Map<String, @Nullable Object> description,
        List<Entry> entries,
        Map<String, String> row,
        long passed,
        long failed)
        implements PointRecord {

    /** A point as a text of JSON. */
    static String text(PointRecord point) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("description", point.description());
        tree.put("files", point.entries().stream().map(Entry::members).toList());
        tree.put("row", point.row());
        tree.put("passed", point.passed());
        tree.put("failed", point.failed());
        return Json.text(tree);
    }

    /** The point that {@link #text} has written. */
    static FinishedPoint parse(String text) {
        Map<String, @Nullable Object> tree = object(Json.parse(text));
        List<Entry> files = new ArrayList<>();
        if (tree.get("files") instanceof List<?> list) {
            list.forEach(file -> files.add(Entry.of(object(file))));
        }
        Map<String, String> row = new LinkedHashMap<>();
        object(tree.get("row")).forEach((heading, value) -> row.put(heading, String.valueOf(value)));
        return new FinishedPoint(
                object(tree.get("description")), files, row, number(tree.get("passed")), number(tree.get("failed")));
    }

    private static Map<String, @Nullable Object> object(@Nullable Object tree) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (tree instanceof Map<?, ?> map) {
            map.forEach((name, value) -> members.put(String.valueOf(name), value));
        }
        return members;
    }

    private static long number(@Nullable Object tree) {
        return tree instanceof Number n ? n.longValue() : 0;
    }
}
