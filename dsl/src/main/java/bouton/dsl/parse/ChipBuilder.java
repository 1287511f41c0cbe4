package bouton.dsl.parse;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.parse.generated.BoutonParser;
import bouton.dsl.parse.generated.BoutonParser.*;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Circuit;
import bouton.dsl.syntax.Clause;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/** From ANTLR's items of chips to ours. */
final class ChipBuilder {
    private final ExpressionBuilder expressions;
    private final ItemBuilder items;
    private final Function<BlockContext, List<Item>> bodies;

    ChipBuilder(ExpressionBuilder expressions, ItemBuilder items, Function<BlockContext, List<Item>> bodies) {
        this.expressions = expressions;
        this.items = items;
        this.bodies = bodies;
    }

    /** The items of a chip that are not circuits. */
    List<Clause> clauses(ChipBlockContext block) {
        return block.clause().stream()
                .filter(c -> c.circuit() == null || TreeBuilder.broken(c))
                .map(this::clause)
                .toList();
    }

    /** The circuits of a chip. */
    List<Circuit> circuits(ChipBlockContext block) {
        return block.clause().stream()
                .filter(c -> c.circuit() != null && !TreeBuilder.broken(c))
                .map(c -> circuit(c.circuit()))
                .toList();
    }

    private Circuit circuit(CircuitContext context) {
        Span span = expressions.span(context);
        return switch (context) {
            case CircuitBodyContext c -> body(c, span);
            case CircuitFunctionContext c ->
                new Circuit.Function(
                        expressions.ident(c.name(0)),
                        c.name().stream().skip(1).map(expressions::ident).toList(),
                        expressions.expr(c.expr()),
                        span);
            case LoweringContext c ->
                new Circuit.Lowering(
                        expressions.path(c.path(0)),
                        c.path().size() < 2 ? Optional.empty() : Optional.of(expressions.path(c.path(1))),
                        Optional.ofNullable(c.name()).map(expressions::ident),
                        Optional.ofNullable(c.expr()).map(expressions::expr),
                        bodies.apply(c.block()),
                        span);
            default -> throw new IllegalStateException(context.getClass().getName());
        };
    }

    private Circuit body(CircuitBodyContext c, Span span) {
        List<Circuit.Parameter> parameters = c.circuitParameter().stream()
                .map(p -> new Circuit.Parameter(expressions.ident(p.name(0)), expressions.ident(p.name(1))))
                .toList();
        Ident name = expressions.ident(c.name(0));
        List<Item> body = bodies.apply(c.block());
        Map<String, ExprContext> clauses = new HashMap<>();
        String before = "";
        for (ParseTree child : c.children) {
            if (child instanceof ExprContext e) {
                clauses.put(before, e);
            }
            before = child.getText();
        }
        Optional<Expr> on = Optional.ofNullable(clauses.get("on")).map(expressions::expr);
        Optional<Expr> when = Optional.ofNullable(clauses.get("when")).map(expressions::expr);
        Optional<Ident> state = c.name().size() < 2 ? Optional.empty() : Optional.of(expressions.ident(c.name(1)));
        return switch (c.kind.getText()) {
            case "kernel" -> {
                state.ifPresent(s -> refuse(s.span(), "a kernel", "`in` belongs to operations: they have states"));
                yield new Circuit.Kernel(name, parameters, on, when, body, span);
            }
            case "operation" -> {
                refuse(on.or(() -> when), "an operation");
                yield new Circuit.Operation(name, parameters, state, body, span);
            }
            default -> {
                refuse(on.or(() -> when), "a decoder");
                state.ifPresent(s -> refuse(s.span(), "a decoder", "`in` belongs to operations: they have states"));
                yield new Circuit.Decoder(name, parameters, body, span);
            }
        };
    }

    private void refuse(Optional<Expr> there, String what) {
        there.ifPresent(e -> refuse(e.span(), what, "`on` and `when` belong to kernels: they name a word of memory"));
    }

    private void refuse(Span at, String what, String note) {
        expressions
                .diagnostics()
                .add(Diagnostic.of(Code.S001, at, what + " has no such part").note(note));
    }

    private Clause clause(ClauseContext context) {
        Span span = expressions.span(context);
        if (TreeBuilder.broken(context)) {
            return Clause.faulty(span);
        }
        if (context.circuit() != null) {
            // Circuits are read from the chip itself; inside one of its parts the word is what is wrong.
            Token word = context.circuit().getStart();
            Clause.Part part = new Clause.Word(word.getText(), expressions.span(word));
            return new Clause(List.of(part), Optional.empty(), Optional.empty(), false, span);
        }
        List<Clause.Part> parts = new ArrayList<>();
        parts.add(start(context.clauseStart()));
        ChipBlockContext block = null;
        Span rest = null;
        for (ParseTree child : context.children) {
            if (child instanceof ClausePartContext part && block == null) {
                parts.add(part(part));
            } else if (child instanceof ChipBlockContext b && block == null) {
                block = b;
            } else if (child instanceof BoutonParser.ClausePartContext part && rest == null) {
                rest = expressions.span(part);
            }
        }
        return new Clause(parts, Optional.ofNullable(block).map(this::inner), Optional.ofNullable(rest), false, span);
    }

    private List<Clause> inner(ChipBlockContext block) {
        return block.clause().stream().map(this::clause).toList();
    }

    private Clause.Part start(ClauseStartContext context) {
        return part(context.annotation(), context.getStart());
    }

    private Clause.Part part(ClausePartContext context) {
        return part(context.annotation(), context.getStart());
    }

    private Clause.Part part(@Nullable AnnotationContext annotation, Token token) {
        if (annotation != null) {
            return new Clause.Mark(items.annotations(List.of(annotation)).getFirst());
        }
        Span span = expressions.span(token);
        return switch (token.getType()) {
            case BoutonParser.NUMBER -> new Clause.Number(token.getText(), span);
            case BoutonParser.STRING -> new Clause.Text(ExpressionBuilder.text(token.getText()), span);
            default -> isWord(token) ? new Clause.Word(token.getText(), span) : new Clause.Sign(token.getText(), span);
        };
    }

    private static boolean isWord(Token token) {
        return token.getType() == BoutonParser.ID
                || Character.isLetter(token.getText().charAt(0));
    }
}
