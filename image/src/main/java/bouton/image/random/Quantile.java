package bouton.image.random;

/**
 * Quantile functions applied to 64 random bits, read as the fraction u = (bits + 1/2) / 2<sup>64</sup> in (0, 1), bits
 * unsigned. The result grows with the bits, and the full 64 bits count in the tails on both sides.
 */
final class Quantile {
    private static final double TWO_TO_MINUS_64 = 0x1p-64;

    // Wichura's limits and the numerators and denominators of his three ranges, highest power first.
    private static final double CENTRE = 0.425;
    private static final double CENTRE_SQUARED = 0.180625;
    private static final double TAIL_SHIFT = 1.6;
    private static final double FAR_TAIL = 5;

    private Quantile() {}

    /**
     * The standard normal value below which lies the share u, with a relative error of a few 1e-16.
     *
     * <p>Source: M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied
     * Statistics 37 (1988) 477-484, routine PPND16.
     */
    static double normal(long bits) {
        // u - 1/2, directly from the bits, because the difference of the fractions would lose digits near 0.
        double distance = ((bits ^ Long.MIN_VALUE) + 0.5) * TWO_TO_MINUS_64;
        if (Math.abs(distance) <= CENTRE) {
            return distance * centre(CENTRE_SQUARED - distance * distance);
        }
        double r = Math.sqrt(-StrictMath.log(nearerTail(bits)));
        double magnitude = r <= FAR_TAIL ? nearTail(r - TAIL_SHIFT) : farTail(r - FAR_TAIL);
        return Math.copySign(magnitude, distance);
    }

    /** The standard exponential value below which lies the share u: -log(1 - u). */
    static double exponential(long bits) {
        double tail = nearerTail(bits);
        return bits < 0 ? -StrictMath.log(tail) : -StrictMath.log1p(-tail);
    }

    /** min(u, 1 - u), in (0, 1/2]; the sign bit tells which: negative bits are the upper half. */
    private static double nearerTail(long bits) {
        return ((bits ^ (bits >> 63)) + 0.5) * TWO_TO_MINUS_64;
    }

    private static double centre(double r) {
        double numerator = 2.5090809287301226727e+3;
        numerator = numerator * r + 3.3430575583588128105e+4;
        numerator = numerator * r + 6.7265770927008700853e+4;
        numerator = numerator * r + 4.5921953931549871457e+4;
        numerator = numerator * r + 1.3731693765509461125e+4;
        numerator = numerator * r + 1.9715909503065514427e+3;
        numerator = numerator * r + 1.3314166789178437745e+2;
        numerator = numerator * r + 3.3871328727963666080;
        double denominator = 5.2264952788528545610e+3;
        denominator = denominator * r + 2.8729085735721942674e+4;
        denominator = denominator * r + 3.9307895800092710610e+4;
        denominator = denominator * r + 2.1213794301586595867e+4;
        denominator = denominator * r + 5.3941960214247511077e+3;
        denominator = denominator * r + 6.8718700749205790830e+2;
        denominator = denominator * r + 4.2313330701600911252e+1;
        denominator = denominator * r + 1;
        return numerator / denominator;
    }

    private static double nearTail(double r) {
        double numerator = 7.74545014278341407640e-4;
        numerator = numerator * r + 2.27238449892691845833e-2;
        numerator = numerator * r + 2.41780725177450611770e-1;
        numerator = numerator * r + 1.27045825245236838258;
        numerator = numerator * r + 3.64784832476320460504;
        numerator = numerator * r + 5.76949722146069140550;
        numerator = numerator * r + 4.63033784615654529590;
        numerator = numerator * r + 1.42343711074968357734;
        double denominator = 1.05075007164441684324e-9;
        denominator = denominator * r + 5.47593808499534494600e-4;
        denominator = denominator * r + 1.51986665636164571966e-2;
        denominator = denominator * r + 1.48103976427480074590e-1;
        denominator = denominator * r + 6.89767334985100004550e-1;
        denominator = denominator * r + 1.67638483018380384940;
        denominator = denominator * r + 2.05319162663775882187;
        denominator = denominator * r + 1;
        return numerator / denominator;
    }

    private static double farTail(double r) {
        double numerator = 2.01033439929228813265e-7;
        numerator = numerator * r + 2.71155556874348757815e-5;
        numerator = numerator * r + 1.24266094738807843860e-3;
        numerator = numerator * r + 2.65321895265761230930e-2;
        numerator = numerator * r + 2.96560571828504891230e-1;
        numerator = numerator * r + 1.78482653991729133580;
        numerator = numerator * r + 5.46378491116411436990;
        numerator = numerator * r + 6.65790464350110377720;
        double denominator = 2.04426310338993978564e-15;
        denominator = denominator * r + 1.42151175831644588870e-7;
        denominator = denominator * r + 1.84631831751005468180e-5;
        denominator = denominator * r + 7.86869131145613259100e-4;
        denominator = denominator * r + 1.48753612908506148525e-2;
        denominator = denominator * r + 1.36929880922735805310e-1;
        denominator = denominator * r + 5.99832206555887937690e-1;
        denominator = denominator * r + 1;
        return numerator / denominator;
    }
}
