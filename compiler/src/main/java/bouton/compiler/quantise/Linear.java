package bouton.compiler.quantise;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A number of a kernel as a sum of integers in registers: {@code constant + Σ factor * atom}, in internal units. Sums, and
 * products with constants, only change the factors, so that nothing is rounded before the sum is needed as an integer.
 */
record Linear(double constant, Map<Atom, Double> factors) {
    Linear {
        Map<Atom, Double> kept = new LinkedHashMap<>();
        factors.forEach((atom, factor) -> {
            if (factor != 0) {
                kept.put(atom, factor);
            }
        });
        factors = java.util.Collections.unmodifiableMap(kept);
    }

    static Linear of(double constant) {
        return new Linear(constant, Map.of());
    }

    /** So many steps. */
    static Linear of(Atom atom, double step) {
        return new Linear(0, Map.of(atom, step));
    }

    boolean isConstant() {
        return factors.isEmpty();
    }

    /** Whether it is one integer in steps, without a constant. */
    boolean isAtom() {
        return factors.size() == 1 && constant == 0;
    }

    Linear plus(Linear other) {
        Map<Atom, Double> sum = new LinkedHashMap<>(factors);
        other.factors.forEach((atom, factor) -> sum.merge(atom, factor, Double::sum));
        return new Linear(constant + other.constant, sum);
    }

    Linear times(double factor) {
        Map<Atom, Double> product = new LinkedHashMap<>();
        factors.forEach((atom, f) -> product.put(atom, f * factor));
        return new Linear(constant * factor, product);
    }

    Linear minus(Linear other) {
        return plus(other.times(-1));
    }

    /** The values it can have. */
    Interval range() {
        double lo = constant;
        double hi = constant;
        for (Map.Entry<Atom, Double> e : factors.entrySet()) {
            double a = e.getValue() * e.getKey().lo();
            double b = e.getValue() * e.getKey().hi();
            lo += Math.min(a, b);
            hi += Math.max(a, b);
        }
        // Infinity less infinity: behind something that the chip cannot compute, which has been reported.
        return lo <= hi ? new Interval(lo, hi) : Interval.ALL;
    }

    /** The largest magnitude of all partial sums. */
    double magnitude() {
        double sum = Math.abs(constant);
        for (Map.Entry<Atom, Double> e : factors.entrySet()) {
            sum += Math.abs(e.getValue()) * e.getKey().magnitude();
        }
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
    }

    /** The finest step among the integers; 0 for a constant. */
    double finest() {
        return factors.values().stream().mapToDouble(Math::abs).min().orElse(0);
    }
}
