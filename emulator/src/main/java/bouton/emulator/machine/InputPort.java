package bouton.emulator.machine;

/**
 * The input's handshake, and the flip-flops between the request's pin and the controller. It is kept as the cycles in which
 * levels change, so that time may go on by one cycle or by many.
 */
final class InputPort {
    private static final long NEVER = Long.MAX_VALUE;

    private enum Phase {
        FREE,
        REQUESTED,
        ACKNOWLEDGED,
        RELEASED
    }

    private final AerSender sender;
    private final MachineObserver observer;
    private final int synchroniser;
    private final long mask;
    private Phase phase = Phase.FREE;
    private long address;
    private long rise = NEVER;
    private long acknowledged = -1;
    private long fall = NEVER;
    private long settled = -1;

    InputPort(int width, int synchroniser, AerSender sender, MachineObserver observer) {
        this.sender = sender;
        this.observer = observer;
        this.synchroniser = synchroniser;
        this.mask = -1L >>> 64 - width;
    }

    /**
     * What the sender does in a cycle, which is the one behind the last that was asked for, or a later one if the acknowledge
     * did not change in between.
     */
    void settle(long cycle, boolean acknowledge) {
        long free = settled + 1;
        settled = cycle;
        if (phase == Phase.RELEASED && !acknowledge) {
            observer.request(address, rise, acknowledged, fall, cycle);
            phase = Phase.FREE;
            free = cycle;
        }
        if (phase == Phase.FREE && !acknowledge) {
            raise(cycle, free);
        } else if (acknowledge) {
            release(cycle);
        }
    }

    private void raise(long cycle, long free) {
        long earliest = sender.earliest();
        if (earliest <= cycle) {
            rise = Math.max(earliest, free);
            fall = NEVER;
            acknowledged = -1;
            address = sender.take() & mask;
            phase = Phase.REQUESTED;
        }
    }

    private void release(long cycle) {
        if (phase == Phase.REQUESTED) {
            acknowledged = cycle;
            fall = Math.max(cycle, sender.release(cycle));
            phase = Phase.ACKNOWLEDGED;
        }
        if (phase == Phase.ACKNOWLEDGED && cycle >= fall) {
            phase = Phase.RELEASED;
        }
    }

    /** The address on the bus: that of the latest request. */
    long address() {
        return address;
    }

    boolean request(long cycle) {
        return rise <= cycle && cycle < fall;
    }

    /** The request as the controller sees it. */
    boolean seen(long cycle) {
        return request(cycle - synchroniser);
    }

    /** With no acknowledge: the next cycle in which the controller might see something new, NEVER if it is not known. */
    long nextSeen() {
        return switch (phase) {
            case REQUESTED -> rise + synchroniser;
            case FREE -> {
                long earliest = sender.earliest();
                yield earliest == NEVER ? NEVER : Math.max(earliest, settled + 1) + synchroniser;
            }
            case ACKNOWLEDGED, RELEASED -> NEVER;
        };
    }

    /** With the acknowledge up: the cycle in which the controller sees the request gone. */
    long nextGone() {
        return fall == NEVER ? NEVER : fall + synchroniser;
    }

    /** Whether no handshake is on its way and none is known to come. */
    boolean quiet() {
        return phase == Phase.FREE && sender.earliest() == NEVER;
    }

    /** Tells of a request whose handshake is not over; -1 for cycles that have not come. */
    void pending(long cycle) {
        if (phase != Phase.FREE) {
            observer.request(address, rise, acknowledged, phase == Phase.RELEASED ? fall : -1, -1);
        }
    }
}
