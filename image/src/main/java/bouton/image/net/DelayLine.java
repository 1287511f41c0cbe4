package bouton.image.net;

/**
 * A value of every neuron that is kept in each tick and read later. It is kept by {@link bouton.image.ir.Instruction.Remember}
 * and read by {@link bouton.image.ir.Instruction.Recall}, both once per neuron and tick at the same point of the tick.
 *
 * @param initial float64 field that init sets to the value of all ticks before the first
 * @param lag how long ago the value that is read was kept; a field of the neuron that derive sets
 */
public record DelayLine(int initial, Lag lag) {}
