package bouton.compiler.quantise;

import bouton.dsl.chip.NumberFormat;
import bouton.dsl.source.Span;
import java.util.Optional;

/** What the text says of the places where numbers are kept. */
public interface Declarations {
    /** The chip's format with what the text asks for instead. */
    NumberFormat format(Site site, NumberFormat chip);

    /** Where it is declared; empty for what has no name in the text. */
    Optional<Span> span(Site site);
}
