package bouton.dsl.check;

import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import bouton.dsl.syntax.Path;
import java.util.List;

/**
 * Copies items and expressions of a neuron or synapse with other names. What a subclass does not change is copied as it is, with
 * its span, so that a finding about the copy points at the text.
 */
abstract class Rewriter {
    /** A name where it is declared, assigned to or set. */
    abstract Ident declared(Ident name);

    /** What an {@code on} or a trace waits for. */
    abstract Path event(Path path);

    /** A name, a name behind a dot, or one with an index. */
    abstract Expr reference(Expr expr);

    Expr expr(Expr expr) {
        return switch (expr) {
            case Expr.Name n -> reference(n);
            case Expr.Member m -> reference(m);
            case Expr.Index i -> reference(i);
            case Expr.Call c -> call(c);
            case Expr.Range r -> new Expr.Range(expr(r.from()), r.to().map(this::expr), r.span());
            case Expr.Unary u -> new Expr.Unary(u.operator(), expr(u.operand()), u.span());
            case Expr.Binary b -> binary(b);
            case Expr.Within w -> new Expr.Within(binary(w.comparison()), expr(w.tolerance()), w.span());
            case Expr.Conditional c ->
                new Expr.Conditional(expr(c.condition()), expr(c.then()), expr(c.otherwise()), c.span());
            case Expr.ListOf l -> list(l);
            case Expr.Tuple t ->
                new Expr.Tuple(t.elements().stream().map(this::expr).toList(), t.span());
            case Expr.Number n -> n;
            case Expr.Text t -> t;
            case Expr.Faulty f -> f;
        };
    }

    Expr list(Expr.ListOf list) {
        return new Expr.ListOf(arguments(list.elements()), list.span());
    }

    /** The name of a function is no name of the model. */
    Expr call(Expr.Call c) {
        return new Expr.Call(c.callee(), arguments(c.arguments()), c.during(), c.span());
    }

    private Expr.Binary binary(Expr.Binary b) {
        return new Expr.Binary(b.operator(), expr(b.left()), expr(b.right()), b.span());
    }

    List<Expr.Arg> arguments(List<Expr.Arg> arguments) {
        return arguments.stream()
                .map(a -> new Expr.Arg(
                        a.name(),
                        expr(a.value()),
                        a.arrow().map(this::expr),
                        a.where().map(this::expr),
                        a.body().map(this::expr),
                        a.over()))
                .toList();
    }

    List<Item> items(List<Item> items) {
        return items.stream().map(this::item).toList();
    }

    /** Items that have no names of the model in them, or do not belong into one, stay as they are. */
    Item item(Item item) {
        return switch (item) {
            case Item.Param p ->
                new Item.Param(
                        declared(p.name()),
                        exprs(p.dims()),
                        p.unit(),
                        p.initial().map(this::initial),
                        p.bounds().map(this::bounds),
                        annotations(p.annotations()),
                        p.span());
            case Item.Variable v ->
                new Item.Variable(
                        v.weight(),
                        declared(v.name()),
                        exprs(v.dims()),
                        v.unit(),
                        v.initial().map(this::initial),
                        v.bounds().map(this::bounds),
                        annotations(v.annotations()),
                        v.span());
            case Item.Trace t ->
                new Item.Trace(
                        declared(t.name()),
                        t.kind(),
                        event(t.event()),
                        expr(t.tau()),
                        t.start().map(this::expr),
                        annotations(t.annotations()),
                        t.span());
            case Item.Let l -> new Item.Let(declared(l.name()), expr(l.value()), l.span());
            case Item.PortItem p ->
                new Item.PortItem(declared(p.name()), exprs(p.dims()), p.unit(), p.from(), p.annotations(), p.span());
            case Item.Out o -> out(o);
            case Item.On o -> new Item.On(trigger(o.trigger()), items(o.body()), o.span());
            case Item.Every e -> new Item.Every(expr(e.period()), e.from().map(this::expr), items(e.body()), e.span());
            case Item.Ode o ->
                new Item.Ode(
                        declared(o.name()),
                        expr(o.value()),
                        o.unless().map(this::declared),
                        annotations(o.annotations()),
                        o.span());
            case Item.Deliver d -> new Item.Deliver(expr(d.value()), d.to(), d.span());
            case Item.Emit e -> new Item.Emit(e.event(), e.payload().map(this::expr), e.span());
            case Item.Hold h -> new Item.Hold(declared(h.flag()), expr(h.duration()), h.span());
            case Item.After a -> new Item.After(expr(a.time()), items(a.body()), a.span());
            case Item.If i -> new Item.If(expr(i.condition()), items(i.then()), items(i.otherwise()), i.span());
            case Item.Assign a -> new Item.Assign(expr(a.target()), a.operator(), expr(a.value()), a.span());
            case Item.Method m -> new Item.Method(m.name(), m.argument().map(this::expr), m.span());
            case Item.Call c -> new Item.Call(c.name(), arguments(c.arguments()), c.span());
            default -> item;
        };
    }

    Item out(Item.Out o) {
        return new Item.Out(declared(o.name()), o.value().map(this::expr), o.span());
    }

    Item.TriggerSyntax trigger(Item.TriggerSyntax trigger) {
        return switch (trigger) {
            case Item.TriggerSyntax.When w ->
                new Item.TriggerSyntax.When(expr(w.condition()), annotations(w.annotations()), w.span());
            case Item.TriggerSyntax.Global g ->
                new Item.TriggerSyntax.Global(g.event(), g.payload().map(this::declared), g.span());
            case Item.TriggerSyntax.Event e ->
                new Item.TriggerSyntax.Event(
                        event(e.path()),
                        e.payload().map(this::declared),
                        e.after().map(this::expr),
                        e.span());
        };
    }

    List<Expr> exprs(List<Expr> exprs) {
        return exprs.stream().map(this::expr).toList();
    }

    Item.Initial initial(Item.Initial initial) {
        return new Item.Initial(initial.drawn(), expr(initial.value()));
    }

    Item.Bounds bounds(Item.Bounds bounds) {
        return new Item.Bounds(expr(bounds.lo()), expr(bounds.hi()), bounds.span());
    }

    private List<Item.Annotation> annotations(List<Item.Annotation> annotations) {
        return annotations.stream()
                .map(a -> new Item.Annotation(a.name(), arguments(a.arguments()), a.span()))
                .toList();
    }
}
