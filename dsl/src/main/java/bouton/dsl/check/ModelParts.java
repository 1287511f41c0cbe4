package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import bouton.dsl.syntax.Path;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import bouton.dsl.unit.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Builds the parts of a checked model from its table and its items. */
final class ModelParts {
    private final ModelChecker model;
    private final ModelTable table;
    private final RepresentationChecker representation;
    private final Diagnostics diagnostics;

    ModelParts(ModelChecker model, Diagnostics diagnostics) {
        this.model = model;
        this.table = model.table();
        this.diagnostics = diagnostics;
        this.representation = new RepresentationChecker(diagnostics);
    }

    List<Model.Param> params() {
        List<Model.Param> result = new ArrayList<>();
        for (ModelTable.Entry e : table.params) {
            Term value = java.util.Objects.requireNonNull(e.value);
            if (readsState(value)) {
                diagnostics.add(Diagnostic.of(
                                Code.N005, e.span, "parameter `" + e.name + "` reads something that changes in a run")
                        .help("use a `let` for an expression of states"));
            }
            result.add(new Model.Param(
                    e.name,
                    e.dimension == null ? Dimension.NONE : e.dimension,
                    e.unit == null ? Unit.ONE : e.unit,
                    value,
                    paramRange(e),
                    model.isSettable(e.name),
                    representation.of(e.item),
                    e.span));
            checkTau(e);
        }
        return result;
    }

    private Optional<Model.Range> paramRange(ModelTable.Entry e) {
        return e.item instanceof Item.Param p && p.bounds().isPresent() && e.dimension != null
                ? range(e, p.bounds().get())
                : Optional.empty();
    }

    /** The weight of the opposite synapse is there before this one: it may be the initial value. */
    private boolean isMirror(Term.EndRef e) {
        return ((Item.PortItem) table.endPorts.get(e.index()).item)
                .from()
                .filter(f -> f.text().equals("mirror"))
                .isPresent();
    }

    private boolean readsState(Term term) {
        return Terms.any(
                term,
                t -> t instanceof Term.VariableRef
                        || t instanceof Term.PortRef
                        || (t instanceof Term.EndRef e && !isMirror(e))
                        || t instanceof Term.HoldRef
                        || t instanceof Term.Since
                        || t instanceof Term.Delayed
                        || t instanceof Term.Time);
    }

    /** A name that begins with `tau` is a time constant. */
    private void checkTau(ModelTable.Entry e) {
        if (!e.name.substring(e.name.indexOf('.') + 1).startsWith("tau")
                || !(e.value instanceof Term.Constant c)
                || !c.dimension().equals(Dimension.TIME)) {
            return;
        }
        // 0 stands for "without" in some models.
        if (c.value() < 0) {
            diagnostics.add(Diagnostic.of(Code.T004, c.span(), "a time constant cannot be negative"));
        } else if (c.value() > 0 && c.value() < 2 * model.settings().dt()) {
            diagnostics.add(shortTau(e.span, e.name, c.value()));
        }
    }

    private Diagnostic.Builder shortTau(Span span, String name, double value) {
        return Diagnostic.of(
                        Code.T003,
                        span,
                        "`%s` = %s ms is shorter than two ticks of %s ms"
                                .formatted(
                                        name,
                                        Numbers.show(value),
                                        Numbers.show(model.settings().dt())))
                .note("what decays so fast is hardly seen: a tick takes all values as constant in between")
                .help("use a smaller `dt` in the target; or is the unit a slip (us for ms)?");
    }

    List<Model.Variable> variables() {
        List<Model.Variable> result = new ArrayList<>();
        for (ModelTable.Entry e : table.variables) {
            Dimension dimension = e.dimension == null ? Dimension.NONE : e.dimension;
            Optional<Model.Range> range = Optional.empty();
            Model.Role role = Model.Role.TRACE;
            if (e.item instanceof Item.Variable v) {
                role = v.weight() ? Model.Role.WEIGHT : Model.Role.STATE;
                if (v.bounds().isPresent() && e.dimension != null) {
                    range = range(e, v.bounds().get());
                }
            }
            result.add(new Model.Variable(
                    role,
                    e.name,
                    dimension,
                    e.unit == null ? Unit.ONE : e.unit,
                    java.util.Objects.requireNonNull(e.value),
                    range,
                    model.isSettable(e.name),
                    representation.of(e.item),
                    e.span));
        }
        return result;
    }

