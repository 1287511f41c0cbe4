package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value that is declared as a plain number and used as a quantity in several places lacks its unit: this is said once, at the
 * declaration, instead of at every use.
 */
final class MissingUnits {
    /** How {@link Mismatch} shows a side. */
    private static final Pattern SIDE = Pattern.compile("(?:this|`.*`) is in (\\S+)");

    private MissingUnits() {}

    /** Hands on what was found in a model. */
    static void tell(List<Diagnostic> found, ModelTable table, Diagnostics diagnostics) {
        List<Diagnostic> rest = new ArrayList<>(found);
        for (ModelTable.Entry e : table.all()) {
            if (isPlain(e)) {
                List<Diagnostic> uses = rest.stream().filter(d -> isUseOf(e, d)).toList();
                if (uses.size() > 1) {
                    rest.removeAll(uses);
                    rest.add(missing(e, uses.getFirst()));
                }
            }
        }
        diagnostics.addAll(rest);
    }

    private static boolean isPlain(ModelTable.Entry e) {
        Optional<Expr> initial = switch (e.item) {
            case Item.Variable v when v.unit().isEmpty() -> v.initial().map(Item.Initial::value);
            case Item.Param p when p.unit().isEmpty() -> p.initial().map(Item.Initial::value);
            default -> Optional.empty();
        };
        boolean literal = initial.filter(x -> isLiteral(x)).isPresent();
        return literal && Dimension.NONE.equals(e.dimension);
    }

    private static boolean isLiteral(Expr x) {
        return x instanceof Expr.Number n && n.unit().isEmpty() || x instanceof Expr.Unary u && isLiteral(u.operand());
    }

    private static boolean isUseOf(ModelTable.Entry e, Diagnostic d) {
        return d.code() == Code.U001
                && d.secondary().stream()
                        .anyMatch(s -> s.label().endsWith("is in no unit")
                                && (s.span().equals(e.span) || s.span().text().equals(e.name)));
    }

    private static Diagnostic missing(ModelTable.Entry e, Diagnostic use) {
        String unit = use.secondary().stream()
                .map(s -> SIDE.matcher(s.label()))
                .filter(Matcher::matches)
                .map(m -> m.group(1))
                .filter(u -> !u.equals("no"))
                .findFirst()
                .orElse("UNIT");
        String word = e.item.word();
        return Diagnostic.of(Code.U007, e.span, "`" + e.name + "` is a plain number here, and is used as a quantity")
                .label("no unit")
                .also(use.span(), "used here, and elsewhere")
                .help("give it a unit: `" + word + " " + e.name + ": " + unit + " = …`")
                .build();
    }
}
