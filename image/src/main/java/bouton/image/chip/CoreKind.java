package bouton.image.chip;

import java.util.List;

/**
 * What cores of a kind cost.
 *
 * @param in a message arrives
 * @param out a message is sent: one for each core that a spike goes to
 * @param word a word of a learning program is executed
 * @param access a learning program reads and writes back one synapse
 * @param idle power that is drawn all the time, in W
 * @param units parts with costs of their own, at least one
 * @param synapses by projection: number of the unit that serves its synapses
 * @param dendrites by group: number of the unit that serves its dendrites
 * @param somas by group: number of the unit that serves its neurons
 */
public record CoreKind(
        String name,
        Boundary boundary,
        Cost in,
        Cost out,
        Cost word,
        Cost access,
        double idle,
        List<Unit> units,
        List<Integer> synapses,
        List<Integer> dendrites,
        List<Integer> somas) {
    public CoreKind {
        units = List.copyOf(units);
        synapses = List.copyOf(synapses);
        dendrites = List.copyOf(dendrites);
        somas = List.copyOf(somas);
    }

    /** The unit that serves the synapses of a projection. */
    public Unit synapseUnit(int projection) {
        return units.get(synapses.get(projection));
    }

    /** The unit that serves the dendrites of a group. */
    public Unit dendriteUnit(int group) {
        return units.get(dendrites.get(group));
    }

    /** The unit that serves the neurons of a group. */
    public Unit somaUnit(int group) {
        return units.get(somas.get(group));
    }
}
