package bouton.dsl.chip;

import java.util.Arrays;
import java.util.Optional;

/** What can cost energy and time: the keys of a {@code cost} block. */
public enum Operation {
    /** A spike or value meets a synapse. */
    SYNAPSE("synapse", Level.CORE, CoreUnit.Role.SYNAPSE),
    /** A dendrite takes in what arrived. */
    DENDRITE("dendrite", Level.CORE, CoreUnit.Role.DENDRITE),
    /** A neuron is looked at: each in each tick. */
    NEURON_ACCESS("neuron access", Level.CORE, CoreUnit.Role.SOMA),
    /** A neuron is updated, on top of the access: when it has input, a state that is not at rest or a bias. */
    NEURON_UPDATE("neuron update", Level.CORE, CoreUnit.Role.SOMA),
    /** A neuron emits a spike, on top of the update. */
    SPIKE_OUT("spike_out", Level.CORE, CoreUnit.Role.SOMA),
    /** A packet arrives at a core. */
    AXON_IN("axon_in", Level.CORE, null),
    /** A packet is sent: one for each core that a spike goes to. */
    AXON_OUT("axon_out", Level.CORE, null),
    /** A word of a learning program is executed. */
    LEARNING_WORD("learning word", Level.CORE, null),
    /** A learning program reads and writes back one synapse. */
    LEARNING_ACCESS("learning access", Level.CORE, null),
    /** A packet leaves a tile upwards (to a larger y). */
    HOP_NORTH("hop north", Level.TILE, null),
    /** A packet leaves a tile to the right (to a larger x). */
    HOP_EAST("hop east", Level.TILE, null),
    /** A packet leaves a tile downwards. */
    HOP_SOUTH("hop south", Level.TILE, null),
    /** A packet leaves a tile to the left. */
    HOP_WEST("hop west", Level.TILE, null),
    /** An event or value that the host sends to the chip, or reads from it. */
    HOST("host", Level.CHIP, null);

    /** Which part of a chip does it. */
    public enum Level {
        CHIP,
        TILE,
        CORE
    }

    private final String key;
    private final Level level;
    private final Optional<CoreUnit.Role> role;

    Operation(String key, Level level, CoreUnit.@org.jspecify.annotations.Nullable Role role) {
        this.key = key;
        this.level = level;
        this.role = Optional.ofNullable(role);
    }

    /** As written in a {@code cost} block. */
    public String key() {
        return key;
    }

    public Level level() {
        return level;
    }

    /** The role of the units that do it; empty if the core or tile itself does. */
    public Optional<CoreUnit.Role> role() {
        return role;
    }

    /** The operation with this key. */
    public static Optional<Operation> find(String key) {
        return Arrays.stream(values()).filter(o -> o.key.equals(key)).findFirst();
    }
}
