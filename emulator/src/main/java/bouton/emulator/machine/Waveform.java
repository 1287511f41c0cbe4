package bouton.emulator.machine;

/** Is told in every clock cycle what the pins, the controller and the ports of the memories do. */
public interface Waveform {
    /** First cycle that is wanted: only those up to the last one need be run one by one. */
    default long from() {
        return 0;
    }

    /** Last cycle that is wanted. */
    default long to() {
        return Long.MAX_VALUE;
    }

    /**
     * A new cycle, with values as they are in it.
     *
     * @param state of the controller, its place in the machine's list
     */
    void cycle(long cycle, int state, Pins pins);

    /** A word is read in this cycle. */
    void read(int memory, int word);

    /** A word is written in this cycle. */
    void write(int memory, int word);

    /**
     * @param inputRequest driven by the sender
     * @param inputAddress driven by the sender
     * @param inputAcknowledge driven by the chip
     * @param outputRequest driven by the chip
     * @param outputPacket driven by the chip
     * @param outputAcknowledge driven by the receiver
     * @param busy inside the chip: the output holds up the controller
     */
    record Pins(
            boolean inputRequest,
            long inputAddress,
            boolean inputAcknowledge,
            boolean outputRequest,
            long outputPacket,
            boolean outputAcknowledge,
            boolean busy) {}
}
