package bouton.cli.diff;

import java.util.Map;
import java.util.Objects;

/** Looks into JSON that has been read. */
final class Tree {
    private Tree() {}

    /** The member of this name, which must be there. */
    static Object of(Map<?, ?> object, String name) {
        return Objects.requireNonNull(object.get(name), () -> name + " is missing in " + object);
    }
}
