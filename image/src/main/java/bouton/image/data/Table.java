package bouton.image.data;

import java.util.List;

/**
 * A table of numbers.
 *
 * @param columns the names of the columns, or empty if they have none
 * @param values of shape (rows, columns)
 */
public record Table(List<String> columns, Tensor values) {

    /** @throws IllegalArgumentException if the values are not of rank 2, or the number of names does not fit */
    public Table {
        columns = List.copyOf(columns);
        if (values.rank() != 2) {
            throw new IllegalArgumentException("a table is of rank 2, not " + values.rank());
        }
        if (!columns.isEmpty() && columns.size() != values.length(1)) {
            throw new IllegalArgumentException(columns.size() + " names do not fit " + values.length(1) + " columns");
        }
    }
}