    private Optional<Model.Range> range(ModelTable.Entry e, Item.Bounds bounds) {
        Dimension dimension = java.util.Objects.requireNonNull(e.dimension);
        Typer typer = model.typer(e.home, null);
        Term lo = typer.number(bounds.lo(), dimension, "the range of `" + e.name + "`");
        Term hi = typer.number(bounds.hi(), dimension, "the range of `" + e.name + "`");
        if (Typer.poisoned(lo, hi)) {
            return Optional.empty();
        }
        if (lo instanceof Term.Constant a && hi instanceof Term.Constant b) {
            if (a.value() > b.value()) {
                diagnostics.add(
                        Diagnostic.of(Code.S007, bounds.span(), "this range is empty: its start is above its end"));
                return Optional.empty();
            }
            if (e.value instanceof Term.Constant c && (c.value() < a.value() || c.value() > b.value())) {
                diagnostics.add(Diagnostic.of(
                                Code.Q101,
                                c.span(),
                                "`" + e.name + "` " + (e.kind == ModelTable.Kind.PARAM ? "is" : "starts")
                                        + " outside its range")
                        .also(bounds.span(), "the range"));
            }
        }
        return Optional.of(new Model.Range(lo, hi));
    }

    List<Model.Port> ports() {
        return table.ports.stream()
                .map(e -> new Model.Port(
                        e.name,
                        e.dimension == null ? Dimension.NONE : e.dimension,
                        e.unit == null ? Unit.ONE : e.unit,
                        representation.of(e.item),
                        e.span))
                .toList();
    }

    List<Model.EndPort> endPorts() {
        List<Model.EndPort> result = new ArrayList<>();
        for (ModelTable.Entry e : table.endPorts) {
            Path from = ((Item.PortItem) e.item).from().orElseThrow();
            int index = e.value instanceof Term.Constant c ? (int) c.value() : -1;
            Model.Side side = switch (from.first().text()) {
                case "pre" -> Model.Side.PRE;
                case "global" -> Model.Side.GLOBAL;
                case "mirror" -> Model.Side.MIRROR;
                default -> Model.Side.POST;
            };
            result.add(
                    new Model.EndPort(e.name, side, index, e.dimension == null ? Dimension.NONE : e.dimension, e.span));
        }
        return result;
    }

    List<Model.Out> outs(ModelItems items) {
        List<Model.Out> result = new ArrayList<>();
        for (ModelItems.Placed placed : items.items()) {
            if (!(placed.item() instanceof Item.Out o) || model.isSynapse()) {
                continue;
            }
            Typer typer = model.typer(placed.home(), null);
            Term value = o.value().isPresent()
                    ? typer.number(o.value().get())
                    : typer.number(new Expr.Name(o.name().text(), o.name().span()));
            if (value instanceof Term.Poison) {
                continue;
            }
            int variable = value instanceof Term.VariableRef v ? v.index() : -1;
            Unit unit = variable >= 0
                    ? java.util.Objects.requireNonNull(table.variables.get(variable).unit)
                    : Units.usual(value.dimension());
            result.add(new Model.Out(o.name().text(), variable, value, value.dimension(), unit, o.span()));
        }
        return result;
    }

    List<Model.Trace> traces(ModelItems items) {
        List<Model.Trace> result = new ArrayList<>();
        for (ModelItems.Placed placed : items.items()) {
            if (!(placed.item() instanceof Item.Trace t)) {
                continue;
            }
            ModelTable.Entry e = table.find(t.name().text());
            if (e == null || e.item != t) {
                continue;
            }
            Term tau = model.typer(placed.home(), null).number(t.tau(), Dimension.TIME, "the time constant of a trace");
            boolean latest = t.kind().text().equals("latest");
            if (!latest && !t.kind().text().equals("accumulate")) {
                diagnostics.add(Diagnostic.of(
                                Code.N001,
                                t.kind().span(),
                                "a trace is `accumulate(event, tau)` or `latest(event, tau)`")
                        .suggest(t.kind().text(), List.of("accumulate", "latest")));
                continue;
            }
            EventNames.SideEvent event = new EventNames(model, diagnostics).resolve(t.event());
            if (event == null || tau instanceof Term.Poison) {
                continue;
            }
            if (tau instanceof Term.Constant c && c.value() <= 0) {
                diagnostics.add(Diagnostic.of(Code.T004, t.tau().span(), "a time constant must be positive"));
                continue;
            }
            if (tau instanceof Term.Constant c
                    && c.value() < 2 * model.settings().dt()) {
                diagnostics.add(shortTau(t.tau().span(), t.name().text(), c.value()));
            }
            result.add(new Model.Trace(e.index, latest, event.side(), event.event(), tau, t.span()));
        }
        return result;
    }

