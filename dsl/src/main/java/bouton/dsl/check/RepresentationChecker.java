package bouton.dsl.check;

import bouton.dsl.chip.NumberFormat.Overflow;
import bouton.dsl.chip.NumberFormat.Rounding;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Representation;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Reads {@code @bits(n) @round(mode) @wrap @saturate}; other annotations are not its business. */
final class RepresentationChecker {
    private static final int MOST_BITS = 63;
    private static final int MOST_DIGITS = 10;

    private final Diagnostics diagnostics;

    RepresentationChecker(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** What is said of an item; what is wrong with it is reported. */
    Representation of(Item item) {
        return switch (item) {
            case Item.Param p -> of(p.annotations());
            case Item.Variable v -> of(v.annotations());
            case Item.Trace t -> of(t.annotations());
            case Item.PortItem p -> of(p.annotations());
            default -> Representation.OPEN;
        };
    }

    Representation of(List<Item.Annotation> annotations) {
        Optional<Integer> bits = Optional.empty();
        Optional<Rounding> rounding = Optional.empty();
        Optional<Overflow> overflow = Optional.empty();
        for (Item.Annotation a : annotations) {
            switch (a.name().text()) {
                case "bits" -> bits = bits(a);
                case "round" -> rounding = rounding(a);
                case "wrap", "saturate" -> {
                    if (overflow.isPresent()) {
                        diagnostics.add(Diagnostic.of(
                                Code.Q126, a.span(), "a value that is too large wraps or saturates, not both"));
                    }
                    plain(a);
                    overflow = Optional.of(a.name().text().equals("wrap") ? Overflow.WRAP : Overflow.SATURATE);
                }
                default -> {}
            }
        }
        return new Representation(bits, rounding, overflow);
    }

    private void plain(Item.Annotation a) {
        if (!a.arguments().isEmpty()) {
            diagnostics.add(Diagnostic.of(Code.N009, a.span(), "`@" + a.name() + "` has no arguments"));
        }
    }

    private Optional<Integer> bits(Item.Annotation a) {
        if (a.arguments().size() == 1
                && a.arguments().getFirst().isPlain()
                && a.arguments().getFirst().value() instanceof Expr.Number n
                && n.unit().isEmpty()
                && n.text().length() <= MOST_DIGITS) {
            BigDecimal value = new BigDecimal(n.text());
            boolean whole = value.stripTrailingZeros().scale() <= 0;
            if (whole && value.signum() > 0 && value.compareTo(BigDecimal.valueOf(MOST_BITS)) <= 0) {
                return Optional.of(value.intValueExact());
            }
        }
        diagnostics.add(Diagnostic.of(Code.Q128, a.span(), "`@bits` is a whole number from 1 to " + MOST_BITS)
                .help("for example `@bits(8)`: the sign is one of them"));
        return Optional.empty();
    }

    private Optional<Rounding> rounding(Item.Annotation a) {
        String word =
                a.arguments().size() == 1 && a.arguments().getFirst().value() instanceof Expr.Name n ? n.text() : "";
        Optional<Rounding> found = Rounding.find(word);
        if (found.isEmpty()) {
            diagnostics.add(Diagnostic.of(Code.Q129, a.span(), "`@round` names how bits are dropped")
                    .suggest(word, Rounding.words())
                    .note("it is one of " + String.join(", ", Rounding.words())));
        }
        return found;
    }
}
