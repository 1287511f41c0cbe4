package bouton.cli.output;

import bouton.image.data.ElementType;
import bouton.image.data.NpyWriter;
import bouton.image.net.Probe;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a probe, as NPY and, if there are few members, as CSV. Opened with the first row. */
final class ValueFile implements Closeable, Entry.Source {
    private final Place place;
    private final String stem;
    private final Probe.Values probe;
    private final Clock clock;
    private @Nullable Open open;
    private long firstTick;
    private int members;

    private record Open(
            FileChannel channel, NpyWriter npy, @Nullable CsvStream csv) {}

    /** @param stem name without ending */
    ValueFile(Place place, String stem, Probe.Values probe, Clock clock) {
        this.place = place;
        this.stem = stem;
        this.probe = probe;
        this.clock = clock;
    }

    /** Values, as the session has them, after {@code ticks} ticks. */
    void append(long ticks, double[] values) throws IOException {
        Open files = open;
        if (files == null) {
            firstTick = ticks;
            members = values.length;
            files = create();
            open = files;
        }
        double scale = probe.reader().scale();
        double[] shown = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            shown[i] = values[i] * scale;
        }
        files.npy.append(shown);
        CsvStream csv = files.csv;
        if (csv != null && csv.open()) {
            StringBuilder row = new StringBuilder(clock.after(ticks));
            for (double value : shown) {
                row.append(',').append(Text.number(value));
            }
            csv.row(row);
        }
    }

    private Open create() throws IOException {
        FileChannel channel =
                FileChannel.open(place.file(stem + ".npy"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        NpyWriter npy = new NpyWriter(channel, ElementType.FLOAT64, members);
        CsvStream csv = members > Bounds.CSV_COLUMNS
                ? null
                : new CsvStream(place.file(stem + ".csv"), String.join(",", headings()), Bounds.CSV_BYTES);
        return new Open(channel, npy, csv);
    }

    private List<String> headings() {
        List<String> headings = new ArrayList<>(List.of("time (ms)"));
        List<Integer> listed = probe.members();
        String word = probe.reader().name();
        word = word.substring(word.indexOf('.') + 1);
        for (int i = 0; i < members; i++) {
            int member = listed.isEmpty() ? i : listed.get(i);
            headings.add(Text.heading(word + "[" + member + "]", probe.reader().unit()));
        }
        return headings;
    }

    void flush() throws IOException {
        Open files = open;
        if (files != null) {
            files.npy.flush();
            if (files.csv != null) {
                files.csv.flush();
            }
        }
    }

    @Override
    public List<Entry> entries() {
        Open files = open;
        if (files == null) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        Entry npy = describe("npy").array("float64", files.npy.rows(), members);
        entries.add(npy);
        if (files.csv == null) {
            npy.with("omitted", "the CSV file: " + members + " columns are more than " + Bounds.CSV_COLUMNS);
        } else {
            entries.add(describe("csv").rows(files.csv.rows(), files.npy.rows()));
        }
        return entries;
    }

    private Entry describe(String format) {
        return new Entry(place.path(stem + "." + format), "values", format)
                .with("probe", probe.name())
                .with("unit", probe.reader().unit())
                .with("members", Ranges.of(probe.members()))
                .with("first_tick", firstTick)
                .with("period_ticks", probe.period());
    }

    @Override
    public void close() throws IOException {
        Open files = open;
        if (files != null) {
            try (files.channel;
                    files.csv) {
                files.npy.close();
            }
        }
    }
}
