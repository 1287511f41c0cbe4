package bouton.dsl.chip.check;

import bouton.dsl.chip.Figure;
import bouton.dsl.chip.Figure.Provenance;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Clause;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code @measured("…")} and its like: where numbers come from. */
final class Marks {
    private static final Map<String, Provenance> WORDS = Map.of(
            "measured", Provenance.MEASURED,
            "published", Provenance.PUBLISHED,
            "fitted", Provenance.FITTED,
            "assumed", Provenance.ASSUMED);

    /** In the order in which people should see them. */
    static final List<String> NAMES = List.of("measured", "published", "fitted", "assumed");

    private Marks() {}

    static boolean isProvenance(Item.Annotation mark) {
        return WORDS.containsKey(mark.name().text());
    }

    /** The last of some parts that tells where numbers come from. */
    static Optional<Item.Annotation> provenance(List<Clause.Part> parts) {
        Optional<Item.Annotation> result = Optional.empty();
        for (Clause.Part part : parts) {
            if (part instanceof Clause.Mark m && isProvenance(m.annotation())) {
                result = Optional.of(m.annotation());
            }
        }
        return result;
    }

    /** The figure of a value; assumed if nobody says more. */
    static Figure figure(double value, Optional<Item.Annotation> mark, Span span, Diagnostics diagnostics) {
        if (mark.isEmpty()) {
            return new Figure(value, Provenance.ASSUMED, Optional.empty(), span);
        }
        Item.Annotation m = mark.get();
        Provenance provenance = WORDS.getOrDefault(m.name().text(), Provenance.ASSUMED);
        return new Figure(value, provenance, source(m, provenance, diagnostics), span);
    }

    private static Optional<String> source(Item.Annotation mark, Provenance provenance, Diagnostics diagnostics) {
        Optional<String> text = mark.arguments().size() == 1
                        && mark.arguments().getFirst().isPlain()
                        && mark.arguments().getFirst().value() instanceof Expr.Text t
                        && !t.value().isBlank()
                ? Optional.of(t.value())
                : Optional.empty();
        boolean needed = provenance != Provenance.ASSUMED || !mark.arguments().isEmpty();
        if (text.isEmpty() && needed) {
            String word = provenance.name().toLowerCase(Locale.ROOT);
            diagnostics.add(Diagnostic.of(Code.F109, mark.span(), "`@" + word + "` names its source as a text")
                    .help("for example `@" + word + "(\"title of the paper, table 3\")`"));
        }
        return text;
    }
}
