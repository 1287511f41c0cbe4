package bouton.dsl.syntax;

import bouton.dsl.source.Span;
import java.util.List;
import java.util.Optional;

/** Expressions. */
public sealed interface Expr {
    Span span();

    /** A number as written, with its unit if it has one. */
    record Number(String text, Optional<UnitSyntax> unit, Span span) implements Expr {}

    record Text(String value, Span span) implements Expr {}

    record Name(String text, Span span) implements Expr {}

    /** {@code of.name}. */
    record Member(Expr of, Ident name, Span span) implements Expr {}

    /** {@code of[i]}, {@code of[a .. b]}, {@code of[axis = value]}. */
    record Index(Expr of, List<Arg> at, Span span) implements Expr {
        public Index {
            at = List.copyOf(at);
        }
    }

    /** {@code callee(arguments during window)}. */
    record Call(Expr callee, List<Arg> arguments, Optional<Ident> during, Span span) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code from .. to}, both included; {@code from ..} is open. */
    record Range(Expr from, Optional<Expr> to, Span span) implements Expr {}

    record Unary(UnaryOperator operator, Expr operand, Span span) implements Expr {}

    record Binary(BinaryOperator operator, Expr left, Expr right, Span span) implements Expr {}

    /** {@code left == right within tolerance}. */
    record Within(Binary comparison, Expr tolerance, Span span) implements Expr {}

    record Conditional(Expr condition, Expr then, Expr otherwise, Span span) implements Expr {}

    record ListOf(List<Arg> elements, Span span) implements Expr {
        public ListOf {
            elements = List.copyOf(elements);
        }
    }

    record Tuple(List<Expr> elements, Span span) implements Expr {
        public Tuple {
            elements = List.copyOf(elements);
        }
    }

    /** Something that could not be read; it has been reported. */
    record Faulty(Span span) implements Expr {}

    /**
     * An argument: a value, or a set with an expression over its members: {@code A -> B where p : e}; {@code over}: axes of
     * the sweeps that a statistic takes together.
     */
    record Arg(
            Optional<Ident> name,
            Expr value,
            Optional<Expr> arrow,
            Optional<Expr> where,
            Optional<Expr> body,
            List<Ident> over) {
        public Arg {
            over = List.copyOf(over);
        }

        public boolean isPlain() {
            return arrow.isEmpty() && where.isEmpty() && body.isEmpty() && over.isEmpty();
        }
    }

    enum UnaryOperator {
        MINUS,
        NOT
    }

    enum BinaryOperator {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        POWER("^"),
        LESS("<"),
        LESS_EQUAL("<="),
        GREATER(">"),
        GREATER_EQUAL(">="),
        EQUAL("=="),
        NOT_EQUAL("!="),
        AND("and"),
        OR("or");

        private final String symbol;

        BinaryOperator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        public boolean isComparison() {
            return this.ordinal() >= LESS.ordinal() && this.ordinal() <= NOT_EQUAL.ordinal();
        }

        public boolean isLogical() {
            return this == AND || this == OR;
        }
    }
}
