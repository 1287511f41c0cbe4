package bouton.dsl.experiment;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.Term;
import bouton.dsl.syntax.Expr;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import bouton.dsl.unit.Units;
import java.math.BigDecimal;
import java.util.Optional;

/** Numbers as written. */
final class Literals {
    private static final BigDecimal LARGEST = new BigDecimal("1e300");

    private Literals() {}

    static Formula of(Expr.Number n, Checking checking) {
        BigDecimal value = new BigDecimal(n.text());
        if (value.abs().compareTo(LARGEST) > 0) {
            return checking.report(
                    Diagnostic.of(Code.S007, n.span(), "this number is too large for a float64"), n.span());
        }
        if (n.unit().isEmpty()) {
            return plain(value.doubleValue(), n);
        }
        if (n.unit().get().factors().size() == 1) {
            String symbol = n.unit().get().factors().getFirst().symbol().text();
            if (symbol.equals("tick") || symbol.equals("ticks")) {
                return new Formula.Arithmetic(
                        Term.ArithmeticOperator.MULTIPLY,
                        plain(value.doubleValue(), n),
                        new Formula.Tick(n.span()),
                        Type.number(Dimension.TIME),
                        n.span());
            }
        }
        return switch (Units.parse(n.unit().get())) {
            case Units.Parsed.Good(Unit unit) ->
                new Formula.Constant(unit.internal(value), Optional.of(unit), Type.number(unit.dimension()), n.span());
            case Units.Parsed.Bad bad -> unknown(bad, n, checking);
        };
    }

    private static Formula plain(double value, Expr.Number n) {
        return new Formula.Constant(value, Optional.empty(), Type.number(Dimension.NONE), n.span());
    }

    private static Formula unknown(Units.Parsed.Bad bad, Expr.Number n, Checking checking) {
        var at = bad.factor().symbol().span();
        String symbol = bad.factor().symbol().text();
        Diagnostic.Builder builder;
        if (Units.find(symbol).isPresent()) {
            builder = Diagnostic.of(Code.U003, at, "this power of `" + symbol + "` cannot be used");
        } else {
            builder = Diagnostic.of(Code.U003, at, "`" + symbol + "` is not a unit")
                    .suggest(symbol, Units.symbols());
            if (checking.names.find(symbol) != null) {
                builder.note("`" + symbol + "` is a name here: to multiply, write `*` between number and name");
            }
        }
        return checking.report(builder, n.span());
    }
}
