package bouton.image.math;

/**
 * {@link Functions#exp} and {@link Functions#expm1} of many values at once: the same bits, several times as fast.
 *
 * <p>Both are fdlibm's e_exp.c and s_expm1.c (Sun Microsystems, 1993; in Java {@link StrictMath}), operation by operation, but
 * without branches, in loops that HotSpot compiles to vector instructions. Which of fdlibm's cases the values of a chunk are in
 * is found first; chunks with others than the common ones are computed value by value. Where the cases are mixed there are
 * selections, which are vectors only if HotSpot is asked to make conditional moves of them, as the command does.
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

    /** Negative values down to minus this are reduced by ln 2 once; fdlibm's limit is 1.5 ln 2. */
    private static final double LEAST_ONCE = 1.039;

    /** Below, e^x - 1 is x. */
    private static final double TINIEST = 0x1p-54;

    /** Smaller arguments are not looked at any closer: their exponential is 1 + x. */
    private static final double TINY = 0x1p-28;

    private static final int MOST_PRIMARY = (int) (PRIMARY / TINY);

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
        double[] copy = {};
        double[] powers = {};
        for (int start = from; start < to; start += CHUNK) {
            int end = Math.min(to, start + CHUNK);
            int most = end - start < FEW ? ~Integer.MAX_VALUE : mostTinies(values, start, end);
            if (most >= 0 && most <= MOST_PRIMARY) {
                primary(values, start, end);
            } else if (end - start >= FEW && areReducedOnce(values, start, end)) {
                reducedOnce(values, start, end);
            } else if (most >= 0 && isReducible(values, start, end)) {
                if (copy.length == 0) {
                    int length = Math.min(CHUNK, to - from);
                    copy = new double[length];
                    powers = new double[length];
                }
                reduced(values, start, end - start, copy, powers);
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
        for (int start = from; start < to; start += CHUNK) {
            int end = Math.min(to, start + CHUNK);
            if (end - start < FEW) {
                oneByOneLess1(values, start, end);
            } else if (isSmall(values, start, end)) {
                primaryLess1(values, start, end);
            } else if (areReducedOnce(values, start, end)) {
                reducedOnceLess1(values, start, end);
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

    /** The largest magnitude in units of {@link #TINY}, rounded down; its complement if one is less than a unit, or NaN. */
    private static int mostTinies(double[] values, int from, int to) {
        int most = 0;
        int signs = 0;
        for (int i = from; i < to; i++) {
            int tinies = (int) (Math.abs(values[i]) * (1 / TINY));
            signs |= tinies - 1;
            most = Math.max(most, tinies);
        }
        return signs < 0 ? ~most : most;
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

    /** Whether all values are from -1.039 to 0.3465, or NaN: where a value is reduced at all, it is by -ln 2. */
    private static boolean areReducedOnce(double[] values, int from, int to) {
        int beyond = 0;
        for (int i = from; i < to; i++) {
            double x = values[i];
            beyond |= (int) (x * x * (1 / (LEAST_ONCE * LEAST_ONCE)));
        }
        int above = 0;
        for (int i = from; i < to; i++) {
            above |= (int) (Math.max(values[i], 0) * (1 / PRIMARY));
        }
        return (beyond | above) == 0;
    }

    /** What decays and what relaxes; tiny values are allowed as well. */
    private static void reducedOnce(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            double x = values[i];
            double magnitude = Math.abs(x);
            double up = x + LN2_HIGH;
            double high = magnitude >= REDUCED ? up : x;
            double low = magnitude >= REDUCED ? -LN2_LOW : 0.0;
            double r = high - low;
            double t = r * r;
            double c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
            double y = 1 - ((low - r * c / (2 - c)) - high);
            double half = 0.5 * y;
            double z = 1 + x;
            double scaled = magnitude >= REDUCED ? half : y;
            values[i] = magnitude < TINY ? z : scaled;
        }
    }

    private static void reducedOnceLess1(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            double x = values[i];
            double magnitude = Math.abs(x);
            double up = x + LN2_HIGH;
            double high = magnitude >= REDUCED ? up : x;
            double low = magnitude >= REDUCED ? -LN2_LOW : 0.0;
            double r = high - low;
            double c = (high - r) - low;
            double half = 0.5 * r;
            double square = r * half;
            double q = 1 + square * (Q1 + square * (Q2 + square * (Q3 + square * (Q4 + square * Q5))));
            double t = 3 - q * half;
            double e = square * ((q - t) / (6 - r * t));
            double plain = r - (r * e - square);
            double corrected = (r * (e - c) - c) - square;
            double reduced = 0.5 * (r - corrected) - 0.5;
            double y = magnitude >= REDUCED ? reduced : plain;
            values[i] = magnitude < TINIEST ? x : y;
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

    /** With the multiple of ln 2 taken out, which may be 0. */
    private static void reduced(double[] values, int start, int n, double[] copy, double[] powers) {
        System.arraycopy(values, start, copy, 0, n);
        multiples(copy, powers, n);
        rests(copy, powers, n);
        for (int i = 0; i < n; i++) {
            long power = Double.doubleToRawLongBits(powers[i]) + EXPONENT_BIAS << SIGNIFICAND_BITS;
            values[start + i] = copy[i] * Double.longBitsToDouble(power);
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
