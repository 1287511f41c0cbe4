package bouton.cli.diff;

import java.util.List;

/**
 * The first spike of a neuron that one side has and the other has not.
 *
 * @param population name
 * @param group number of the population
 * @param neuron number in the population
 * @param tick of the spike
 * @param ofFirst whether the first side has it
 * @param follows tick of the next spike of the other side; -1 if none followed
 * @param before states and inputs when the tick began
 */
public record FirstSpike(
        String population, int group, int neuron, long tick, boolean ofFirst, long follows, List<Figure> before) {
    public FirstSpike {
        before = List.copyOf(before);
    }
}
