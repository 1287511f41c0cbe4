package bouton.dsl.chip;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How a core can change its weights. */
public sealed interface Learning {
    /** Whether there is any. */
    default boolean isNone() {
        return this instanceof None;
    }

    /** Not at all. */
    record None() implements Learning {}

    /** Where what a rule reads is kept. */
    enum Home {
        SYNAPSE,
        PRE,
        POST,
        GLOBAL;

        /** As written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * When synapses that nobody has sent to are looked at.
     *
     * @param min ticks, at least 1; 0 if there are no epochs
     * @param max ticks; larger than {@code min} if the program chooses
     */
    record Epoch(int min, int max) {
        public static final Epoch NONE = new Epoch(0, 0);

        public boolean exists() {
            return min > 0;
        }
    }

    /**
     * A program for each rule.
     *
     * @param words of program that all rules of a core have together
     * @param registers for values on the way
     * @param atPre what can be read, and of the synapse be written, when an event of the source arrives
     * @param atPost the same when the target has an event; empty: nothing can be done then
     * @param atEpoch the same at an epoch
     * @param history events of the target since the last arrival from the source that are kept with their times, so that what
     *     they would have done is done at the next arrival; 0: they are not kept
     */
    record Programmable(
            int words, int registers, Set<Home> atPre, Set<Home> atPost, Set<Home> atEpoch, Epoch epoch, int history)
            implements Learning {
        public Programmable {
            atPre = Set.copyOf(atPre);
            atPost = Set.copyOf(atPost);
            atEpoch = Set.copyOf(atEpoch);
        }
    }

    /**
     * Sums of products at epochs: each variable of a synapse takes {@code sum of scale * product of (factor + constant)}, a
     * product counting when its gate had an event.
     *
     * @param gates names
     * @param factors traces that products read
     * @param variables words of the synapse that are read and written
     * @param constant what may be added to a factor
     * @param signs variables and factors of which the sign may be a factor
     * @param scale of a product; times two to a power of {@code minShift .. maxShift}
     * @param accumulator of the sum
     * @param store how bits are dropped where the sum is stored
     * @param terms products of a core, all variables together
     * @param readsOld whether all products read what was there before the epoch
     */
    record SumOfProducts(
            Epoch epoch,
            List<String> gates,
            List<Word> factors,
            List<Word> variables,
            NumberFormat constant,
            List<String> signs,
            NumberFormat scale,
            int minShift,
            int maxShift,
            NumberFormat accumulator,
            NumberFormat.Rounding store,
            int terms,
            boolean readsOld)
            implements Learning {
        public SumOfProducts {
            gates = List.copyOf(gates);
            factors = List.copyOf(factors);
            variables = List.copyOf(variables);
            signs = List.copyOf(signs);
        }
    }

    /** A word of a sum of products. */
    record Word(String name, NumberFormat format) {}

    /**
     * Rules that are wired.
     *
     * @param rules their names, as a model of the standard library or a {@code lower} calls them
     * @param atPre what they read when an event of the source arrives
     */
    record Native(List<String> rules, Set<Home> atPre, Set<Home> atPost) implements Learning {
        public Native {
            rules = List.copyOf(rules);
            atPre = Set.copyOf(atPre);
            atPost = Set.copyOf(atPost);
        }
    }
}
