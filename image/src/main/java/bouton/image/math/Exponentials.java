package bouton.image.math;

/**
 * {@link Functions#exp} and {@link Functions#expm1} of many values at once: the same bits, several times as fast.
 *
 * <p>Both are fdlibm's e_exp.c and s_expm1.c (Sun Microsystems, 1993; in Java {@link StrictMath}), operation by operation, but
 * without branches, in loops that HotSpot compiles to vector instructions. Which of fdlibm's cases the values of a chunk are in
 * is found first; chunks with others than the common ones are computed value by value.
 */
public final class Exponentials {
    /** Values of a chunk: few enough for the first-level cache, and for one unusual value to cost little. */
    private static final int CHUNK = 256;

    /** Below, loops are not worth their start. */
    private static final int FEW = 8;

    private static final double LN2_HIGH = 0x1.62e42feep-1;
    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    private static final double INVERSE_LN2 = 0x1.71547652b82fep0;

    private static final double P1 = 0x1.555555555553ep-3;
    private static final double P2 = -0x1.6c16c16bebd93p-9;
    private static final double P3 = 0x1.1566aaf25de2cp-14;
    private static final double P4 = -0x1.bbd41c5d26bf1p-20;
    private static final double P5 = 0x1.6376972bea4d0p-25;

    private static final double Q1 = -0x1.11111111110f4p-5;
    private static final double Q2 = 0x1.a01a019fe5585p-10;
    private static final double Q3 = -0x1.4ce199eaadbb7p-14;
    private static final double Q4 = 0x1.0cfca86e65239p-18;
    private static final double Q5 = -0x1.afdb76e09c32dp-23;

    /** A little below half of ln 2: up to here arguments are not reduced. */
    private static final double PRIMARY = 0.3465;

    /** From this magnitude on fdlibm reduces: the upper half is above that of ln(2)/2. */
    private static final double REDUCED = Double.longBitsToDouble(0x3FD6_2E43_0000_0000L);

    private static final double HALF_LN2 = 0x1.62e42fefa39efp-2;

    /** Negative values down to minus this are reduced by ln 2 once; fdlibm's limit is 1.5 ln 2. */
    private static final double LEAST_ONCE = 1.039;

    /** Below, e<sup>x</sup> - 1 is x. */
    private static final double TINIEST = 0x1p-54;

    /** Smaller arguments are not looked at any closer: their exponential is 1 + x. */
    private static final double TINY = 0x1p-28;

    /** Up to here in magnitude no scaled result is subnormal or too large. */
    private static final int LARGEST = 698;

    /**
     * Of magnitudes from ln(2)/2 to 0.34657359123, fdlibm does not reduce either, as it looks at their upper 32 bits only: those
     * and some neighbours become this integer when multiplied by {@link #BAND_SCALE}.
     */
    private static final int BAND = 173_286_795;

    private static final double BAND_SCALE = 5e8;

    /** Added to a small integer, puts it into the lowest bits of the significand. */
    private static final double TO_LOWEST_BITS = 0x1.8p52;

    private static final int EXPONENT_BIAS = 1023;

    private static final int SIGNIFICAND_BITS = 52;

    private Exponentials() {}

    /** Replaces {@code values[from .. to - 1]} by their exponentials. */
    public static void exp(double[] values, int from, int to) {
        double[][] memory = {};
        for (int start = from; start < to; start += CHUNK) {
            int end = Math.min(to, start + CHUNK);
            if (end - start < FEW) {
                oneByOne(values, start, end);
            } else if (isPrimary(values, start, end)) {
                primary(values, start, end);
            } else if (isReducible(values, start, end)) {
                memory = memory.length == 0 ? new double[2][Math.min(CHUNK, to - from)] : memory;
                reduced(values, start, end - start, memory[0], memory[1]);
            } else {
                oneByOne(values, start, end);
            }
        }
    }

