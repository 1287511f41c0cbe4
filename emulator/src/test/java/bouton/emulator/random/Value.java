package bouton.emulator.random;

import bouton.image.ir.Type;
import java.math.BigInteger;

/**
 * A register of a random kernel.
 *
 * @param low smallest value, of an integer
 * @param high largest value, of an integer
 * @param finite a float64 that is neither infinite nor NaN
 */
record Value(int register, Type type, BigInteger low, BigInteger high, boolean finite) {
    static Value real(int register, boolean finite) {
        return new Value(register, Type.F64, BigInteger.ZERO, BigInteger.ZERO, finite);
    }

    static Value truth(int register) {
        return new Value(register, Type.BOOL, BigInteger.ZERO, BigInteger.ONE, false);
    }

    /** Any value of the type. */
    static Value any(int register, Type type) {
        return switch (type) {
            case Type.Float64 f -> real(register, false);
            case Type.Bool b -> truth(register);
            case Type.Int i ->
                new Value(register, type, BigInteger.valueOf(i.min()), BigInteger.valueOf(i.max()), false);
        };
    }

    static boolean fits(BigInteger low, BigInteger high, Type.Int type) {
        return low.compareTo(BigInteger.valueOf(type.min())) >= 0
                && high.compareTo(BigInteger.valueOf(type.max())) <= 0;
    }
}
