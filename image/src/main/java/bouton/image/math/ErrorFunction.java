package bouton.image.math;

/**
 * The error function by rational approximations on three ranges.
 *
 * <p>Source: W. J. Cody, "Rational Chebyshev approximations for the error function", Mathematics of Computation 23
 * (1969) 631-638, with the coefficients of his CALERF (SPECFUN, 1990), here highest power first.
 */
final class ErrorFunction {
    private static final double FIRST_END = 0.46875;
    private static final double SECOND_END = 4;

    /** Beyond, erf differs from 1 by less than half a unit in the last place. */
    private static final double ONE = 6;

    private static final double INVERSE_SQRT_PI = 0.56418958354775628695;

    private static final double[] FIRST_NUMERATOR = {
        1.85777706184603153e-1, 3.16112374387056560, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3
    };
    private static final double[] FIRST_DENOMINATOR = {
        1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3
    };
    private static final double[] SECOND_NUMERATOR = {
        2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1,
        2.98635138197400131e2, 8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3,
        1.23033935479799725e3
    };
    private static final double[] SECOND_DENOMINATOR = {
        1,
        1.57449261107098347e1,
        1.17693950891312499e2,
        5.37181101862009858e2,
        1.62138957456669019e3,
        3.29079923573345963e3,
        4.36261909014324716e3,
        3.43936767414372164e3,
        1.23033935480374942e3
    };
    private static final double[] THIRD_NUMERATOR = {
        1.63153871373020978e-2,
        3.05326634961232344e-1,
        3.60344899949804439e-1,
        1.25781726111229246e-1,
        1.60837851487422766e-2,
        6.58749161529837803e-4
    };
    private static final double[] THIRD_DENOMINATOR = {
        1,
        2.56852019228982242,
        1.87295284992346047,
        5.27905102951428412e-1,
        6.05183413124413191e-2,
        2.33520497626869185e-3
    };

    private ErrorFunction() {}

    static double erf(double x) {
        double magnitude = Math.abs(x);
        if (magnitude <= FIRST_END) {
            double square = x * x;
            return x * (polynomial(FIRST_NUMERATOR, square) / polynomial(FIRST_DENOMINATOR, square));
        }
        if (magnitude < ONE) {
            // 1/2 + (1/2 - erfc) keeps a bit that 1 - erfc would lose.
            return Math.copySign(0.5 + (0.5 - complement(magnitude)), x);
        }
        return Double.isNaN(x) ? x : Math.signum(x);
    }

    /** 1 - erf(x) for x above 0.46875. */
    private static double complement(double x) {
        if (x <= SECOND_END) {
            return bell(x) * (polynomial(SECOND_NUMERATOR, x) / polynomial(SECOND_DENOMINATOR, x));
        }
        double square = 1 / (x * x);
        double correction = square * (polynomial(THIRD_NUMERATOR, square) / polynomial(THIRD_DENOMINATOR, square));
        return bell(x) * ((INVERSE_SQRT_PI - correction) / x);
    }

    /** exp(-x^2), the square split so that its leading part is exact. */
    private static double bell(double x) {
        double leading = Math.floor(x * 16) / 16;
        double rest = (x - leading) * (x + leading);
        return StrictMath.exp(-leading * leading) * StrictMath.exp(-rest);
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }
}
