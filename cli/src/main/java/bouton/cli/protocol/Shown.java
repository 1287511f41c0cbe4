package bouton.cli.protocol;

import bouton.dsl.check.Numbers;
import bouton.dsl.experiment.Quantities;
import bouton.dsl.unit.Unit;
import java.util.StringJoiner;

/** Values for people. */
final class Shown {
    private static final int MOST = 8;

    private Shown() {}

    static String value(Value value, Unit unit) {
        return switch (value) {
            case Value.Number n -> Quantities.show(n.value(), unit);
            case Value.Numbers n -> with(list(n.values(), unit), unit);
            case Value.Lists l -> l.count() + " lists";
            case Value.Row r -> "row " + r.index() + " of " + r.set().name();
            case Value.Rows r -> r.indices().length + " rows of " + r.set().name();
        };
    }

    private static String number(double value) {
        return Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : Numbers.show(value);
    }

    static double in(double value, Unit unit) {
        return value * unit.display();
    }

    static String symbol(Unit unit) {
        return unit.symbol().isEmpty() ? "1" : unit.symbol();
    }

    private static String with(String number, Unit unit) {
        String symbol = symbol(unit);
        return symbol.equals("1") ? number : number + " " + symbol;
    }

    private static String list(double[] values, Unit unit) {
        StringJoiner out =
                new StringJoiner(", ", "[", values.length > MOST ? ", … " + values.length + " values]" : "]");
        for (int i = 0; i < Math.min(MOST, values.length); i++) {
            out.add(number(in(values[i], unit)));
        }
        return out.toString();
    }
}
