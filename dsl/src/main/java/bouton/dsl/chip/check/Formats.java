package bouton.dsl.chip.check;

import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.NumberFormat;
import bouton.dsl.chip.NumberFormat.Overflow;
import bouton.dsl.chip.NumberFormat.Rounding;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Clause;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads formats of numbers: {@code u8}, {@code s16.15 @wrap @round(zero)}, {@code float64}. */
final class Formats {
    /** What a core keeps numbers for. */
    static final List<String> WORDS = Arithmetic.NAMES;

    private static final Pattern INTEGER = Pattern.compile("([su])([0-9]{1,3})");

    private Formats() {}

    /** A format with its annotations; those that say where numbers come from are read past. */
    static NumberFormat read(Reader reader) {
        NumberFormat bare = bare(reader);
        List<Item.Annotation> marks = reader.marks();
        return marks.isEmpty() || reader.failed() ? bare : annotated(bare, marks, reader);
    }

    /** A format without annotations. */
    static NumberFormat bare(Reader reader) {
        Span at = reader.here();
        Clause.Word word = reader.word("a number format, as `s16`, `u7.8` or `float64`");
        if (word.word().equals("float64") || reader.failed()) {
            return NumberFormat.FLOAT64;
        }
        Matcher matcher = INTEGER.matcher(word.word());
        if (!matcher.matches()) {
            return refuse(at, "`" + word.word() + "` is no number format", reader);
        }
        int whole = Integer.parseInt(matcher.group(2));
        int fraction = -1;
        Span span = at;
        if (reader.accept(".")) {
            span = at.to(reader.here());
            fraction = reader.whole("the number of bits behind the point", 0, 63);
        }
        int bits = whole + Math.max(0, fraction);
        if (bits < 1 || bits > 63) {
            return refuse(span, "a number has 1 to 63 bits, not " + bits, reader);
        }
        return new NumberFormat(
                bits, matcher.group(1).equals("s"), fraction, Overflow.SATURATE, Rounding.NEAREST, false);
    }

    private static NumberFormat refuse(Span at, String message, Reader reader) {
        reader.fail(Diagnostic.of(Code.Q120, at, message)
                .note("formats: `u8` (8 bits, no sign), `s16` (16 bits, with sign), `u7.8` (7 bits and 8 behind the"
                        + " point), `float64`"));
        return NumberFormat.FLOAT64;
    }

    private static NumberFormat annotated(NumberFormat bare, List<Item.Annotation> marks, Reader reader) {
        Optional<Overflow> overflow = Optional.empty();
        Optional<Rounding> rounding = Optional.empty();
        for (Item.Annotation mark : marks) {
            String word = mark.name().text();
            switch (word) {
                case "wrap", "saturate" -> {
                    if (overflow.isPresent()) {
                        reader.fail(Diagnostic.of(
                                Code.Q126, mark.span(), "a number that is too large wraps or saturates, not both"));
                    }
                    overflow = Optional.of(word.equals("wrap") ? Overflow.WRAP : Overflow.SATURATE);
                }
                case "round" -> rounding = rounding(mark, reader);
                default -> {
                    if (!Marks.isProvenance(mark)) {
                        reader.fail(
                                Diagnostic.of(Code.S009, mark.span(), "a format knows no annotation `@" + word + "`")
                                        .suggest(word, List.of("wrap", "saturate", "round"))
                                        .note("a format has `@wrap` or `@saturate`, and `@round(…)`"));
                    }
                }
            }
        }
        if (bare.real() && (overflow.isPresent() || rounding.isPresent())) {
            reader.fail(Diagnostic.of(
                    Code.Q127, marks.getFirst().span(), "float64 is IEEE 754: it neither wraps nor rounds otherwise"));
        }
        return new NumberFormat(
                bare.bits(),
                bare.signed(),
                bare.fraction(),
                overflow.orElse(bare.overflow()),
                rounding.orElse(bare.rounding()),
                bare.real());
    }

    /** What {@code @round(word)} says. */
    static Optional<Rounding> rounding(Item.Annotation mark, Reader reader) {
        String word =
                mark.arguments().size() == 1 && mark.arguments().getFirst().value() instanceof Expr.Name n
                        ? n.text()
                        : "";
        Optional<Rounding> found = Rounding.find(word);
        if (found.isEmpty()) {
            reader.fail(Diagnostic.of(Code.Q129, mark.span(), "`@round` names how bits are dropped")
                    .suggest(word, Rounding.words())
                    .note("it is one of " + String.join(", ", Rounding.words())));
        }
        return found;
    }
}
