package bouton.emulator.generate;

/** What a generated loop runs over; the arguments are those of {@link GeneratedKernel#run}. */
public enum Shape {
    /** Neurons {@code from .. to - 1} of a part; the payload is the frame's. */
    NEURONS(false, false, false),
    /** Neurons {@code list[from .. to - 1]}; the payload is the frame's. */
    LISTED_NEURONS(true, false, false),
    /** Neurons {@code from .. to - 1} whose {@code payloads[i]} is not 0, with that payload. */
    SUMS(false, false, true),
    /** Neurons {@code list[from .. to - 1]}, with payload {@code payloads[i]} for neuron i. */
    LISTED_SUMS(true, false, true),
    /**
     * Rows {@code from .. to - 1}: row k has the source {@code list[3 k]}, the payload {@code payloads[k]} and the synapses at
     * positions {@code list[3 k + 1] .. list[3 k + 2] - 1}.
     */
    ROWS(false, true, true),
    /** The same, the synapses at positions {@code order[e]} for entries e in that range. */
    LISTED_ROWS(true, true, true),
    /**
     * Rows of one synapse each: entries {@code from .. to - 1} of sources {@code list[e]} with payloads {@code payloads[e]}, whose
     * synapses are stored one behind another from that of source {@link
     * bouton.emulator.interpret.Frame#firstSource} on.
     */
    SINGLES(true, true, true),
    /**
     * Rows like {@link #LISTED_ROWS}, of events that are past: entry e has the words of its ends that {@link
     * bouton.emulator.interpret.PastWords} has for e, and nothing else of its ends or of the tick is known.
     */
    PAST_ROWS(true, true, true),
    /**
     * Columns {@code from .. to - 1}: column k has the target {@code list[3 k]} (numbered inside its part), the payload {@code
     * payloads[k]} and the synapses at positions {@code order[e]} from sources {@code sources[e]} for entries {@code list[3 k +
     * 1] .. list[3 k + 2] - 1}.
     */
    COLUMNS(true, true, true);

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

    /** Whether several synapses have an end in common and stand together. */
    boolean hasRows() {
        return ofSynapses && this != SINGLES;
    }

    /** Whether payloads are arguments. */
    boolean isSummed() {
        return summed;
    }

    /** Whether an instance whose payload is 0 is left out. */
    boolean leavesOutZeros() {
        return this == SUMS;
    }
}
