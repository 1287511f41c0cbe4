package bouton.emulator.machine;

/** Who takes the packets of a chip: a four-phase handshake, in which it decides when its acknowledge goes up and down. */
public interface AerReceiver {
    /**
     * @param packet on the bus
     * @param requested first cycle with the request up
     * @return the first cycle with the acknowledge up, not before {@code requested}
     */
    long acknowledge(long packet, long requested);

    /**
     * @param released first cycle with the request down again
     * @return the first cycle with the acknowledge down, not before {@code released}
     */
    long release(long released);

    /** The most cycles that either of the two lets pass: how long an operation may last depends on it. */
    long slowest();

    /** Always takes the same time: so many cycles until the acknowledge goes up, and down. */
    static AerReceiver delayed(long rise, long fall) {
        return new AerReceiver() {
            @Override
            public long acknowledge(long packet, long requested) {
                return requested + rise;
            }

            @Override
            public long release(long released) {
                return released + fall;
            }

            @Override
            public long slowest() {
                return Math.max(rise, fall);
            }
        };
    }
}
