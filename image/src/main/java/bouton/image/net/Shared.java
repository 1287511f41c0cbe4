package bouton.image.net;

/**
 * A float64 word of a projection that all synapses of a source (or of a target) share. It is kept once for each member of that
 * group, whether or not a synapse joins it.
 *
 * @param initial value before tick 0 and after a reset
 */
public record Shared(Field field, double initial) {}
