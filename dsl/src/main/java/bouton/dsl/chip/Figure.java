package bouton.dsl.chip;

import bouton.dsl.source.Span;
import java.util.Optional;

/**
 * A number of a chip and where it comes from.
 *
 * @param value in SI units (J, s, W, Hz) or plain (cycles, counts)
 * @param source what is cited, if anything is
 * @param span where it is written
 */
public record Figure(double value, Provenance provenance, Optional<String> source, Span span) {
    /** How a number is known. One without an annotation is assumed, and reported as that. */
    public enum Provenance {
        MEASURED,
        PUBLISHED,
        FITTED,
        ASSUMED
    }
}
