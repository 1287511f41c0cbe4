package bouton.compiler.quantise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A way to compute a sum of products with constants in a register: integers that are long lose their lowest bits first, so that
 * factors keep enough of theirs.
 *
 * @param shifts how many bits each integer loses, in the order of the sum
 * @param factors of what is left
 * @param magnitudes of what is left, at most
 * @param constant what is added
 * @param fit the factors as fractions
 */
record Shortening(int[] shifts, List<Double> factors, List<Long> magnitudes, double constant, Factors fit) {
    /** What is multiplied by a constant keeps at least so many bits. */
    private static final int LEAST_BITS = 8;

    /** The way with the least error; null if there is none. */
    static @Nullable Shortening best(Linear exact, Factors.Limits limits) {
        Shortening best = null;
        double least = Double.POSITIVE_INFINITY;
        int longest =
                exact.factors().keySet().stream().mapToInt(Atom::bits).max().orElse(1);
        for (int width = longest; width >= Math.min(longest, LEAST_BITS); width--) {
            Shortening found = to(width, exact, limits);
            if (found != null && found.error() < least * (1 - 1e-9)) {
                least = found.error();
                best = found;
            }
        }
        return best;
    }

    private static @Nullable Shortening to(int width, Linear exact, Factors.Limits limits) {
        int[] shifts = new int[exact.factors().size()];
        List<Double> factors = new ArrayList<>();
        List<Long> magnitudes = new ArrayList<>();
        int n = 0;
        for (Map.Entry<Atom, Double> e : exact.factors().entrySet()) {
            int shift = Math.max(0, e.getKey().bits() - width);
            shifts[n++] = shift;
            factors.add(Math.scalb(e.getValue(), shift));
            magnitudes.add((e.getKey().magnitude() >> shift) + (shift > 0 ? 1 : 0));
        }
        Factors fit = Factors.fit(factors, magnitudes, exact.constant(), limits);
        return fit == null ? null : new Shortening(shifts, factors, magnitudes, exact.constant(), fit);
    }

    /** Largest error of the sum before it is rounded, in units of the sum. */
    double error() {
        double error = fit.error(factors, magnitudes, constant);
        for (int i = 0; i < shifts.length; i++) {
            error += shifts[i] > 0 ? Math.abs(fit.value(i)) / 2 : 0;
        }
        return error;
    }
}
