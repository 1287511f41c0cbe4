package bouton.emulator.generate;

/** What a generated loop runs over. */
public enum Shape {
    /** Neurons {@code from .. to - 1} of a part; the payload is the frame's. */
    NEURONS(false, false, false),
    /** Neurons {@code list[from .. to - 1]}; the payload is the frame's. */
    LISTED_NEURONS(true, false, false),
    /** Neurons {@code from .. to - 1} whose {@code payloads[i]} is not 0, with that payload. */
    SUMS(false, false, true),
    /** Neurons {@code list[from .. to - 1]}, with payload {@code payloads[i]} for neuron i. */
    LISTED_SUMS(true, false, true),
    /** Synapses at positions {@code from .. to - 1}, all from source {@code end}. */
    ROW(false, true, false),
    /** Synapses at positions {@code list[from .. to - 1]}, all from source {@code end}. */
    LISTED_ROW(true, true, false),
    /**
     * Synapses at positions {@code list[from .. to - 1]}, all onto target {@code end} (numbered inside its part); their sources
     * are {@code ends[from .. to - 1]}.
     */
    COLUMN(true, true, false);

    private final boolean listed;
    private final boolean ofSynapses;
    private final boolean summed;

    Shape(boolean listed, boolean ofSynapses, boolean summed) {
        this.listed = listed;
        this.ofSynapses = ofSynapses;
        this.summed = summed;
    }

    boolean isListed() {
        return listed;
    }

    boolean isOfSynapses() {
        return ofSynapses;
    }

    /** Whether each instance has a payload of its own. */
    boolean isSummed() {
        return summed;
    }

    /** Whether an instance whose payload is 0 is left out. */
    boolean leavesOutZeros() {
        return this == SUMS;
    }
}
