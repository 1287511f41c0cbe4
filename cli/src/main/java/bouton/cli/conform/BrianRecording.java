package bouton.cli.conform;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file of ideal-brian2 expects of one quantity.
 *
 * @param name of the quantity
 * @param rows its values at the start of the steps 0, {@code every}, 2 {@code every}, …; empty if the file has none
 * @param last its values after the last step, if the file has them
 */
record BrianRecording(String name, double[][] rows, double @Nullable [] last) {
    private static final double[][] NONE = new double[0][];

    static BrianRecording of(Fields expect, String name) {
        double[][] rows = holds(expect, "rows", name) ? expect.object("rows").rowsOrNumbers(name) : NONE;
        return new BrianRecording(
                name,
                rows,
                holds(expect, "final", name) ? expect.object("final").numbers(name) : null);
    }

    private static boolean holds(Fields expect, String part, String name) {
        return expect.has(part) && expect.object(part).has(name);
    }

    /** The largest amount, which is the scale of the tolerance. */
    double largest() {
        double result = last == null ? 0 : largest(last);
        for (double[] row : rows) {
            result = Math.max(result, largest(row));
        }
        return result;
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    /**
     * Compares with what a replay gave.
     *
     * @param largest of the quantity in the whole file
     * @param every steps between two rows
     * @param got rows of all members
     * @param members which of them the file's rows hold; null for all
     * @param gotLast values of all members after the last step
     */
    void compare(
            Comparison comparison,
            double largest,
            int every,
            List<double[]> got,
            int @Nullable [] members,
            double[] gotLast) {
        Comparison.Tolerance tolerance = e -> 1e-9 * (Math.abs(e) + 1e-3 * largest);
        for (int r = 0; r < rows.length; r++) {
            if (r >= got.size()) {
                throw new VectorException("row " + r + " of " + name + " lies behind the last step");
            }
            long step = (long) r * every;
            comparison.values(
                    name,
                    rows[r],
                    select(got.get(r), members),
                    tolerance,
                    k -> member(k, members) + " at step " + step);
        }
        if (last != null) {
            comparison.values(name, last, gotLast, tolerance, k -> member(k, null) + " after the last step");
        }
    }

    private static String member(int k, int @Nullable [] members) {
        return "[" + (members == null ? k : members[k]) + "]";
    }

    private static double[] select(double[] row, int @Nullable [] members) {
        if (members == null) {
            return row;
        }
        double[] result = new double[members.length];
        for (int k = 0; k < result.length; k++) {
            if (members[k] < 0 || members[k] >= row.length) {
                throw new VectorException("recorded names member " + members[k] + " of " + row.length);
            }
            result[k] = row[members[k]];
        }
        return result;
    }
}
