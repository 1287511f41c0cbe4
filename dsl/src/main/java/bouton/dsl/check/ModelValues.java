package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.DataTable;
import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import bouton.dsl.syntax.Path;
import bouton.dsl.syntax.UnitSyntax;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import bouton.dsl.unit.Units;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dimensions and values of what a model declares: written units first, then what initial values say, computed when a name is
 * first asked for.
 */
final class ModelValues {
    private final ModelChecker model;
    private final ModelTable table;
    private final Diagnostics diagnostics;

    ModelValues(ModelChecker model, Diagnostics diagnostics) {
        this.model = model;
        this.table = model.table();
        this.diagnostics = diagnostics;
    }

    /** Units that are written down; the others follow from initial values when they are asked for. */
    void settle() {
        for (ModelTable.Entry e : table.all()) {
            Optional<UnitSyntax> written = switch (e.item) {
                case Item.Param p -> p.unit();
                case Item.Variable v -> v.unit();
                case Item.PortItem p -> p.unit();
                default -> Optional.empty();
            };
            if (written.isPresent()) {
                Unit unit = model.typer(e.home, null).unit(written.get());
                if (unit != null) {
                    e.unit = unit;
                    e.dimension = unit.dimension();
                }
            }
        }
        for (ModelTable.Entry e : table.ports) {
            if (e.unit == null
                    && !(e.item instanceof Item.PortItem p && p.unit().isPresent())) {
                diagnostics.add(Diagnostic.of(Code.U007, e.span, "port `" + e.name + "` needs a unit")
                        .help("for example `in " + e.name + ": pA`, or `: 1` for a plain number"));
            }
        }
        for (ModelTable.Entry e : table.endPorts) {
            endPort(e);
        }
        for (ModelTable.Entry e : table.params) {
            param(e);
        }
        for (ModelTable.Entry e : table.variables) {
            variable(e);
        }
    }

    /** Number and dimension of the value at the end. */
    private void endPort(ModelTable.Entry e) {
        Item.PortItem p = (Item.PortItem) e.item;
        Path from = p.from().orElseThrow();
        String side = from.first().text();
        if (side.equals("global") || side.equals("mirror")) {
            if (e.dimension == null) {
                e.dimension = Dimension.NONE;
                e.unit = Unit.ONE;
            }
            return;
        }
        if (model.ends() == null) {
            return;
        }
        boolean pre = from.first().text().equals("pre");
        if (!pre && !from.first().text().equals("post")) {
            return;
        }
        GroupView group = pre
                ? GroupView.of(model.ends().source())
                : GroupView.of(model.ends().target());
        String port = pre || model.ends().port() < 0
                ? ""
                : model.ends().targetModel().ports().get(model.ends().port()).name();
        GroupView.Sent sent = group.sent(from, port);
        if (sent == null) {
            diagnostics.add(notSent(from, group, port));
            return;
        }
        e.value = new Term.Constant(sent.index(), Dimension.NONE, e.span);
        if (e.dimension != null && !e.dimension.equals(sent.dimension())) {
            diagnostics.add(Mismatch.of(
                    from.span(),
                    "`" + e.name + "` is declared in " + Mismatch.name(e.dimension) + ", `" + from.text() + "` of `"
                            + group.name() + "` is in " + Mismatch.name(sent.dimension()),
                    e.dimension,
                    sent.dimension()));
        } else {
            e.dimension = sent.dimension();
        }
    }

    private static Diagnostic.Builder notSent(Path from, GroupView group, String port) {
        if (from.isSimple()) {
            return Diagnostic.of(Code.L308, from.span(), "`" + group.name() + "` sends no value")
                    .help("write an `out` in neuron `" + group.modelName() + "`: its first one is what `" + from.text()
                            + "` alone means");
        }
        String name = from.text().substring(from.first().text().length() + 1);
        Diagnostic.Builder builder =
                Diagnostic.of(Code.L308, from.span(), "`" + group.name() + "` does not export `" + name + "`");
        Optional<Model.Variable> variable = NestedNames.meanings(from, port).stream()
                .flatMap(n -> Optional.ofNullable(group.variable(n)).stream())
                .findFirst();
        if (variable.isPresent()) {
            String full = variable.get().name();
            String own = full.substring(full.lastIndexOf('.') + 1);
            String compartment = full.substring(0, full.length() - own.length());
            return builder.also(variable.get().span(), "a state of its neuron, not exported")
                    .note("what a neuron does not export stays inside: only an `out` is wired to its synapses")
                    .help("write `out " + own + "` in neuron `" + group.modelName() + "`"
                            + (compartment.isEmpty()
                                    ? ""
                                    : ", compartment `" + compartment.substring(0, compartment.length() - 1) + "`"));
        }
        return builder.suggest(name, group.sentNames())
                .note(
                        group.sentNames().isEmpty()
                                ? "it exports nothing"
                                : "it exports: " + String.join(", ", group.sentNames()));
    }

