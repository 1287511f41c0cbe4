package bouton.dsl.experiment;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.Network;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks {@code across { }}, which runs once behind all points of the sweeps. In it a record is the list of what all points
 * have recorded, in the order of the points, and a swept name the list of its values. Every record knows its axes: for each
 * swept name the list of the values at which its entries were recorded ({@code x[P = 50]}, {@code mean(x over seed)}).
 */
final class AcrossChecker {
    private final Checking outer;
    private final List<Sweep> sweeps;

    AcrossChecker(Checking outer, List<Sweep> sweeps) {
        this.outer = outer;
        this.sweeps = sweeps;
    }

    Experiment.Across check(Item.Across item) {
        if (sweeps.isEmpty()) {
            outer.diagnostics.add(Diagnostic.of(Code.S006, item.span(), "`across` looks at all points of a sweep")
                    .help("there is no sweep here: write its statements without `across`"));
        }
        Network none = new Network(
                outer.network.name(),
                outer.network.params(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                java.util.Map.of(),
                List.of(),
                outer.network.span());
        Checking inner = new Checking(outer.program, outer.data, none, outer.diagnostics);
        inner.continueFrom(outer);
        Map<Integer, Integer> lists = new LinkedHashMap<>();
        List<Experiment.Axis> axes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int r = 0; r < outer.records.size(); r++) {
            Experiment.RecordDef record = outer.records.get(r);
            if (record.type().rank() > 0) {
                inner.faulty.add(record.name());
                continue;
            }
            int slot = inner.newSlot();
            lists.put(r, slot);
            declare(inner, slot, record.name(), record.type().withRank(1), item.span());
            axes(inner, axes, r, record.name() + " ", item.span());
        }
        for (Sweep s : sweeps) {
            s.names().forEach(n -> names.add(n.name()));
        }
        axes(inner, axes, -1, "", item.span());
        inner.axes = Optional.of(names);
        List<Step> body = new StepChecker(inner, new ProtocolChecker(inner)).block(item.body());
        for (Experiment.RecordDef list : outer.records) {
            if (list.type().rank() > 0 && inner.read.contains(list.name())) {
                outer.diagnostics.add(Diagnostic.of(
                        Code.D002,
                        item.span(),
                        "`across` sees records of single values; `" + list.name() + "` has lists"));
            }
        }
        outer.continueFrom(inner);
        outer.read.addAll(inner.read);
        return new Experiment.Across(body, lists, axes);
    }

    private void axes(Checking inner, List<Experiment.Axis> axes, int record, String prefix, Span span) {
        for (int s = 0; s < sweeps.size(); s++) {
            for (int n = 0; n < sweeps.get(s).names().size(); n++) {
                Sweep.Swept swept = sweeps.get(s).names().get(n);
                int slot = inner.newSlot();
                axes.add(new Experiment.Axis(record, s, n, slot));
                Type type = Type.number(swept.unit().dimension(), 1);
                declare(inner, slot, prefix + swept.name(), type, span);
            }
        }
    }

    private static void declare(Checking inner, int slot, String name, Type type, Span span) {
        inner.names.declare(new Names.Local(slot, name, type, false, span));
    }

    /** {@code x[P = 50]}: the entries recorded there. Empty if it is no such thing. */
    static Optional<Formula> select(Expr.Index i, FormulaChecker formulas) {
        Checking checking = formulas.checking();
        if (checking.axes.isEmpty() || i.at().stream().noneMatch(a -> a.name().isPresent())) {
            return Optional.empty();
        }
        Expr.Arg chosen = chosen(i, checking);
        return Optional.of(
                chosen == null ? new Formula.Faulty(i.span()) : new SetChecker(formulas).each(chosen, i.span()));
    }

