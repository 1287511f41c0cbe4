package bouton.dsl.experiment;

import bouton.dsl.source.Span;
import bouton.dsl.unit.Unit;
import java.util.List;

/**
 * Values that names take one after another.
 *
 * @param rows for each step one value per name, in internal units
 */
public record Sweep(List<Swept> names, List<List<Double>> rows, Span span) {
    public Sweep {
        names = List.copyOf(names);
        rows = List.copyOf(rows);
    }

    /** What a swept name is. */
    public enum Kind {
        /** A parameter, by its {@link Swept#key} in {@link bouton.dsl.check.Bindings}. */
        PARAMETER,
        SEED,
        DT,
        /** A name of the experiment alone. */
        FREE
    }

    /**
     * @param slot the variable that holds its value
     * @param unit to show it in
     */
    public record Swept(String name, Kind kind, String key, int slot, Unit unit, Span span) {}
}
