package bouton.image.net;

import java.util.Arrays;

/** A constant table of float64 values, row major. The array belongs to the image: do not write to it. */
public record Table(String name, int rows, int columns, double[] values) {
    public Table {
        if (rows < 1 || columns < 1 || (long) rows * columns != values.length) {
            throw new IllegalArgumentException("table of " + rows + " x " + columns + ", " + values.length + " values");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Table t
                && name.equals(t.name)
                && rows == t.rows
                && columns == t.columns
                && Arrays.equals(values, t.values);
    }

    @Override
    public int hashCode() {
        return name.hashCode() + 31 * Arrays.hashCode(values);
    }
}
