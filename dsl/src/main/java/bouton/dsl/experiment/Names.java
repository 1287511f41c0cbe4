package bouton.dsl.experiment;

import bouton.dsl.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables that are visible at a place of an experiment, block by block. */
final class Names {
    /** @param assignable a `state` */
    record Local(int slot, String name, Type type, boolean assignable, Span span) {
        Formula.Variable at(Span place) {
            return new Formula.Variable(slot, name, type, place);
        }
    }

    private final Deque<Map<String, Local>> blocks = new ArrayDeque<>();

    Names() {
        open();
    }

    /** The variables as they are visible now, for a body that is read later. */
    Names snapshot() {
        Names copy = new Names();
        copy.blocks.clear();
        blocks.forEach(b -> copy.blocks.addLast(new LinkedHashMap<>(b)));
        return copy;
    }

    void open() {
        blocks.push(new LinkedHashMap<>());
    }

    void close() {
        blocks.pop();
    }

    /** The one that the innermost block had under this name. */
    @Nullable
    Local declare(Local local) {
        return blocks.getFirst().put(local.name(), local);
    }

    @Nullable
    Local find(String name) {
        for (Map<String, Local> block : blocks) {
            Local found = block.get(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    List<String> all() {
        List<String> result = new ArrayList<>();
        blocks.forEach(b -> result.addAll(b.keySet()));
        return result;
    }
}
