package bouton.dsl.check;

import bouton.dsl.source.Source;
import bouton.dsl.syntax.Declaration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** The names that are visible in a file: its own declarations and what it imports. */
final class FileScope {
    /** A declaration and the file whose names it sees. */
    record Entry(Declaration declaration, FileScope home) {}

    private final Source source;
    private final Set<String> doubtful;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();

    FileScope(Source source, Set<String> doubtful) {
        this.source = source;
        this.doubtful = doubtful;
    }

    Source source() {
        return source;
    }

    /** Whether the name stands in a part that could not be read. */
    boolean isDoubtful(String name) {
        return doubtful.contains(name);
    }

    boolean hasDoubts() {
        return !doubtful.isEmpty();
    }

    @Nullable
    Entry add(String name, Entry entry) {
        return entries.putIfAbsent(name, entry);
    }

    @Nullable
    Entry find(String name) {
        used.add(name);
        return entries.get(name);
    }

    boolean isUsed(String name) {
        return used.contains(name);
    }

    <D extends Declaration> List<D> own(Class<D> type) {
        List<D> result = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.home() == this && type.isInstance(entry.declaration())) {
                result.add(type.cast(entry.declaration()));
            }
        }
        return result;
    }

    /** Names of the declarations of a type, for suggestions. */
    List<String> names(Class<? extends Declaration> type) {
        List<String> result = new ArrayList<>();
        entries.forEach((name, entry) -> {
            if (type.isInstance(entry.declaration())) {
                result.add(name);
            }
        });
        return result;
    }

    /** Names of the models of a kind, for suggestions. */
    List<String> models(Declaration.Kind kind) {
        List<String> result = new ArrayList<>();
        entries.forEach((name, entry) -> {
            if (entry.declaration() instanceof Declaration.Model m && m.kind() == kind) {
                result.add(name);
            }
        });
        return result;
    }
}
