package bouton.cli.command;

import bouton.dsl.check.Numbers;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.Suggestions;
import bouton.dsl.parse.Parser;
import bouton.dsl.source.Source;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.SourceFile;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import bouton.dsl.unit.Units;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A quantity given on the command line, written as in the language: {@code 0.05 ms}, {@code -70 mV}, {@code 2 * 8 Hz}.
 *
 * @param value in internal units
 */
record WrittenQuantity(double value, Dimension dimension) {
    /**
     * @param option what it was given for, to begin the message with
     * @throws CommandException if it is no quantity
     */
    static WrittenQuantity parse(String option, String text) {
        Diagnostics diagnostics = new Diagnostics();
        SourceFile file = Parser.parse(new Source(option, "data value = " + text.strip()), diagnostics);
        if (diagnostics.hasErrors()
                || file.declarations().size() != 1
                || !(file.declarations().getFirst() instanceof Declaration.Data data)
                || data.period().isPresent()
                || data.value().drawn()) {
            String reason = diagnostics.sorted().stream()
                    .findFirst()
                    .map(Diagnostic::message)
                    .map(m -> ": " + m)
                    .orElse("");
            throw noQuantity(option, text, reason);
        }
        return of(option, text, data.value().value());
    }

    /**
     * A positive time in ms; 0 if nothing was given.
     *
     * @throws CommandException if it is something else
     */
    static double duration(String option, @Nullable String text) {
        if (text == null) {
            return 0;
        }
        WrittenQuantity time = parse(option, text);
        if (!time.dimension.equals(Dimension.TIME)) {
            throw new CommandException(
                    option + ": `" + text + "` is no time; write it with its unit, as in \"10 s\" or \"5 min\"");
        }
        if (!(time.value > 0) || Double.isInfinite(time.value)) {
            throw new CommandException(option + ": this time has to be positive, not " + text);
        }
        return time.value;
    }

    private static CommandException noQuantity(String option, String text, String reason) {
        return new CommandException(option + ": `" + text + "` is no quantity" + reason
                + "\n  write a number with its unit, as in \"0.05 ms\" or \"-70 mV\"");
    }

    private static WrittenQuantity of(String option, String text, Expr expr) {
        return switch (expr) {
            case Expr.Number n -> number(option, n);
            case Expr.Unary u
            when u.operator() == Expr.UnaryOperator.MINUS -> {
                WrittenQuantity operand = of(option, text, u.operand());
                yield new WrittenQuantity(-operand.value, operand.dimension);
            }
            case Expr.Binary b -> binary(option, text, b);
            default -> throw noQuantity(option, text, "");
        };
    }

    private static WrittenQuantity number(String option, Expr.Number n) {
        BigDecimal number = Numbers.parse(n, new Diagnostics());
        if (number == null) {
            throw new CommandException(option + ": `" + n.text() + "` is not a number that a float64 can hold");
        }
        if (n.unit().isEmpty()) {
            return new WrittenQuantity(number.doubleValue(), Dimension.NONE);
        }
        return switch (Units.parse(n.unit().get())) {
            case Units.Parsed.Good(Unit unit) -> new WrittenQuantity(unit.internal(number), unit.dimension());
            case Units.Parsed.Bad(var factor) -> {
                String symbol = factor.symbol().text();
                String similar = Suggestions.closest(symbol, Units.symbols())
                        .map(best -> "; did you mean `" + best + "`?")
                        .orElse("");
                throw new CommandException(option + ": there is no unit `" + symbol + "`" + similar);
            }
        };
    }

    private static WrittenQuantity binary(String option, String text, Expr.Binary b) {
        WrittenQuantity l = of(option, text, b.left());
        WrittenQuantity r = of(option, text, b.right());
        return switch (b.operator()) {
            case MULTIPLY -> new WrittenQuantity(l.value * r.value, l.dimension.times(r.dimension));
            case DIVIDE -> new WrittenQuantity(l.value / r.value, l.dimension.per(r.dimension));
            case ADD -> new WrittenQuantity(l.value + r.value, same(option, text, l, r));
            case SUBTRACT -> new WrittenQuantity(l.value - r.value, same(option, text, l, r));
            default -> throw noQuantity(option, text, "");
        };
    }

    private static Dimension same(String option, String text, WrittenQuantity l, WrittenQuantity r) {
        if (!l.dimension.equals(r.dimension)) {
            throw noQuantity(option, text, ": it adds " + l.dimension + " and " + r.dimension);
        }
        return l.dimension;
    }
}
