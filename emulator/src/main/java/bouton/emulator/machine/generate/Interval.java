package bouton.emulator.machine.generate;

import bouton.image.machine.Operator;

/** What an integer lies in, both ends included. */
record Interval(long least, long most) {
    static final Interval ALL = new Interval(Long.MIN_VALUE, Long.MAX_VALUE);
    static final Interval TRUTH = new Interval(0, 1);

    static Interval of(long value) {
        return new Interval(value, value);
    }

    static Interval bits(int bits) {
        return new Interval(0, bits >= 63 ? Long.MAX_VALUE : (1L << bits) - 1);
    }

    boolean isConstant() {
        return least == most;
    }

    boolean isInt() {
        return least >= Integer.MIN_VALUE && most <= Integer.MAX_VALUE;
    }

    boolean within(long from, long to) {
        return least >= from && most <= to;
    }

    boolean within(Interval other) {
        return within(other.least, other.most);
    }

    Interval hull(Interval other) {
        return new Interval(Math.min(least, other.least), Math.max(most, other.most));
    }

    /** As many bits as it needs: so that what differs little is alike. */
    Interval widened() {
        if (least >= 0) {
            return bits(64 - Long.numberOfLeadingZeros(most));
        }
        long size = allOnes(Math.max(most, ~least));
        return new Interval(~size, size);
    }

    private static long allOnes(long value) {
        return value <= 0 ? 0 : value >= 1L << 62 ? Long.MAX_VALUE : (Long.highestOneBit(value) << 1) - 1;
    }

    /** What an operation makes of two; all there is if that may need more than 64 bits. */
    static Interval of(Operator operator, Interval a, Interval b) {
        try {
            return exact(operator, a, b);
        } catch (ArithmeticException e) {
            return ALL;
        }
    }

    private static Interval exact(Operator operator, Interval a, Interval b) {
        return switch (operator) {
            case ADD -> new Interval(Math.addExact(a.least, b.least), Math.addExact(a.most, b.most));
            case SUBTRACT -> new Interval(Math.subtractExact(a.least, b.most), Math.subtractExact(a.most, b.least));
            case MULTIPLY -> product(a, b);
            case MODULO -> modulo(a, b);
            case MINIMUM -> new Interval(Math.min(a.least, b.least), Math.min(a.most, b.most));
            case MAXIMUM -> new Interval(Math.max(a.least, b.least), Math.max(a.most, b.most));
            case AND -> and(a, b);
            case OR, XOR -> or(a, b);
            case SHIFT_LEFT -> b.within(0, 61) ? product(a, new Interval(1L << b.least, 1L << b.most)) : ALL;
            case SHIFT_RIGHT ->
                b.within(0, 63)
                        ? new Interval(
                                Math.min(a.least >> b.least, a.least >> b.most),
                                Math.max(a.most >> b.least, a.most >> b.most))
                        : ALL;
            case EQUAL -> decided(a.isConstant() && a.equals(b), a.isApart(b));
            case NOT_EQUAL -> decided(a.isApart(b), a.isConstant() && a.equals(b));
            case LESS -> decided(a.most < b.least, a.least >= b.most);
            case LESS_EQUAL -> decided(a.most <= b.least, a.least > b.most);
            case GREATER -> decided(a.least > b.most, a.most <= b.least);
            case GREATER_EQUAL -> decided(a.least >= b.most, a.most < b.least);
        };
    }

    private boolean isApart(Interval other) {
        return most < other.least || other.most < least;
    }

    private static Interval decided(boolean always, boolean never) {
        return always ? of(1) : never ? of(0) : TRUTH;
    }

    private static Interval product(Interval a, Interval b) {
        long p = Math.multiplyExact(a.least, b.least);
        long q = Math.multiplyExact(a.least, b.most);
        long r = Math.multiplyExact(a.most, b.least);
        long s = Math.multiplyExact(a.most, b.most);
        return new Interval(Math.min(Math.min(p, q), Math.min(r, s)), Math.max(Math.max(p, q), Math.max(r, s)));
    }

    private static Interval modulo(Interval a, Interval b) {
        if (b.least > 0) {
            return a.within(0, b.least - 1) ? a : new Interval(0, b.most - 1);
        }
        return b.most < 0 ? new Interval(Math.addExact(b.least, 1), 0) : ALL;
    }

    private static Interval and(Interval a, Interval b) {
        if (a.least >= 0 || b.least >= 0) {
            long most = a.least < 0 ? b.most : b.least < 0 ? a.most : Math.min(a.most, b.most);
            return new Interval(0, most);
        }
        return signed(a, b);
    }

    private static Interval or(Interval a, Interval b) {
        return a.least >= 0 && b.least >= 0 ? new Interval(0, allOnes(Math.max(a.most, b.most))) : signed(a, b);
    }

    private static Interval signed(Interval a, Interval b) {
        long size = allOnes(Math.max(Math.max(a.most, ~a.least), Math.max(b.most, ~b.least)));
        return new Interval(~size, size);
    }
}
