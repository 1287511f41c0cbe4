package bouton.image.chip;

/** Where arrivals wait for the next tick: what lies before it is done as messages come in, the rest once for each tick. */
public enum Boundary {
    /** Behind the synapses. */
    DENDRITE,
    /** Behind the dendrites. */
    SOMA,
    /** Behind the neurons. */
    AXON_OUT
}