    private void param(ModelTable.Entry e) {
        if (e.value != null) {
            return;
        }
        if (e.busy) {
            diagnostics.add(Diagnostic.of(Code.N013, e.span, "parameter `" + e.name + "` depends on itself"));
            e.value = new Term.Poison(e.span);
            return;
        }
        e.busy = true;
        e.value = model.typer(e.home, null).named(e.span, () -> paramValue(e));
        e.busy = false;
        if (e.dimension == null && !(e.value instanceof Term.Poison)) {
            e.dimension = e.value.dimension();
        }
        if (e.unit == null && e.dimension != null) {
            e.unit = literalUnit(e).orElse(Units.usual(e.dimension));
        }
    }

    /** The unit that the default is written in is the one people think in. */
    private Optional<Unit> literalUnit(ModelTable.Entry e) {
        Optional<Item.Initial> initial = switch (e.item) {
            case Item.Param p -> p.initial();
            case Item.Variable v -> v.initial();
            default -> Optional.empty();
        };
        return initial.map(Item.Initial::value)
                .filter(v -> v instanceof Expr.Number n && n.unit().isPresent())
                .map(v -> Units.parse(((Expr.Number) v).unit().orElseThrow()))
                .filter(u -> u instanceof Units.Parsed.Good)
                .map(u -> ((Units.Parsed.Good) u).unit())
                .filter(u -> u.dimension().equals(e.dimension));
    }

    private Term paramValue(ModelTable.Entry e) {
        Optional<Double> outside = model.settings().bindings().override(e.name, model.group(), model.modelName());
        Term written = writtenValue(e, outside.isPresent());
        if (outside.isPresent()) {
            Dimension dimension = e.dimension == null ? written.dimension() : e.dimension;
            return new Term.Constant(outside.get(), dimension, e.span);
        }
        return written instanceof Term.Poison || e.dimension == null
                ? written
                : model.typer(e.home, null).expect(written, e.dimension, "`" + e.name + "`");
    }

    /** @param replaced the value comes from outside: that the text has none is no error */
    private Term writtenValue(ModelTable.Entry e, boolean replaced) {
        ModelItems.Override o = table.overrides.get(e.name);
        Optional<Item.Initial> initial = e.item instanceof Item.Param p ? p.initial() : Optional.empty();
        if (o != null) {
            defaultDimension(e, initial);
            Term value = overridden(e, o);
            SuspiciousPrefix.check(o.assign().value(), value, diagnostics);
            return value;
        }
        boolean missing = initial.isEmpty() || isMissing(e, initial.get());
        if (missing && (replaced || model.isUnused())) {
            // Whoever uses the model gives the value.
            return e.dimension == null ? new Term.Poison(e.span) : new Term.ParamRef(e.index, e.dimension, e.span);
        }
        if (initial.isEmpty()) {
            diagnostics.add(Diagnostic.of(Code.S008, e.span, "parameter `" + e.name + "` has no value")
                    .help("give it a default, or a value in the population or projection: `{ " + e.name + " = … }`"));
            return new Term.Poison(e.span);
        }
        return ModelTable.isGiven(initial.get().value())
                ? given(e, initial.get().value().span())
                : initialTerm(e, initial.get());
    }

