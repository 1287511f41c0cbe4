package bouton.dsl.chip;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the operations of a part of a chip cost.
 *
 * @param operations those that have a cost
 * @param idle power that is drawn all the time, in W, by one of what it belongs to; synapses, neurons and messages come on top
 */
public record Costs(Map<Operation, Cost> operations, Optional<Figure> idle) {
    /** Nothing costs anything. */
    public static final Costs NONE = new Costs(Map.of(), Optional.empty());

    public Costs {
        Map<Operation, Cost> copy = new EnumMap<>(Operation.class);
        copy.putAll(operations);
        operations = Collections.unmodifiableMap(copy);
    }

    /** What an operation costs, if that is known. */
    public Optional<Cost> find(Operation operation) {
        return Optional.ofNullable(operations.get(operation));
    }
}
