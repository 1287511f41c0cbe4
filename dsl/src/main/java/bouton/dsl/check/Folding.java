package bouton.dsl.check;

import bouton.dsl.model.Builtin;
import bouton.dsl.model.Term;
import bouton.dsl.model.Term.ArithmeticOperator;
import bouton.dsl.model.Term.Comparison;
import bouton.dsl.source.Span;
import bouton.dsl.unit.Dimension;
import java.util.List;
import java.util.OptionalDouble;

/** Computes what is constant, with the same functions that a run uses. */
public final class Folding {
    private Folding() {}

    static Term arithmetic(ArithmeticOperator op, Term a, Term b, Dimension dimension, Span span) {
        if (a instanceof Term.Constant x && b instanceof Term.Constant y) {
            return new Term.Constant(compute(op, x.value(), y.value()), dimension, span);
        }
        return new Term.Arithmetic(op, a, b, dimension, span);
    }

    public static double compute(ArithmeticOperator op, double a, double b) {
        return switch (op) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case POWER -> StrictMath.pow(a, b);
        };
    }

    static Term negate(Term a, Span span) {
        return a instanceof Term.Constant x
                ? new Term.Constant(-x.value(), x.dimension(), span)
                : new Term.Negate(a, span);
    }

    static Term not(Term a, Span span) {
        return a instanceof Term.Truth t ? new Term.Truth(!t.value(), span) : new Term.Not(a, span);
    }

    static Term compare(Comparison op, Term a, Term b, Span span) {
        if (a instanceof Term.Constant x && b instanceof Term.Constant y) {
            return new Term.Truth(compute(op, x.value(), y.value()), span);
        }
        return new Term.Compare(op, a, b, span);
    }

    public static boolean compute(Comparison op, double a, double b) {
        return switch (op) {
            case LESS -> a < b;
            case LESS_EQUAL -> a <= b;
            case GREATER -> a > b;
            case GREATER_EQUAL -> a >= b;
            case EQUAL -> a == b;
            case NOT_EQUAL -> a != b;
        };
    }

    static Term logic(boolean and, Term a, Term b, Span span) {
        if (a instanceof Term.Truth t) {
            return t.value() == and ? b : new Term.Truth(!and, span);
        }
        if (b instanceof Term.Truth t) {
            return t.value() == and ? a : new Term.Truth(!and, span);
        }
        return new Term.Logic(and, a, b, span);
    }

    static Term choose(Term condition, Term then, Term otherwise, Span span) {
        return condition instanceof Term.Truth t
                ? (t.value() ? then : otherwise)
                : new Term.Choose(condition, then, otherwise, span);
    }

    static Term apply(Builtin function, List<Term> arguments, Dimension dimension, Span span) {
        double[] values = new double[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            if (!(arguments.get(i) instanceof Term.Constant c)) {
                return new Term.Apply(function, arguments, dimension, span);
            }
            values[i] = c.value();
        }
        OptionalDouble value = compute(function, values);
        return value.isPresent()
                ? new Term.Constant(value.getAsDouble(), dimension, span)
                : new Term.Apply(function, arguments, dimension, span);
    }

    /** Empty for the one function that only the run's library has. */
    public static OptionalDouble compute(Builtin function, double[] x) {
        return OptionalDouble.of(
                        switch (function) {
                            case EXP -> StrictMath.exp(x[0]);
                            case EXPM1 -> StrictMath.expm1(x[0]);
                            case LOG -> StrictMath.log(x[0]);
                            case SQRT -> Math.sqrt(x[0]);
                            case ABS -> Math.abs(x[0]);
                            case MIN -> Math.min(x[0], x[1]);
                            case MAX -> Math.max(x[0], x[1]);
                            case CLIP -> Math.min(Math.max(x[0], x[1]), x[2]);
                            case SIGN -> Math.signum(x[0]);
                            case STEP -> x[0] > 0 ? 1 : 0;
                            case RELU -> Math.max(x[0], 0);
                            case SIGMOID ->
                                x[0] >= 0
                                        ? 1 / (1 + StrictMath.exp(-x[0]))
                                        : StrictMath.exp(x[0]) / (1 + StrictMath.exp(x[0]));
                            case TANH -> StrictMath.tanh(x[0]);
                            case SIN -> StrictMath.sin(x[0]);
                            case COS -> StrictMath.cos(x[0]);
                            case TAN -> StrictMath.tan(x[0]);
                            case ATAN -> StrictMath.atan(x[0]);
                            case FLOOR -> Math.floor(x[0]);
                            case CEIL -> Math.ceil(x[0]);
                            case ROUND -> Math.copySign(Math.floor(Math.abs(x[0]) + 0.5), x[0]);
                            case MOD -> x[0] - Math.floor(x[0] / x[1]) * x[1];
                            case ERF -> {
                                yield Double.NaN;
                            }
                        })
                .stream()
                .filter(v -> function != Builtin.ERF)
                .findFirst();
    }
}
