package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.Suggestions;
import bouton.dsl.model.Model;
import bouton.dsl.model.Statement;
import bouton.dsl.model.Term;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks the statements of a handler. */
final class BodyChecker {
    private static final List<String> STATEMENT_WORDS = List.of("let", "deliver", "emit", "hold", "if", "after");

    private final ModelChecker model;
    private final Typer typer;
    private final Diagnostics diagnostics;

    BodyChecker(ModelChecker model, Typer typer) {
        this.model = model;
        this.typer = typer;
        this.diagnostics = typer.diagnostics();
    }

    List<Statement> body(List<Item> items, ModelScope scope) {
        List<Statement> result = new ArrayList<>();
        for (Item item : items) {
            Statement s = statement(item, scope);
            if (s != null) {
                result.add(s);
            }
        }
        return result;
    }

    private @Nullable Statement statement(Item item, ModelScope scope) {
        return switch (item) {
            case Item.Assign a -> assign(a, scope);
            case Item.Let l -> let(l, scope);
            case Item.Deliver d -> deliver(d, scope);
            case Item.Emit e -> emit(e, scope);
            case Item.Hold h -> hold(h, scope);
            case Item.If i -> conditional(i, scope);
            case Item.After a -> after(a, scope);
            case Item.Faulty f -> null;
            case Item.Unknown u -> {
                diagnostics.add(Diagnostic.of(Code.S005, u.first().span(), "a handler knows no `" + u.first() + "`")
                        .suggest(u.first().text(), STATEMENT_WORDS));
                yield null;
            }
            case Item.Every e -> misplaced(e, "an `every` stands beside the handlers, not inside one");
            case Item.On o -> misplaced(o, "an `on` stands beside the handlers, not inside one");
            default -> misplaced(item, "`" + item.word() + "` does not belong into a handler");
        };
    }

    private @Nullable Statement misplaced(Item item, String message) {
        diagnostics.add(Diagnostic.of(Code.S006, item.span(), message)
                .note("a handler holds assignments, " + String.join(", ", STATEMENT_WORDS)));
        return null;
    }

    private @Nullable Statement let(Item.Let l, ModelScope scope) {
        Term value = typer.in(scope).term(l.value());
        int id = model.newLocal();
        Term reference = value instanceof Term.Poison
                ? value
                : new Term.LocalRef(
                        id, value.isTruth(), value.dimension(), l.name().span());
        if (model.table().find(l.name().text()) != null
                || !scope.declareLocal(l.name().text(), reference)) {
            diagnostics.add(Diagnostic.of(Code.N002, l.name().span(), "`" + l.name() + "` is in use already"));
            return null;
        }
        return value instanceof Term.Poison ? null : new Statement.Let(id, value, l.span());
    }

    private @Nullable Statement after(Item.After a, ModelScope scope) {
        Term time = typer.in(scope).number(a.time(), Dimension.TIME, "a delay");
        List<Statement> body = body(a.body(), scope.later());
        if (model.isSynapse()) {
            diagnostics.add(Diagnostic.of(Code.S006, a.span(), "a synapse puts no statements off")
                    .help("a handler may run later as a whole: `on pre after T { … }`, `on post after T { … }`"));
            return null;
        }
        if (time instanceof Term.Constant c) {
            if (c.value() < 0) {
                diagnostics.add(Diagnostic.of(Code.L306, c.span(), "statements cannot run before they are reached")
                        .label("negative delay"));
                return null;
            }
            Numbers.tellRounded(c, model.settings().dt(), diagnostics);
        }
        return time instanceof Term.Poison ? null : new Statement.After(time, body, a.span());
    }

    private @Nullable Statement conditional(Item.If i, ModelScope scope) {
        Term condition = typer.in(scope).truth(i.condition());
        List<Statement> then = body(i.then(), scope.inner());
        List<Statement> otherwise = body(i.otherwise(), scope.inner());
        return condition instanceof Term.Poison ? null : new Statement.If(condition, then, otherwise, i.span());
    }

