package bouton.dsl.model;

import bouton.dsl.source.Span;

/**
 * Numbers from a file, a list or a draw, as they are seen by models and experiments.
 *
 * @param name of the declaration
 * @param shape lengths of the axes; empty for one number
 * @param values row major. They belong to the table: do not write to them.
 * @param period time between rows in ms, for a look-up by time; NaN if none was given
 */
public record DataTable(String name, int[] shape, double[] values, double period, Span span) {
    /** Length of the first axis, 1 for a single number. */
    public int rows() {
        return shape.length == 0 ? 1 : shape[0];
    }

    /** Number of values in a row. */
    public int columns() {
        int n = 1;
        for (int i = 1; i < shape.length; i++) {
            n *= shape[i];
        }
        return n;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
