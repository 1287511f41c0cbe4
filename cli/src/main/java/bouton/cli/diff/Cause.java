package bouton.cli.diff;

import bouton.image.net.Origin;
import java.util.List;
import java.util.Optional;

/**
 * Why a spike differs, as far back as the states of its neuron and of the synapses onto it go.
 *
 * @param kind of cause
 * @param why in a sentence
 * @param tick in which a word first differed by more than its rounding; -1: before the first tick; the tick of the spike itself
 *     if all were equal until then
 * @param words that differed then, the one that was written first at the head; none if all were equal when the tick of the spike began
 * @param at where it was written
 * @param kernel that wrote it, with its stage; empty if none did
 * @param links what had come of it, and of other causes, when the tick of the spike began, the largest first
 * @param others places that may have written it in the same tick, too
 * @param also what else is known to depart: constants, counters
 */
public record Cause(
        Kind kind,
        String why,
        long tick,
        List<WordChange> words,
        Optional<Origin> at,
        String kernel,
        List<Link> links,
        List<Origin> others,
        List<String> also) {
    public Cause {
        words = List.copyOf(words);
        links = List.copyOf(links);
        others = List.copyOf(others);
        also = List.copyOf(also);
    }

    /**
     * A word that differed when the tick of the spike began.
     *
     * @param word with its values then
     * @param since tick since which it differed by more than its rounding; -1 from the begin
     * @param kind why it began to
     * @param at where it was written then
     */
    public record Link(WordChange word, long since, Kind kind, Optional<Origin> at) {}

    /** Kinds of causes. */
    public enum Kind {
        /** A value was rounded when it was stored. */
        ROUNDING("rounding at the store"),
        /** A value was kept inside a range. */
        SATURATION("saturation"),
        /** A weight lies beyond what its word can hold. */
        CLIPPED_WEIGHT("clipped weight"),
        /** Delays are not the same number of ticks. */
        DELAY("other delay"),
        /** The stages of a tick come in another order. */
        ORDER("other order of the stages"),
        /** Equations are solved in another way. */
        METHOD("other method"),
        /** A constant of the text is not what it says. */
        CONSTANT("constant quantised"),
        /** The protocol gave other values to the two networks. */
        INPUT("other input"),
        /** A chip did not take events in the tick in which they were sent, or lost them. */
        LATE_EVENTS("late events"),
        /** A chip works the events of a tick off one after another. */
        EVENT_ORDER("order of events inside a tick"),
        /** The same line is computed differently, for none of the reasons above. */
        ARITHMETIC("other arithmetic");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }
}
