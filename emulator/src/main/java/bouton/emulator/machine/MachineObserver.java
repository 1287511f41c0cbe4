package bouton.emulator.machine;

/**
 * Is told what a machine did. Calls of one kind come in the order of their cycles; between kinds no order is promised, since
 * whole operations may be run at a time.
 */
public interface MachineObserver {
    /** Sees nothing. */
    MachineObserver NONE = new MachineObserver() {};

    /** The handshake of a request is over: first cycle with request up, acknowledge up, request down, acknowledge down. */
    default void request(long address, long requestUp, long acknowledgeUp, long requestDown, long acknowledgeDown) {}

    /**
     * A packet has gone out: first cycle with its request up, with its request down, and with the output not busy; -1 for the
     * last where another packet of the same cycle follows.
     */
    default void packet(long packet, long requestUp, long requestDown, long busyDown) {}

    /**
     * A neuron has fired.
     *
     * @param arguments of the kernel that stands for it; the array is used again
     */
    default void spike(long cycle, long[] arguments) {}

    /** The main queue was full: an entry is lost. */
    default void dropped(long cycle) {}

    /** Something happened whose result the chip does not define; what the machine went on with is a guess. */
    default void undefined(long cycle, Undefined what) {}

    /** What the chip's hardware leaves open. */
    enum Undefined {
        /** A slot of the timing wheel got more entries since it was cleared than it stores. */
        WHEEL_OVERFLOW,
        /** The head of the scheduler was read, and nothing was ever written there. */
        HEAD_NEVER_WRITTEN
    }
}