    private @Nullable Statement assign(Item.Assign a, ModelScope scope) {
        ModelTable.Entry entry = target(a, scope);
        if (entry == null) {
            // The value is checked all the same: its errors are no consequences.
            if (!(a.target() instanceof Expr.Faulty)) {
                typer.in(scope).term(a.value());
            }
            return null;
        }
        entry.written = true;
        Term value = typer.in(scope).number(a.value());
        if (value instanceof Term.Poison || entry.dimension == null) {
            return null;
        }
        Term old = new Term.VariableRef(entry.index, entry.dimension, a.target().span());
        Term result = switch (a.operator()) {
            case SET, DRAW -> fit(value, entry, a, "=");
            case ADD -> combine(Term.ArithmeticOperator.ADD, old, value, entry, a);
            case SUBTRACT -> combine(Term.ArithmeticOperator.SUBTRACT, old, value, entry, a);
            case MULTIPLY -> scale(Term.ArithmeticOperator.MULTIPLY, old, value, a);
            case DIVIDE -> scale(Term.ArithmeticOperator.DIVIDE, old, value, a);
        };
        return result == null ? null : new Statement.Assign(entry.index, result, a.span());
    }

    private @Nullable Term fit(Term value, ModelTable.Entry entry, Item.Assign a, String sign) {
        Dimension wanted = java.util.Objects.requireNonNull(entry.dimension);
        if (value.dimension().equals(wanted)) {
            return value;
        }
        if (Typer.isFlexible(value)) {
            return new Term.Constant(((Term.Constant) value).value(), wanted, value.span());
        }
        Diagnostic.Builder builder = Mismatch.of(
                        value.span(),
                        "`" + entry.name + " " + sign + " …` needs " + Mismatch.name(wanted) + ", this is in "
                                + Mismatch.name(value.dimension()),
                        wanted,
                        value.dimension())
                .also(entry.span, "`" + entry.name + "` is in " + Mismatch.name(wanted));
        diagnostics.add(Mismatch.unitMissing(builder, value, wanted));
        return null;
    }

    private @Nullable Term combine(
            Term.ArithmeticOperator op, Term old, Term value, ModelTable.Entry entry, Item.Assign a) {
        Term fitting = fit(value, entry, a, a.operator().symbol());
        return fitting == null ? null : Folding.arithmetic(op, old, fitting, old.dimension(), a.span());
    }

    private @Nullable Term scale(Term.ArithmeticOperator op, Term old, Term value, Item.Assign a) {
        if (!value.dimension().isNone()) {
            diagnostics.add(Diagnostic.of(
                    Code.U004,
                    value.span(),
                    "`" + a.operator().symbol() + "` needs a plain number, this is in "
                            + Mismatch.name(value.dimension())));
            return null;
        }
        return Folding.arithmetic(op, old, value, old.dimension(), a.span());
    }

    /** The variable that is assigned to, or null after a report. */
    private ModelTable.@Nullable Entry target(Item.Assign a, ModelScope scope) {
        switch (a.target()) {
            case Expr.Name n -> {
                ModelTable.Entry entry = model.table().find(n.text());
                if (entry == null) {
                    unknownTarget(n, scope);
                    return null;
                }
                return switch (entry.kind) {
                    case VARIABLE -> entry;
                    case TRACE ->
                        refuse(n, "a trace follows its events by itself")
                                .also(entry.span, "declared here")
                                .help("a `state " + n.text() + " = 0` with `" + n.text() + "' = -" + n.text()
                                        + " / tau` may be assigned to")
                                .end();
                    case PARAM ->
                        refuse(n, "a parameter is constant in a run")
                                .also(entry.span, "declared here")
                                .help("declare it as `state` (or `weight`, if it is learned)")
                                .end();
                    case LET ->
                        refuse(n, "a `let` is a name for an expression")
                                .also(entry.span, "declared here")
                                .end();
                    case HOLD ->
                        refuse(n, "a hold is set by `hold(" + n.text() + ", duration)`")
                                .end();
                    case PORT ->
                        refuse(n, "a port holds what synapses deliver; the neuron only reads it")
                                .also(entry.span, "declared here")
                                .end();
                    case END_PORT -> {
                        diagnostics.add(Diagnostic.of(
                                        Code.L305,
                                        n.span(),
                                        "a synapse cannot write into a neuron: `" + n.text()
                                                + "` belongs to the neuron")
                                .also(entry.span, "read from there")
                                .help("deliver to a port of the target: `deliver … to post.PORT`"));
                        yield null;
                    }
                    case EVENT ->
                        refuse(n, "an event is sent by `emit " + n.text() + "`").end();
                };
            }
            case Expr.Member m
            when m.of() instanceof Expr.Name owner -> {
                foreignTarget(m, owner.text());
                return null;
            }
            case Expr.Faulty f -> {
                return null;
            }
            default -> {
                if (a.target() instanceof Expr.Index i) {
                    typer.in(scope).term(i);
                } else {
                    diagnostics.add(Diagnostic.of(Code.N005, a.target().span(), "this cannot be assigned to"));
                }
                return null;
            }
        }
    }

