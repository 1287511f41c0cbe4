package bouton.emulator.interpret;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.UnaryOp;
import bouton.image.math.Functions;
import java.util.function.DoubleUnaryOperator;

/** Float64 arithmetic. Every loop runs over arrays of its own from one index, so that HotSpot vectorises it. */
final class FloatOperations {
    private FloatOperations() {}

    static Operation binary(BinaryOp op, double[] x, double[] a, double[] b) {
        return switch (op) {
            case ADD ->
                (f, from, to) -> {
                    for (int i = from; i < to; i++) {
                        x[i] = a[i] + b[i];
                    }
                };
            case SUB ->
                (f, from, to) -> {
                    for (int i = from; i < to; i++) {
                        x[i] = a[i] - b[i];
                    }
                };
            case MUL ->
                (f, from, to) -> {
                    for (int i = from; i < to; i++) {
                        x[i] = a[i] * b[i];
                    }
                };
            case DIV ->
                (f, from, to) -> {
                    for (int i = from; i < to; i++) {
                        x[i] = a[i] / b[i];
                    }
                };
            case MIN ->
                (f, from, to) -> {
                    for (int i = from; i < to; i++) {
                        x[i] = Math.min(a[i], b[i]);
                    }
                };
            case MAX ->
                (f, from, to) -> {
                    for (int i = from; i < to; i++) {
                        x[i] = Math.max(a[i], b[i]);
                    }
                };
            case MOD ->
                (f, from, to) -> {
                    for (int i = from; i < to; i++) {
                        x[i] = Functions.mod(a[i], b[i]);
                    }
                };
            case POW ->
                (f, from, to) -> {
                    for (int i = from; i < to; i++) {
                        x[i] = Functions.pow(a[i], b[i]);
                    }
                };
            case AND, OR, XOR, SHL, SHR -> throw new IllegalArgumentException(op + " of float64 values");
        };
    }

    static Operation unary(UnaryOp op, double[] x, double[] a) {
        if (op == UnaryOp.NEG) {
            return (f, from, to) -> {
                for (int i = from; i < to; i++) {
                    x[i] = -a[i];
                }
            };
        }
        DoubleUnaryOperator function = function(op);
        return (f, from, to) -> {
            for (int i = from; i < to; i++) {
                x[i] = function.applyAsDouble(a[i]);
            }
        };
    }

    private static DoubleUnaryOperator function(UnaryOp op) {
        return switch (op) {
            case ABS -> Math::abs;
            case SQRT -> Functions::sqrt;
            case EXP -> Functions::exp;
            case EXPM1 -> Functions::expm1;
            case LOG -> Functions::log;
            case SIN -> Functions::sin;
            case COS -> Functions::cos;
            case TAN -> Functions::tan;
            case TANH -> Functions::tanh;
            case ATAN -> Functions::atan;
            case ERF -> Functions::erf;
            case SIGMOID -> Functions::sigmoid;
            case RELU -> Functions::relu;
            case SIGN -> Functions::sign;
            case STEP -> Functions::step;
            case FLOOR -> Math::floor;
            case CEIL -> Math::ceil;
            case ROUND -> Functions::round;
            case NEG, NOT -> throw new IllegalArgumentException(op + " of a float64");
        };
    }

    static Operation compare(CompareOp op, long[] x, double[] a, double[] b) {
        return switch (op) {
            case LT ->
                (f, from, to) -> {
                    for (int i = from; i < to; i++) {
                        x[i] = a[i] < b[i] ? 1 : 0;
                    }
                };
            case LE ->
                (f, from, to) -> {
                    for (int i = from; i < to; i++) {
                        x[i] = a[i] <= b[i] ? 1 : 0;
                    }
                };
            case EQ ->
                (f, from, to) -> {
                    for (int i = from; i < to; i++) {
                        x[i] = a[i] == b[i] ? 1 : 0;
                    }
                };
            case NE ->
                (f, from, to) -> {
                    for (int i = from; i < to; i++) {
                        x[i] = a[i] != b[i] ? 1 : 0;
                    }
                };
            // a > b is b < a, also for NaN.
            case GT -> compare(CompareOp.LT, x, b, a);
            case GE -> compare(CompareOp.LE, x, b, a);
        };
    }

    static Operation select(double[] x, long[] condition, double[] a, double[] b) {
        return (f, from, to) -> {
            for (int i = from; i < to; i++) {
                x[i] = condition[i] != 0 ? a[i] : b[i];
            }
        };
    }

    static Operation copy(double[] x, double[] a) {
        return (f, from, to) -> System.arraycopy(a, from, x, from, to - from);
    }

    static Operation fromLongs(double[] x, long[] a) {
        return (f, from, to) -> {
            for (int i = from; i < to; i++) {
                x[i] = a[i];
            }
        };
    }

    /** Counts every value that is not within the bounds, NaN too. */
    static Operation clamp(double[] x, double[] a, double[] low, double[] high, int counter) {
        return (f, from, to) -> {
            for (int i = from; i < to; i++) {
                double clamped = Math.min(Math.max(a[i], low[i]), high[i]);
                if (clamped != a[i]) {
                    f.count(counter);
                }
                x[i] = clamped;
            }
        };
    }
}
