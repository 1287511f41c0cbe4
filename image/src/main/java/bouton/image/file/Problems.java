package bouton.image.file;

import java.util.ArrayList;
import java.util.List;

/** Collects problems, up to a number that people might read. */
final class Problems {
    private static final int MOST = 100;

    private final List<String> found = new ArrayList<>();

    void add(String where, String what) {
        if (!isFull()) {
            found.add(where + ": " + what);
        }
    }

    /** Adds the problem unless the condition holds. */
    void unless(boolean condition, String where, String what) {
        if (!condition) {
            add(where, what);
        }
    }

    boolean isFull() {
        return found.size() >= MOST;
    }

    List<String> list() {
        return List.copyOf(found);
    }
}
