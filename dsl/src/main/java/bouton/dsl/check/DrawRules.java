package bouton.dsl.check;

import bouton.dsl.model.Term;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the arguments of distributions must be, where they are known when the program is read. */
final class DrawRules {
    private DrawRules() {}

    /** What is wrong, or null. */
    static @Nullable String problem(Term.DrawKind kind, List<Term> arguments) {
        return switch (kind) {
            case UNIFORM ->
                below(arguments.get(1), arguments.get(0)) ? "`uniform` from a larger to a smaller number" : null;
            case NORMAL -> negative(arguments.get(1)) ? "a standard deviation cannot be negative" : null;
            case LOGNORMAL -> negative(arguments.get(1)) ? "a standard deviation cannot be negative" : null;
            case EXPONENTIAL -> negative(arguments.get(0)) ? "the mean of `exponential` cannot be negative" : null;
            case POISSON -> negative(arguments.get(0)) ? "the mean of `poisson` cannot be negative" : null;
            case GAMMA ->
                negative(arguments.get(0)) || negative(arguments.get(1))
                        ? "shape and scale of `gamma` must be positive"
                        : null;
            case CHOICE -> null;
            case CHANCE ->
                arguments.get(0) instanceof Term.Constant c
                                && c.dimension().isNone()
                                && (c.value() < 0 || c.value() > 1)
                        ? "a chance is between 0 and 1"
                        : null;
        };
    }

    private static boolean negative(Term term) {
        return term instanceof Term.Constant c && c.value() < 0;
    }

    private static boolean below(Term a, Term b) {
        return a instanceof Term.Constant x && b instanceof Term.Constant y && x.value() < y.value();
    }
}
