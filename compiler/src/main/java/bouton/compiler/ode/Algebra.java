package bouton.compiler.ode;

import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.unit.Dimension;

/** Puts terms together, with constants folded. Dimensions have been checked and are not kept. */
final class Algebra {
    private Algebra() {}

    static Term constant(double value, Span span) {
        return new Term.Constant(value, Dimension.NONE, span);
    }

    static boolean isZero(Term term) {
        return term instanceof Term.Constant c && c.value() == 0;
    }

    private static boolean isOne(Term term) {
        return term instanceof Term.Constant c && c.value() == 1;
    }

    static Term plus(Term a, Term b) {
        if (isZero(a)) {
            return b;
        }
        if (isZero(b)) {
            return a;
        }
        return a instanceof Term.Constant x && b instanceof Term.Constant y
                ? constant(x.value() + y.value(), a.span())
                : arithmetic(Term.ArithmeticOperator.ADD, a, b);
    }

    static Term minus(Term a, Term b) {
        if (isZero(b)) {
            return a;
        }
        if (isZero(a)) {
            return negate(b);
        }
        return a instanceof Term.Constant x && b instanceof Term.Constant y
                ? constant(x.value() - y.value(), a.span())
                : arithmetic(Term.ArithmeticOperator.SUBTRACT, a, b);
    }

    static Term times(Term a, Term b) {
        if (isZero(a) || isOne(b)) {
            return a;
        }
        if (isZero(b) || isOne(a)) {
            return b;
        }
        return a instanceof Term.Constant x && b instanceof Term.Constant y
                ? constant(x.value() * y.value(), a.span())
                : arithmetic(Term.ArithmeticOperator.MULTIPLY, a, b);
    }

    static Term over(Term a, Term b) {
        if (isZero(a) || isOne(b)) {
            return a;
        }
        return a instanceof Term.Constant x && b instanceof Term.Constant y
                ? constant(x.value() / y.value(), a.span())
                : arithmetic(Term.ArithmeticOperator.DIVIDE, a, b);
    }

    static Term negate(Term a) {
        return a instanceof Term.Constant c ? constant(-c.value(), a.span()) : new Term.Negate(a, a.span());
    }

    private static Term arithmetic(Term.ArithmeticOperator operator, Term a, Term b) {
        return new Term.Arithmetic(operator, a, b, Dimension.NONE, a.span());
    }
}
