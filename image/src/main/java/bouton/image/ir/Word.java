package bouton.image.ir;

/**
 * A state word as a kernel names it: field number {@code field} of the instance itself or of a neuron at one of its ends.
 *
 * @param space whose word it is
 * @param field index into the field list of that population, stimulus or projection
 */
public record Word(Space space, int field) {
    /** Whose word: the instance the kernel runs for, or (for a synapse) its source or its target. */
    public enum Space {
        SELF,
        PRE,
        POST
    }

    public static Word self(int field) {
        return new Word(Space.SELF, field);
    }
}
