package bouton.emulator.interpret;

/** How synapses reach beyond the words of their ends. */
public interface SynapseLinks {
    /** Adds {@code amount} to a port of the synapse's target. */
    void deliver(int port, double amount, Frame synapse);

    /** The source's sent value number {@code out} as it has arrived at the synapse. */
    double arrived(int out, Frame synapse);
}