    private void unknownTarget(Expr.Name n, ModelScope scope) {
        if (scope.local(n.text()) != null) {
            diagnostics.add(
                    Diagnostic.of(Code.N005, n.span(), "`" + n.text() + "` is a `let`: a value fixed at its line")
                            .help("use a `state`, or another `let` with another name"));
            return;
        }
        if (!model.reportsUndeclared(n.text(), scope.file())) {
            return;
        }
        List<String> known = model.table().names(ModelTable.Kind.VARIABLE);
        Diagnostic.Builder builder = Diagnostic.of(
                        Code.N004, n.span(), "nothing called `" + n.text() + "` has been declared")
                .suggest(n.text(), known);
        if (Suggestions.closest(n.text(), known).isEmpty()) {
            builder.help(
                    "declare it: `state " + n.text() + ": UNIT = …`, or use `let` for a value of this handler only");
        }
        diagnostics.add(builder);
    }

    private void foreignTarget(Expr.Member m, String owner) {
        boolean end = model.isSynapse() && (owner.equals("post") || owner.equals("pre"));
        if (end) {
            diagnostics.add(Diagnostic.of(
                            Code.L305,
                            m.span(),
                            "a synapse cannot write into a neuron: `" + m.name() + "` is stored at the "
                                    + (owner.equals("post") ? "target" : "source"))
                    .label("not a word of this synapse")
                    .note("several synapses would write the same word at once; a port adds up what they deliver")
                    .help(
                            owner.equals("post")
                                    ? "deliver the change to a port (`deliver … to post.PORT`) and let the neuron apply it"
                                    : "a synapse sends nothing backwards: project from the target to the source"));
        } else if (model.isPopulation(owner)) {
            diagnostics.add(Diagnostic.of(
                            Code.L303,
                            m.span(),
                            "this writes the state of `" + owner + "`, which is stored at other neurons")
                    .label("not local")
                    .help("deliver to a port of those neurons through a projection"));
        } else {
            diagnostics.add(Diagnostic.of(Code.N005, m.span(), "this cannot be assigned to"));
        }
    }

    private Refusal refuse(Expr.Name n, String why) {
        return new Refusal(
                Diagnostic.of(Code.N005, n.span(), "`" + n.text() + "` cannot be assigned to: " + why), diagnostics);
    }

    private record Refusal(Diagnostic.Builder builder, Diagnostics diagnostics) {
        Refusal also(bouton.dsl.source.Span span, String label) {
            builder.also(span, label);
            return this;
        }

        Refusal help(String text) {
            builder.help(text);
            return this;
        }

        ModelTable.@Nullable Entry end() {
            diagnostics.add(builder);
            return null;
        }
    }

