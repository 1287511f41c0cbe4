package bouton.cli.protocol;

import bouton.dsl.experiment.Formula;
import bouton.dsl.experiment.Formulas;
import bouton.dsl.experiment.Quantities;
import bouton.dsl.experiment.Step;
import bouton.dsl.unit.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges a {@code require}, with the values of what stands in it. */
final class Judge {
    private static final int MOST_PARTS = 4;

    private final Evaluator evaluator;
    private final List<String> reasons = new ArrayList<>();
    private @Nullable Sides sides;

    Judge(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    private record Sides(String left, String right) {}

    Requirement judge(Step.Require require, Point point) {
        boolean passed = holds(require.condition());
        Sides shown = require.condition() instanceof Formula.Compare ? sides : null;
        return new Requirement(
                require.condition().span().text(),
                passed,
                Optional.ofNullable(shown).map(Sides::left),
                Optional.ofNullable(shown).map(Sides::right),
                passed ? "" : String.join("; ", reasons),
                point,
                require.condition().span().toString());
    }

    /** Notes a reason for each part that fails. */
    private boolean holds(Formula f) {
        if (f instanceof Formula.Compare c) {
            return compare(c);
        }
        // Of lists every element must hold, so `and` may join lists of any length here.
        if (f instanceof Formula.Logic l && (l.and() || l.type().rank() == 0)) {
            boolean left = holds(l.left());
            if (left != l.and()) {
                return left;
            }
            return holds(l.right());
        }
        double[] verdicts = evaluator.value(f).numbers();
        for (int i = 0; i < verdicts.length; i++) {
            if (!(verdicts[i] != 0) || Double.isNaN(verdicts[i])) {
                String at = f.type().rank() == 0 ? "" : " at element " + i;
                reasons.add("`" + f.span().text() + "` is false" + at + parts(f));
                return false;
            }
        }
        return true;
    }

    private boolean compare(Formula.Compare c) {
        Value left = evaluator.value(c.left());
        Value right = evaluator.value(c.right());
        double tolerance = c.tolerance().map(t -> evaluator.number(t.value())).orElse(Double.NaN);
        Unit unit = Quantities.unit(c, c.left().type().dimension());
        String rightText = Shown.value(right, unit) + tolerance(c, tolerance, unit, " ± ");
        sides = new Sides(Shown.value(left, unit), rightText);
        double[] verdicts = flat(Elementwise.verdict(c, left, right, tolerance));
        for (int i = 0; i < verdicts.length; i++) {
            if (verdicts[i] == 0) {
                reasons.add(reason(c, left, right, i, tolerance, unit));
                return false;
            }
        }
        return true;
    }

    private static double[] flat(Value value) {
        if (value instanceof Value.Lists lists) {
            double[] all = {};
            for (int i = 0; i < lists.count(); i++) {
                double[] list = lists.list(i);
                int before = all.length;
                all = java.util.Arrays.copyOf(all, before + list.length);
                System.arraycopy(list, 0, all, before, list.length);
            }
            return all;
        }
        return value.numbers();
    }

    private static String tolerance(Formula.Compare c, double value, Unit unit, String before) {
        return c.tolerance()
                .map(t -> before
                        + (t.relative()
                                ? bouton.dsl.check.Numbers.show(100 * value) + " %"
                                : Shown.value(new Value.Number(value), unit)))
                .orElse("");
    }

    private String reason(Formula.Compare c, Value left, Value right, int at, double tolerance, Unit unit) {
        boolean listed = c.type().rank() > 0;
        String what = "`" + c.left().span().text() + "`" + (listed ? " at element " + at : "");
        String have = listed ? shownAt(left, at, unit) : Shown.value(left, unit);
        String want = listed ? shownAt(right, at, unit) : Shown.value(right, unit);
        String relation = c.tolerance().isEmpty()
                ? "not " + symbol(c) + " " + want
                : (symbol(c).equals("==") ? "not within " : "within ") + tolerance(c, tolerance, unit, "") + " of "
                        + want;
        String value = have.isEmpty() ? "" : what + " is " + have + ", ";
        boolean looksTheSame = have.equals(want) && isNumeric(left) && isNumeric(right);
        String difference = looksTheSame ? difference(left, right, at, unit) : "";
        return value + relation + difference + parts(c);
    }

    private static boolean isNumeric(Value value) {
        return value instanceof Value.Number || value instanceof Value.Numbers;
    }

    /** How far apart two numbers are that look the same in the digits shown. */
    private static String difference(Value left, Value right, int at, Unit unit) {
        double[] a = left.numbers();
        double[] b = right.numbers();
        double difference = a[a.length == 1 ? 0 : at] - b[b.length == 1 ? 0 : at];
        return difference == 0 || Double.isNaN(difference)
                ? ""
                : ", they differ by " + Shown.value(new Value.Number(difference), unit);
    }

    private static String symbol(Formula.Compare c) {
        return switch (c.comparison()) {
            case LESS -> "<";
            case LESS_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_EQUAL -> ">=";
            case EQUAL -> "==";
            case NOT_EQUAL -> "!=";
        };
    }

    private static String shownAt(Value value, int at, Unit unit) {
        return switch (value) {
            case Value.Numbers n -> Shown.value(new Value.Number(n.values()[at]), unit);
            default -> Shown.value(value, unit);
        };
    }

    /** The values of statistics and names inside of the sides. */
    private String parts(Formula f) {
        Map<String, String> found = new LinkedHashMap<>();
        for (Formula side : Formulas.children(f)) {
            collect(side, true, found);
        }
        if (found.isEmpty()) {
            return "";
        }
        List<String> shown = new ArrayList<>();
        found.forEach((text, value) -> shown.add("`" + text + "` = " + value));
        return " (" + String.join(", ", shown.subList(0, Math.min(MOST_PARTS, shown.size()))) + ")";
    }

    private void collect(Formula f, boolean side, Map<String, String> found) {
        boolean telling = f instanceof Formula.Summary
                || f instanceof Formula.Variable
                || f instanceof Formula.Element
                || f instanceof Formula.NetworkParam;
        boolean again = f.type().rank() == 0 && !f.type().isRow() && !Formulas.any(f, Judge::isNew);
        if (telling && again && (!side || !(f instanceof Formula.Summary || f instanceof Formula.Element))) {
            if (!side) {
                Unit unit = Quantities.unit(f, f.type().dimension());
                found.putIfAbsent(f.span().text(), Shown.value(evaluator.value(f), unit));
            }
            return;
        }
        // What stands inside of a set or a function belongs to its members and parameters.
        if (!(f instanceof Formula.Each || f instanceof Formula.Call || f instanceof Formula.Summary)) {
            Formulas.children(f).forEach(child -> collect(child, false, found));
        }
    }

    /** A draw would give another value than the one that was judged. */
    private static boolean isNew(Formula f) {
        return f instanceof Formula.Draw || f instanceof Formula.Shuffled;
    }
}
