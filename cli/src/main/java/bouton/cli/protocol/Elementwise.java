package bouton.cli.protocol;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.experiment.Formula;
import bouton.dsl.model.Builtin;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.image.math.Functions;
import java.util.ArrayList;
import java.util.List;

/** Operators and functions, element by element; one value stands for as many as are needed. */
final class Elementwise {
    private final Evaluator evaluator;

    Elementwise(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** Of the operands' elements with one number; the array is reused. */
    interface Operation {
        double of(double[] x);
    }

    Value of(List<Formula> operands, Span span, Operation operation) {
        List<Value> values = operands.stream().map(evaluator::value).toList();
        return ofValues(values, span, operation);
    }

    static Value ofValues(List<Value> values, Span span, Operation operation) {
        double[] x = new double[values.size()];
        boolean nested = values.stream().anyMatch(v -> v instanceof Value.Lists);
        boolean listed = values.stream().anyMatch(v -> v instanceof Value.Numbers);
        if (nested) {
            return lists(values, span, operation);
        }
        if (listed) {
            return new Value.Numbers(numbers(values, span, operation, x));
        }
        for (int i = 0; i < x.length; i++) {
            x[i] = ((Value.Number) values.get(i)).value();
        }
        return new Value.Number(operation.of(x));
    }

    private static double[] numbers(List<Value> values, Span span, Operation operation, double[] x) {
        int size = size(values, span);
        double[] result = new double[size];
        for (int e = 0; e < size; e++) {
            for (int i = 0; i < x.length; i++) {
                x[i] = switch (values.get(i)) {
                    case Value.Numbers n -> n.values()[e];
                    case Value.Number n -> n.value();
                    default -> throw new IllegalStateException();
                };
            }
            result[e] = operation.of(x);
        }
        return result;
    }

    private static Value lists(List<Value> values, Span span, Operation operation) {
        int size = size(values, span);
        List<double[]> result = new ArrayList<>(size);
        for (int e = 0; e < size; e++) {
            int row = e;
            List<Value> parts = values.stream()
                    .map(v -> v instanceof Value.Number ? v : v.element(row))
                    .toList();
            result.add(ofValues(parts, span, operation).numbers());
        }
        return Value.Lists.of(result);
    }

    private static int size(List<Value> values, Span span) {
        int size = -1;
        for (Value v : values) {
            if (v instanceof Value.Number) {
                continue;
            }
            if (size >= 0 && v.size() != size) {
                throw new Fault(
                        Code.D002, span, "lists of different lengths do not go together: " + size + " and " + v.size());
            }
            size = v.size();
        }
        return size;
    }

    Value arithmetic(Formula.Arithmetic a) {
        return of(List.of(a.left(), a.right()), a.span(), x -> compute(a.operator(), x[0], x[1]));
    }

    static double compute(Term.ArithmeticOperator operator, double a, double b) {
        return switch (operator) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case POWER -> b == 2 ? a * a : Functions.pow(a, b);
        };
    }

    /** What is not a number can be compared with nothing: whatever hung on the answer would be decided by accident. */
    Value compare(Formula.Compare c) {
        double tolerance = tolerance(c);
        return of(List.of(c.left(), c.right()), c.span(), x -> {
            refuseNotANumber(c, x[0], x[1]);
            return holds(c, x[0], x[1], tolerance) ? 1 : 0;
        });
    }

    static void refuseNotANumber(Formula.Compare c, double left, double right) {
        if (Double.isNaN(left) || Double.isNaN(right)) {
            Formula side = Double.isNaN(left) ? c.left() : c.right();
            throw new Fault(Code.E002, side.span(), "this is not a number (NaN) and cannot be compared");
        }
    }

    /** The tolerance as a number; NaN if there is none. */
    double tolerance(Formula.Compare c) {
        return c.tolerance().map(t -> evaluator.number(t.value())).orElse(Double.NaN);
    }

    /** False where a side is not a number. */
    static Value verdict(Formula.Compare c, Value left, Value right, double tolerance) {
        return ofValues(List.of(left, right), c.span(), x -> holds(c, x[0], x[1], tolerance) ? 1 : 0);
    }

    static boolean holds(Formula.Compare c, double l, double r, double tolerance) {
        if (Double.isNaN(l) || Double.isNaN(r)) {
            return false;
        }
        if (c.tolerance().isPresent()) {
            double allowed = c.tolerance().get().relative() ? tolerance * Math.abs(r) : tolerance;
            // Equal infinities have no distance.
            boolean near = l == r || Math.abs(l - r) <= allowed;
            return near == (c.comparison() == Term.Comparison.EQUAL);
        }
        return switch (c.comparison()) {
            case LESS -> l < r;
            case LESS_EQUAL -> l <= r;
            case GREATER -> l > r;
            case GREATER_EQUAL -> l >= r;
            case EQUAL -> l == r;
            case NOT_EQUAL -> l != r;
        };
    }

    Value logic(Formula.Logic l) {
        if (l.type().rank() == 0) {
            boolean left = evaluator.truth(l.left());
            // The right side may make no sense where the left side has decided.
            boolean decided = left != l.and();
            return new Value.Number((decided ? left : evaluator.truth(l.right())) ? 1 : 0);
        }
        return of(
                List.of(l.left(), l.right()),
                l.span(),
                x -> (l.and() ? x[0] != 0 && x[1] != 0 : x[0] != 0 || x[1] != 0) ? 1 : 0);
    }

    Value apply(Formula.Apply a) {
        return of(a.arguments(), a.span(), x -> compute(a.function(), x));
    }

    /** With the same functions that a run uses. */
    static double compute(Builtin function, double[] x) {
        return switch (function) {
            case EXP -> Functions.exp(x[0]);
            case EXPM1 -> Functions.expm1(x[0]);
            case LOG -> Functions.log(x[0]);
            case SQRT -> Functions.sqrt(x[0]);
            case ABS -> Math.abs(x[0]);
            case MIN -> Math.min(x[0], x[1]);
            case MAX -> Math.max(x[0], x[1]);
            case CLIP -> Functions.clip(x[0], x[1], x[2]);
            case SIGN -> Functions.sign(x[0]);
            case STEP -> Functions.step(x[0]);
            case RELU -> Functions.relu(x[0]);
            case SIGMOID -> Functions.sigmoid(x[0]);
            case TANH -> Functions.tanh(x[0]);
            case SIN -> Functions.sin(x[0]);
            case COS -> Functions.cos(x[0]);
            case TAN -> Functions.tan(x[0]);
            case ATAN -> Functions.atan(x[0]);
            case ERF -> Functions.erf(x[0]);
            case FLOOR -> Math.floor(x[0]);
            case CEIL -> Math.ceil(x[0]);
            case ROUND -> Functions.round(x[0]);
            case MOD -> Functions.mod(x[0], x[1]);
        };
    }
}
