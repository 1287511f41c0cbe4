package bouton.cli.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the manifest says about one file: key and value pairs of the schema. */
final class Entry {
    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    Entry(String path, String kind, String format) {
        members.put("path", path);
        members.put("kind", kind);
        members.put("format", format);
    }

    /** One that has been read from a manifest. */
    static Entry of(Map<String, @Nullable Object> members) {
        Entry entry = new Entry("", "", "");
        entry.members.clear();
        entry.members.putAll(members);
        return entry;
    }

    /** Of the file, relative to the manifest. */
    String path() {
        return String.valueOf(members.get("path"));
    }

    Entry with(String key, @Nullable Object value) {
        members.put(key, value);
        return this;
    }

    Entry array(String dtype, long... shape) {
        members.put("shape", java.util.Arrays.stream(shape).boxed().toList());
        members.put("dtype", dtype);
        return this;
    }

    /** A CSV file with {@code rows} of {@code all} rows. */
    Entry rows(long rows, long all) {
        members.put("rows", rows);
        if (rows < all) {
            members.put("omitted", "the last " + (all - rows) + " of " + all + " rows; the NPY file has all");
        }
        return this;
    }

    Map<String, @Nullable Object> members() {
        return members;
    }

    /** Files whose entries change while they are written. */
    interface Source {
        List<Entry> entries();
    }
}
