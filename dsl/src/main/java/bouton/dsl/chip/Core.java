package bouton.dsl.chip;

import bouton.dsl.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of core: neurons, the memory of their synapses, and arithmetic that serves them one after the other.
 *
 * @param count how many of them a tile has
 * @param neurons at most
 * @param axons sources that it can tell apart: whatever sends to a neuron of this core needs one
 * @param fanIn most synapses that end on a neuron
 * @param fanOut most axons, on all cores together, that a neuron feeds
 * @param synapses how synapses are kept
 * @param synapseWords words of a synapse besides its weight
 * @param traces of each source and of each target
 * @param stateWords words of a neuron that change in a run: states, sums of its ports, timers
 * @param parameterWords words of a neuron that do not change in a run, for parameters that differ between its neurons
 * @param delay from the event of a source to its arrival, in ticks
 * @param buffer where arrivals wait for the next tick
 * @param units parts with costs of their own; a model or a projection that is assigned to none uses the first of its role, or the
 *     core's own costs if there is none
 * @param costs of what is in no unit: {@link Operation.Level#CORE}
 * @param attributes what other tools want to know of it
 * @param origins where the items that its text has come from, by the word they begin with
 */
public record Core(
        String name,
        int count,
        int neurons,
        int axons,
        int fanIn,
        int fanOut,
        Synapses synapses,
        int synapseWords,
        Traces traces,
        int stateWords,
        int parameterWords,
        Delay delay,
        Buffer buffer,
        Arithmetic arithmetic,
        Learning learning,
        List<CoreUnit> units,
        Costs costs,
        List<Attribute> attributes,
        Map<String, Origin> origins,
        Span span) {
    /** In place of a number: there is no limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    public Core {
        units = List.copyOf(units);
        attributes = List.copyOf(attributes);
        origins = Map.copyOf(origins);
    }

    /** How many traces of events there can be. */
    public record Traces(int pre, int post) {}

    /**
     * In ticks, both included.
     *
     * @param min 0: spikes between neurons may arrive in their own tick, rank by rank
     */
    public record Delay(int min, int max) {
        /** As written, without the word in front. */
        @Override
        public String toString() {
            return min == 0 && max == UNLIMITED ? "unlimited" : min + " .. " + max + " tick";
        }
    }

    /**
     * Where the boundary between two ticks lies in the way of a spike.
     *
     * @param inside the unit keeps two buffers itself
     */
    public record Buffer(Position position, boolean inside) {
        public enum Position {
            DENDRITE,
            SOMA,
            AXON_OUT;

            /** As written. */
            public String word() {
                return name().toLowerCase(java.util.Locale.ROOT);
            }
        }
    }

    /** The unit of this name. */
    public Optional<CoreUnit> unit(String wanted) {
        return units.stream().filter(u -> u.name().equals(wanted)).findFirst();
    }

    /** The first unit that has a role. */
    public Optional<CoreUnit> unit(CoreUnit.Role role) {
        return units.stream().filter(u -> u.roles().contains(role)).findFirst();
    }

    /** What an operation costs: in the named unit, or in the first of the role that does it, or in the core as such. */
    public Optional<Cost> cost(Operation operation, Optional<String> unit) {
        Optional<CoreUnit> doing = unit.flatMap(this::unit)
                .filter(u -> operation.role().map(u.roles()::contains).orElse(false));
        if (doing.isEmpty()) {
            doing = operation.role().flatMap(this::unit);
        }
        return doing.flatMap(u -> u.costs().find(operation)).or(() -> costs.find(operation));
    }
}
