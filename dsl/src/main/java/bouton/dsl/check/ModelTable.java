package bouton.dsl.check;

import bouton.dsl.model.Method;
import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a model declares, while it is being checked. */
final class ModelTable {
    /** One declared thing. Dimension and unit are null as long as they are not known. */
    static final class Entry {
        final String name;
        final Kind kind;
        final int index;
        final Span span;
        final FileScope home;
        final Item item;

        @Nullable
        Dimension dimension;

        @Nullable
        Unit unit;

        @Nullable
        Term value;

        boolean busy;
        boolean read;
        boolean written;

        Entry(String name, Kind kind, int index, Span span, FileScope home, Item item) {
            this.name = name;
            this.kind = kind;
            this.index = index;
            this.span = span;
            this.home = home;
            this.item = item;
        }
    }

    enum Kind {
        PARAM("a parameter"),
        VARIABLE("a state"),
        TRACE("a trace"),
        LET("a let"),
        PORT("a port"),
        END_PORT("a port"),
        EVENT("an event"),
        HOLD("a hold");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    final List<Entry> params = new ArrayList<>();
    final List<Entry> variables = new ArrayList<>();
    final List<Entry> ports = new ArrayList<>();
    final List<Entry> endPorts = new ArrayList<>();

    /** What the events bring, by their names, with the first `emit` that says so. */
    final Map<String, Payload> payloads = new LinkedHashMap<>();

    /** @param dimension empty: it comes without a value */
    record Payload(Optional<Dimension> dimension, Span span) {}

    final List<String> holds = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    final List<Model.Since> sinces = new ArrayList<>();
    final List<Model.Delayed> delays = new ArrayList<>();
    final Map<String, ModelItems.Override> overrides = new LinkedHashMap<>();
    /** Shared by all expressions of the model. */
    final Expansion expansion = new Expansion();

    /** Names that are assigned or have an equation and are not declared: reported there, once, and silent elsewhere. */
    final Set<String> undeclared = new TreeSet<>();

    /** Named in the model; the last one counts. */
    Optional<Method> method = Optional.empty();

    /** {@code order post, pre}. */
    boolean postFirst;

    @Nullable
    Entry find(String name) {
        return entries.get(name);
    }

    @Nullable
    Entry put(Entry entry) {
        return entries.putIfAbsent(entry.name, entry);
    }

    List<String> names() {
        return new ArrayList<>(entries.keySet());
    }

    List<String> names(Kind... kinds) {
        List<String> result = new ArrayList<>();
        for (Entry e : entries.values()) {
            if (List.of(kinds).contains(e.kind)) {
                result.add(e.name);
            }
        }
        return result;
    }

    Iterable<Entry> all() {
        return entries.values();
    }

    static boolean isGiven(Expr value) {
        return value instanceof Expr.Name n && n.text().equals("given");
    }
}
