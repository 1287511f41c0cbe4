package bouton.image.machine;

/** Operations on two integers. */
public enum Operator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    /** Sign of the divisor; a divisor of 0 is excluded by the compiler. */
    MODULO,
    MINIMUM,
    MAXIMUM,
    /** Bit by bit, as are the next two. */
    AND,
    OR,
    XOR,
    /** By 0 to 62 places. */
    SHIFT_LEFT,
    /** Arithmetic, by 0 to 62 places. */
    SHIFT_RIGHT,
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_EQUAL,
    GREATER,
    GREATER_EQUAL;

    /** Whether the result is 0 or 1. */
    public boolean isComparison() {
        return ordinal() >= EQUAL.ordinal();
    }

    /** What it makes of two numbers. */
    public long apply(long a, long b) {
        return switch (this) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case MODULO -> Math.floorMod(a, b);
            case MINIMUM -> Math.min(a, b);
            case MAXIMUM -> Math.max(a, b);
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
            case SHIFT_LEFT -> a << b;
            case SHIFT_RIGHT -> a >> b;
            case EQUAL -> a == b ? 1 : 0;
            case NOT_EQUAL -> a != b ? 1 : 0;
            case LESS -> a < b ? 1 : 0;
            case LESS_EQUAL -> a <= b ? 1 : 0;
            case GREATER -> a > b ? 1 : 0;
            case GREATER_EQUAL -> a >= b ? 1 : 0;
        };
    }
}
