package bouton.dsl.syntax;

import bouton.dsl.source.Span;
import java.util.List;

/** A unit as written: factors with integer or decimal powers, for example {@code mV/ms^0.5}. */
public record UnitSyntax(List<Factor> factors, Span span) {
    public UnitSyntax {
        factors = List.copyOf(factors);
    }

    /** A symbol (or {@code 1}) with its power, negative behind a slash. */
    public record Factor(Ident symbol, double power) {}
}
