package bouton.dsl.check;

import java.util.HashMap;
import java.util.Map;

/**
 * What all expressions of a model share while names and functions are put in. Both are inlined, so a few lines can stand for a
 * term of any size or depth: what no person means is refused before it takes the memory. And what is put in twice draws twice,
 * so draws are numbered here.
 */
final class Expansion {
    /** Nested this deep, later stages could no longer walk the term. */
    private static final int MOST_DEPTH = 600;

    /** Expressions of one model, names and functions put in. */
    private static final int MOST_TERMS = 1_000_000;

    private final Map<String, Integer> draws = new HashMap<>();
    private int depth;
    private int terms;

    /** False if the expression that is entered goes too far; then it must not be left. */
    boolean enter() {
        if (depth >= MOST_DEPTH || terms >= MOST_TERMS) {
            return false;
        }
        depth++;
        terms++;
        return true;
    }

    void leave() {
        depth--;
    }

    /** What to say. */
    String problem() {
        return terms >= MOST_TERMS
                ? "with all names and functions put in, this model has more than %,d expressions".formatted(MOST_TERMS)
                : "with all names and functions put in, this nests more than " + MOST_DEPTH + " deep";
    }

    /** The number of the next draw of a declaration. */
    int nextDraw(String path) {
        return draws.merge(path, 1, Integer::sum) - 1;
    }
}
