package bouton.compiler.kernel;

import bouton.dsl.model.DataTable;
import bouton.image.net.Table;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Collects the data that kernels look up. */
public final class Tables {
    // By the numbers themselves: several views of one data set share them.
    private final Map<double[], Map<Integer, Integer>> numbers = new IdentityHashMap<>();
    private final List<Table> tables = new ArrayList<>();

    public int of(DataTable data) {
        int columns = data.columns();
        return numbers.computeIfAbsent(data.values(), v -> new java.util.HashMap<>())
                .computeIfAbsent(columns, c -> {
                    tables.add(table(data, columns));
                    return tables.size() - 1;
                });
    }

    /** Data without values has one look-up only, that of no instance: a number stands for it that nothing reads. */
    private static Table table(DataTable data, int columns) {
        return data.values().length == 0
                ? new Table(data.name(), 1, 1, new double[] {Double.NaN})
                : new Table(data.name(), data.values().length / columns, columns, data.values());
    }

    public List<Table> list() {
        return List.copyOf(tables);
    }
}
