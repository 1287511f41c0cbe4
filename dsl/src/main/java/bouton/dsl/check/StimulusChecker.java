package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.DataTable;
import bouton.dsl.model.Network.StimulusValue;
import bouton.dsl.model.Term;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import bouton.dsl.unit.Units;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks what a stimulus does: `poisson(8 Hz)`, `spikes([1 ms, 2 ms])`, `regular(10 ms)`, `level(0 pA)`. */
final class StimulusChecker {
    static final List<String> KINDS = List.of("poisson", "spikes", "regular", "level");

    private final FileScope file;
    private final DataTables data;
    private final Typer typer;
    private final Diagnostics diagnostics;

    StimulusChecker(FileScope file, DataTables data, Typer typer) {
        this.file = file;
        this.data = data;
        this.typer = typer;
        this.diagnostics = typer.diagnostics();
    }

    /** A stimulus value, with the dimension of its level. */
    record Checked(StimulusValue value, boolean single, Dimension dimension, Unit unit) {}

    @Nullable
    Checked check(Item.StimulusItem s, int size) {
        boolean single = false;
        for (Item.Annotation a : s.annotations()) {
            if (a.name().text().equals("single")) {
                single = true;
            } else {
                diagnostics.add(Diagnostic.of(Code.S009, a.span(), "`@" + a.name() + "` is not known on a stimulus")
                        .suggest(a.name().text(), List.of("single")));
            }
        }
        if (!(s.value() instanceof Expr.Call c) || !(c.callee() instanceof Expr.Name kind)) {
            if (!(s.value() instanceof Expr.Faulty)) {
                diagnostics.add(Diagnostic.of(
                        Code.S008, s.value().span(), "a stimulus says what it does: " + String.join(", ", KINDS)));
            }
            return null;
        }
        Map<String, Expr> named = new LinkedHashMap<>();
        List<String> allowed = kind.text().equals("regular") ? List.of("from", "count") : List.of();
        Expr first = null;
        for (Expr.Arg arg : c.arguments()) {
            if (arg.name().isPresent()) {
                Ident option = arg.name().get();
                if (KINDS.contains(kind.text()) && !allowed.contains(option.text())) {
                    diagnostics.add(
                            Diagnostic.of(Code.N009, option.span(), "`" + kind.text() + "` knows no `" + option + "`")
                                    .suggest(option.text(), allowed));
                    return null;
                }
                named.put(option.text(), arg.value());
            } else if (first == null) {
                first = arg.value();
            } else {
                diagnostics.add(Diagnostic.of(
                        Code.N009, arg.value().span(), "`" + kind.text() + "` takes one value; others have names"));
                return null;
            }
        }
        return check(kind, c, Optional.ofNullable(first), named, size, single);
    }

    private @Nullable Checked check(
            Expr.Name kind, Expr.Call c, Optional<Expr> first, Map<String, Expr> named, int size, boolean single) {
        switch (kind.text()) {
            case "poisson" -> {
                if (first.isEmpty()) {
                    return missing(c, "a rate, for example `poisson(8 Hz)`");
                }
                double[] rates = vector(first.get(), Dimension.FREQUENCY, "a rate", size);
                if (rates == null) {
                    return null;
                }
                for (double r : rates) {
                    if (!(r >= 0) || Double.isInfinite(r)) {
                        diagnostics.add(Diagnostic.of(Code.E003, first.get().span(), "a rate is 0 or positive"));
                        return null;
                    }
                }
                return new Checked(new StimulusValue.Poisson(rates), single, Dimension.NONE, Unit.ONE);
            }
            case "level" -> {
                if (first.isEmpty()) {
                    return missing(c, "a value, for example `level(0)`");
                }
                Term term = term(first.get());
                double[] values = Vectors.of(term, size, typer);
                return values == null
                        ? null
                        : new Checked(
                                new StimulusValue.Level(values),
                                false,
                                term.dimension(),
                                Units.usual(term.dimension()));
            }
            case "spikes" -> {
                double[][] times = first.isEmpty() ? new double[][] {{}} : times(first.get(), size);
                return times == null
                        ? null
                        : new Checked(new StimulusValue.Spikes(times), false, Dimension.NONE, Unit.ONE);
            }
            case "regular" -> {
                if (first.isEmpty()) {
                    return missing(c, "a period, for example `regular(100 ms)`");
                }
                return regular(first.get(), named, size);
            }
            default -> {
                diagnostics.add(Diagnostic.of(Code.N001, kind.span(), "there is no stimulus `" + kind.text() + "`")
                        .suggest(kind.text(), KINDS)
                        .note("stimuli: " + String.join(", ", KINDS)));
                return null;
            }
        }
    }

    private @Nullable Checked missing(Expr.Call c, String what) {
        diagnostics.add(Diagnostic.of(Code.S008, c.span(), "this needs " + what));
        return null;
    }

    private @Nullable Checked regular(Expr period, Map<String, Expr> named, int size) {
        double[] periods = vector(period, Dimension.TIME, "a period", size);
        double[] from = periods;
        long count = -1;
        if (named.containsKey("from")) {
            from = vector(java.util.Objects.requireNonNull(named.get("from")), Dimension.TIME, "a start", size);
        }
        if (named.containsKey("count")) {
            Expr e = java.util.Objects.requireNonNull(named.get("count"));
            Long n = Vectors.whole(typer.number(e), 0, Long.MAX_VALUE / 2, "a count", typer);
            if (n == null) {
                return null;
            }
            count = n;
        }
        if (periods == null || from == null) {
            return null;
        }
        for (double p : periods) {
            if (!(p > 0)) {
                diagnostics.add(Diagnostic.of(Code.T004, period.span(), "a period must be positive"));
                return null;
            }
        }
        return new Checked(new StimulusValue.Regular(periods, from, count), false, Dimension.NONE, Unit.ONE);
    }

