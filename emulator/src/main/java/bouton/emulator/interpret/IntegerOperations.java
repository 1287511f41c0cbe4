package bouton.emulator.interpret;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.UnaryOp;

/** Arithmetic of integers and truth values. What can overflow or lose bits is left to an {@link IntegerUnit}. */
final class IntegerOperations {
    private IntegerOperations() {}

    static Operation binary(BinaryOp op, IntegerUnit unit, long[] x, long[] a, long[] b) {
        return switch (op) {
            case ADD -> unit.wraps64() ? add(x, a, b) : exact(op, unit, x, a, b);
            case SUB -> unit.wraps64() ? subtract(x, a, b) : exact(op, unit, x, a, b);
            case MUL, DIV, SHL, SHR -> exact(op, unit, x, a, b);
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
            case AND ->
                (f, from, to) -> {
                    for (int i = from; i < to; i++) {
                        x[i] = a[i] & b[i];
                    }
                };
            case OR ->
                (f, from, to) -> {
                    for (int i = from; i < to; i++) {
                        x[i] = a[i] | b[i];
                    }
                };
            case XOR ->
                (f, from, to) -> {
                    for (int i = from; i < to; i++) {
                        x[i] = a[i] ^ b[i];
                    }
                };
            case MOD, POW -> throw new IllegalArgumentException(op + " of integers");
        };
    }

    private static Operation add(long[] x, long[] a, long[] b) {
        return (f, from, to) -> {
            for (int i = from; i < to; i++) {
                x[i] = a[i] + b[i];
            }
        };
    }

    private static Operation subtract(long[] x, long[] a, long[] b) {
        return (f, from, to) -> {
            for (int i = from; i < to; i++) {
                x[i] = a[i] - b[i];
            }
        };
    }

    private static Operation exact(BinaryOp op, IntegerUnit unit, long[] x, long[] a, long[] b) {
        return Operation.byLane((f, i) -> x[i] = unit.apply(op, a[i], b[i]));
    }

    static Operation unary(UnaryOp op, IntegerUnit unit, long[] x, long[] a) {
        return Operation.byLane((f, i) -> x[i] = unit.apply(op, a[i]));
    }

    static Operation not(long[] x, long[] a) {
        return (f, from, to) -> {
            for (int i = from; i < to; i++) {
                x[i] = a[i] ^ 1;
            }
        };
    }

    static Operation compare(CompareOp op, long[] x, long[] a, long[] b) {
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
            case GT -> compare(CompareOp.LT, x, b, a);
            case GE -> compare(CompareOp.LE, x, b, a);
        };
    }

    static Operation select(long[] x, long[] condition, long[] a, long[] b) {
        return (f, from, to) -> {
            for (int i = from; i < to; i++) {
                x[i] = condition[i] != 0 ? a[i] : b[i];
            }
        };
    }

    /** Counts every value that is not within the bounds. */
    static Operation clamp(long[] x, long[] a, long[] low, long[] high, int counter) {
        return (f, from, to) -> {
            for (int i = from; i < to; i++) {
                long clamped = Math.min(Math.max(a[i], low[i]), high[i]);
                if (clamped != a[i]) {
                    f.count(counter);
                }
                x[i] = clamped;
            }
        };
    }

    static Operation fit(IntegerUnit unit, long[] x, long[] a) {
        return Operation.byLane((f, i) -> x[i] = unit.fit(a[i]));
    }

    static Operation fromDoubles(IntegerUnit unit, long[] x, double[] a) {
        return Operation.byLane((f, i) -> x[i] = unit.fromDouble(a[i]));
    }
}
