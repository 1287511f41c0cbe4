package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks a network with the values that its parameters have: every use of a model, every projection, every probe. */
final class NetworkChecker {
    private final Declaration.Model declaration;
    private final FileScope home;
    private final Settings settings;
    private final TargetDef target;
    private final Diagnostics diagnostics;
    private final NetworkTable table;

    NetworkChecker(
            Declaration.Model declaration,
            FileScope home,
            Settings settings,
            TargetDef target,
            DataTables data,
            Diagnostics diagnostics) {
        this.declaration = declaration;
        this.home = home;
        this.settings = settings;
        this.target = target;
        this.diagnostics = diagnostics;
        this.table = new NetworkTable(declaration, home, settings, data, diagnostics);
    }

    /** The network; null if nothing of it could be understood. */
    @Nullable
    Network check() {
        ModelItems items = ModelItems.of(declaration, home, diagnostics);
        if (items == null) {
            return null;
        }
        params(items);
        GroupChecker groups = new GroupChecker(table);
        items.items().forEach(groups::group);
        ProjectionChecker projections = new ProjectionChecker(table, target);
        for (ModelItems.Placed placed : items.items()) {
            if (placed.item() instanceof Item.Project p) {
                projections.project(p, placed.home());
            }
        }
        projections.mirrors();
        GlobalChecker globals = new GlobalChecker(table);
        globals.check(items);
        groups.foreigners().steps();
        List<Integer> ranks =
                new Ranks(table.groups, table.projections, target.deliversBeforeThreshold(), diagnostics).compute();
        Network bare = network(ranks);
        ProbeChecker probes = new ProbeChecker(table);
        for (ModelItems.Placed placed : items.items()) {
            if (placed.item() instanceof Item.ProbeItem p) {
                probes.probe(p, bare, placed.home());
            }
        }
        projections.unconnected();
        Network network = network(ranks);
        new OrderChecker(target, diagnostics).check(network);
        PlacementBounds.check(network, target, diagnostics);
        return network;
    }

    private Network network(List<Integer> ranks) {
        Map<String, Term.Constant> values = new LinkedHashMap<>();
        table.params.forEach((name, value) -> {
            if (value instanceof Term.Constant c) {
                values.put(name, c);
            }
        });
        return new Network(
                declaration.name().text(),
                values,
                table.groups,
                table.projections,
                table.probes,
                table.events,
                table.globals,
                table.foreign,
                table.feeds,
                ranks,
                declaration.name().span());
    }

    private void params(ModelItems items) {
        Map<String, Item.Assign> assigned = new LinkedHashMap<>();
        for (ModelItems.Placed placed : items.items()) {
            if (placed.item() instanceof Item.Assign a && a.target() instanceof Expr.Name n) {
                assigned.put(n.text(), a);
            }
        }
        for (ModelItems.Placed placed : items.items()) {
            if (placed.item() instanceof Item.Param p) {
                param(p, placed.home(), assigned.remove(p.name().text()));
            }
        }
        assigned.values()
                .forEach(a -> diagnostics.add(Diagnostic.of(
                                Code.N014,
                                a.target().span(),
                                "`" + declaration.name() + "` has no parameter `"
                                        + a.target().span().text() + "`")
                        .suggest(a.target().span().text(), table.params.keySet())));
    }

    private void param(Item.Param p, FileScope file, Item.@Nullable Assign override) {
        table.declareName(p.name());
        Typer typer = table.typer(file);
        Unit unit = p.unit().isPresent() ? typer.unit(p.unit().get()) : null;
        Optional<Double> outside =
                settings.bindings().override(p.name().text(), declaration.name().text());
        Term value = written(p, unit, override, typer, outside.isPresent());
        if (unit != null) {
            value = typer.expect(value, unit.dimension(), "`" + p.name() + "`");
        }
        if (outside.isPresent()) {
            Dimension dimension = unit == null ? value.dimension() : unit.dimension();
            value = new Term.Constant(outside.get(), dimension, p.name().span());
        }
        if (!(value instanceof Term.Constant) && !(value instanceof Term.Poison)) {
            diagnostics.add(Diagnostic.of(Code.N005, value.span(), "a parameter of a network is one number"));
            value = new Term.Poison(value.span());
        }
        if (value instanceof Term.Constant c && p.bounds().isPresent()) {
            range(p, p.bounds().get(), c, typer);
        }
        table.params.put(p.name().text(), value);
    }

    private void range(Item.Param p, Item.Bounds bounds, Term.Constant value, Typer typer) {
        String what = "the range of `" + p.name() + "`";
        Term lo = typer.number(bounds.lo(), value.dimension(), what);
        Term hi = typer.number(bounds.hi(), value.dimension(), what);
        if (lo instanceof Term.Constant a
                && hi instanceof Term.Constant b
                && (value.value() < a.value() || value.value() > b.value())) {
            diagnostics.add(Diagnostic.of(Code.Q101, value.span(), "`" + p.name() + "` is outside its range")
                    .also(bounds.span(), "the range"));
        }
    }

    /** @param replaced the value comes from outside: that the text has none is no error */
    private Term written(
            Item.Param p, @Nullable Unit unit, Item.@Nullable Assign override, Typer typer, boolean replaced) {
        if (override != null) {
            return typer.number(override.value());
        }
        if (p.initial().isEmpty()) {
            if (!replaced) {
                diagnostics.add(Diagnostic.of(Code.S008, p.span(), "parameter `" + p.name() + "` has no value")
                        .help("give it one: `param " + p.name() + " = …`"));
            }
            return new Term.Poison(p.span());
        }
        Expr initial = p.initial().get().value();
        if (p.initial().get().drawn()) {
            diagnostics.add(
                    Diagnostic.of(Code.N005, initial.span(), "a parameter of a network is one number, not a draw")
                            .help("draw where it is used: `population E[10] of lif { v ~ … }`"));
            return new Term.Poison(p.span());
        }
        return ModelTable.isGiven(initial) ? given(p, unit, initial.span(), replaced) : typer.number(initial);
    }

    private Term given(Item.Param p, @Nullable Unit unit, Span at, boolean replaced) {
        Optional<Bindings.Value> given =
                settings.bindings().given(p.name().text(), declaration.name().text());
        if (given.isPresent() && given.get().shape().length == 0) {
            Unit of = unit == null ? Unit.ONE : unit;
            return new Term.Constant(given.get().values()[0] * of.scale(), of.dimension(), at);
        }
        if (!replaced) {
            diagnostics.add(Diagnostic.of(
                            Code.D003,
                            at,
                            "`" + p.name() + "` is to be given from outside, and "
                                    + (given.isEmpty() ? "is not" : "what is given is not one number"))
                    .help("give it on the command line (`--set " + p.name() + "=VALUE`) or through the Java API"));
        }
        return new Term.Poison(at);
    }
}