    private Term term(Expr expr) {
        Scope scope = new OverrideScope(typer.scope(), false, null, data);
        return typer.in(scope).number(expr);
    }

    private double @Nullable [] vector(Expr expr, Dimension dimension, String what, int size) {
        if (expr instanceof Expr.ListOf list) {
            double[] values = new double[list.elements().size()];
            for (int i = 0; i < values.length; i++) {
                Term t = typer.number(list.elements().get(i).value(), dimension, what);
                if (!(t instanceof Term.Constant c)) {
                    return null;
                }
                values[i] = c.value();
            }
            if (values.length != size) {
                diagnostics.add(Diagnostic.of(
                        Code.D002,
                        expr.span(),
                        "there are " + size + " sources, this list has " + values.length + " values"));
                return null;
            }
            return values;
        }
        Term term = typer.expect(term(expr), dimension, what);
        return term instanceof Term.Poison ? null : Vectors.of(term, size, typer);
    }

    /** Lists of times: one for all, or one per source; from data: a row per source, NaN for nothing. */
    double @Nullable [][] times(Expr expr, int size) {
        if (expr instanceof Expr.ListOf list) {
            boolean nested =
                    !list.elements().isEmpty() && list.elements().getFirst().value() instanceof Expr.ListOf;
            if (!nested) {
                double[] one = timeList(list);
                return one == null ? null : new double[][] {one};
            }
            if (list.elements().size() != size) {
                diagnostics.add(Diagnostic.of(
                        Code.D002,
                        list.span(),
                        "there are " + size + " sources, this gives "
                                + list.elements().size() + " lists of times"));
                return null;
            }
            double[][] result = new double[size][];
            for (int i = 0; i < size; i++) {
                double[] row = list.elements().get(i).value() instanceof Expr.ListOf inner ? timeList(inner) : null;
                if (row == null) {
                    return null;
                }
                result[i] = row;
            }
            return result;
        }
        return dataTimes(expr, size);
    }

    private double @Nullable [] timeList(Expr.ListOf list) {
        double[] result = new double[list.elements().size()];
        for (int i = 0; i < result.length; i++) {
            Term t = typer.number(list.elements().get(i).value(), Dimension.TIME, "a time");
            if (!(t instanceof Term.Constant c)) {
                return null;
            }
            if (c.value() < 0) {
                diagnostics.add(
                        Diagnostic.of(Code.L306, t.span(), "a spike time counts from now on and cannot be negative"));
                return null;
            }
            if (!Double.isFinite(c.value())) {
                diagnostics.add(Diagnostic.of(Code.E003, t.span(), "a spike time is a finite number"));
                return null;
            }
            result[i] = c.value();
        }
        return result;
    }

    /** `d * 1 ms` with a table of times, or of (source, time) pairs as columns `d.source`, `d.time`. */
    private double @Nullable [][] dataTimes(Expr expr, int size) {
        Expr name = expr;
        double scale = Double.NaN;
        if (expr instanceof Expr.Binary b && b.operator() == Expr.BinaryOperator.MULTIPLY) {
            Term unit = typer.number(b.right(), Dimension.TIME, "a time");
            if (unit instanceof Term.Constant c) {
                scale = c.value();
                name = b.left();
            } else {
                return null;
            }
        }
        DataTables.Loaded loaded = name instanceof Expr.Name n ? data.load(n.text(), file) : null;
        if (loaded != null && data.isFaulty(loaded.whole())) {
            return null;
        }
        if (loaded == null || Double.isNaN(scale)) {
            diagnostics.add(
                    Diagnostic.of(Code.U007, expr.span(), "spike times are a list of times, or data times a unit")
                            .help("for example `spikes([10 ms, 20 ms])`, `spikes(times * 1 ms)`"));
            return null;
        }
        DataTable source = loaded.parts().get("source");
        DataTable time = loaded.parts().get("time");
        if (source != null && time != null) {
            return events(source.values(), time.values(), scale, size, expr);
        }
        DataTable whole = loaded.whole();
        int rows = whole.shape().length < 2 ? 1 : whole.rows();
        int columns = whole.values().length / rows;
        if (rows != 1 && rows != size) {
            diagnostics.add(Diagnostic.of(
                    Code.D002, expr.span(), "there are " + size + " sources, the data has " + rows + " rows of times"));
            return null;
        }
        double[][] result = new double[rows][];
        for (int r = 0; r < rows; r++) {
            double[] row = new double[columns];
            int n = 0;
            for (int c = 0; c < columns; c++) {
                double t = whole.values()[r * columns + c];
                if (!Double.isNaN(t)) {
                    row[n++] = t * scale;
                }
            }
            result[r] = java.util.Arrays.copyOf(row, n);
        }
        return result;
    }

    private double @Nullable [][] events(double[] sources, double[] times, double scale, int size, Expr at) {
        int[] counts = new int[size];
        for (double s : sources) {
            if (!(s >= 0 && s < size) || s != Math.rint(s)) {
                diagnostics.add(Diagnostic.of(
                        Code.E003,
                        at.span(),
                        "the data names source " + Numbers.show(s) + "; there are 0 .. " + (size - 1)));
                return null;
            }
            counts[(int) s]++;
        }
        double[][] result = new double[size][];
        for (int i = 0; i < size; i++) {
            result[i] = new double[counts[i]];
            counts[i] = 0;
        }
        for (int k = 0; k < sources.length; k++) {
            int s = (int) sources[k];
            result[s][counts[s]++] = times[k] * scale;
        }
        for (double[] row : result) {
            java.util.Arrays.sort(row);
        }
        return result;
    }
}
