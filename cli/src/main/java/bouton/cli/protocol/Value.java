package bouton.cli.protocol;

import bouton.dsl.experiment.DataSet;
import bouton.dsl.model.DataTable;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

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
    record Lists(int count, IntFunction<double[]> list) implements Value {
        static Lists of(List<double[]> lists) {
            return new Lists(lists.size(), lists::get);
        }

        /** The rows of a table. */
        static Lists of(DataTable table) {
            int columns = table.columns();
            return new Lists(table.rows(), r -> Arrays.copyOfRange(table.values(), r * columns, (r + 1) * columns));
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
            case Lists l -> new Lists(at.length, i -> l.list().apply(at[i]));
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
            case Lists l -> new Numbers(l.list().apply(at));
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