    /** The record with the condition on its axes; null after a report. */
    private static Expr.@Nullable Arg chosen(Expr.Index i, Checking checking) {
        if (!(i.of() instanceof Expr.Name record) || !isRecord(record.text(), checking)) {
            checking.diagnostics.add(
                    Diagnostic.of(Code.N003, i.of().span(), "only a record is chosen from by swept names"));
            return null;
        }
        Expr condition = null;
        for (Expr.Arg a : i.at()) {
            Ident axis = a.name().orElse(null);
            if (axis == null || !a.isPlain()) {
                checking.diagnostics.add(
                        Diagnostic.of(Code.S006, a.value().span(), "a swept name is needed here: `P = 50`"));
                return null;
            }
            if (!isAxis(axis, checking)) {
                return null;
            }
            checking.read.add(axis.text());
            Expr at = new Expr.Binary(
                    Expr.BinaryOperator.EQUAL,
                    new Expr.Name(record.text() + " " + axis.text(), axis.span()),
                    a.value(),
                    a.value().span());
            condition = condition == null ? at : new Expr.Binary(Expr.BinaryOperator.AND, condition, at, i.span());
        }
        return new Expr.Arg(
                Optional.empty(),
                record,
                Optional.empty(),
                Optional.ofNullable(condition),
                Optional.empty(),
                List.of());
    }

    private static boolean isRecord(String name, Checking checking) {
        List<String> axes = checking.axes.orElse(List.of());
        return !axes.isEmpty() && checking.names.find(name + " " + axes.getFirst()) != null;
    }

    private static boolean isAxis(Ident name, Checking checking) {
        List<String> axes = checking.axes.orElse(List.of());
        if (axes.contains(name.text())) {
            return true;
        }
        checking.diagnostics.add(Diagnostic.of(Code.N001, name.span(), "`" + name + "` is not swept here")
                .suggest(name.text(), axes)
                .note("swept: " + String.join(", ", axes)));
        return false;
    }

    /** {@code mean(x over seed)}: a value for each combination of the other axes, in the order of the points. */
    static Formula over(Statistic statistic, Expr.Call c, FormulaChecker formulas) {
        Checking checking = formulas.checking();
        Expr.Arg arg = c.arguments().getFirst();
        if (checking.axes.isEmpty()) {
            return checking.report(
                    Diagnostic.of(Code.S006, arg.over().getFirst().span(), "`over` belongs into `across { }`"),
                    c.span());
        }
        if (statistic.arity() != 1 || statistic == Statistic.ARGMAX) {
            return checking.report(
                    Diagnostic.of(
                            Code.S006, arg.over().getFirst().span(), "`" + statistic.word() + "` takes no `over`"),
                    c.span());
        }
        List<String> gone = new ArrayList<>();
        for (Ident name : arg.over()) {
            if (!isAxis(name, checking)) {
                return new Formula.Faulty(c.span());
            }
            checking.read.add(name.text());
            gone.add(name.text());
        }
        Expr.Arg values = arg.value() instanceof Expr.Index i ? chosen(i, checking) : whole(arg);
        if (values == null) {
            return new Formula.Faulty(c.span());
        }
        if (!(values.value() instanceof Expr.Name record) || !isRecord(record.text(), checking)) {
            return checking.report(Diagnostic.of(Code.N003, arg.value().span(), "only a record has axes"), c.span());
        }
        if (arg.value() instanceof Expr.Index i) {
            i.at().forEach(a -> a.name().ifPresent(n -> gone.add(n.text())));
        }
        SetChecker sets = new SetChecker(formulas);
        Formula list = sets.each(values, c.span());
        List<Formula> keys = new ArrayList<>();
        for (String axis : checking.axes.orElse(List.of())) {
            if (!gone.contains(axis)) {
                Expr.Name hidden = new Expr.Name(record.text() + " " + axis, record.span());
                keys.add(sets.each(
                        new Expr.Arg(
                                Optional.empty(),
                                hidden,
                                Optional.empty(),
                                values.where(),
                                Optional.empty(),
                                List.of()),
                        c.span()));
            }
        }
        if (list.type().isFaulty()) {
            return list;
        }
        Formula of = new StatisticChecker(formulas).summary(statistic, List.of(list), c);
        if (!(of instanceof Formula.Summary summary) || keys.isEmpty()) {
            return of;
        }
        return new Formula.Over(summary, keys, summary.type().withRank(1), c.span());
    }

    private static Expr.Arg whole(Expr.Arg arg) {
        return new Expr.Arg(Optional.empty(), arg.value(), Optional.empty(), arg.where(), Optional.empty(), List.of());
    }
}
