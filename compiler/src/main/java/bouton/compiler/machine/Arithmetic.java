package bouton.compiler.machine;

import bouton.image.machine.Expression;
import bouton.image.machine.Operator;
import java.math.BigInteger;

/** Operations on integers, with the interval that their result lies in. */
final class Arithmetic {
    private Arithmetic() {}

    /**
     * An operation.
     *
     * @throws ArithmeticException if the result may need more than 63 bits
     */
    static Value of(Operator operator, Value a, Value b) {
        long[] range = range(operator, a, b);
        if (a.isConstant() && b.isConstant()) {
            return Value.constant(operator.apply(a.least(), b.least()));
        }
        Value simple = simple(operator, a, b);
        if (simple != null) {
            return simple;
        }
        if (range[0] == range[1] && operator.isComparison()) {
            return Value.constant(range[0]);
        }
        return new Value(new Expression.Operation(operator, a.code(), b.code()), range[0], range[1]);
    }

    /** What needs no operation: sums with 0, products with 1, masks that take nothing away. */
    private static @org.jspecify.annotations.Nullable Value simple(Operator operator, Value a, Value b) {
        return switch (operator) {
            case ADD -> is(a, 0) ? b : is(b, 0) ? a : null;
            case SUBTRACT, SHIFT_LEFT, SHIFT_RIGHT -> is(b, 0) ? a : null;
            case MULTIPLY -> is(a, 1) ? b : is(b, 1) ? a : is(a, 0) ? a : is(b, 0) ? b : null;
            case AND -> is(a, 0) ? a : is(b, 0) ? b : isMaskFor(a, b) ? b : isMaskFor(b, a) ? a : null;
            case OR, XOR -> is(a, 0) ? b : is(b, 0) ? a : null;
            case MINIMUM -> a.most() <= b.least() ? a : b.most() <= a.least() ? b : null;
            case MAXIMUM -> a.least() >= b.most() ? a : b.least() >= a.most() ? b : null;
            default -> null;
        };
    }

    private static boolean is(Value value, long constant) {
        return value.isConstant() && value.least() == constant;
    }

    private static boolean isMaskFor(Value mask, Value other) {
        long m = mask.least();
        return mask.isConstant() && m > 0 && (m & m + 1) == 0 && other.fits(0, m);
    }

    private static long[] range(Operator operator, Value a, Value b) {
        return switch (operator) {
            case ADD -> checked(sum(a.least(), b.least()), sum(a.most(), b.most()));
            case SUBTRACT -> checked(sum(a.least(), -b.most()), sum(a.most(), -b.least()));
            case MULTIPLY -> corners(a, b);
            case MODULO -> b.least() > 0 ? new long[] {0, b.most() - 1} : new long[] {b.least() + 1, 0};
            case MINIMUM -> new long[] {Math.min(a.least(), b.least()), Math.min(a.most(), b.most())};
            case MAXIMUM -> new long[] {Math.max(a.least(), b.least()), Math.max(a.most(), b.most())};
            case AND -> and(a, b);
            case OR, XOR -> or(a, b);
            case SHIFT_LEFT -> corners(a, new Value(b.code(), 1L << b.least(), 1L << b.most()));
            case SHIFT_RIGHT ->
                new long[] {
                    Math.min(a.least() >> b.least(), a.least() >> b.most()),
                    Math.max(a.most() >> b.least(), a.most() >> b.most())
                };
            case EQUAL ->
                decided(a.least() == a.most() && b.least() == b.most() && a.least() == b.least(), apart(a, b));
            case NOT_EQUAL ->
                decided(apart(a, b), a.least() == a.most() && b.least() == b.most() && a.least() == b.least());
            case LESS -> decided(a.most() < b.least(), a.least() >= b.most());
            case LESS_EQUAL -> decided(a.most() <= b.least(), a.least() > b.most());
            case GREATER -> decided(a.least() > b.most(), a.most() <= b.least());
            case GREATER_EQUAL -> decided(a.least() >= b.most(), a.most() < b.least());
        };
    }

    private static boolean apart(Value a, Value b) {
        return a.most() < b.least() || b.most() < a.least();
    }

    private static long[] decided(boolean always, boolean never) {
        return always ? new long[] {1, 1} : never ? new long[] {0, 0} : new long[] {0, 1};
    }

    private static long[] and(Value a, Value b) {
        if (a.least() >= 0 || b.least() >= 0) {
            long most = a.least() < 0 ? b.most() : b.least() < 0 ? a.most() : Math.min(a.most(), b.most());
            return new long[] {0, most};
        }
        return signed(a, b);
    }

    private static long[] or(Value a, Value b) {
        return a.least() >= 0 && b.least() >= 0 ? new long[] {0, allOnes(Math.max(a.most(), b.most()))} : signed(a, b);
    }

    private static long[] signed(Value a, Value b) {
        long size = Math.max(Math.max(a.most(), ~a.least()), Math.max(b.most(), ~b.least()));
        return new long[] {~allOnes(size), allOnes(size)};
    }

    private static long allOnes(long value) {
        return value <= 0 ? 0 : (Long.highestOneBit(value) << 1) - 1;
    }

    private static BigInteger sum(long a, long b) {
        return BigInteger.valueOf(a).add(BigInteger.valueOf(b));
    }

    private static long[] corners(Value a, Value b) {
        BigInteger least = null;
        BigInteger most = null;
        for (long x : new long[] {a.least(), a.most()}) {
            for (long y : new long[] {b.least(), b.most()}) {
                BigInteger product = BigInteger.valueOf(x).multiply(BigInteger.valueOf(y));
                least = least == null ? product : least.min(product);
                most = most == null ? product : most.max(product);
            }
        }
        return checked(java.util.Objects.requireNonNull(least), java.util.Objects.requireNonNull(most));
    }

    private static long[] checked(BigInteger least, BigInteger most) {
        BigInteger limit = BigInteger.valueOf(Value.LARGEST);
        if (least.compareTo(limit.negate()) < 0 || most.compareTo(limit) > 0) {
            throw new ArithmeticException("more than 63 bits");
        }
        return new long[] {least.longValueExact(), most.longValueExact()};
    }
}
