package bouton.dsl.check;

import bouton.dsl.model.Term;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What all expressions of a model share while names and functions are put in. Both are inlined, so a few lines can stand for a
 * term of any size or depth: what no person means is refused before it takes the memory. And what is put in twice draws twice,
 * so draws are numbered here.
 */
final class Expansion {
    /** Nested this deep, later stages could no longer walk the term. */
    private static final int MOST_DEPTH = 600;

    /** Names and functions in each other; each takes many calls to put in. */
    private static final int MOST_NAMES = 100;

    /** Expressions of one model, names and functions put in. */
    private static final int MOST_TERMS = 1_000_000;

    private final Map<String, Integer> draws = new HashMap<>();
    private final Map<Term, Extent> extents = new IdentityHashMap<>();
    private int depth;
    private int terms;
    private int names;

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

    /** False if the name or function that is entered lies in too many others; then it must not be left. */
    boolean enterName() {
        if (names >= MOST_NAMES) {
            return false;
        }
        names++;
        return true;
    }

    void leaveName() {
        names--;
    }

    /** Counts an argument where a function reads it: it is put in as a whole. False if it goes too far. */
    boolean putIn(Term argument) {
        Extent extent = extent(argument);
        terms = (int) Math.min(MOST_TERMS, terms + extent.size());
        return terms < MOST_TERMS && depth + extent.depth() <= MOST_DEPTH;
    }

    /** Size and depth of a term as a tree, though it is built of shared parts. */
    private record Extent(long size, int depth) {}

    private Extent extent(Term term) {
        Extent known = extents.get(term);
        if (known != null) {
            return known;
        }
        long size = 1;
        int deepest = 0;
        for (Term child : Terms.children(term)) {
            Extent part = extent(child);
            size = Math.min(MOST_TERMS, size + part.size());
            deepest = Math.max(deepest, part.depth());
        }
        Extent result = new Extent(size, deepest + 1);
        extents.put(term, result);
        return result;
    }

    /** What to say. */
    String problem() {
        if (names >= MOST_NAMES) {
            return "more than " + MOST_NAMES + " names or functions stand for each other in a row";
        }
        return terms >= MOST_TERMS
                ? "with all names and functions put in, this model has more than %,d expressions".formatted(MOST_TERMS)
                : "with all names and functions put in, this nests more than " + MOST_DEPTH + " deep";
    }

    /** The number of the next draw of a declaration. */
    int nextDraw(String path) {
        return draws.merge(path, 1, Integer::sum) - 1;
    }
}
