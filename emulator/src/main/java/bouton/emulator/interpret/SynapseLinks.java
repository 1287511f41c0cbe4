package bouton.emulator.interpret;

/** How synapses reach beyond the words of their ends. */
public interface SynapseLinks {
    /** Adds amounts, by lane, to a port of the targets of the selected synapses. */
    void deliver(int port, double[] amounts, Frame synapses, int from, int to);

    /** The sources' sent value number {@code out} as it has arrived at the selected synapses, by lane. */
    void arrived(int out, double[] values, Frame synapses, int from, int to);

    /** The words of the opposite synapses, by lane. */
    void mirrored(double[] values, Frame synapses, int from, int to);

    /** The synapse at a position, for messages. */
    String describe(int position);
}