    private @Nullable Statement deliver(Item.Deliver d, ModelScope scope) {
        Term value = typer.in(scope).number(d.value());
        if (!model.isSynapse()) {
            diagnostics.add(
                    Diagnostic.of(Code.S006, d.span(), "a neuron delivers nothing: synapses do")
                            .help(
                                    "a neuron sends an event (`emit spike`) or a value (`out x`); the rule of the projection delivers"));
            return null;
        }
        Ends ends = model.ends();
        if (ends == null) {
            // Nobody uses the rule: which port it is stays open.
            return null;
        }
        int port = ends.port();
        if (d.to().isPresent()) {
            var path = d.to().get();
            if (path.first().text().equals("pre")) {
                diagnostics.add(
                        Diagnostic.of(Code.L305, path.span(), "a synapse delivers to its target, never to its source")
                                .help("project from the target to the source"));
                return null;
            }
            boolean named = !path.isSimple() && path.first().text().equals("post");
            String name = path.last().text();
            List<Model.Port> ports = ends.targetModel().ports();
            String usual = port < 0 ? "" : ports.get(port).name();
            List<String> names = ports.stream().map(Model.Port::name).toList();
            port = !named
                    ? -1
                    : NestedNames.meanings(path, usual).stream()
                            .map(names::indexOf)
                            .filter(i -> i >= 0)
                            .findFirst()
                            .orElse(-1);
            if (!named || port < 0) {
                diagnostics.add(Diagnostic.of(
                                Code.N011,
                                path.span(),
                                "the target `" + ends.target().name() + "` has no port `" + path.text() + "`")
                        .suggest(name, ports.stream().map(Model.Port::name).toList())
                        .help(
                                ports.isEmpty()
                                        ? "its neuron declares none: `in NAME: UNIT`"
                                        : "write `deliver … to post.PORT` with one of: "
                                                + String.join(
                                                        ", ",
                                                        ports.stream()
                                                                .map(Model.Port::name)
                                                                .toList())));
                return null;
            }
        }
        if (port < 0) {
            model.missingPort(d);
            return null;
        }
        model.delivered(port);
        Model.Port target = ends.targetModel().ports().get(port);
        if (value instanceof Term.Poison) {
            return null;
        }
        Term fitting = value;
        if (!value.dimension().equals(target.dimension())) {
            if (!Typer.isFlexible(value)) {
                diagnostics.add(Mismatch.of(
                                value.span(),
                                "port `" + target.name() + "` of `"
                                        + ends.target().name() + "` takes " + Mismatch.name(target.dimension())
                                        + ", this delivers " + Mismatch.name(value.dimension()),
                                target.dimension(),
                                value.dimension())
                        .also(target.span(), "the port is declared here"));
                return null;
            }
            fitting = new Term.Constant(((Term.Constant) value).value(), target.dimension(), value.span());
        }
        return new Statement.Deliver(fitting, port, d.span());
    }

    private @Nullable Statement emit(Item.Emit e, ModelScope scope) {
        Optional<Term> payload = e.payload().map(p -> typer.in(scope).number(p));
        if (model.isSynapse()) {
            diagnostics.add(Diagnostic.of(Code.S006, e.span(), "a synapse emits nothing: neurons do")
                    .help("deliver to a port of the target; its `on PORT(k)` may emit"));
            return null;
        }
        int event = model.table().events.indexOf(e.event().text());
        if (event < 0) {
            if (!scope.isDoubtful(e.event().text())) {
                diagnostics.add(
                        Diagnostic.of(Code.N001, e.event().span(), "this neuron has no event `" + e.event() + "`")
                                .suggest(e.event().text(), model.table().events)
                                .help("declare it: `event " + e.event() + "`; every neuron has `spike`"));
            }
            return null;
        }
        if (payload.isPresent() && payload.get() instanceof Term.Poison) {
            return null;
        }
        return brings(e, payload) ? new Statement.Emit(event, payload, e.span()) : null;
    }

    /** Whether the event brings the same kind of value here as elsewhere; false after a report. */
    private boolean brings(Item.Emit e, Optional<Term> payload) {
        Optional<Dimension> dimension = payload.map(Term::dimension);
        ModelTable.Payload first =
                model.table().payloads.putIfAbsent(e.event().text(), new ModelTable.Payload(dimension, e.span()));
        if (first == null || first.dimension().equals(dimension)) {
            return true;
        }
        diagnostics.add(Diagnostic.of(
                        Code.U001,
                        e.span(),
                        "`" + e.event() + "` brings " + brought(dimension) + " here and " + brought(first.dimension())
                                + " elsewhere")
                .also(first.span(), "emitted here"));
        return false;
    }

    private static String brought(Optional<Dimension> dimension) {
        return dimension.map(d -> "a value in " + Mismatch.name(d)).orElse("no value");
    }

    private @Nullable Statement hold(Item.Hold h, ModelScope scope) {
        Term duration = typer.in(scope).number(h.duration(), Dimension.TIME, "the duration of a hold");
        int hold = model.table().holds.indexOf(h.flag().text());
        if (hold < 0) {
            return null;
        }
        return duration instanceof Term.Poison ? null : new Statement.Hold(hold, duration, h.span());
    }

    /** Holds that are set in these items, at any depth. */
    static void holds(List<Item> items, TreeSet<String> found) {
        for (Item item : items) {
            switch (item) {
                case Item.Hold h -> found.add(h.flag().text());
                case Item.After a -> holds(a.body(), found);
                case Item.If i -> {
                    holds(i.then(), found);
                    holds(i.otherwise(), found);
                }
                case Item.On o -> holds(o.body(), found);
                case Item.Every e -> holds(e.body(), found);
                default -> {}
            }
        }
    }
}
