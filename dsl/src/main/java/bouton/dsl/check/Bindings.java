package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Source;
import bouton.dsl.source.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Values for what a program leaves {@code given}, and parameters set from outside (command line, sweep, Java API).
 *
 * <p>A name is {@code owner.name} or just {@code name}; the owner is a population, the label of a projection, a model or a
 * network (for data: {@code data}). The more specific wins, in this order; a bare name holds for all that have it. Given numbers
 * are in the unit that the program declares for the name, as they would stand in a data file. Overrides are in internal units
 * (ms, mV, pA, nS, pF and their products, see {@link bouton.dsl.unit.Unit#internal}), as a sweep has them.
 */
public final class Bindings {
    private final Map<String, Value> given = new HashMap<>();
    private final Map<String, Double> overrides = new HashMap<>();

    /** Names that a check has asked for; copies add to those of their original. */
    private final Set<String> asked;

    public Bindings() {
        this(new HashSet<>());
    }

    private Bindings(Set<String> asked) {
        this.asked = asked;
    }

    /** A value with a shape (empty shape: one number). */
    public record Value(int[] shape, double[] values) {}

    /** Gives one number, in the declared unit. */
    public Bindings give(String name, double value) {
        given.put(name, new Value(new int[0], new double[] {value}));
        return this;
    }

    /** Gives one number per instance or a list of data, in the declared unit. */
    public Bindings give(String name, double[] values) {
        given.put(name, new Value(new int[] {values.length}, values));
        return this;
    }

    /** Gives whole numbers, for example indices. */
    public Bindings give(String name, int[] values) {
        double[] converted = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            converted[i] = values[i];
        }
        return give(name, converted);
    }

    /** Gives a table, in the declared unit; all rows have the length of the first. */
    public Bindings give(String name, double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] flat = new double[rows.length * columns];
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(rows[r], 0, flat, r * columns, columns);
        }
        given.put(name, new Value(new int[] {rows.length, columns}, flat));
        return this;
    }

    /** Sets a parameter, whatever the text gives it; the value is in internal units. */
    public Bindings override(String name, double internalValue) {
        overrides.put(name, internalValue);
        return this;
    }

    /** The same values, to which others may be added. What a check uses of the copy counts as used here too. */
    public Bindings copy() {
        Bindings result = new Bindings(asked);
        result.given.putAll(given);
        result.overrides.putAll(overrides);
        return result;
    }

    /** Overrides that no check has asked for: they name nothing, or nothing in the networks that were checked. */
    public Set<String> unusedOverrides() {
        Set<String> result = new TreeSet<>(overrides.keySet());
        result.removeAll(asked);
        return result;
    }

    /** Reports overrides that no check has asked for (N014), with the name that may have been meant. Call it after checks. */
    public void reportUnused(Diagnostics diagnostics) {
        for (String name : unusedOverrides()) {
            Source place = new Source("--set", name);
            diagnostics.add(
                    Diagnostic.of(Code.N014, new Span(place, 0, name.length()), "there is no parameter `" + name + "`")
                            .label("set from outside")
                            .suggest(name, new TreeSet<>(asked))
                            .note(
                                    "a name is that of a parameter, alone or behind its population, projection, model or network"));
        }
    }

    /** Owners from the most specific on. */
    Optional<Value> given(String name, String... owners) {
        for (String owner : owners) {
            Value value = given.get(owner + "." + name);
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.ofNullable(given.get(name));
    }

    /** Owners from the most specific on. */
    Optional<Double> override(String name, String... owners) {
        asked.add(name);
        List.of(owners).stream().filter(o -> !o.isEmpty()).forEach(owner -> asked.add(owner + "." + name));
        for (String owner : owners) {
            Double value = overrides.get(owner + "." + name);
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.ofNullable(overrides.get(name));
    }
}
