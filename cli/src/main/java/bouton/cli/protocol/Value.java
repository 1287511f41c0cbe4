package bouton.cli.protocol;

import bouton.dsl.experiment.DataSet;
import bouton.dsl.model.DataTable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of a protocol: numbers in internal units, truth values as 0 and 1. Arrays are never written to. */
sealed interface Value {
    record Number(double value) implements Value {}

    /** A list. */
    final class Numbers implements Value {
        private final double[] values;

        Numbers(double[] values) {
            this.values = values;
        }

        double[] values() {
            return values;
        }
    }

    /** A list of lists, which may differ in length. */
    final class Lists implements Value {
        // Lists, or the rows of a table, which may be large and is not copied.
        private final List<double[]> lists;
        private final @Nullable DataTable table;
        // Which of them; null for all.
        private final int @Nullable [] chosen;

        private Lists(List<double[]> lists, @Nullable DataTable table, int @Nullable [] chosen) {
            this.lists = lists;
            this.table = table;
            this.chosen = chosen;
        }

        static Lists of(List<double[]> lists) {
            return new Lists(lists, null, null);
        }

        /** The rows of a table. */
        static Lists of(DataTable table) {
            return new Lists(List.of(), table, null);
        }

        int count() {
            return chosen != null ? chosen.length : table != null ? table.rows() : lists.size();
        }

        double[] list(int number) {
            int at = chosen == null ? number : chosen[number];
            if (table == null) {
                return lists.get(at);
            }
            int columns = table.columns();
            return Arrays.copyOfRange(table.values(), at * columns, (at + 1) * columns);
        }

        /** Those with these numbers. */
        Lists chosen(int[] at) {
            int[] places = at.clone();
            for (int i = 0; chosen != null && i < places.length; i++) {
                places[i] = chosen[places[i]];
            }
            return new Lists(lists, table, places);
        }

        /** The table whose rows they are, if they are rows of a table. */
        @Nullable
        DataTable table() {
            return table;
        }

        /** Numbers of the rows. */
        int[] rows() {
            return chosen == null ? Evaluator.count(count()) : chosen;
        }
    }

    /** A row of data with named parts. */
    record Row(DataSet set, int index) implements Value {}

    /** Some of its rows. */
    final class Rows implements Value {
        private final DataSet set;
        private final int[] indices;

        Rows(DataSet set, int[] indices) {
            this.set = set;
            this.indices = indices;
        }

        DataSet set() {
            return set;
        }

        int[] indices() {
            return indices;
        }
    }

    /** Number of elements of a list of whatever. */
    default int size() {
        return switch (this) {
            case Number n -> 1;
            case Numbers n -> n.values().length;
            case Lists l -> l.count();
            case Row r -> 1;
            case Rows r -> r.indices().length;
        };
    }

    /** The elements with these numbers. */
    default Value pick(int[] at) {
        return switch (this) {
            case Numbers n -> {
                double[] result = new double[at.length];
                for (int i = 0; i < at.length; i++) {
                    result[i] = n.values()[at[i]];
                }
                yield new Numbers(result);
            }
            case Lists l -> l.chosen(at);
            case Rows r -> {
                int[] result = new int[at.length];
                for (int i = 0; i < at.length; i++) {
                    result[i] = r.indices()[at[i]];
                }
                yield new Rows(r.set(), result);
            }
            case Number n -> throw new IllegalStateException("a number has no elements");
            case Row r -> throw new IllegalStateException("a row has no elements");
        };
    }

    /** The element with this number. */
    default Value element(int at) {
        return switch (this) {
            case Numbers n -> new Number(n.values()[at]);
            case Lists l -> new Numbers(l.list(at));
            case Rows r -> new Row(r.set(), r.indices()[at]);
            case Number n -> throw new IllegalStateException("a number has no elements");
            case Row r -> throw new IllegalStateException("a row has no elements");
        };
    }

    /** The numbers of a list. */
    default double[] numbers() {
        return switch (this) {
            case Numbers n -> n.values();
            case Number n -> new double[] {n.value()};
            case Lists l -> throw new IllegalStateException("a list of lists");
            case Row r -> throw new IllegalStateException("a row");
            case Rows r -> throw new IllegalStateException("rows");
        };
    }
}
