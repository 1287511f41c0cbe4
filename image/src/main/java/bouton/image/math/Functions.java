package bouton.image.math;

/**
 * The functions of the language on doubles, with the same bits on every machine. Those that only pass through {@link
 * StrictMath} are here so that no caller can reach for {@link Math}, whose bits depend on the machine.
 *
 * <p>All are total: a NaN argument gives NaN and no argument throws, unless stated otherwise. Arguments and results
 * have no unit; angles are in radians.
 */
public final class Functions {
    private Functions() {}

    /** e<sup>x</sup>; 0 at -infinity and below -745.2, infinity above 709.8. */
    public static double exp(double x) {
        return StrictMath.exp(x);
    }

    /** Natural logarithm; -infinity at 0, NaN below, infinity at infinity. */
    public static double log(double x) {
        return StrictMath.log(x);
    }

    /**
     * x<sup>y</sup>; 1 for y = 0 whatever x (so 0<sup>0</sup> = 1, also NaN<sup>0</sup>); NaN for negative x unless y
     * is an integer, and for |x| = 1 with infinite y. Other cases as {@link StrictMath#pow}.
     */
    public static double pow(double x, double y) {
        return StrictMath.pow(x, y);
    }

    /** Square root, correctly rounded; NaN below 0, -0 at -0. */
    public static double sqrt(double x) {
        return Math.sqrt(x);
    }

    /** Sine; NaN at the infinities. */
    public static double sin(double x) {
        return StrictMath.sin(x);
    }

    /** Cosine; NaN at the infinities. */
    public static double cos(double x) {
        return StrictMath.cos(x);
    }

    /** Tangent; NaN at the infinities. */
    public static double tan(double x) {
        return StrictMath.tan(x);
    }

    /** Hyperbolic tangent; -1 and 1 at the infinities. */
    public static double tanh(double x) {
        return StrictMath.tanh(x);
    }

    /** Hyperbolic sine; infinite beyond 710.5 in magnitude. */
    public static double sinh(double x) {
        return StrictMath.sinh(x);
    }

    /** Hyperbolic cosine; infinite beyond 710.5 in magnitude. */
    public static double cosh(double x) {
        return StrictMath.cosh(x);
    }

    /** Arc tangent in -pi/2 .. pi/2, the ends at the infinities. */
    public static double atan(double x) {
        return StrictMath.atan(x);
    }

    /** e<sup>x</sup> - 1 without cancellation near 0; -1 at -infinity. */
    public static double expm1(double x) {
        return StrictMath.expm1(x);
    }

    /** log(1 + x) without cancellation near 0; -infinity at -1, NaN below. */
    public static double log1p(double x) {
        return StrictMath.log1p(x);
    }

    /** Error function 2/sqrt(pi) times the integral of exp(-t^2) over 0 .. x; relative error below 1e-15. */
    public static double erf(double x) {
        return ErrorFunction.erf(x);
    }

    /** Logistic function 1 / (1 + e<sup>-x</sup>), accurate also where it is tiny; 0 and 1 at the infinities. */
    public static double sigmoid(double x) {
        if (x >= 0) {
            return 1 / (1 + StrictMath.exp(-x));
        }
        double small = StrictMath.exp(x);
        return small / (1 + small);
    }

    /** x if positive, else 0 (never -0). */
    public static double relu(double x) {
        return Math.max(0.0, x);
    }

    /** -1, 0 or 1 by the sign of x; a zero keeps its sign. */
    public static double sign(double x) {
        return Math.signum(x);
    }

    /** 1 if x &gt; 0, else 0, also at 0 and for NaN. */
    public static double step(double x) {
        return x > 0 ? 1 : 0;
    }

    /**
     * x - y floor(x / y), as exactly as it can be rounded: the result has the sign of y (also a zero) and is smaller in
     * magnitude, or equal to y where a tiny x of the other sign is lost in rounding. NaN for y = 0 or infinite x; for
     * infinite y, x if the signs agree, else y.
     */
    public static double mod(double x, double y) {
        double remainder = x % y;
        if (remainder == 0) {
            return Math.copySign(0.0, y);
        }
        return remainder < 0 == y < 0 ? remainder : remainder + y;
    }

    /** x limited to low .. high, without a branch; {@code low} if low &gt; high. */
    public static double clip(double x, double low, double high) {
        return Math.max(low, Math.min(x, high));
    }

    /** The nearest integer, halves away from zero; the sign is kept (also of a zero), infinities too. */
    public static double round(double x) {
        double magnitude = Math.abs(x);
        double whole = Math.floor(magnitude);
        // The difference is exact, where adding 0.5 first would round 0.49999999999999994 up.
        return Math.copySign(magnitude - whole >= 0.5 ? whole + 1 : whole, x);
    }
}
