package bouton.cli.diff;

import bouton.image.net.Scope;

/**
 * A word that the two sides hold differently.
 *
 * @param scope whose word: of the neuron, or of synapses onto it
 * @param owner as people write it: {@code E[3]}, {@code E[1] -> E[3]}
 * @param name in the text
 * @param values in the unit of people
 * @param step one LSB of the coarser side in that unit; 0 for float64
 */
public record WordChange(Scope scope, String owner, String name, Figure values, double step) {}
