package bouton.emulator.generate;

import bouton.image.math.Functions;

/**
 * Exponentials of many values at a time, with the bits of {@link Functions#exp}: the algorithm of fdlibm, which that is, where
 * all values are so near to 0 that it reduces none; loops that HotSpot vectorises.
 *
 * <p>Source: fdlibm 5.3, e_exp.c (Sun Microsystems 1995), as specified for {@link StrictMath}.
 */
public final class Exponentials {
    /** Values that are looked at together. */
    private static final int CHUNK = 256;

    /** fdlibm reduces values whose upper half is above that of ln 2 / 2 = 0.34657; this is a little less, squared. */
    private static final double INVERSE_SQUARED_LIMIT = 1 / (0.3465 * 0.3465);

    /** Below, the exponential is 1 + x. */
    private static final double TINY = 0x1p-28;

    private static final double P1 = 0x1.555555555553ep-3;
    private static final double P2 = -0x1.6c16c16bebd93p-9;
    private static final double P3 = 0x1.1566aaf25de2cp-14;
    private static final double P4 = -0x1.bbd41c5d26bf1p-20;
    private static final double P5 = 0x1.6376972bea4d0p-25;

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
            beyond |= (int) (x * x * INVERSE_SQUARED_LIMIT);
        }
        return beyond == 0;
    }

    /** Values below 0.3465 in magnitude, and NaN. */
    private static void small(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            double x = values[i];
            double t = x * x;
            double c = x - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
            double y = 1 - (x * c / (c - 2) - x);
            double z = 1 + x;
            values[i] = Math.abs(x) < TINY ? z : y;
        }
    }

    private static void any(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = Functions.exp(values[i]);
        }
    }
}
