package bouton.image.ir;

/**
 * A state word as a kernel names it: field number {@code field} of the instance itself, of a neuron at one of its ends, or of
 * what all synapses of an end share.
 *
 * @param space whose word it is
 * @param field index into the field list of that population, stimulus or projection; for ROW and COLUMN into
 *     {@code Projection.rows()} and {@code columns()}
 */
public record Word(Space space, int field) {
    /** Whose word: the instance the kernel runs for, or (for a synapse) its source or its target. */
    public enum Space {
        SELF,
        PRE,
        POST,
        /** A word of the projection that is kept once for each source. */
        ROW,
        /** A word of the projection that is kept once for each target. */
        COLUMN
    }

    public static Word self(int field) {
        return new Word(Space.SELF, field);
    }
}
