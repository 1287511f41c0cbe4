package bouton.dsl.parse;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.parse.generated.BoutonParser.*;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** From ANTLR's items to ours. */
final class ItemBuilder {
    private final ExpressionBuilder expressions;
    private final Function<BlockContext, List<Item>> items;

    ItemBuilder(ExpressionBuilder expressions, Function<BlockContext, List<Item>> items) {
        this.expressions = expressions;
        this.items = items;
    }

    Item item(ItemContext context) {
        Span span = expressions.span(context);
        return switch (context) {
            case ParamContext c ->
                new Item.Param(
                        ident(c.name()),
                        dims(c.dims()),
                        Optional.ofNullable(c.unit()).map(expressions::unit),
                        initial(c.op, c.expr()),
                        bounds(c.range()),
                        annotations(c.annotation()),
                        span);
            case VariableContext c ->
                new Item.Variable(
                        c.kind.getText().equals("weight"),
                        ident(c.name()),
                        dims(c.dims()),
                        Optional.ofNullable(c.unit()).map(expressions::unit),
                        initial(c.op, c.expr()),
                        bounds(c.range()),
                        annotations(c.annotation()),
                        span);
            case TraceContext c ->
                new Item.Trace(
                        ident(c.name(0)),
                        ident(c.name(1)),
                        expressions.path(c.path()),
                        expr(c.expr(0)),
                        optional(c.expr(1)),
                        annotations(c.annotation()),
                        span);
            case LetContext c -> new Item.Let(ident(c.name()), expr(c.expr()), span);
            case PortContext c ->
                new Item.PortItem(
                        ident(c.name()),
                        dims(c.dims()),
                        Optional.ofNullable(c.unit()).map(expressions::unit),
                        Optional.ofNullable(c.path()).map(expressions::path),
                        annotations(c.annotation()),
                        span);
            case CompartmentContext c -> new Item.Compartment(ident(c.name()), items.apply(c.block()), span);
            case OutContext c -> new Item.Out(ident(c.name()), optional(c.expr()), span);
            case EventContext c -> new Item.EventItem(ident(c.name()), optional(c.expr()), span);
            case BroadcastContext c ->
                new Item.Broadcast(expr(c.expr()), expressions.path(c.path()), overrides(c.block()), span);
            case ReduceContext c -> new Item.Reduce(ident(c.name()), expr(c.expr(0)), optional(c.expr(1)), span);
            case MirrorContext c -> new Item.MirrorItem(expr(c.expr(0)), expr(c.expr(1)), span);
            case OnContext c -> new Item.On(trigger(c.trigger()), items.apply(c.block()), span);
            case EveryContext c -> new Item.Every(expr(c.expr(0)), optional(c.expr(1)), items.apply(c.block()), span);
            case OdeContext c ->
                new Item.Ode(
                        ident(c.name(0)),
                        expr(c.expr()),
                        Optional.ofNullable(c.name(1)).map(expressions::ident),
                        annotations(c.annotation()),
                        span);
            case DeliverContext c ->
                new Item.Deliver(expr(c.expr()), Optional.ofNullable(c.path()).map(expressions::path), span);
            case EmitContext c -> new Item.Emit(ident(c.name()), optional(c.expr()), span);
            case HoldContext c -> new Item.Hold(ident(c.name()), expr(c.expr()), span);
            case AfterContext c -> new Item.After(expr(c.expr()), items.apply(c.block()), span);
            case IfItemContext c -> conditional(c.conditional());
            case OrderContext c ->
                new Item.Order(c.name().stream().map(this::ident).toList(), span);
            case PopulationContext c ->
                new Item.PopulationItem(
                        ident(c.name()),
                        dims(c.dims()),
                        expressions.path(c.path()),
                        optional(c.expr()),
                        overrides(c.block()),
                        span);
            case StimulusContext c ->
                new Item.StimulusItem(
                        ident(c.name()),
                        dims(c.dims()),
                        expr(c.expr(0)),
                        optional(c.expr(1)),
                        annotations(c.annotation()),
                        span);
            case ProjectContext c -> project(c, span);
            case ProbeContext c -> probe(c, span);
            case SweepContext c ->
                new Item.Sweep(c.target().path().stream().map(expressions::path).toList(), expr(c.expr()), span);
            case RunContext c ->
                new Item.Run(expr(c.expr()), Optional.ofNullable(c.name()).map(expressions::ident), span);
            case RunUntilContext c ->
                new Item.RunUntil(
                        expr(c.expr(0)),
                        expr(c.expr(1)),
                        Optional.ofNullable(c.name()).map(expressions::ident),
                        span);
            case RepeatContext c -> new Item.Repeat(Optional.empty(), expr(c.expr()), items.apply(c.block()), span);
            case RepeatUntilContext c ->
                new Item.Repeat(optional(c.expr(0)), expr(c.expr(1)), items.apply(c.block()), span);
            case ProtocolContext c ->
                new Item.Protocol(
                        ident(c.name(0)),
                        c.name().stream().skip(1).map(this::ident).toList(),
                        items.apply(c.block()),
                        span);
            case ResetContext c -> new Item.Reset(expr(c.expr(0)), optional(c.expr(1)), span);
            case AcrossContext c -> new Item.Across(items.apply(c.block()), span);
            case CallItemContext c ->
                new Item.Call(
                        ident(c.name()), c.arg().stream().map(expressions::arg).toList(), span);
            case RestContext c -> new Item.Rest(expr(c.expr()), span);
            case PresentContext c -> new Item.Present(expressions.path(c.path()), expr(c.expr()), span);
            case SetContext c -> set(c, span);
            case RecordContext c -> new Item.Record(ident(c.name()), expr(c.expr()), span);
            case RequireContext c -> new Item.Require(expr(c.expr()), span);
            case ForContext c -> new Item.For(ident(c.name()), expr(c.expr()), items.apply(c.block()), span);
            case MethodContext c -> new Item.Method(ident(c.name()), optional(c.expr()), span);
            case StampContext c -> new Item.Stamp(ident(c.name()), span);
            case PlaceContext c ->
                new Item.Place(
                        expr(c.expr()), c.placeStep().stream().map(this::step).toList(), span);
            case AssignUnitContext c ->
                new Item.AssignUnit(expr(c.expr(0)), optional(c.expr(1)), ident(c.name()), span);
            case AssignContext c -> new Item.Assign(expr(c.expr(0)), operator(c.op.getText()), expr(c.expr(1)), span);
            case UnknownItemContext c -> new Item.Unknown(expressions.ident(c.ID().getSymbol()), span);
            case UnknownBlockContext c -> new Item.Unknown(expressions.ident(c.ID().getSymbol()), span);
            default -> throw new IllegalStateException(context.getClass().getName());
        };
    }

