package bouton.dsl.syntax;

import bouton.dsl.source.Span;

/** A name and where it stands. */
public record Ident(String text, Span span) {
    @Override
    public String toString() {
        return text;
    }
}
