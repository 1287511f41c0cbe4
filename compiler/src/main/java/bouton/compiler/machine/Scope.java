package bouton.compiler.machine;

import bouton.dsl.source.Span;
import bouton.image.machine.Expression;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Names that a body has bound, from the inside out. */
final class Scope {
    /** What a name stands for. */
    sealed interface Binding {
        /** A number. */
        record Number(Value value) implements Binding {}

        /**
         * A word of memory as it was.
         *
         * @param slots of the first lane of each field; the other lanes follow
         */
        record Word(int memory, int[] slots) implements Binding {}
    }

    /**
     * The word whose fields are named as they are.
     *
     * @param layout of the word, if the kernel is of one
     */
    record Home(int memory, Expression word, Optional<Integer> layout) {}

    private final @Nullable Scope outer;
    private final Optional<Home> home;
    private final Map<String, Binding> bindings = new HashMap<>();
    private final Map<String, Span> places = new HashMap<>();

    Scope(@Nullable Scope outer, Optional<Home> home) {
        this.outer = outer;
        this.home = home;
    }

    Scope inner() {
        return new Scope(this, home);
    }

    Optional<Home> home() {
        return home;
    }

    /** Binds a name; the place of an earlier binding in this block if there is one. */
    Optional<Span> bind(String name, Binding binding, Span at) {
        Span before = places.putIfAbsent(name, at);
        bindings.put(name, binding);
        return Optional.ofNullable(before);
    }

    /** Binds a name, whatever it was bound to. */
    void rebind(String name, Binding binding) {
        bindings.put(name, binding);
    }

    @Nullable
    Binding find(String name) {
        Binding own = bindings.get(name);
        return own != null ? own : outer == null ? null : outer.find(name);
    }

    Set<String> names() {
        Set<String> result = outer == null ? new TreeSet<>() : outer.names();
        result.addAll(bindings.keySet());
        return result;
    }
}
