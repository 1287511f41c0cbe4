package bouton.image.math;

/**
 * Choices between two values by a comparison, for loops that are to become vector instructions.
 *
 * <p>HotSpot replaces a branch that it has seen to go one way only by a trap, and a loop with a trap in it is not vectorised: a
 * threshold that is hardly ever crossed would make its loop several times as slow. What it has seen it keeps per method,
 * also where that is inlined; so these methods are run beforehand, both ways. Results do not depend on it.
 */
public final class Choices {
    /** Enough for the compiler that profiles, which takes over after some hundred calls. */
    private static final int ROUNDS = 20_000;

    /** Takes what is computed, so that it is. */
    private static double computed;

    static {
        double sum = 0;
        for (int k = 0; k < ROUNDS; k++) {
            double half = k & 1;
            sum += less(half, 0.5, sum, k) + lessOrEqual(half, 0.5, sum, k);
            sum += greater(half, 0.5, sum, k) + greaterOrEqual(half, 0.5, sum, k);
            sum += equal(half, 1, sum, k) + different(half, 1, sum, k);
        }
        computed = sum;
    }

    private Choices() {}

    /** {@code left < right ? a : b}. */
    public static double less(double left, double right, double a, double b) {
        return left < right ? a : b;
    }

    /** {@code left <= right ? a : b}. */
    public static double lessOrEqual(double left, double right, double a, double b) {
        return left <= right ? a : b;
    }

    /** {@code left > right ? a : b}. */
    public static double greater(double left, double right, double a, double b) {
        return left > right ? a : b;
    }

    /** {@code left >= right ? a : b}. */
    public static double greaterOrEqual(double left, double right, double a, double b) {
        return left >= right ? a : b;
    }

    /** {@code left == right ? a : b}. */
    public static double equal(double left, double right, double a, double b) {
        return left == right ? a : b;
    }

    /** {@code left != right ? a : b}. */
    public static double different(double left, double right, double a, double b) {
        return left != right ? a : b;
    }
}