    /** Without a unit, a name has the dimension of its default, whatever value a use gives it; a bare 0 leaves it open. */
    private void defaultDimension(ModelTable.Entry e, Optional<Item.Initial> initial) {
        if (e.dimension != null
                || initial.isEmpty()
                || ModelTable.isGiven(initial.get().value())) {
            return;
        }
        // Its draws are thrown away: they must not count among those of the value.
        String path = initial.get().drawn() ? drawPath(e) + ".default" : null;
        Term usual = model.typer(e.home, path).number(initial.get().value());
        if (!(usual instanceof Term.Poison) && !Typer.isFlexible(usual)) {
            e.dimension = usual.dimension();
        }
    }

    private boolean isMissing(ModelTable.Entry e, Item.Initial initial) {
        return ModelTable.isGiven(initial.value()) && outside(e).isEmpty();
    }

    private Term initialTerm(ModelTable.Entry e, Item.Initial initial) {
        Term value = model.typer(e.home, initial.drawn() ? drawPath(e) : null).number(initial.value());
        SuspiciousPrefix.check(initial.value(), value, diagnostics);
        return value;
    }

    private String drawPath(ModelTable.Entry e) {
        return model.owner() + "." + model.modelName() + "." + e.name;
    }

    private Term overridden(ModelTable.Entry e, ModelItems.Override o) {
        boolean drawn = o.assign().operator() == Item.Operator.DRAW;
        Scope base = o.scope();
        Typer typer =
                model.typer(new OverrideScope(base, model.isSynapse(), drawn ? drawPath(e) : null, model.dataTables()));
        return typer.number(o.assign().value());
    }

    private Optional<Bindings.Value> outside(ModelTable.Entry e) {
        return model.settings().bindings().given(e.name, model.group(), model.modelName());
    }

    private Term given(ModelTable.Entry e, Span span) {
        Optional<Bindings.Value> value = outside(e);
        if (value.isEmpty()) {
            diagnostics.add(Diagnostic.of(Code.D003, span, "`" + e.name + "` is to be given from outside, and is not")
                    .help("give it on the command line (`--set " + e.name + "=VALUE`) or through the Java API"));
            return new Term.Poison(span);
        }
        Unit unit = e.unit == null ? Unit.ONE : e.unit;
        double[] values = value.get().values();
        if (value.get().shape().length == 0) {
            return new Term.Constant(values[0] * unit.scale(), unit.dimension(), span);
        }
        DataTable data = new DataTable(e.name, value.get().shape(), values, Double.NaN, span);
        return Folding.arithmetic(
                Term.ArithmeticOperator.MULTIPLY,
                DataTerms.bare(data, model.isSynapse(), span),
                new Term.Constant(unit.scale(), unit.dimension(), span),
                unit.dimension(),
                span);
    }

    private void variable(ModelTable.Entry e) {
        if (e.value != null || e.busy) {
            return;
        }
        if (e.item instanceof Item.Trace t) {
            e.value = t.start()
                    .map(s -> model.typer(e.home, null).number(s, Dimension.NONE, "the start of a trace"))
                    .orElse(new Term.Constant(0, Dimension.NONE, e.span));
            return;
        }
        Item.Variable v = (Item.Variable) e.item;
        e.busy = true;
        Term value = model.typer(e.home, null).named(e.span, () -> initialValue(e, v));
        e.busy = false;
        if (e.dimension == null
                && v.weight()
                && v.unit().isEmpty()
                && (v.initial().isEmpty() || isPlainZero(v))) {
            weightWithoutUnit(e, value);
        }
        if (value instanceof Term.Poison) {
            e.value = value;
        } else if (e.dimension == null) {
            if (v.weight()
                    && model.ends() == null
                    && v.unit().isEmpty()
                    && v.initial().isEmpty()) {
                e.value = value;
                return;
            }
            e.dimension = value.dimension();
            e.value = value;
        } else {
            e.value = model.typer(e.home, null).expect(value, e.dimension, "`" + e.name + "`");
        }
        if (e.unit == null && e.dimension != null) {
            e.unit = literalUnit(e).orElse(Units.usual(e.dimension));
        }
    }

