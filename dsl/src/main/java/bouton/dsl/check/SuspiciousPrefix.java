package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import bouton.dsl.unit.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Quantities that no neuron has: a membrane at -70 V, a capacitance of 250 F. The prefix has most likely been forgotten. For
 * times there is no such limit; there the sign is the same number with two prefixes in one model.
 */
final class SuspiciousPrefix {
    /**
     * A value beyond which a literal is taken for a slip.
     *
     * @param unit the limit is one of these
     * @param above larger values are suspicious, otherwise smaller ones
     * @param usual what was likely meant
     */
    private record Limit(String unit, boolean above, String usual) {}

    private static final List<Limit> LIMITS = List.of(
            new Limit("V", true, "mV"),
            new Limit("mA", true, "pA"),
            new Limit("mS", true, "nS"),
            new Limit("mF", true, "pF"),
            new Limit("kOhm", false, "MOhm"),
            new Limit("MHz", true, "Hz"));

    private SuspiciousPrefix() {}

    /** Warns about a literal, perhaps with a sign, whose size no neuron or synapse has. */
    static void check(Expr written, Term value, Diagnostics diagnostics) {
        if (!(value instanceof Term.Constant c) || literal(written).isEmpty() || c.value() == 0) {
            return;
        }
        for (Limit limit : LIMITS) {
            Unit unit = Units.find(limit.unit()).orElseThrow();
            double size = Math.abs(c.value()) * unit.display();
            if (unit.dimension().equals(c.dimension())
                    && Double.isFinite(size)
                    && (limit.above() ? size > 1 : size < 1)) {
                diagnostics.add(Diagnostic.of(
                                Code.U002,
                                written.span(),
                                "`" + written.span().text() + "` is far from what neurons have")
                        .label("is the prefix right?")
                        .help("in this field such quantities are given in `" + limit.usual() + "`"));
            }
        }
    }

    /** Warns about time constants with the same number and different prefixes: 20 s beside 20 ms. */
    static void checkTimes(List<ModelItems.Placed> items, Diagnostics diagnostics) {
        List<Item.Param> constants = new ArrayList<>();
        for (ModelItems.Placed placed : items) {
            if (placed.item() instanceof Item.Param p && p.name().text().startsWith("tau") && time(p).isPresent()) {
                constants.add(p);
            }
        }
        for (Item.Param longer : constants) {
            for (Item.Param shorter : constants) {
                Expr.Number a = time(longer).orElseThrow();
                Expr.Number b = time(shorter).orElseThrow();
                if (a.text().equals(b.text()) && a.text().length() > 1 && scale(a) >= 1000 * scale(b)) {
                    Span at = a.span();
                    diagnostics.add(Diagnostic.of(
                                    Code.U002,
                                    at,
                                    "`" + at.text() + "` stands beside `"
                                            + b.span().text() + "`")
                            .label("is the prefix right?")
                            .also(b.span(), "the same number")
                            .help("if both are meant, write one of them in another way, for example `"
                                    + Numbers.show(scale(a) * Double.parseDouble(a.text())) + " ms`"));
                }
            }
        }
    }

    private static Optional<Expr.Number> time(Item.Param p) {
        return p.initial()
                .flatMap(i -> literal(i.value()))
                .filter(n -> unit(n).isPresent() && unit(n).get().dimension().equals(Dimension.TIME));
    }

    private static double scale(Expr.Number n) {
        return unit(n).orElseThrow().scale();
    }

    private static Optional<Unit> unit(Expr.Number n) {
        return n.unit().isPresent() && Units.parse(n.unit().get()) instanceof Units.Parsed.Good good
                ? Optional.of(good.unit())
                : Optional.empty();
    }

    private static Optional<Expr.Number> literal(Expr expr) {
        return switch (expr) {
            case Expr.Number n -> Optional.of(n);
            case Expr.Unary u when u.operator() == Expr.UnaryOperator.MINUS -> literal(u.operand());
            default -> Optional.empty();
        };
    }
}
