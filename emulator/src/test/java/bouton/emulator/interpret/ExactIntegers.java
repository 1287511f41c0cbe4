package bouton.emulator.interpret;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** The integer instructions by unlimited arithmetic: slow, and without any of the tricks of {@link IntegerUnit}. */
public final class ExactIntegers {
    private ExactIntegers() {}

    public static long binary(BinaryOp op, Type.Int type, long a, long b, Overflow overflow, Rounding rounding) {
        BigInteger x = BigInteger.valueOf(a);
        BigInteger y = BigInteger.valueOf(b);
        BigInteger exact = switch (op) {
            case ADD -> x.add(y);
            case SUB -> x.subtract(y);
            case MUL -> x.multiply(y);
            case DIV -> round(x, y, rounding);
            case MIN -> x.min(y);
            case MAX -> x.max(y);
            case AND -> x.and(y);
            case OR -> x.or(y);
            case XOR -> x.xor(y);
            case SHL -> x.multiply(BigInteger.TWO.pow((int) b));
            case SHR -> round(x, BigInteger.TWO.pow((int) b), rounding);
            case MOD, POW -> throw new IllegalArgumentException();
        };
        return fit(exact, type, overflow);
    }

    public static long unary(UnaryOp op, Type.Int type, long a, Overflow overflow) {
        BigInteger x = BigInteger.valueOf(a);
        return switch (op) {
            case NEG -> fit(x.negate(), type, overflow);
            case ABS -> fit(x.abs(), type, overflow);
            // Bits of the type: the complement of an unsigned integer is what is left to its largest value.
            case NOT ->
                fit(type.signed() ? x.not() : BigInteger.valueOf(type.max()).subtract(x), type, overflow);
            default -> throw new IllegalArgumentException();
        };
    }

    public static long convert(double x, Type.Int type, Overflow overflow, Rounding rounding) {
        if (Double.isNaN(x)) {
            throw new ArithmeticException();
        }
        if (Double.isInfinite(x)) {
            return switch (overflow) {
                case SATURATE -> x < 0 ? type.min() : type.max();
                // The low bits of an infinity are taken as those of a large power of two.
                case WRAP -> 0;
                case NEVER -> throw new ArithmeticException();
            };
        }
        BigDecimal exact = new BigDecimal(x);
        BigInteger scaled = exact.scaleByPowerOfTen(exact.scale()).toBigIntegerExact();
        return fit(round(scaled, BigInteger.TEN.pow(exact.scale()), rounding), type, overflow);
    }

    /** a / b, rounded. */
    public static BigInteger round(BigInteger a, BigInteger b, Rounding rounding) {
        if (b.signum() == 0) {
            throw new ArithmeticException();
        }
        BigDecimal quotient = null;
        BigInteger two = BigInteger.TWO;
        RoundingMode mode = switch (rounding) {
            case FLOOR -> RoundingMode.FLOOR;
            case ZERO -> RoundingMode.DOWN;
            case EVEN -> RoundingMode.HALF_EVEN;
            case AWAY -> RoundingMode.HALF_UP;
            case EXACT -> RoundingMode.UNNECESSARY;
            // Ties towards plus infinity: floor(a / b + 1 / 2).
            case NEAREST -> RoundingMode.FLOOR;
        };
        if (rounding == Rounding.NEAREST) {
            quotient = new BigDecimal(a.multiply(two).add(b)).divide(new BigDecimal(b.multiply(two)), 0, mode);
        } else {
            quotient = new BigDecimal(a).divide(new BigDecimal(b), 0, mode);
        }
        return quotient.toBigIntegerExact();
    }

    /** As {@link #fit}. */
    public static BigInteger fitted(BigInteger exact, Type.Int type, Overflow overflow) {
        return BigInteger.valueOf(fit(exact, type, overflow));
    }

    /** The value, if the type can hold it, else what comes of an overflow. */
    public static long fit(BigInteger exact, Type.Int type, Overflow overflow) {
        BigInteger values = BigInteger.TWO.pow(type.bits());
        BigInteger min = type.signed() ? values.shiftRight(1).negate() : BigInteger.ZERO;
        BigInteger max = min.add(values).subtract(BigInteger.ONE);
        if (exact.compareTo(min) >= 0 && exact.compareTo(max) <= 0) {
            return exact.longValueExact();
        }
        return switch (overflow) {
            case WRAP -> {
                BigInteger low = exact.mod(values);
                yield (low.compareTo(max) > 0 ? low.subtract(values) : low).longValueExact();
            }
            case SATURATE -> (exact.compareTo(min) < 0 ? min : max).longValueExact();
            case NEVER -> throw new ArithmeticException();
        };
    }
}
