package bouton.emulator.generate;

import bouton.image.math.Functions;

/**
 * Exponentials of many values at a time, with the bits of {@link Functions#exp} and {@link Functions#expm1}: the algorithm of fdlibm, which that is, where
 * all values are so near to 0 that it reduces none, or by ln 2 once and upwards; loops that HotSpot vectorises.
 *
 * <p>Source: fdlibm 5.3, e_exp.c and s_expm1.c (Sun Microsystems 1995), as specified for {@link StrictMath}.
 */
public final class Exponentials {
    /** Values that are looked at together. */
    private static final int CHUNK = 256;

    /** From this magnitude on fdlibm reduces: the upper half is above that of ln 2 / 2. */
    private static final double REDUCED = Double.longBitsToDouble(0x3FD6_2E43_0000_0000L);

    /** Positive values up to here are not reduced, negative ones down to -{@link #LOWEST} once. */
    private static final double INVERSE_HIGHEST = 1 / 0.3465;

    private static final double LOWEST = 1.039;
    private static final double INVERSE_SQUARED_LOWEST = 1 / (LOWEST * LOWEST);
    private static final double LN2_HIGH = 0x1.62e42feep-1;
    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

    /** Below, the exponential is 1 + x. */
    private static final double TINY = 0x1p-28;

    private static final double P1 = 0x1.555555555553ep-3;
    private static final double P2 = -0x1.6c16c16bebd93p-9;
    private static final double P3 = 0x1.1566aaf25de2cp-14;
    private static final double P4 = -0x1.bbd41c5d26bf1p-20;
    private static final double P5 = 0x1.6376972bea4d0p-25;

    /** Below, e^x - 1 is x. */
    private static final double TINIEST = 0x1p-54;

    private static final double Q1 = -3.33333333333331316428e-02;
    private static final double Q2 = 1.58730158725481460165e-03;
    private static final double Q3 = -7.93650757867487942473e-05;
    private static final double Q4 = 4.00821782732936239552e-06;
    private static final double Q5 = -2.01099218183624371326e-07;

    private Exponentials() {}

    /** Replaces {@code values[from .. to - 1]} by their exponentials. */
    public static void exp(double[] values, int from, int to) {
        for (int start = from; start < to; start += CHUNK) {
            int end = Math.min(start + CHUNK, to);
            if (areSmall(values, start, end)) {
                small(values, start, end);
            } else {
                any(values, start, end);
            }
        }
    }

    private static boolean areSmall(double[] values, int from, int to) {
        int beyond = 0;
        for (int i = from; i < to; i++) {
            double x = values[i];
            beyond |= (int) (x * x * INVERSE_SQUARED_LOWEST);
        }
        int above = 0;
        for (int i = from; i < to; i++) {
            above |= (int) (Math.max(values[i], 0) * INVERSE_HIGHEST);
        }
        return (beyond | above) == 0;
    }

    /** Values from -1.039 to 0.3465, and NaN. */
    private static void small(double[] values, int from, int to) {
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

    private static void any(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = Functions.exp(values[i]);
        }
    }

    /** Replaces {@code values[from .. to - 1]} by their exponentials less 1. */
    public static void expm1(double[] values, int from, int to) {
        for (int start = from; start < to; start += CHUNK) {
            int end = Math.min(start + CHUNK, to);
            if (areSmall(values, start, end)) {
                smallLess1(values, start, end);
            } else {
                anyLess1(values, start, end);
            }
        }
    }

    private static void smallLess1(double[] values, int from, int to) {
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

    private static void anyLess1(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = Functions.expm1(values[i]);
        }
    }
}
