package bouton.dsl.experiment;

import bouton.dsl.model.DataTable;
import java.util.Map;

/** Data whose rows have named parts, as an image and its label. */
public record DataSet(String name, DataTable whole, Map<String, DataTable> parts) {
    public DataSet {
        parts = Map.copyOf(parts);
    }

    /** Number of rows. */
    public int rows() {
        return parts.values().stream().mapToInt(DataTable::rows).min().orElse(whole.rows());
    }
}