    List<Model.Ode> odes(ModelItems items) {
        List<Model.Ode> result = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>();
        for (ModelItems.Placed placed : items.items()) {
            if (!(placed.item() instanceof Item.Ode o)) {
                continue;
            }
            ModelTable.Entry e = table.find(o.name().text());
            boolean fresh = e == null && model.reportsUndeclared(o.name().text(), placed.home());
            Typer typer = model.typer(placed.home(), null);
            NoiseTerms parts = NoiseTerms.of(o.value(), placed.home());
            Term rate = parts.rate(typer, o.value().span());
            Optional<Term> unless = o.unless().map(u -> typer.truth(new Expr.Name(u.text(), u.span())));
            if (e == null) {
                if (fresh) {
                    diagnostics.add(Diagnostic.of(
                                    Code.N004, o.name().span(), "nothing called `" + o.name() + "` has been declared")
                            .suggest(o.name().text(), table.names(ModelTable.Kind.VARIABLE))
                            .help("declare it: `state " + o.name() + ": UNIT = …`"));
                }
                continue;
            }
            if (e.kind != ModelTable.Kind.VARIABLE) {
                diagnostics.add(Diagnostic.of(
                                Code.N005,
                                o.name().span(),
                                "only a state has an equation; `" + o.name() + "` is " + e.kind.words)
                        .also(e.span, "declared here"));
                continue;
            }
            if (!seen.add(o.name().text())) {
                diagnostics.add(Diagnostic.of(Code.N002, o.name().span(), "`" + o.name() + "` has two equations"));
                continue;
            }
            e.written = true;
            if (rate instanceof Term.Poison || e.dimension == null) {
                parts.look(typer);
                continue;
            }
            Dimension wanted = e.dimension.per(Dimension.TIME);
            if (!rate.dimension().equals(wanted)) {
                if (!Typer.isFlexible(rate)) {
                    Diagnostic.Builder builder = Mismatch.of(
                                    o.value().span(),
                                    "`" + o.name() + "'` is in " + Mismatch.name(e.dimension)
                                            + " per time, the right side is in " + Mismatch.name(rate.dimension()),
                                    wanted,
                                    rate.dimension())
                            .also(e.span, "`" + o.name() + "` is in " + Mismatch.name(e.dimension));
                    if (rate.dimension().equals(e.dimension)) {
                        builder.help("is a time constant missing? for example `("
                                + o.value().span().text() + ") / 20 ms`");
                    }
                    diagnostics.add(builder);
                    continue;
                }
                rate = new Term.Constant(((Term.Constant) rate).value(), wanted, rate.span());
            }
            if (unless.isPresent() && unless.get() instanceof Term.Poison) {
                continue;
            }
            for (Item.Annotation a : o.annotations()) {
                if (a.name().text().equals("method")) {
                    table.method =
                            MethodChecker.annotation(a, typer, diagnostics).or(() -> table.method);
                }
            }
            result.add(new Model.Ode(e.index, rate, unless, noises(parts, e, typer), o.span()));
        }
        return result;
    }

    /** Noise of an equation: its unit times the square root of a time is that of the variable. */
    private List<Model.Noise> noises(NoiseTerms parts, ModelTable.Entry e, Typer typer) {
        Dimension dimension = java.util.Objects.requireNonNull(e.dimension);
        List<Model.Noise> result = new ArrayList<>();
        for (Expr.Call call : parts.noises()) {
            Term amplitude = parts.amplitude(call, typer, e.name, dimension, diagnostics);
            if (amplitude != null) {
                String path = model.owner() + "." + model.modelName() + "." + e.name + ".noise";
                result.add(new Model.Noise(amplitude, path, result.size(), call.span()));
            }
        }
        return result;
    }
}
