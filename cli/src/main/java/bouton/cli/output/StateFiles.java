package bouton.cli.output;

import bouton.cli.statistics.ProjectionFigures;
import bouton.image.data.ElementType;
import bouton.image.data.NpyWriter;
import bouton.image.net.Field;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import bouton.image.net.Reader;
import bouton.image.net.Scope;
import bouton.image.run.Session;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Writes what a session holds at its end: synapses with their words, and weights of neurons. */
final class StateFiles {
    private static final Set<Field.Kind> KEPT = EnumSet.of(Field.Kind.WEIGHT, Field.Kind.STATE, Field.Kind.PARAM);

    private final Place place;
    private final Session session;
    private final Readers readers;
    private final List<Entry> entries = new ArrayList<>();

    /** @param place the folder of the point */
    StateFiles(Place place, Session session, Readers readers) {
        this.place = place;
        this.session = session;
        this.readers = readers;
    }

    /** The files written so far. */
    List<Entry> entries() {
        return entries;
    }

    /** Files that others have written. */
    void add(List<Entry> others) {
        entries.addAll(others);
    }

    /** Values of a word, as people see them. */
    private record Column(String name, String unit, double[] values) {}

    /** Writes the synapses of every projection; yields a figure for each. */
    List<ProjectionFigures> synapses() throws IOException {
        Image image = session.image();
        List<ProjectionFigures> figures = new ArrayList<>();
        for (int p = 0; p < image.projections().size(); p++) {
            figures.add(projection(p, image.projections().get(p)));
        }
        return figures;
    }

    private ProjectionFigures projection(int index, Projection projection) throws IOException {
        Scope scope = new Scope.OfProjection(index);
        int[][] ends = session.synapses(index);
        int size = ends[0].length;
        Place folder = place.in("synapses");
        String stem = folder.fresh(projection.label());
        indices(folder, stem + ".pre.npy", ends[0]);
        indices(folder, stem + ".post.npy", ends[1]);
        boolean table = size <= Bounds.CSV_SYNAPSES;
        List<Column> columns = new ArrayList<>();
        List<ProjectionFigures.Weights> weights = new ArrayList<>();
        for (Field field : fields(projection)) {
            if (!KEPT.contains(field.kind()) || field.name().contains("$")) {
                continue;
            }
            Column column = column(scope, field.name());
            values(folder, "synapses", stem + "." + Text.fileName(column.name) + ".npy", column);
            if (field.kind() == Field.Kind.WEIGHT) {
                weights.add(ProjectionFigures.Weights.of(column.name, column.unit, column.values));
            }
            if (table) {
                columns.add(column);
            }
        }
        if (table) {
            csv(folder, stem + ".csv", ends, columns);
        } else {
            entries.getLast()
                    .with("omitted", "the CSV file: " + size + " synapses are more than " + Bounds.CSV_SYNAPSES);
        }
        return new ProjectionFigures(projection.name(), projection.label(), size, weights);
    }

    /** The words of a synapse: its own, then those that it shares with the others of its source and of its target. */
    private static List<Field> fields(Projection projection) {
        List<Field> fields = new ArrayList<>(projection.fields());
        projection.rows().forEach(w -> fields.add(w.field()));
        projection.columns().forEach(w -> fields.add(w.field()));
        return fields;
    }

    /** Writes the weights that live in neurons. */
    void neurons() throws IOException {
        Image image = session.image();
        for (int g = 0; g < image.groups().size(); g++) {
            if (!(image.groups().get(g) instanceof Population population)) {
                continue;
            }
            for (Field field : population.fields()) {
                if (field.kind() == Field.Kind.WEIGHT && !field.name().contains("$")) {
                    Place folder = place.in("neurons");
                    Column column = column(new Scope.OfGroup(g), field.name());
                    values(folder, "neurons", Text.fileName(population.name() + "." + column.name) + ".npy", column);
                }
            }
        }
    }

    private Column column(Scope scope, String name) {
        Reader reader = readers.reader(scope, name);
        double[] values = session.evaluate(scope, reader.kernel());
        if (reader.scale() != 1) {
            for (int i = 0; i < values.length; i++) {
                values[i] *= reader.scale();
            }
        }
        return new Column(name, reader.unit(), values);
    }

    private void values(Place folder, String kind, String name, Column column) throws IOException {
        try (FileChannel channel = folder.create(name);
                NpyWriter npy = new NpyWriter(channel, ElementType.FLOAT64)) {
            npy.append(column.values);
        }
        entries.add(new Entry(folder.path(name), kind, "npy")
                .array("float64", column.values.length)
                .with("unit", column.unit));
    }

    private void indices(Place folder, String name, int[] indices) throws IOException {
        try (FileChannel channel = folder.create(name);
                NpyWriter npy = new NpyWriter(channel, ElementType.INT32)) {
            double[] chunk = new double[Math.min(indices.length, 1 << 14)];
            for (int from = 0; from < indices.length; from += chunk.length) {
                int n = Math.min(chunk.length, indices.length - from);
                for (int i = 0; i < n; i++) {
                    chunk[i] = indices[from + i];
                }
                npy.append(n == chunk.length ? chunk : java.util.Arrays.copyOf(chunk, n));
            }
        }
        entries.add(new Entry(folder.path(name), "synapses", "npy")
                .array("int32", indices.length)
                .with("unit", "1"));
    }

    private void csv(Place folder, String name, int[][] ends, List<Column> columns) throws IOException {
        StringBuilder heading = new StringBuilder("pre,post");
        List<String> names = new ArrayList<>(List.of("pre", "post"));
        List<String> units = new ArrayList<>(List.of("1", "1"));
        for (Column column : columns) {
            heading.append(',').append(Text.heading(column.name, column.unit));
            names.add(column.name);
            units.add(column.unit);
        }
        try (CsvStream csv = new CsvStream(folder.create(name), heading.toString(), Long.MAX_VALUE)) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < ends[0].length; i++) {
                row.setLength(0);
                row.append(ends[0][i]).append(',').append(ends[1][i]);
                for (Column column : columns) {
                    row.append(',').append(Text.number(column.values[i]));
                }
                csv.row(row);
            }
        }
        entries.add(new Entry(folder.path(name), "synapses", "csv")
                .rows(ends[0].length, ends[0].length)
                .with("columns", names)
                .with("unit", units));
    }
}