    private static void oneByOne(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = StrictMath.exp(values[i]);
        }
    }

    /** Replaces {@code values[from .. to - 1]}, each x by e<sup>x</sup> - 1. */
    public static void expm1(double[] values, int from, int to) {
        double[][] memory = {};
        for (int start = from; start < to; start += CHUNK) {
            int end = Math.min(to, start + CHUNK);
            if (end - start < FEW) {
                oneByOneLess1(values, start, end);
            } else if (isSmall(values, start, end)) {
                primaryLess1(values, start, end);
            } else if (isReducedOnce(values, start, end)) {
                memory = memory.length == 0 ? new double[2][Math.min(CHUNK, to - from)] : memory;
                reducedOnceLess1(values, start, end - start, memory[0], memory[1]);
            } else {
                oneByOneLess1(values, start, end);
            }
        }
    }

    private static void oneByOneLess1(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = StrictMath.expm1(values[i]);
        }
    }

    /** Whether no value has to be reduced; NaN has not, and becomes NaN in any way. */
    private static boolean isSmall(double[] values, int from, int to) {
        int most = 0;
        for (int i = from; i < to; i++) {
            most = Math.max(most, (int) (Math.abs(values[i]) * (1 / PRIMARY)));
        }
        return most == 0;
    }

    /** Whether no value has to be reduced, and none is tiny. */
    private static boolean isPrimary(double[] values, int from, int to) {
        int most = 0;
        int signs = 0;
        for (int i = from; i < to; i++) {
            int tinies = (int) (Math.abs(values[i]) * (1 / TINY));
            signs |= tinies - 1;
            most = Math.max(most, tinies);
        }
        return signs >= 0 && most <= (int) (PRIMARY / TINY);
    }

    /** Whether no value is large or in the band. */
    private static boolean isReducible(double[] values, int from, int to) {
        int most = 0;
        int signs = -1;
        for (int i = from; i < to; i++) {
            double magnitude = Math.abs(values[i]);
            int off = (int) (magnitude * BAND_SCALE) - BAND;
            // Negative but for 0.
            signs &= off | -off;
            most = Math.max(most, (int) magnitude);
        }
        return signs < 0 && most < LARGEST;
    }

    private static void primary(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            double x = values[i];
            double t = x * x;
            double c = x - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
            values[i] = 1.0 - ((x * c) / (c - 2.0) - x);
        }
    }

    private static void primaryLess1(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            double x = values[i];
            double half = 0.5 * x;
            double square = x * half;
            double r = 1.0 + square * (Q1 + square * (Q2 + square * (Q3 + square * (Q4 + square * Q5))));
            double t = 3.0 - r * half;
            double e = square * ((r - t) / (6.0 - x * t));
            values[i] = x - (x * e - square);
        }
    }

    /** Whether all values are from -1.039 to 0.3465, or NaN: where a value is reduced at all, it is by -ln 2. */
    private static boolean isReducedOnce(double[] values, int from, int to) {
        int beyond = 0;
        for (int i = from; i < to; i++) {
            double x = values[i];
            beyond |= (int) (x * x * (1 / (LEAST_ONCE * LEAST_ONCE)));
        }
        int above = 0;
        for (int i = from; i < to; i++) {
            above |= (int) (Math.max(values[i], 0.0) * (1 / PRIMARY));
        }
        return (beyond | above) == 0;
    }

    /** Computes what comes out with a reduction and without, then chooses. */
    private static void reducedOnceLess1(double[] values, int start, int n, double[] rests, double[] errors) {
        System.arraycopy(values, start, rests, 0, n);
        onceReduced(rests, errors, n);
        lessOnes(rests, errors, n);
        for (int i = 0; i < n; i++) {
            double x = values[start + i];
            double magnitude = Math.abs(x);
            if (magnitude >= REDUCED) {
                values[start + i] = errors[i];
            } else if (magnitude < HALF_LN2) {
                // Zeros keep their sign.
                values[start + i] = magnitude < TINIEST ? x : rests[i];
            } else {
                values[start + i] = StrictMath.expm1(x);
            }
        }
    }

    /** Takes the multiple of ln 2 out, 0 or -1, and keeps what rounding loses of it. */
    private static void onceReduced(double[] x, double[] errors, int n) {
        for (int i = 0; i < n; i++) {
            double once = Math.floor(Math.abs(INVERSE_LN2 * x[i]) + 0.5);
            double high = x[i] + once * LN2_HIGH;
            double low = -once * LN2_LOW;
            double rest = high - low;
            errors[i] = (high - rest) - low;
            x[i] = rest;
        }
    }

    /** Replaces the rests by their exponentials less 1, and the errors by half the exponentials less 1. */
    private static void lessOnes(double[] rests, double[] errors, int n) {
        for (int i = 0; i < n; i++) {
            double x = rests[i];
            double c = errors[i];
            double half = 0.5 * x;
            double square = x * half;
            double r = 1.0 + square * (Q1 + square * (Q2 + square * (Q3 + square * (Q4 + square * Q5))));
            double t = 3.0 - r * half;
            double e = square * ((r - t) / (6.0 - x * t));
            rests[i] = x - (x * e - square);
            errors[i] = 0.5 * (x - ((x * (e - c) - c) - square)) - 0.5;
        }
    }

    /** With the multiple of ln 2 taken out, which may be 0. */
    private static void reduced(double[] values, int start, int n, double[] copy, double[] powers) {
        System.arraycopy(values, start, copy, 0, n);
        multiples(copy, powers, n);
        rests(copy, powers, n);
        for (int i = 0; i < n; i++) {
            double x = values[start + i];
            long power = Double.doubleToRawLongBits(powers[i]) + EXPONENT_BIAS << SIGNIFICAND_BITS;
            values[start + i] = Math.abs(x) < TINY ? 1 + x : copy[i] * Double.longBitsToDouble(power);
        }
    }

    /** The integer nearest to x / ln 2, halves away from 0, with the operations of fdlibm but for the sign. */
    private static void multiples(double[] x, double[] powers, int n) {
        for (int i = 0; i < n; i++) {
            powers[i] = Math.signum(x[i]) * Math.floor(Math.abs(INVERSE_LN2 * x[i]) + 0.5);
        }
    }

    /** Exponentials of what is left, and the multiples in the lowest bits of the powers. */
    private static void rests(double[] x, double[] powers, int n) {
        for (int i = 0; i < n; i++) {
            double high = x[i] - powers[i] * LN2_HIGH;
            double low = powers[i] * LN2_LOW;
            double rest = high - low;
            double t = rest * rest;
            double c = rest - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
            x[i] = 1.0 - ((low - (rest * c) / (2.0 - c)) - high);
            powers[i] += TO_LOWEST_BITS;
        }
    }
}
