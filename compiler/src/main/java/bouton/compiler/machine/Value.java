package bouton.compiler.machine;

import bouton.image.machine.Expression;
import bouton.image.machine.Expression.Constant;
import bouton.image.machine.Operator;

/** An integer that a circuit computes, and between which numbers it lies. */
record Value(Expression code, long least, long most) {
    /** Exact arithmetic ends here: one more addition still fits into 64 bits. */
    static final long LARGEST = Long.MAX_VALUE / 2;

    static Value constant(long value) {
        return new Value(new Constant(value), value, value);
    }

    boolean isConstant() {
        return code instanceof Constant;
    }

    boolean fits(long from, long to) {
        return least >= from && most <= to;
    }

    /** 1 where it is not 0. */
    Value truth() {
        return fits(0, 1) ? this : Arithmetic.of(Operator.NOT_EQUAL, this, constant(0));
    }
}
