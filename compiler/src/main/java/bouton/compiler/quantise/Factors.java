package bouton.compiler.quantise;

import java.util.List;

/**
 * Constant factors as fractions over one power of two, so that a sum of products is rounded once: {@code factor[i]} becomes
 * {@code whole[i] / 2^shift}.
 *
 * @param whole the numerators, in the order of the factors; the last is that of the constant
 * @param shift 0 .. 62
 */
record Factors(long[] whole, int shift) {
    /** The longest shift of the kernel IR that leaves a sign. */
    private static final int LONGEST = 62;

    /** How a chip multiplies by a constant. */
    record Limits(int register, int constant, int shifts) {
        /** The nearest factor with as many significant bits as the multiplier takes, its sign among them. */
        double shortened(double whole) {
            int spare = constant == 0 ? 0 : Math.getExponent(whole) - (constant - 2);
            return spare <= 0 ? whole : Math.scalb(Math.rint(Math.scalb(whole, -spare)), spare);
        }
    }

    /**
     * The finest fractions for which no partial sum leaves the register.
     *
     * @param factors by which the integers are multiplied
     * @param magnitudes largest magnitudes of those integers
     * @param constant what is added
     * @return null if even whole factors are too large
     */
    static @org.jspecify.annotations.Nullable Factors fit(
            List<Double> factors, List<Long> magnitudes, double constant, Limits limits) {
        if (areWhole(factors, constant)) {
            return at(0, factors, magnitudes, constant, limits);
        }
        for (int shift = LONGEST; shift >= 0; shift--) {
            Factors found = at(shift, factors, magnitudes, constant, limits);
            if (found != null) {
                return found.reduced();
            }
        }
        return null;
    }

    private static boolean areWhole(List<Double> factors, double constant) {
        return factors.stream().allMatch(f -> f == Math.rint(f)) && constant == Math.rint(constant);
    }

    private static @org.jspecify.annotations.Nullable Factors at(
            int shift, List<Double> factors, List<Long> magnitudes, double constant, Limits limits) {
        double room = Math.scalb(1.0, limits.register() - 1);
        long[] whole = new long[factors.size() + 1];
        // Half a step is added when the sum is rounded to the nearest, and up to a whole one when at random.
        double sum = shift == 0 ? 0 : Math.scalb(1.0, shift);
        for (int i = 0; i < factors.size(); i++) {
            double scaled = limits.shortened(Math.rint(Math.scalb(factors.get(i), shift)));
            if (!(Math.abs(scaled) < room)) {
                return null;
            }
            whole[i] = limits.constant() == 0 ? powers((long) scaled, limits.shifts()) : (long) scaled;
            sum += Math.abs((double) whole[i]) * magnitudes.get(i);
            if (limits.constant() == 0 && !(peak(whole[i]) * magnitudes.get(i) < room)) {
                return null;
            }
        }
        double added = Math.rint(Math.scalb(constant, shift));
        sum += Math.abs(added);
        if (!(sum < room)) {
            return null;
        }
        whole[factors.size()] = (long) added;
        return new Factors(whole, shift);
    }

    /** The nearest sum of so many powers of two with signs that follows the largest remainders. */
    static long powers(long value, int count) {
        long rest = value;
        long result = 0;
        for (int i = 0; i < count && rest != 0; i++) {
            long magnitude = Math.abs(rest);
            long below = Long.highestOneBit(magnitude);
            long nearest = magnitude - below > 2 * below - magnitude ? 2 * below : below;
            long part = rest < 0 ? -nearest : nearest;
            result += part;
            rest -= part;
        }
        return result;
    }

    /** The largest power or partial sum on the way to a sum of powers of two: 8 for 7. */
    private static double peak(long value) {
        long below = Long.highestOneBit(Math.abs(value));
        boolean above = Math.abs(value) - below > 2 * below - Math.abs(value);
        return above ? 2.0 * below : Math.abs((double) value) + (Math.abs(value) - below);
    }

    /** Without common factors of two. */
    private Factors reduced() {
        long all = 0;
        for (long w : whole) {
            all |= w;
        }
        int common = Math.min(shift, all == 0 ? shift : Long.numberOfTrailingZeros(all));
        long[] less = new long[whole.length];
        for (int i = 0; i < whole.length; i++) {
            less[i] = whole[i] >> common;
        }
        return new Factors(less, shift - common);
    }

    /** What factor {@code i} has become. */
    double value(int i) {
        return Math.scalb((double) whole[i], -shift);
    }

    /** Largest error of the sum that the fractions cause, in units of the sum. */
    double error(List<Double> factors, List<Long> magnitudes, double constant) {
        double error = Math.abs(value(factors.size()) - constant);
        for (int i = 0; i < factors.size(); i++) {
            error += Math.abs(value(i) - factors.get(i)) * magnitudes.get(i);
        }
        return error;
    }
}
