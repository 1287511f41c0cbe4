package bouton.dsl.chip;

/** How a core keeps its synapses. */
public sealed interface Synapses {
    /** Without limit and without cost. */
    record Unlimited() implements Synapses {}

    /**
     * A cell for each pair of an axon and a neuron: two synapses between the same two do not fit.
     *
     * @param bits of a cell; 0: as many as the weight and the other words of a synapse take
     */
    record Crossbar(int axons, int neurons, int bits) implements Synapses {}

    /**
     * A list of synapses for each axon, in one memory.
     *
     * @param bytes of the memory
     * @param entryBits of a synapse in it, with its target; 0: as many as the weight and the other words of a synapse take, and
     *     the number of its target
     */
    record Lists(long bytes, int entryBits) implements Synapses {}
}
