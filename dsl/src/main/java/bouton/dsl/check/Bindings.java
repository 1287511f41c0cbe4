package bouton.dsl.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values for what a program leaves {@code given}, and parameters set from outside (command line, sweep, Java API). Numbers are
 * in the unit that the program declares for the name. A name is {@code owner.name} (model, network) or just {@code name}.
 */
public final class Bindings {
    private final Map<String, Value> given = new HashMap<>();
    private final Map<String, Double> overrides = new HashMap<>();

    /** A value with a shape (empty shape: one number). */
    public record Value(int[] shape, double[] values) {}

    public Bindings give(String name, double value) {
        given.put(name, new Value(new int[0], new double[] {value}));
        return this;
    }

    public Bindings give(String name, double[] values) {
        given.put(name, new Value(new int[] {values.length}, values));
        return this;
    }

    public Bindings give(String name, int[] values) {
        double[] converted = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            converted[i] = values[i];
        }
        return give(name, converted);
    }

    public Bindings give(String name, double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] flat = new double[rows.length * columns];
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(rows[r], 0, flat, r * columns, columns);
        }
        given.put(name, new Value(new int[] {rows.length, columns}, flat));
        return this;
    }

    /** Overrides the default of a parameter; the value is in internal units. */
    public Bindings override(String name, double internalValue) {
        overrides.put(name, internalValue);
        return this;
    }

    public Bindings copy() {
        Bindings result = new Bindings();
        result.given.putAll(given);
        result.overrides.putAll(overrides);
        return result;
    }

    Optional<Value> given(String owner, String name) {
        Value value = given.get(owner + "." + name);
        return Optional.ofNullable(value != null ? value : given.get(name));
    }

    Optional<Double> override(String owner, String name) {
        Double value = overrides.get(owner + "." + name);
        return Optional.ofNullable(value != null ? value : overrides.get(name));
    }
}
