package bouton.image.net;

import java.util.List;

/**
 * The stages of a tick (LANGUAGE-2, sections 1 and 8). An {@link Image} lists them in the order in force. Inside a stage
 * handlers run by {@code phase}, smallest first; in one phase neurons run before synapses, populations and projections in
 * text order.
 */
public enum Stage {
    /** Synapse clocks advance, ODEs of synapses that have no closed form. */
    TIME,
    /** The synapses' {@code on tick}. */
    TRANSMIT,
    /** Ports open (phase 0), {@code on pre after} (1), {@code on pre} (2), increments of pre traces (3), {@code on PORT} (4). */
    DELIVER,
    /** ODEs of neurons (phase 0), then their {@code on tick} (1). */
    INTEGRATE,
    /** Reductions over populations. */
    REDUCE,
    /** What was deferred and is due, then {@code on when}. */
    THRESHOLD,
    /** Handlers of the neuron's own events (phase 0), its own traces (1), values sent to others (2). */
    RESET,
    /** What synapses learn from post events, increments of post traces. */
    LEARN,
    /** {@code every T}. */
    PERIODIC;

    /** The order of LANGUAGE-2, section 1. */
    public static final List<Stage> DEFAULT_ORDER =
            List.of(TIME, TRANSMIT, DELIVER, INTEGRATE, REDUCE, THRESHOLD, RESET, LEARN, PERIODIC);

    /** The order of Brian2 (LANGUAGE-2, section 8). */
    public static final List<Stage> BRIAN2_ORDER =
            List.of(TRANSMIT, REDUCE, INTEGRATE, TIME, THRESHOLD, DELIVER, LEARN, RESET, PERIODIC);

    public static final int OPEN_PORTS = 0;
    public static final int PRE_AFTER = 1;
    public static final int PRE = 2;
    public static final int PRE_INCREMENT = 3;
    public static final int ARRIVAL = 4;
}
