package bouton.image.chip;

import java.util.Locale;

/** What is counted, and costs energy and time. */
public enum Operation {
    /** A message arrives at a core. */
    MESSAGE_IN("messages in"),
    /** A spike or value meets a synapse. */
    SYNAPSE("synaptic events"),
    /** A dendrite takes in what arrived. */
    DENDRITE("dendrite updates"),
    /** A word of a learning program is executed. */
    LEARNING_WORD("learning words"),
    /** A learning program reads and writes back one synapse. */
    LEARNING_ACCESS("learning accesses"),
    /** A neuron is looked at. */
    NEURON_ACCESS("neuron accesses"),
    /** A neuron is updated. */
    NEURON_UPDATE("neuron updates"),
    /** A neuron that has nothing to do is updated nevertheless. */
    FORCED_UPDATE("forced updates"),
    /** A neuron emits. */
    SPIKE("spikes"),
    /** A message leaves a core. */
    MESSAGE_OUT("messages out"),
    /** A message goes to the next tile, to a larger y. */
    HOP_NORTH("hops north"),
    /** To a larger x. */
    HOP_EAST("hops east"),
    /** To a smaller y. */
    HOP_SOUTH("hops south"),
    /** To a smaller x. */
    HOP_WEST("hops west"),
    /** The host sends an event or a value to the chip. */
    HOST("host events");

    /** What part of a tick an operation belongs to. */
    public enum Phase {
        RECEIVE,
        LEARN,
        NEURONS,
        SEND,
        NETWORK,
        HOST;

        /** In small letters. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String label;

    Operation(String label) {
        this.label = label;
    }

    /** For people, plural. */
    public String label() {
        return label;
    }

    /** The part of a tick that it belongs to. */
    public Phase phase() {
        return switch (this) {
            case MESSAGE_IN, SYNAPSE, DENDRITE -> Phase.RECEIVE;
            case LEARNING_WORD, LEARNING_ACCESS -> Phase.LEARN;
            case NEURON_ACCESS, NEURON_UPDATE, FORCED_UPDATE, SPIKE -> Phase.NEURONS;
            case MESSAGE_OUT -> Phase.SEND;
            case HOP_NORTH, HOP_EAST, HOP_SOUTH, HOP_WEST -> Phase.NETWORK;
            case HOST -> Phase.HOST;
        };
    }
}
