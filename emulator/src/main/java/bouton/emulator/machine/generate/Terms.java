package bouton.emulator.machine.generate;

import bouton.image.machine.Operator;
import org.jspecify.annotations.Nullable;

/** Makes terms, as simple ones as can be. */
final class Terms {
    static final Term ZERO = new Term.Constant(0);
    static final Term ONE = new Term.Constant(1);

    private Terms() {}

    static Term constant(long value) {
        return new Term.Constant(value);
    }

    static Term of(Operator operator, Term a, Term b) {
        if (a instanceof Term.Constant x
                && b instanceof Term.Constant y
                && !(operator == Operator.MODULO && y.value() == 0)) {
            return constant(operator.apply(x.value(), y.value()));
        }
        Interval interval = Interval.of(operator, a.interval(), b.interval());
        if (interval.isConstant() && operator.isComparison()) {
            return constant(interval.least());
        }
        if (operator.isComparison() && a.equals(b) && KnownFields.isFixed(a)) {
            return constant(operator.apply(0, 0));
        }
        Term simple = simple(operator, a, b);
        return simple != null ? simple : new Term.Operation(operator, a, b, interval);
    }

    /** What needs no operation, or a cheaper one. */
    private static @Nullable Term simple(Operator operator, Term a, Term b) {
        return switch (operator) {
            case ADD, OR, XOR -> a.isConstant(0) ? b : b.isConstant(0) ? a : null;
            case SUBTRACT, SHIFT_LEFT, SHIFT_RIGHT -> b.isConstant(0) ? a : null;
            case MULTIPLY ->
                a.isConstant(0) || b.isConstant(0) ? ZERO : a.isConstant(1) ? b : b.isConstant(1) ? a : null;
            case AND -> a.isConstant(0) || b.isConstant(0) ? ZERO : keepsAll(a, b) ? b : keepsAll(b, a) ? a : null;
            case MODULO -> modulo(a, b);
            case MINIMUM ->
                a.interval().most() <= b.interval().least()
                        ? a
                        : b.interval().most() <= a.interval().least() ? b : null;
            case MAXIMUM ->
                a.interval().least() >= b.interval().most()
                        ? a
                        : b.interval().least() >= a.interval().most() ? b : null;
            case NOT_EQUAL -> a.isTruth() && b.isConstant(0) ? a : a.isConstant(0) && b.isTruth() ? b : null;
            case EQUAL -> a.isTruth() && b.isConstant(1) ? a : a.isConstant(1) && b.isTruth() ? b : null;
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> null;
        };
    }

    private static boolean keepsAll(Term mask, Term other) {
        return mask instanceof Term.Constant m
                && m.value() > 0
                && (m.value() & m.value() + 1) == 0
                && other.interval().within(0, m.value());
    }

    private static @Nullable Term modulo(Term a, Term b) {
        if (a.interval().least() >= 0 && a.interval().most() < b.interval().least()) {
            return a;
        }
        return b instanceof Term.Constant c && c.value() > 0 && Long.bitCount(c.value()) == 1
                ? of(Operator.AND, a, constant(c.value() - 1))
                : null;
    }

    static Term choice(Term condition, Term then, Term otherwise) {
        if (condition instanceof Term.Constant c) {
            return c.value() != 0 ? then : otherwise;
        }
        if (then.equals(otherwise)) {
            return then;
        }
        if (condition.isTruth() && then.isConstant(1) && otherwise.isConstant(0)) {
            return condition;
        }
        return new Term.Choice(condition, then, otherwise, then.interval().hull(otherwise.interval()));
    }

    /** The low bits, read as a type. */
    static Term wrapped(int bits, boolean signed, Term value) {
        if (!signed) {
            return of(Operator.AND, value, constant(Interval.bits(bits).most()));
        }
        long half = 1L << bits - 1;
        if (bits == 64 || value.interval().within(-half, half - 1)) {
            return value;
        }
        Term low = of(Operator.AND, value, constant(2 * half - 1));
        return of(Operator.SUBTRACT, of(Operator.XOR, low, constant(half)), constant(half));
    }
}
