package bouton.cli.diff;

import bouton.compiler.Compiled;
import bouton.image.net.Origin;
import bouton.image.net.Scope;
import java.util.List;
import java.util.Optional;

/** Where an image is known to depart from its text, as the compiler that made it says. */
public interface Deviations {
    /** An image in float64 that departs nowhere. */
    Deviations NONE = new Deviations() {
        @Override
        public Optional<WordFormat> format(Scope scope, String name) {
            return Optional.empty();
        }

        @Override
        public List<Constant> constants() {
            return List.of();
        }
    };

    /** Asks the compiler of an image. */
    interface Source {
        Deviations of(Compiled compiled);
    }

    /** How a state, weight, trace or parameter is kept, by its name in the text; empty for float64. */
    Optional<WordFormat> format(Scope scope, String name);

    /** Constants that are not what the text says. */
    List<Constant> constants();

    /**
     * How a word is kept.
     *
     * @param step between two values (one LSB), in internal units, above 0
     * @param lo smallest value that it can hold, in internal units
     * @param hi largest
     * @param text for people, for example {@code s8}
     */
    record WordFormat(double step, double lo, double hi, String text) {}

    /**
     * A constant of the text, and what it has become.
     *
     * @param at its place in the text
     * @param wanted as it follows from the text
     * @param got as it is computed with
     */
    record Constant(Origin at, double wanted, double got) {
        /** (got - wanted) / wanted. */
        public double relativeError() {
            return (got - wanted) / wanted;
        }
    }
}
