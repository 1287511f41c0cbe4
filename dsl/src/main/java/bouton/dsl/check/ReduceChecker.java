package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.DataTable;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import bouton.dsl.unit.Units;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks {@code reduce Z = sum(P : e)}: one value of a population, in every tick. */
final class ReduceChecker {
    private static final List<String> FUNCTIONS = List.of("sum", "mean", "min", "max", "argmax", "largest");

    private final NetworkTable table;
    private final Diagnostics diagnostics;

    ReduceChecker(NetworkTable table) {
        this.table = table;
        this.diagnostics = table.diagnostics();
    }

    void check(Item.Reduce r, FileScope file) {
        if (!table.declareName(r.name())) {
            return;
        }
        if (!(r.value() instanceof Expr.Call c) || !(c.callee() instanceof Expr.Name f)) {
            wrong(r.value().span());
            return;
        }
        String function = f.text();
        if (!FUNCTIONS.contains(function)) {
            diagnostics.add(Diagnostic.of(Code.N001, f.span(), "a reduction is " + String.join(", ", FUNCTIONS))
                    .suggest(function, FUNCTIONS));
            return;
        }
        boolean largest = function.equals("largest");
        if (c.arguments().size() != (largest ? 2 : 1)) {
            wrong(c.span());
            return;
        }
        Expr.Arg arg = c.arguments().getLast();
        if (arg.body().isEmpty() || arg.arrow().isPresent() || arg.where().isPresent()) {
            wrong(arg.value().span());
            return;
        }
        Expr named = PortNames.resolve(arg.value(), table::hasGroup);
        Expr root = named instanceof Expr.Index i ? i.of() : named;
        int group = root instanceof Expr.Name n ? table.groupIndex(n.text()) : -1;
        if (group < 0 || !(table.groups.get(group) instanceof Network.PopulationDef population)) {
            if (!table.isFaulty(root.span().text())) {
                diagnostics.add(Diagnostic.of(Code.N001, root.span(), "a reduction is over a population"));
            }
            return;
        }
        List<Integer> members = members(arg.value(), population, file);
        Term value = new Typer(
                        new MemberScope(file, population, table.data()),
                        table.settings().dt(),
                        diagnostics)
                .number(arg.body().get());
        int rank = largest ? rank(c.arguments().getFirst(), members, population, file) : 0;
        double period = period(r, file);
        if (members == null || value instanceof Term.Poison || rank < 0 || Double.isNaN(period)) {
            return;
        }
        Dimension dimension = function.equals("argmax") ? Dimension.NONE : value.dimension();
        Unit unit = Units.usual(dimension);
        table.globals.add(new Network.GlobalDef(
                r.name().text(),
                new Network.Source.Reduction(group, function, value, members, rank, period),
                dimension,
                unit,
                r.name().span()));
    }

    private void wrong(Span span) {
        diagnostics.add(Diagnostic.of(
                Code.S006, span, "a reduction is written `reduce Z = sum(P : e)`, `reduce Z = largest(3, P : e)`"));
    }

    private @Nullable List<Integer> members(Expr expr, Network.PopulationDef population, FileScope file) {
        if (!(expr instanceof Expr.Index i)) {
            return List.of();
        }
        Expr.Arg only = i.at().getFirst();
        if (i.at().size() != 1 || !(only.value() instanceof Expr.Range r) || r.to().isEmpty()) {
            diagnostics.add(Diagnostic.of(Code.S006, i.span(), "a range of members is needed here: `P[0 .. 9]`"));
            return null;
        }
        Typer typer = table.typer(file);
        Term from = typer.number(r.from());
        Term to = typer.number(r.to().get());
        if (!(from instanceof Term.Constant a)
                || !(to instanceof Term.Constant b)
                || a.value() < 0
                || b.value() >= population.size()
                || b.value() < a.value()) {
            diagnostics.add(Diagnostic.of(Code.E003, r.span(), "members are numbered 0 .. " + (population.size() - 1)));
            return null;
        }
        List<Integer> result = new ArrayList<>();
        for (int m = (int) a.value(); m <= (int) b.value(); m++) {
            result.add(m);
        }
        return result;
    }

