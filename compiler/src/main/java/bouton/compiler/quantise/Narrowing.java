package bouton.compiler.quantise;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds how little of each integer of a sum matters where the sum is kept inside a range. With {@code others} from L to H, a part
 * above {@code hi - L} takes the sum above {@code hi} whatever the others are; so does {@code hi - L} itself. A count of ticks
 * of 30 bits, say, is needed as far as the time that the word can hold, which leaves the register to the factors.
 */
final class Narrowing {
    private Narrowing() {}

    /**
     * The same sum with narrower integers, each of which has to be kept inside its new bounds first.
     *
     * @param lo what is below counts as the lower end of the range
     * @param hi what is above counts as the upper end
     */
    static Map<Atom, Atom> of(Linear number, double lo, double hi) {
        Map<Atom, Atom> result = new LinkedHashMap<>();
        Linear sum = number;
        for (Map.Entry<Atom, Double> e : number.factors().entrySet()) {
            Atom atom = e.getKey();
            Linear part = Linear.of(atom, e.getValue());
            Interval others = sum.minus(part).range();
            Atom kept = kept(atom, e.getValue(), lo - others.hi(), hi - others.lo());
            result.put(atom, kept);
            sum = sum.minus(part).plus(Linear.of(kept, e.getValue()));
        }
        return result;
    }

    private static Atom kept(Atom atom, double factor, double least, double most) {
        double a = least / factor;
        double b = most / factor;
        // Outwards to whole numbers; a conversion to long saturates.
        long lo = Math.max(atom.lo(), (long) Math.floor(Math.min(a, b)));
        long hi = Math.min(atom.hi(), (long) Math.ceil(Math.max(a, b)));
        // Where nothing of it fits, the sum is beyond an end with any of it.
        return lo <= hi ? new Atom(atom.register(), lo, hi) : atom;
    }

    /** The sum with these integers in the place of its own. */
    static Linear replaced(Linear number, Map<Atom, Atom> others) {
        Linear result = Linear.of(number.constant());
        for (Map.Entry<Atom, Double> e : number.factors().entrySet()) {
            result = result.plus(Linear.of(java.util.Objects.requireNonNull(others.get(e.getKey())), e.getValue()));
        }
        return result;
    }
}
