package bouton.emulator.interpret;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;

/**
 * Exact integer arithmetic of one instruction: type, overflow, rounding. Results are computed to 64 bits with a note of
 * whether they went beyond, then fitted to the type.
 */
public final class IntegerUnit {
    private final Type.Int type;
    private final long min;
    private final long max;
    private final Overflow overflow;
    private final Rounding rounding;
    private final String place;

    /** @param place kernel and place in the user's text, for messages */
    public IntegerUnit(Type.Int type, Overflow overflow, Rounding rounding, String place) {
        this.type = type;
        this.min = type.min();
        this.max = type.max();
        this.overflow = overflow;
        this.rounding = rounding;
        this.place = place;
    }

    /** Whether arithmetic modulo 2^64 is all that is asked for. */
    public boolean wraps64() {
        return holdsAll() && overflow == Overflow.WRAP;
    }

    /** Whether every long is a value of the type. */
    public boolean holdsAll() {
        return min == Long.MIN_VALUE && max == Long.MAX_VALUE;
    }

    /** The result of any operation on two integers. */
    public long apply(BinaryOp op, long a, long b) {
        return switch (op) {
            case ADD -> add(a, b);
            case SUB -> sub(a, b);
            case MUL -> mul(a, b);
            case DIV -> div(a, b);
            case SHL -> shiftLeft(a, b);
            case SHR -> shiftRight(a, b);
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
            case MOD, POW -> throw new IllegalArgumentException(op + " of integers in " + place);
        };
    }

    /** The result of NEG, ABS or NOT. */
    public long apply(UnaryOp op, long a) {
        return switch (op) {
            case NEG -> negate(a);
            case ABS -> magnitude(a);
            case NOT -> complement(a);
            default -> throw new IllegalArgumentException(op + " of integers in " + place);
        };
    }

    /** -a */
    public long negate(long a) {
        return sub(0, a);
    }

    /** |a| */
    public long magnitude(long a) {
        return a < 0 ? sub(0, a) : fit(a);
    }

    /** All bits of the type the other way. */
    public long complement(long a) {
        return type.signed() ? ~a : ~a & max;
    }

    /** a + b */
    public long add(long a, long b) {
        long sum = a + b;
        boolean beyond = ((a ^ sum) & (b ^ sum)) < 0;
        return fit(sum, beyond ? sign(a) : 0);
    }

    /** a - b */
    public long sub(long a, long b) {
        long difference = a - b;
        boolean beyond = ((a ^ b) & (a ^ difference)) < 0;
        // 0 - min is the one case in which the sign of a, 0, does not tell: the true result is above.
        return fit(difference, beyond ? (a < 0 ? -1 : 1) : 0);
    }

    /** a b */
    public long mul(long a, long b) {
        long product = a * b;
        boolean beyond = Math.multiplyHigh(a, b) != product >> 63;
        return fit(product, beyond ? sign(a ^ b) : 0);
    }

    /** a / b, rounded; division by zero is an {@link ArithmeticException} */
    public long div(long a, long b) {
        if (b == 0) {
            throw new ArithmeticException("division by zero in " + place);
        }
        if (b == -1) {
            return sub(0, a);
        }
        long quotient = Math.floorDiv(a, b);
        long remainder = a - quotient * b;
        // Both have the sign of b; their magnitudes are below 2^63, so the subtraction cannot overflow.
        long magnitude = Math.abs(remainder);
        int half = remainder == 0 ? -1 : Long.compareUnsigned(magnitude, Math.abs(b) - magnitude);
        return fit(quotient + increment(quotient, remainder != 0, half));
    }

    /** a shifted to the left by b, 0 .. 63 */
    public long shiftLeft(long a, long b) {
        checkShift(b);
        long shifted = a << b;
        return fit(shifted, shifted >> b == a ? 0 : sign(a));
    }

    /** a shifted to the right by b, 0 .. 63, rounded */
    public long shiftRight(long a, long b) {
        checkShift(b);
        if (b == 0) {
            return fit(a);
        }
        long quotient = a >> b;
        long dropped = a & (1L << b) - 1;
        int half = dropped == 0 ? -1 : Long.compareUnsigned(dropped, 1L << (b - 1));
        return fit(quotient + increment(quotient, dropped != 0, half));
    }

    private void checkShift(long b) {
        if (b < 0 || b > 63) {
            throw new ArithmeticException("shift by " + b + " in " + place);
        }
    }

    /** What rounding adds to a quotient rounded down; {@code half} compares the dropped part with one half. */
    private int increment(long floor, boolean inexact, int half) {
        return switch (rounding) {
            case FLOOR -> 0;
            case ZERO -> inexact && floor < 0 ? 1 : 0;
            case NEAREST -> half >= 0 ? 1 : 0;
            case EVEN -> half > 0 || half == 0 && (floor & 1) != 0 ? 1 : 0;
            case AWAY -> half > 0 || half == 0 && floor >= 0 ? 1 : 0;
            case EXACT -> {
                if (inexact) {
                    throw new ArithmeticException("inexact result in " + place);
                }
                yield 0;
            }
        };
    }

    /** A float64, rounded and fitted. NaN has no integer that would not mislead. */
    public long fromDouble(double x) {
        if (Double.isNaN(x)) {
            throw new ArithmeticException("conversion of NaN to " + type + " in " + place);
        }
        double rounded = switch (rounding) {
            case FLOOR -> Math.floor(x);
            case ZERO -> x < 0 ? Math.ceil(x) : Math.floor(x);
            case NEAREST -> nearest(x);
            case EVEN -> Math.rint(x);
            case AWAY -> Math.copySign(nearest(Math.abs(x)), x);
            case EXACT -> {
                if (x != Math.rint(x)) {
                    throw new ArithmeticException("inexact conversion of " + x + " in " + place);
                }
                yield x;
            }
        };
        if (Math.abs(rounded) < 0x1p63) {
            return fit((long) rounded);
        }
        if (rounded == -0x1p63) {
            return fit(Long.MIN_VALUE);
        }
        return fit(lowBits(rounded), rounded < 0 ? -1 : 1);
    }

    private static double nearest(double x) {
        double floor = Math.floor(x);
        return x - floor >= 0.5 ? floor + 1 : floor;
    }

    /** The low 64 bits of a float64 of at least 2^63 in magnitude. */
    private static long lowBits(double x) {
        int shift = Math.getExponent(x) - 52;
        long significand = Double.doubleToRawLongBits(x) & (1L << 52) - 1 | 1L << 52;
        long magnitude = shift > 63 ? 0 : significand << shift;
        return x < 0 ? -magnitude : magnitude;
    }

    /** The value, if the type can hold it, else what the instruction makes of it. */
    public long fit(long value) {
        return value >= min && value <= max ? value : overflowed(value, value < min ? -1 : 1);
    }

    /** @param beyond 0: {@code value} is exact; else only its low bits are, and it is below (-1) or above (1) all longs */
    private long fit(long value, int beyond) {
        return beyond == 0 ? fit(value) : overflowed(value, beyond);
    }

    private long overflowed(long value, int direction) {
        return switch (overflow) {
            case WRAP -> {
                int unused = 64 - type.bits();
                yield type.signed() ? value << unused >> unused : value << unused >>> unused;
            }
            case SATURATE -> direction < 0 ? min : max;
            case NEVER ->
                throw new ArithmeticException("overflow of " + type + " in " + place + ", which the compiler excluded");
        };
    }

    private static int sign(long a) {
        return a < 0 ? -1 : 1;
    }
}
