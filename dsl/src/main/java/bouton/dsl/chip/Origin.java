package bouton.dsl.chip;

import java.util.Optional;

/**
 * Where a size or a format of a chip comes from.
 *
 * @param source what is cited, if anything is
 */
public record Origin(Figure.Provenance provenance, Optional<String> source) {
    /** What says nothing about itself. */
    public static final Origin ASSUMED = new Origin(Figure.Provenance.ASSUMED, Optional.empty());
}
