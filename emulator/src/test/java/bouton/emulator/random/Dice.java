package bouton.emulator.random;

import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import java.util.List;
import java.util.SplittableRandom;

/** Random choices from a seed. */
final class Dice {
    private static final double[] ODD_REALS = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        1e-300,
        -1e300,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN,
        0x1p63,
        -0x1p63,
        0x1p53,
        2.5,
        -2.5,
        709.8,
        -745.2
    };

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean chance(double p) {
        return random.nextDouble() < p;
    }

    /** 0 .. n - 1 */
    int below(int n) {
        return random.nextInt(n);
    }

    /** low .. high */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    long seed() {
        return random.nextLong();
    }

    <T> T pick(List<T> all) {
        return all.get(below(all.size()));
    }

    <T> T pick(T[] all) {
        return all[below(all.length)];
    }

    /** Mostly a moderate number, sometimes one at the edge of what there is. */
    double real() {
        return chance(0.025) ? ODD_REALS[below(ODD_REALS.length)] : finite();
    }

    /** A moderate number, sometimes with few digits. */
    double finite() {
        return chance(0.3) ? between(-8, 8) / 2.0 : 4 * random.nextGaussian();
    }

    /** A value of an integer type: small, at the edge, or any. */
    long integer(Type.Int type) {
        return switch (below(4)) {
            case 0 -> Math.clamp(between(-3, 9), type.min(), type.max());
            case 1 -> chance(0.5) ? type.max() : type.min();
            default -> {
                long bits = random.nextLong();
                yield type.signed() ? bits >> 64 - type.bits() : bits >>> 64 - type.bits();
            }
        };
    }

    /** A value of an integer type: what breaks arithmetic more often than not. */
    long edge(Type.Int type) {
        long any = random.nextLong();
        long value = switch (below(6)) {
            case 0 -> any % 5;
            case 1 -> type.min() + (any & 3);
            case 2 -> type.max() - (any & 3);
            case 3 -> any >> below(64);
            case 4 -> (1L << below(63)) + any % 2;
            default -> -(1L << below(63)) + any % 2;
        };
        return Math.clamp(value, type.min(), type.max());
    }

    Type.Int integerType() {
        int bits = chance(0.5) ? pick(List.of(1, 8, 16, 31, 32, 33, 64)) : between(1, 64);
        boolean signed = bits == 64 || chance(0.5);
        return new Type.Int(bits, signed, chance(0.3) ? below(bits + 1) : 0);
    }

    /** What to do with a result that may not fit. */
    Overflow overflow() {
        return chance(0.5) ? Overflow.WRAP : Overflow.SATURATE;
    }

    /** How to round what may be inexact. */
    Rounding rounding() {
        return Rounding.values()[below(Rounding.values().length - 1)];
    }
}