    private Term initialValue(ModelTable.Entry e, Item.Variable v) {
        ModelItems.Override o = table.overrides.get(e.name);
        if (o != null) {
            defaultDimension(e, v.initial());
            Term value = overridden(e, o);
            SuspiciousPrefix.check(o.assign().value(), value, diagnostics);
            return value;
        }
        // Without a use there is nobody who would give a value that comes from outside.
        boolean open = v.initial().isPresent()
                && model.isUnused()
                && isMissing(e, v.initial().get());
        if (v.initial().isEmpty() || open) {
            return new Term.Constant(0, e.dimension == null ? Dimension.NONE : e.dimension, e.span);
        }
        return ModelTable.isGiven(v.initial().get().value())
                ? given(e, v.initial().get().value().span())
                : initialTerm(e, v.initial().get());
    }

    private static boolean isPlainZero(Item.Variable v) {
        return v.initial().isPresent()
                && v.initial().get().value() instanceof Expr.Number n
                && n.unit().isEmpty()
                && Double.parseDouble(n.text()) == 0;
    }

    /** A weight without a unit takes that of its port. */
    private void weightWithoutUnit(ModelTable.Entry e, Term value) {
        if (model.ends() != null && model.ends().port() >= 0) {
            Model.Port port =
                    model.ends().targetModel().ports().get(model.ends().port());
            e.dimension = port.dimension();
            e.unit = port.unit();
        } else if (model.ends() != null && !(value instanceof Term.Poison)) {
            e.dimension = value.dimension();
        }
    }

    /** A term for a declared name. */
    @Nullable
    Term reference(ModelTable.Entry entry, Span span, ModelScope scope) {
        entry.read = true;
        return switch (entry.kind) {
            case PARAM -> {
                param(entry);
                Term value = java.util.Objects.requireNonNull(entry.value);
                if (value instanceof Term.Constant c && !model.isSettable(entry.name)) {
                    yield new Term.Constant(c.value(), c.dimension(), span);
                }
                yield value instanceof Term.Poison
                        ? new Term.Poison(span)
                        : new Term.ParamRef(entry.index, value.dimension(), span);
            }
            case VARIABLE, TRACE -> {
                if (entry.dimension == null) {
                    variable(entry);
                }
                yield entry.dimension == null
                        ? new Term.Poison(span)
                        : new Term.VariableRef(entry.index, entry.dimension, span);
            }
            case LET -> let(entry, scope);
            case PORT ->
                entry.dimension == null ? new Term.Poison(span) : new Term.PortRef(entry.index, entry.dimension, span);
            case END_PORT ->
                entry.dimension == null ? new Term.Poison(span) : new Term.EndRef(entry.index, entry.dimension, span);
            case HOLD -> new Term.HoldRef(entry.index, span);
            case EVENT -> {
                diagnostics.add(Diagnostic.of(Code.N003, span, "`" + entry.name + "` is an event, not a value")
                        .also(entry.span, "declared here"));
                yield new Term.Poison(span);
            }
        };
    }

    private Term let(ModelTable.Entry entry, ModelScope scope) {
        if (entry.busy) {
            diagnostics.add(Diagnostic.of(Code.N013, entry.span, "`" + entry.name + "` is defined by itself"));
            return new Term.Poison(entry.span);
        }
        entry.busy = true;
        try {
            Item.Let l = (Item.Let) entry.item;
            // Only the items' own names: locals of the handler that uses it are not seen.
            ModelScope own = new ModelScope(model, entry.home, model.settings().dt(), scope.drawPath(), null);
            Typer typer = model.typer(own);
            return typer.named(entry.span, () -> typer.term(l.value()));
        } finally {
            entry.busy = false;
        }
    }

    /** `w.max`, `w.min`. */
    @Nullable
    Term bound(ModelTable.Entry entry, boolean max, Expr.Member member) {
        Optional<Item.Bounds> bounds = entry.item instanceof Item.Variable v ? v.bounds() : Optional.empty();
        if (bounds.isEmpty()) {
            diagnostics.add(Diagnostic.of(Code.N001, member.name().span(), "`" + entry.name + "` has no range")
                    .also(entry.span, "declared here")
                    .help("give it one: `in LOW .. HIGH`"));
            return new Term.Poison(member.span());
        }
        Term term = model.typer(entry.home, null)
                .number(max ? bounds.get().hi() : bounds.get().lo());
        if (entry.dimension != null && !(term instanceof Term.Poison)) {
            term = model.typer(entry.home, null).expect(term, entry.dimension, "the range of `" + entry.name + "`");
        }
        return term;
    }
}
