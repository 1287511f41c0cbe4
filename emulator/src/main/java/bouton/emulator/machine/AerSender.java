package bouton.emulator.machine;

/**
 * Who sends events to a chip: a four-phase handshake (request up, acknowledge up, request down, acknowledge down), one event at
 * a time. A request stays up, and its address on the bus, until the chip acknowledges it.
 */
public interface AerSender {
    /** Nothing ever happens. */
    AerSender SILENT = new AerSender() {
        @Override
        public long earliest() {
            return Long.MAX_VALUE;
        }

        @Override
        public long take() {
            throw new IllegalStateException("nothing to send");
        }

        @Override
        public long release(long acknowledged) {
            return acknowledged;
        }
    };

    /**
     * The first cycle in which the next request may go up; {@link Long#MAX_VALUE} if it is not known that there will be one. It
     * goes up in that cycle, or when the handshake of the last one is over. The answer may change after the observer was told
     * of something that happened in a cycle before.
     */
    long earliest();

    /** The request goes up: its address. */
    long take();

    /**
     * The chip acknowledges.
     *
     * @param acknowledged first cycle with the acknowledge up
     * @return the first cycle with the request down, not before {@code acknowledged}
     */
    long release(long acknowledged);
}
