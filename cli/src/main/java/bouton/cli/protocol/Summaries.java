package bouton.cli.protocol;

import bouton.dsl.check.Numbers;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.experiment.Formula;
import bouton.dsl.experiment.Statistic;
import bouton.dsl.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Statistics of lists; of a list of lists, those of the elements with one number. */
final class Summaries {
    private final Evaluator evaluator;

    Summaries(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Value of(Formula.Summary s) {
        Value values = evaluator.value(s.arguments().getFirst());
        if (s.statistic().comparesLists()) {
            return pair(
                    s, values.numbers(), evaluator.value(s.arguments().get(1)).numbers());
        }
        double p = 0;
        if (s.statistic() == Statistic.QUANTILE) {
            Formula at = s.arguments().get(1);
            p = evaluator.number(at);
            if (!(p >= 0 && p <= 1)) {
                throw new Fault(Code.E003, at.span(), "a quantile is from 0 to 1, this is " + Numbers.show(p));
            }
        }
        return values instanceof Value.Lists lists
                ? columns(s, lists, p)
                : new Value.Number(one(s, values.numbers(), p));
    }

    Value over(Formula.Over o) {
        double[] values = evaluator.value(o.summary().arguments().getFirst()).numbers();
        List<double[]> keys =
                o.keys().stream().map(k -> evaluator.value(k).numbers()).toList();
        Map<List<Double>, List<Double>> groups = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            int at = i;
            List<Double> key = keys.stream().map(k -> k[at]).toList();
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(values[i]);
        }
        return new Value.Numbers(groups.values().stream()
                .mapToDouble(
                        g -> one(o.summary(), g.stream().mapToDouble(x -> x).toArray(), 0))
                .toArray());
    }

    private static Value columns(Formula.Summary s, Value.Lists lists, double p) {
        if (lists.count() == 0) {
            throw empty(s);
        }
        double[][] rows = new double[lists.count()][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = lists.list(r);
            if (rows[r].length != rows[0].length) {
                throw new Fault(
                        Code.D002,
                        s.arguments().getFirst().span(),
                        "these lists differ in length: " + rows[0].length + " and " + rows[r].length);
            }
        }
        double[] result = new double[rows[0].length];
        double[] column = new double[rows.length];
        for (int c = 0; c < result.length; c++) {
            for (int r = 0; r < rows.length; r++) {
                column[r] = rows[r][c];
            }
            result[c] = one(s, column, p);
        }
        return new Value.Numbers(result);
    }

    private static double one(Formula.Summary s, double[] x, double p) {
        boolean emptySum =
                s.statistic() == Statistic.SUM || s.statistic() == Statistic.COUNT || s.statistic() == Statistic.NORM;
        if (x.length == 0 && !emptySum) {
            throw empty(s);
        }
        return switch (s.statistic()) {
            case SUM, COUNT -> Statistics.sum(x);
            case MEAN, FRACTION -> Statistics.mean(x);
            case STD -> Statistics.std(x);
            case VAR -> Statistics.var(x);
            case MIN -> Statistics.min(x);
            case MAX -> Statistics.max(x);
            case MEDIAN -> Statistics.quantile(x, 0.5);
            case QUANTILE -> Statistics.quantile(x, p);
            case ARGMAX -> Statistics.argmax(x);
            case NORM -> Statistics.norm(x);
            case CORR, ANGLE, SLOPE -> throw new IllegalStateException();
        };
    }

    private static Fault empty(Formula.Summary s) {
        return new Fault(Code.E002, s.span(), "there is no `" + s.statistic().word() + "` of nothing: no values");
    }

    private static Value pair(Formula.Summary s, double[] x, double[] y) {
        Span span = s.span();
        if (x.length != y.length) {
            throw new Fault(
                    Code.D002, span, "lists of different lengths do not go together: " + x.length + " and " + y.length);
        }
        if (x.length == 0) {
            throw empty(s);
        }
        double result = switch (s.statistic()) {
            case CORR -> Statistics.corr(x, y);
            case ANGLE -> Statistics.angle(x, y);
            case SLOPE -> Statistics.slope(x, y);
            default -> throw new IllegalStateException();
        };
        if (Double.isNaN(result)) {
            throw new Fault(
                    Code.E002,
                    span,
                    s.statistic() == Statistic.ANGLE
                            ? "there is no angle to a list of zeros"
                            : "`" + s.statistic().word() + "` needs values that vary");
        }
        return new Value.Number(result);
    }
}
