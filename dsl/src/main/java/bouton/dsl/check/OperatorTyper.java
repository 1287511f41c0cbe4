package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.Term;
import bouton.dsl.model.Term.ArithmeticOperator;
import bouton.dsl.model.Term.Comparison;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Expr.BinaryOperator;
import bouton.dsl.unit.Dimension;
import java.util.Optional;

/** Checks operators: what their two sides must be of each other, and what comes out. */
final class OperatorTyper {
    private final Typer typer;

    OperatorTyper(Typer typer) {
        this.typer = typer;
    }

    Term unary(Expr.Unary u) {
        return switch (u.operator()) {
            case MINUS -> {
                Term a = typer.number(u.operand());
                yield a instanceof Term.Poison ? a : Folding.negate(a, u.span());
            }
            case NOT -> {
                Term a = typer.truth(u.operand());
                yield a instanceof Term.Poison ? a : Folding.not(a, u.span());
            }
        };
    }

    Term binary(Expr.Binary b) {
        if (b.operator().isLogical()) {
            Term left = typer.truth(b.left());
            Term right = typer.truth(b.right());
            return Typer.poisoned(left, right)
                    ? new Term.Poison(b.span())
                    : Folding.logic(b.operator() == BinaryOperator.AND, left, right, b.span());
        }
        Term left = typer.number(b.left());
        Term right = typer.number(b.right());
        if (Typer.poisoned(left, right)) {
            return new Term.Poison(b.span());
        }
        return switch (b.operator()) {
            case MULTIPLY ->
                Folding.arithmetic(
                        ArithmeticOperator.MULTIPLY,
                        left,
                        right,
                        left.dimension().times(right.dimension()),
                        b.span());
            case DIVIDE ->
                Folding.arithmetic(
                        ArithmeticOperator.DIVIDE, left, right, left.dimension().per(right.dimension()), b.span());
            case POWER -> power(left, right, b.span());
            case ADD -> same(ArithmeticOperator.ADD, left, right, b, "add");
            case SUBTRACT -> same(ArithmeticOperator.SUBTRACT, left, right, b, "subtract");
            case LESS -> compare(Comparison.LESS, left, right, b);
            case LESS_EQUAL -> compare(Comparison.LESS_EQUAL, left, right, b);
            case GREATER -> compare(Comparison.GREATER, left, right, b);
            case GREATER_EQUAL -> compare(Comparison.GREATER_EQUAL, left, right, b);
            case EQUAL -> compare(Comparison.EQUAL, left, right, b);
            case NOT_EQUAL -> compare(Comparison.NOT_EQUAL, left, right, b);
            case AND, OR -> throw new IllegalStateException();
        };
    }

    private Term same(ArithmeticOperator op, Term left, Term right, Expr.Binary b, String verb) {
        Term[] matched = Typer.match(left, right);
        if (matched == null) {
            String place = op == ArithmeticOperator.ADD
                    ? "cannot add " + Mismatch.name(right.dimension()) + " to " + Mismatch.name(left.dimension())
                    : "cannot " + verb + " " + Mismatch.name(right.dimension()) + " from "
                            + Mismatch.name(left.dimension());
            return typer.poison(
                    Mismatch.sides(Mismatch.of(b.span(), place, left.dimension(), right.dimension()), left, right),
                    b.span());
        }
        return Folding.arithmetic(op, matched[0], matched[1], matched[0].dimension(), b.span());
    }

    private Term compare(Comparison op, Term left, Term right, Expr.Binary b) {
        Term[] matched = Typer.match(left, right);
        if (matched == null) {
            Diagnostic.Builder builder = Mismatch.of(
                    b.span(),
                    "cannot compare " + Mismatch.name(left.dimension()) + " with " + Mismatch.name(right.dimension()),
                    left.dimension(),
                    right.dimension());
            return typer.poison(Mismatch.sides(builder, left, right), b.span());
        }
        return Folding.compare(op, matched[0], matched[1], b.span());
    }

    private Term power(Term base, Term exponent, Span span) {
        if (!exponent.dimension().isNone()) {
            return typer.poison(
                    Diagnostic.of(
                            Code.U004,
                            exponent.span(),
                            "an exponent must be a plain number, this is in " + Mismatch.name(exponent.dimension())),
                    span);
        }
        if (base.dimension().isNone()) {
            return Folding.arithmetic(ArithmeticOperator.POWER, base, exponent, Dimension.NONE, span);
        }
        if (exponent instanceof Term.Constant c) {
            Optional<Dimension> dimension = base.dimension().power(c.value());
            if (dimension.isPresent()) {
                return Folding.arithmetic(ArithmeticOperator.POWER, base, exponent, dimension.get(), span);
            }
        }
        return typer.poison(
                Diagnostic.of(
                                Code.U004,
                                exponent.span(),
                                "a quantity in " + Mismatch.name(base.dimension())
                                        + " can only be raised to a known simple number")
                        .help("divide by a unit first, for example `("
                                + base.span().text() + " / 1 " + Mismatch.name(base.dimension()) + ") ^ "
                                + Mismatch.operand(exponent)
                                + "`"),
                span);
    }
}
