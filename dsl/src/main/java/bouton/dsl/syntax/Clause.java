package bouton.dsl.syntax;

import bouton.dsl.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * An item of a chip: what stands on its line, and the block behind it.
 *
 * @param parts at least one, unless it is faulty
 * @param rest what stands behind the block, if anything does
 * @param faulty it could not be read, which has been reported
 */
public record Clause(List<Part> parts, Optional<List<Clause>> block, Optional<Span> rest, boolean faulty, Span span) {
    public Clause {
        parts = List.copyOf(parts);
        block = block.map(List::copyOf);
    }

    /** One that could not be read. */
    public static Clause faulty(Span span) {
        return new Clause(List.of(), Optional.empty(), Optional.empty(), true, span);
    }

    /** The line without its block. */
    public Span head() {
        return parts.isEmpty()
                ? span
                : parts.getFirst().span().to(parts.getLast().span());
    }

    /** A word, number or sign. */
    public sealed interface Part {
        Span span();

        /** As written. */
        default String text() {
            return span().text();
        }
    }

    /** A name or a word of the language. */
    public record Word(String word, Span span) implements Part {}

    /** A number, as written. */
    public record Number(String digits, Span span) implements Part {}

    /** A text in quotes, without them. */
    public record Text(String value, Span span) implements Part {}

    /** Anything else: {@code : , . .. ( ) [ ] * ^ - +} and so on. */
    public record Sign(String sign, Span span) implements Part {}

    /** {@code @name(…)}. */
    public record Mark(Item.Annotation annotation) implements Part {
        @Override
        public Span span() {
            return annotation.span();
        }
    }
}
