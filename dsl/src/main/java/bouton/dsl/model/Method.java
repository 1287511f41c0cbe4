package bouton.dsl.model;

import bouton.dsl.source.Span;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How ODEs are solved.
 *
 * @param tolerance of the adaptive method; NaN for the others
 */
public record Method(Kind kind, double tolerance, Span span) {
    public enum Kind {
        EULER,
        RK2,
        RK4,
        EXPONENTIAL_EULER,
        EXACT,
        ADAPTIVE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> find(String word) {
            return Arrays.stream(values()).filter(k -> k.word().equals(word)).findFirst();
        }
    }
}
