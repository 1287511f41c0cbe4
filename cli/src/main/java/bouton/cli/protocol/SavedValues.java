package bouton.cli.protocol;

import bouton.dsl.experiment.Experiment;
import bouton.image.run.StateException;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes values of a protocol down and takes them back; rows of data stay rows of data. */
final class SavedValues {
    private static final long NONE = 0;
    private static final long NUMBER = 1;
    private static final long NUMBERS = 2;
    private static final long LISTS = 3;
    private static final long TABLE_ROWS = 4;
    private static final long ROW = 5;
    private static final long ROWS = 6;

    private final DataNames data;

    SavedValues(Experiment experiment) {
        this.data = new DataNames(experiment);
    }

    void save(StateSink out, String name, @Nullable Value value) {
        switch (value) {
            case null -> out.longs(name, NONE, 0);
            case Value.Number n -> {
                out.longs(name, NUMBER, 0);
                out.doubles("number", n.value());
            }
            case Value.Numbers n -> {
                out.longs(name, NUMBERS, 0);
                out.doubles("numbers", n.values());
            }
            case Value.Lists l -> {
                int table = l.table() == null ? -1 : data.number(l.table());
                if (table >= 0) {
                    out.longs(name, TABLE_ROWS, table);
                    out.ints("rows", l.rows());
                } else {
                    out.longs(name, LISTS, l.count());
                    for (int i = 0; i < l.count(); i++) {
                        out.doubles("list", l.list(i));
                    }
                }
            }
            case Value.Row r -> {
                out.longs(name, ROW, data.number(r.set()));
                out.longs("row", r.index());
            }
            case Value.Rows r -> {
                out.longs(name, ROWS, data.number(r.set()));
                out.ints("rows", r.indices());
            }
        }
    }

    @Nullable
    Value restore(StateSource in, String name) {
        long[] head = new long[2];
        in.into(name, head);
        int number = Math.toIntExact(head[1]);
        return switch ((int) head[0]) {
            case (int) NONE -> null;
            case (int) NUMBER -> {
                double[] value = new double[1];
                in.into("number", value);
                yield new Value.Number(value[0]);
            }
            case (int) NUMBERS -> new Value.Numbers(in.doubles("numbers"));
            case (int) LISTS -> {
                List<double[]> lists = new ArrayList<>();
                for (int i = 0; i < number; i++) {
                    lists.add(in.doubles("list"));
                }
                yield Value.Lists.of(lists);
            }
            case (int) TABLE_ROWS -> Value.Lists.of(data.table(number)).chosen(in.ints("rows"));
            case (int) ROW -> new Value.Row(data.set(number), in.index("row"));
            case (int) ROWS -> new Value.Rows(data.set(number), in.ints("rows"));
            default -> throw new StateException("`" + name + "` is a value of no known kind");
        };
    }
}
