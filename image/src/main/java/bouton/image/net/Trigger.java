package bouton.image.net;

/** What makes a handler run. */
public sealed interface Trigger {
    /** In every tick, for all instances. */
    record EveryTick() implements Trigger {}

    /** In the ticks that end at {@code from + k * period} ticks after tick 0 began (k = 0, 1, …). */
    record Every(long period, long from) implements Trigger {
        public Every {
            if (period < 1) {
                throw new IllegalArgumentException("period " + period);
            }
        }
    }

    /** Event {@code event} of the source of a projection, {@link Lag} later; for the synapses of that source. */
    record PreEvent(int event, Lag lag) implements Trigger {}

    /** Event {@code event} of the target of a projection, {@link Lag} later; for the synapses onto that target. */
    record PostEvent(int event, Lag lag) implements Trigger {}

    /** The neuron's own event {@code event}, emitted since this handler's last turn, once for each emission. */
    record OwnEvent(int event) implements Trigger {}

    /**
     * Something arrived at port {@code port} of the neuron. Linear: once with the sum of all that arrived, left out if
     * that is 0; otherwise once for each arrival, in the order of arrivals. The amount is {@code Special.PAYLOAD}.
     */
    record Arrival(int port, boolean linear) implements Trigger {}

    /**
     * A {@link bouton.image.ir.Instruction.Defer} of this task is due for a neuron: all that are due, in the order in which they
     * were deferred; one that is due at once waits for the next turn of these handlers.
     */
    record Due(int task) implements Trigger {}

    /** Event number {@code event} of {@link Image#globalEvents()}; for all instances. */
    record Global(int event) implements Trigger {}
}
