package bouton.image.chip;

/**
 * A part of a core that serves synapses, dendrites or neurons.
 *
 * @param name empty for the core as such
 * @param synapse a spike or value meets a synapse
 * @param dendrite a dendrite takes in what arrived
 * @param access a neuron is looked at: each in each tick
 * @param update on top of the access: a neuron has input, or a state that is not 0
 * @param spike a neuron emits, on top of the update
 * @param everyTick neurons that have nothing to do are updated too; this costs energy and no time
 */
public record Unit(String name, Cost synapse, Cost dendrite, Cost access, Cost update, Cost spike, boolean everyTick) {}
