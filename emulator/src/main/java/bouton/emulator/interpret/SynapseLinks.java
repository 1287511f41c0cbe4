package bouton.emulator.interpret;

import bouton.emulator.state.PortSlot;
import org.jspecify.annotations.Nullable;

/** How synapses reach beyond the words of their ends. */
public interface SynapseLinks {
    /** Adds amounts, by lane, to a port of the targets of the selected synapses. */
    void deliver(int port, double[] amounts, Frame synapses, int from, int to);

    /** Where all synapses add to a port of their targets now; null if it differs from synapse to synapse. */
    @Nullable
    PortSlot slot(int port);

    /** Where the synapse at a position adds to a port, if that differs from synapse to synapse. */
    PortSlot laggedSlot(int port, int position);

    /** A source's sent value number {@code out} as it has arrived at the synapse at a position. */
    double arrived(int out, int source, int position);

    /** The word of the opposite synapse. */
    double mirrored(int source, int position);

    /** The sources' sent value number {@code out} as it has arrived at the selected synapses, by lane. */
    void arrived(int out, double[] values, Frame synapses, int from, int to);

    /** The words of the opposite synapses, by lane. */
    void mirrored(double[] values, Frame synapses, int from, int to);

    /** Builder's number of the synapse at a position. */
    int number(int position, int source);

    /** Number in its population of the target with this number in its part. */
    int target(int local);

    /** The synapse at a position, for messages. */
    String describe(int position);
}