    private int rank(Expr.Arg arg, @Nullable List<Integer> members, Network.PopulationDef population, FileScope file) {
        Term rank = table.typer(file).number(arg.value());
        int size = members == null || members.isEmpty() ? population.size() : members.size();
        if (rank instanceof Term.Constant c
                && c.value() >= 1
                && c.value() <= size
                && c.value() == Math.rint(c.value())) {
            return (int) c.value();
        }
        if (!(rank instanceof Term.Poison)) {
            diagnostics.add(Diagnostic.of(
                    Code.E003, arg.value().span(), "which of the largest values: a number from 1 to " + size));
        }
        return -1;
    }

    /** ms, 0 for every tick; NaN after a report. */
    private double period(Item.Reduce r, FileScope file) {
        if (r.every().isEmpty()) {
            return 0;
        }
        Expr every = r.every().get();
        Term period = table.typer(file).number(every, Dimension.TIME, "a period");
        if (period instanceof Term.Constant c && c.value() > 0) {
            Numbers.wholeTicks(c.value(), table.settings().dt(), every.span(), "this period", diagnostics);
            return c.value();
        }
        if (!(period instanceof Term.Poison)) {
            diagnostics.add(Diagnostic.of(Code.T004, every.span(), "a period must be positive"));
        }
        return Double.NaN;
    }

    /** What a member of a population is made of. */
    private record MemberScope(FileScope file, Network.PopulationDef population, DataTables data) implements Scope {
        @Override
        public @Nullable Term name(String name, Span span) {
            Model m = population.model();
            int param = m.param(name);
            if (param >= 0) {
                Model.Param p = m.params().get(param);
                return p.value() instanceof Term.Constant c && !p.settable()
                        ? new Term.Constant(c.value(), c.dimension(), span)
                        : new Term.ParamRef(param, p.dimension(), span);
            }
            int variable = m.variable(name);
            if (variable >= 0) {
                return new Term.VariableRef(
                        variable, m.variables().get(variable).dimension(), span);
            }
            int out = m.out(name);
            if (out >= 0) {
                return m.outs().get(out).value();
            }
            for (int p = 0; p < m.ports().size(); p++) {
                if (m.ports().get(p).name().equals(name)) {
                    return new Term.PortRef(p, m.ports().get(p).dimension(), span);
                }
            }
            int hold = m.holds().indexOf(name);
            if (hold >= 0) {
                return new Term.HoldRef(hold, span);
            }
            return name.equals("index") ? new Term.Index(Term.End.SELF, span) : null;
        }

        /** `soma.v` of a compartment, `q[2]` of an array. */
        private @Nullable Term nested(Expr expr) {
            return NestedNames.text(expr).map(n -> name(n, expr.span())).orElse(null);
        }

        @Override
        public @Nullable Term member(Expr.Member member, Typer typer) {
            return nested(member);
        }

        @Override
        public @Nullable Term index(Expr.Index index, Typer typer) {
            Term own = nested(index);
            if (own != null) {
                return own;
            }
            if (index.of() instanceof Expr.Name n) {
                DataTable found = data.find(n.text(), file);
                if (found != null && data.isFaulty(found)) {
                    return new Term.Poison(index.span());
                }
                return found == null ? null : DataTerms.element(found, index, typer);
            }
            return null;
        }

        @Override
        public List<String> names() {
            List<String> result = new ArrayList<>();
            population.model().params().forEach(p -> result.add(p.name()));
            population.model().variables().forEach(v -> result.add(v.name()));
            population.model().outs().forEach(o -> result.add(o.name()));
            population.model().ports().forEach(p -> result.add(p.name()));
            return result;
        }

        @Override
        public boolean isDoubtful(String name) {
            return file.isDoubtful(name);
        }
    }
}
