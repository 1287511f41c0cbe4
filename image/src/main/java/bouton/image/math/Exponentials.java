package bouton.image.math;

/**
 * {@link Functions#exp} and {@link Functions#expm1} of many values at once: the same bits, several times as fast.
 *
 * <p>Both are fdlibm's e_exp.c and s_expm1.c (Sun Microsystems, 1993; in Java {@link StrictMath}), operation by operation, but
 * without branches, in loops that HotSpot compiles to vector instructions. Which of fdlibm's cases the values of a chunk are in
 * is found first; chunks with others than the common ones are computed value by value.
 *
 * <p>What one loop could do is cut into several: the processor has as many operations waiting as fit its scheduler, and with a
 * long chain of operations on one value these are too few values at a time.
 *
 * <p>Keeps memory for intermediate values, so each thread needs an object of its own.
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

    /** A little below half of ln 2: up to this magnitude arguments are not reduced. */
    private static final double PRIMARY = 0.3465;

    /** From this magnitude on fdlibm reduces: it compares the upper 32 bits with those of ln(2)/2. */
    private static final double REDUCED = Double.longBitsToDouble(0x3FD6_2E43_0000_0000L);

    /** The values from -1.039 to 0.3465 are reduced by -ln 2 or not at all; fdlibm's limit is -1.5 ln 2. */
    private static final double MIDDLE_ONCE = -0.34625;

    private static final double RADIUS_ONCE = 0.69275;

    /** The exponential of arguments of smaller magnitude is 1 + x. */
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

    private static final double[] NONE = {};

    // Intermediate values, at the places of the arguments.
    private double[] rests = NONE;
    private double[] errors = NONE;
    private double[] series = NONE;

    /** Puts the exponentials of {@code arguments[from .. to - 1]} at the same places of {@code results}, another array. */
    public void exp(double[] arguments, double[] results, int from, int to) {
        for (int start = from; start < to; start += CHUNK) {
            int end = Math.min(to, start + CHUNK);
            if (end - start < FEW) {
                oneByOne(arguments, results, start, end);
            } else if (isPrimary(arguments, start, end)) {
                primary(arguments, results, start, end);
            } else if (isReducedOnce(arguments, start, end)) {
                need(arguments.length);
                series(arguments, rests, series, start, end);
                reducedOnce(arguments, rests, series, results, start, end);
            } else if (isReducible(arguments, start, end)) {
                need(arguments.length);
                multiples(arguments, errors, start, end);
                reduced(arguments, errors, rests, start, end);
                scale(arguments, errors, rests, results, start, end);
            } else {
                oneByOne(arguments, results, start, end);
            }
        }
    }

    private void need(int length) {
        if (rests.length < length) {
            rests = new double[length];
            errors = new double[length];
            series = new double[length];
        }
    }

    private static void oneByOne(double[] arguments, double[] results, int from, int to) {
        for (int i = from; i < to; i++) {
            results[i] = StrictMath.exp(arguments[i]);
        }
    }

    /** Puts e<sup>x</sup> - 1 for each x of {@code arguments[from .. to - 1]} at its place in {@code results}, another array. */
    public void expm1(double[] arguments, double[] results, int from, int to) {
        for (int start = from; start < to; start += CHUNK) {
            int end = Math.min(to, start + CHUNK);
            if (end - start < FEW) {
                oneByOneLess1(arguments, results, start, end);
            } else if (isPrimary(arguments, start, end)) {
                seriesLess1(arguments, results, start, end);
                primaryLess1(arguments, results, start, end);
            } else if (isReducedOnce(arguments, start, end)) {
                need(arguments.length);
                reduceOnce(arguments, rests, errors, start, end);
                seriesLess1(rests, series, start, end);
                reducedOnceLess1(arguments, series, rests, errors, results, start, end);
            } else {
                oneByOneLess1(arguments, results, start, end);
            }
        }
    }

    private static void oneByOneLess1(double[] arguments, double[] results, int from, int to) {
        for (int i = from; i < to; i++) {
            results[i] = StrictMath.expm1(arguments[i]);
        }
    }

    /** Whether no value has to be reduced; NaN has not, and becomes NaN in any way. */
    private static boolean isPrimary(double[] values, int from, int to) {
        int most = 0;
        for (int i = from; i < to; i++) {
            most |= (int) (Math.abs(values[i]) * (1 / PRIMARY));
        }
        return most == 0;
    }

    /** Whether all values are from -1.039 to 0.3465, or NaN: where a value is reduced at all, it is by -ln 2. */
    private static boolean isReducedOnce(double[] values, int from, int to) {
        int beyond = 0;
        for (int i = from; i < to; i++) {
            beyond |= (int) (Math.abs(values[i] - MIDDLE_ONCE) * (1 / RADIUS_ONCE));
        }
        return beyond == 0;
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

    private static void primary(double[] values, double[] results, int from, int to) {
        for (int i = from; i < to; i++) {
            double x = values[i];
            double t = x * x;
            double c = x - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
            double power = 1.0 - ((x * c) / (c - 2.0) - x);
            results[i] = Choices.less(Math.abs(x), TINY, 1.0 + x, power);
        }
    }

    /**
     * Takes -ln 2 out of what fdlibm takes it out of, and keeps what rounding loses of it. Others stay as they are, zeros with
     * their sign, and have no error.
     */
    private static void reduceOnce(double[] values, double[] rests, double[] errors, int from, int to) {
        for (int i = from; i < to; i++) {
            double x = values[i];
            // 0.0 or -1.0.
            double multiple = 0.0 - Choices.lessOrEqual(x, -REDUCED, 1.0, 0.0);
            double high = x - multiple * LN2_HIGH;
            double low = multiple * LN2_LOW;
            double rest = high - low;
            errors[i] = (high - rest) - low;
            rests[i] = rest;
        }
    }

    /** What is left of arguments that are reduced by -ln 2 or not at all, and fdlibm's c of it. */
    private static void series(double[] values, double[] rests, double[] series, int from, int to) {
        for (int i = from; i < to; i++) {
            double x = values[i];
            double multiple = 0.0 - Choices.lessOrEqual(x, -REDUCED, 1.0, 0.0);
            double rest = (x - multiple * LN2_HIGH) - multiple * LN2_LOW;
            double t = rest * rest;
            rests[i] = rest;
            series[i] = rest - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
        }
    }

    private static void reducedOnce(
            double[] values, double[] rests, double[] series, double[] results, int from, int to) {
        for (int i = from; i < to; i++) {
            double x = values[i];
            double c = series[i];
            double down = Choices.lessOrEqual(x, -REDUCED, 1.0, 0.0);
            double high = x + down * LN2_HIGH;
            double low = down * -LN2_LOW;
            double power = 1.0 - ((low - (rests[i] * c) / (2.0 - c)) - high);
            results[i] = Choices.less(Math.abs(x), TINY, 1.0 + x, (1.0 - 0.5 * down) * power);
        }
    }

    private static void seriesLess1(double[] values, double[] series, int from, int to) {
        for (int i = from; i < to; i++) {
            double x = values[i];
            double square = x * (0.5 * x);
            series[i] = 1.0 + square * (Q1 + square * (Q2 + square * (Q3 + square * (Q4 + square * Q5))));
        }
    }

    /** @param results the series, which the results replace */
    private static void primaryLess1(double[] values, double[] results, int from, int to) {
        for (int i = from; i < to; i++) {
            double x = values[i];
            double r = results[i];
            double half = 0.5 * x;
            double square = x * half;
            double t = 3.0 - r * half;
            double e = square * ((r - t) / (6.0 - x * t));
            results[i] = x - (x * e - square);
        }
    }

    /** fdlibm's 0.5 (x - e) - 0.5 where ln 2 has been taken out, and its x - e elsewhere. */
    private static void reducedOnceLess1(
            double[] values, double[] series, double[] rests, double[] errors, double[] results, int from, int to) {
        for (int i = from; i < to; i++) {
            double x = rests[i];
            double c = errors[i];
            double r = series[i];
            double half = 0.5 * x;
            double square = x * half;
            double t = 3.0 - r * half;
            double e = square * ((r - t) / (6.0 - x * t));
            double power = x - ((x * (e - c) - c) - square);
            results[i] = Choices.lessOrEqual(values[i], -REDUCED, 0.5 * power - 0.5, power);
        }
    }

    /** The integer nearest to x / ln 2, halves away from 0, with the operations of fdlibm but for the sign. */
    private static void multiples(double[] x, double[] multiples, int from, int to) {
        for (int i = from; i < to; i++) {
            multiples[i] = Math.signum(x[i]) * Math.floor(Math.abs(INVERSE_LN2 * x[i]) + 0.5);
        }
    }

    /** Exponentials of what is left without the multiples. */
    private static void reduced(double[] x, double[] multiples, double[] results, int from, int to) {
        for (int i = from; i < to; i++) {
            double high = x[i] - multiples[i] * LN2_HIGH;
            double low = multiples[i] * LN2_LOW;
            double rest = high - low;
            double t = rest * rest;
            double c = rest - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
            results[i] = 1.0 - ((low - (rest * c) / (2.0 - c)) - high);
        }
    }

    /** Multiplies by powers of 2. */
    private static void scale(
            double[] x, double[] multiples, double[] significands, double[] results, int from, int to) {
        for (int i = from; i < to; i++) {
            long power = Double.doubleToRawLongBits(multiples[i] + TO_LOWEST_BITS) + EXPONENT_BIAS << SIGNIFICAND_BITS;
            results[i] = Math.abs(x[i]) < TINY ? 1 + x[i] : significands[i] * Double.longBitsToDouble(power);
        }
    }
}