    private Item.Place.Step step(PlaceStepContext c) {
        List<Expr> numbers = c.NUMBER() == null
                ? c.expr().stream().map(this::expr).toList()
                : List.of(expressions.number(c.NUMBER().getSymbol()));
        return new Item.Place.Step(ident(c.name()), numbers, expressions.span(c));
    }

    private Item conditional(ConditionalContext c) {
        List<Item> otherwise = List.of();
        if (c.conditional() != null) {
            otherwise = List.of(conditional(c.conditional()));
        } else if (c.block().size() > 1) {
            otherwise = items.apply(c.block(1));
        }
        return new Item.If(expr(c.expr()), items.apply(c.block(0)), otherwise, expressions.span(c));
    }

    private Item project(ProjectContext c, Span span) {
        Optional<Ident> label = Optional.ofNullable(c.name()).map(expressions::ident);
        boolean where = c.expr().size() > 3;
        return new Item.Project(
                label,
                expr(c.expr(0)),
                expr(c.expr(1)),
                expr(c.expr(2)),
                where ? optional(c.expr(3)) : Optional.empty(),
                Optional.ofNullable(c.path()).map(expressions::path),
                overrides(c.block()),
                span);
    }

    private Item probe(ProbeContext c, Span span) {
        boolean arrow = c.children.stream().anyMatch(x -> x.getText().equals("->"));
        boolean every = c.children.stream().anyMatch(x -> x.getText().equals("every"));
        int next = 1;
        Optional<Expr> target = arrow ? optional(c.expr(next++)) : Optional.empty();
        return new Item.ProbeItem(expr(c.expr(0)), target, every ? optional(c.expr(next)) : Optional.empty(), span);
    }

    private Item set(SetContext c, Span span) {
        boolean arrow = c.expr().size() > 2;
        return new Item.SetItem(
                expr(c.expr(0)), arrow ? optional(c.expr(1)) : Optional.empty(), expr(c.expr(arrow ? 2 : 1)), span);
    }

    private Item.TriggerSyntax trigger(TriggerContext context) {
        Span span = expressions.span(context);
        return switch (context) {
            case WhenTriggerContext c -> new Item.TriggerSyntax.When(expr(c.expr()), annotations(c.annotation()), span);
            case GlobalTriggerContext c ->
                new Item.TriggerSyntax.Global(
                        ident(c.name(0)), Optional.ofNullable(c.name(1)).map(expressions::ident), span);
            case EventTriggerContext c ->
                new Item.TriggerSyntax.Event(
                        expressions.path(c.path()),
                        Optional.ofNullable(c.name()).map(expressions::ident),
                        optional(c.expr()),
                        span);
            default -> throw new IllegalStateException(context.getClass().getName());
        };
    }

    private static Item.Operator operator(String symbol) {
        for (Item.Operator op : Item.Operator.values()) {
            if (op.symbol().equals(symbol)) {
                return op;
            }
        }
        throw new IllegalStateException(symbol);
    }

    private Ident ident(NameContext c) {
        return expressions.ident(c);
    }

    private Expr expr(ExprContext c) {
        return expressions.expr(c);
    }

    private Optional<Expr> optional(@Nullable ExprContext c) {
        return c == null ? Optional.empty() : Optional.of(expressions.expr(c));
    }

    private Optional<Item.Initial> initial(@Nullable Token op, @Nullable ExprContext value) {
        return op == null || value == null
                ? Optional.empty()
                : Optional.of(new Item.Initial(op.getText().equals("~"), expr(value)));
    }

    private Optional<Item.Bounds> bounds(@Nullable RangeContext c) {
        if (c == null) {
            return Optional.empty();
        }
        if (c.expr() instanceof RangeExprContext range && range.expr(1) != null) {
            return Optional.of(new Item.Bounds(expr(range.expr(0)), expr(range.expr(1)), expressions.span(c)));
        }
        expressions.report(Diagnostic.of(Code.S001, expressions.span(c.expr()), "a range has two ends")
                .label("only one is given")
                .help("write both: `in 0 mV .. 10 mV`"));
        return Optional.empty();
    }

    List<Item.Annotation> annotations(List<AnnotationContext> list) {
        return list.stream()
                .map(a -> new Item.Annotation(
                        ident(a.name()), a.arg().stream().map(expressions::arg).toList(), expressions.span(a)))
                .toList();
    }

    private List<Expr> dims(@Nullable DimsContext c) {
        return c == null ? List.of() : c.expr().stream().map(this::expr).toList();
    }

    private List<Item> overrides(@Nullable BlockContext c) {
        return c == null ? List.of() : items.apply(c);
    }
}
