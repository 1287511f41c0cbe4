package bouton.dsl.experiment;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.TargetDef;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import bouton.dsl.syntax.Path;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks {@code sweep p in [..]}, {@code sweep (a, b) in [(..), (..)]}. All values are known before anything runs. */
final class SweepChecker {
    private static final int MOST_POINTS = 1_000_000;

    private final Checking checking;
    private final FormulaChecker formulas;
    private final TargetDef target;
    private final Set<String> swept = new HashSet<>();
    private long points = 1;

    SweepChecker(Checking checking, TargetDef target) {
        this.checking = checking;
        this.formulas = new FormulaChecker(checking);
        this.target = target;
    }

    /** Null after a report. */
    @Nullable
    Sweep check(Item.Sweep s) {
        int before = checking.diagnostics.errorCount();
        List<List<Expr>> rows = rows(s);
        List<Sweep.Swept> names = new ArrayList<>();
        double[][] columns = new double[s.targets().size()][];
        for (int i = 0; i < s.targets().size(); i++) {
            int column = i;
            List<Expr> values = rows == null
                    ? List.of()
                    : rows.stream()
                            .filter(r -> r.size() > column)
                            .map(r -> r.get(column))
                            .toList();
            Column checked = column(s.targets().get(i), values);
            if (checked != null) {
                names.add(checked.swept());
                columns[i] = checked.values();
            }
        }
        if (rows == null || checking.diagnostics.errorCount() > before) {
            return null;
        }
        List<List<Double>> result = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            List<Double> row = new ArrayList<>();
            for (double[] column : columns) {
                row.add(column[r]);
            }
            result.add(row);
        }
        points *= result.size();
        if (points > MOST_POINTS) {
            checking.diagnostics.add(Diagnostic.of(
                    Code.E001, s.span(), "these sweeps have more than " + MOST_POINTS + " points together"));
            return null;
        }
        return new Sweep(names, result, s.span());
    }

    /** The values of every step; null after a report. */
    private @Nullable List<List<Expr>> rows(Item.Sweep s) {
        if (s.values() instanceof Expr.Range r && r.to().isPresent()) {
            return range(r, s);
        }
        if (!(s.values() instanceof Expr.ListOf list)) {
            if (!(s.values() instanceof Expr.Faulty)) {
                checking.diagnostics.add(
                        Diagnostic.of(Code.S006, s.values().span(), "a sweep goes over a list or a range")
                                .help("for example `[0.1, 0.2]` or `1 .. 5`"));
            }
            return null;
        }
        if (list.elements().isEmpty()) {
            checking.diagnostics.add(Diagnostic.of(Code.E001, list.span(), "this sweep has no values"));
            return null;
        }
        int width = s.targets().size();
        List<List<Expr>> result = new ArrayList<>();
        for (Expr.Arg a : list.elements()) {
            List<Expr> row = a.value() instanceof Expr.Tuple t ? t.elements() : List.of(a.value());
            if (!a.isPlain() || row.size() != width) {
                checking.diagnostics.add(Diagnostic.of(
                        Code.D002,
                        a.value().span(),
                        width == 1
                                ? "one value is needed here"
                                : "one value for each of the " + width + " names is needed here, in round brackets"));
                return null;
            }
            result.add(row);
        }
        return result;
    }

    private @Nullable List<List<Expr>> range(Expr.Range r, Item.Sweep s) {
        if (s.targets().size() != 1) {
            checking.diagnostics.add(
                    Diagnostic.of(Code.D002, r.span(), "one value for each of the names is needed, in round brackets"));
            return null;
        }
        OptionalDouble from = whole(r.from());
        OptionalDouble to = whole(r.to().orElseThrow());
        if (from.isEmpty() || to.isEmpty()) {
            return null;
        }
        if (to.getAsDouble() < from.getAsDouble() || to.getAsDouble() - from.getAsDouble() >= MOST_POINTS) {
            checking.diagnostics.add(Diagnostic.of(
                    Code.E003,
                    r.span(),
                    to.getAsDouble() < from.getAsDouble()
                            ? "this range is empty: its start is above its end"
                            : "this range has more than " + MOST_POINTS + " values"));
            return null;
        }
        List<List<Expr>> result = new ArrayList<>();
        for (long v = (long) from.getAsDouble(); v <= to.getAsDouble(); v++) {
            Expr number = new Expr.Number(Long.toString(Math.abs(v)), Optional.empty(), r.span());
            result.add(List.of(v < 0 ? new Expr.Unary(Expr.UnaryOperator.MINUS, number, r.span()) : number));
        }
        return result;
    }

    private OptionalDouble whole(Expr e) {
        Formula f = formulas.number(e, Dimension.NONE, "an end of a range");
        OptionalDouble value = known(f);
        if (value.isPresent() && value.getAsDouble() != Math.rint(value.getAsDouble())) {
            checking.diagnostics.add(Diagnostic.of(Code.E003, e.span(), "a range runs over whole numbers"));
            return OptionalDouble.empty();
        }
        return value;
    }

    private OptionalDouble known(Formula f) {
        if (f.type().isFaulty()) {
            return OptionalDouble.empty();
        }
        OptionalDouble value = Constants.value(f, target.dt());
        if (value.isEmpty()) {
            checking.diagnostics.add(
                    Diagnostic.of(Code.E002, f.span(), "the values of a sweep are known before anything runs")
                            .note("they are numbers and what is computed from numbers alone"));
        }
        return value;
    }

    private record Column(Sweep.Swept swept, double[] values) {}

    private @Nullable Column column(Path target, List<Expr> values) {
        Ident last = target.last();
        String name = target.text();
        if (!swept.add(name)) {
            checking.diagnostics.add(Diagnostic.of(Code.N002, target.span(), "`" + name + "` is swept twice"));
            return null;
        }
        List<Formula> formulasOf = values.stream()
                .map(e -> formulas.one(formulas.numbers(e), "a value of a sweep"))
                .toList();
        Column result = named(target, formulasOf);
        if (result == null) {
            checking.faulty.add(last.text());
            return null;
        }
        Dimension dimension = result.swept().unit().dimension();
        checking.names.declare(
                new Names.Local(result.swept().slot(), last.text(), Type.number(dimension), false, target.span()));
        return result;
    }

    private @Nullable Column named(Path target, List<Formula> values) {
        if (target.isSimple() && target.text().equals("seed")) {
            return column(target, Sweep.Kind.SEED, "", Dimension.NONE, Unit.ONE, values);
        }
        if (target.isSimple() && target.text().equals("dt")) {
            return column(target, Sweep.Kind.DT, "", Dimension.TIME, unit(values, Dimension.TIME), values);
        }
        Parameters parameters = new Parameters(checking);
        Optional<Parameters.Found> found;
        if (target.isSimple()) {
            found = parameters.find(target.text(), target.span());
        } else {
            String name = target.text().substring(target.first().text().length() + 1);
            found = Optional.ofNullable(parameters.find(
                    target.first(), new Ident(name, target.last().span())));
            if (found.isEmpty()) {
                return null;
            }
        }
        if (found == null) {
            return null;
        }
        if (found.isPresent()) {
            Parameters.Found p = found.get();
            return column(target, Sweep.Kind.PARAMETER, p.key(), p.dimension(), unit(values, p), values);
        }
        Dimension dimension = values.stream()
                .filter(v -> !Quantities.isFlexible(v))
                .map(v -> v.type().dimension())
                .findFirst()
                .orElse(Dimension.NONE);
        return column(target, Sweep.Kind.FREE, "", dimension, unit(values, dimension), values);
    }

    private static Unit unit(List<Formula> values, Parameters.Found p) {
        Unit written = unit(values, p.dimension());
        return values.stream()
                        .anyMatch(
                                v -> v instanceof Formula.Constant c && c.unit().isPresent())
                ? written
                : p.unit();
    }

    private static Unit unit(List<Formula> values, Dimension dimension) {
        return Quantities.unit(
                new Formula.ListOf(
                        values,
                        Type.number(dimension, 1),
                        values.isEmpty() ? NOWHERE : values.getFirst().span()),
                dimension);
    }

    private static final bouton.dsl.source.Span NOWHERE =
            new bouton.dsl.source.Span(new bouton.dsl.source.Source("", ""), 0, 0);

    private @Nullable Column column(
            Path target, Sweep.Kind kind, String key, Dimension dimension, Unit unit, List<Formula> values) {
        double[] numbers = new double[values.size()];
        boolean good = true;
        for (int i = 0; i < numbers.length; i++) {
            Formula fitted = formulas.expect(values.get(i), dimension, "`" + target.text() + "`");
            OptionalDouble value = known(fitted);
            good &= value.isPresent() && isLegal(kind, value.getAsDouble(), fitted);
            numbers[i] = value.orElse(Double.NaN);
        }
        Sweep.Swept swept = new Sweep.Swept(target.text(), kind, key, checking.newSlot(), unit, target.span());
        return good ? new Column(swept, numbers) : null;
    }

    private boolean isLegal(Sweep.Kind kind, double value, Formula at) {
        String problem = switch (kind) {
            case SEED -> value == Math.rint(value) && Math.abs(value) < 9e15 ? "" : "a seed is a whole number";
            case DT -> value > 0 && Double.isFinite(value) ? "" : "`dt` must be positive";
            case PARAMETER, FREE -> "";
        };
        if (!problem.isEmpty()) {
            checking.diagnostics.add(Diagnostic.of(kind == Sweep.Kind.DT ? Code.T004 : Code.S007, at.span(), problem));
        }
        boolean possible = kind != Sweep.Kind.DT
                || !problem.isEmpty()
                || target.withDt(value).isPossible();
        if (!possible) {
            checking.diagnostics.add(target.withDt(value).impossible(at.span()));
        }
        return problem.isEmpty() && possible;
    }

    /** Reports names that are no parameters and that nothing reads: they would sweep nothing. */
    void unread(List<Sweep> sweeps) {
        for (Sweep s : sweeps) {
            for (Sweep.Swept n : s.names()) {
                if (n.kind() == Sweep.Kind.FREE && !checking.read.contains(n.name())) {
                    checking.diagnostics.add(Diagnostic.of(
                                    Code.N001,
                                    n.span(),
                                    "`" + n.name() + "` is no parameter of network `" + checking.network.name()
                                            + "`, and the experiment does not read it")
                            .suggest(n.name(), new Parameters(checking).names()));
                }
            }
        }
    }
}
