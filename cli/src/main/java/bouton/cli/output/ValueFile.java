package bouton.cli.output;

import bouton.image.data.ElementType;
import bouton.image.data.NpyWriter;
import bouton.image.net.Probe;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
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

    /** Goes on where another one has been saved. */
    void restore(StateSource in) throws IOException {
        if (in.flag("open")) {
            firstTick = in.number("first tick");
            members = in.index("members");
            FileChannel channel = place.reopen(stem + ".npy");
            NpyWriter npy = NpyWriter.resume(channel, ElementType.FLOAT64, in.number("rows"), members);
            CsvStream csv = members > Bounds.CSV_COLUMNS
                    ? null
                    : new CsvStream(place.reopen(stem + ".csv"), Bounds.CSV_BYTES, in);
            open = new Open(channel, npy, csv);
        }
    }

    /** Writes down how far it has come; all of that is on the disk then. */
    void save(StateSink out) throws IOException {
        Open files = open;
        out.flag("open", files != null);
        if (files != null) {
            files.npy.flush();
            files.channel.force(false);
            out.longs("first tick", firstTick);
            out.longs("members", members);
            out.longs("rows", files.npy.rows());
            if (files.csv != null) {
                files.csv.save(out);
            }
        }
    }

    /** The files that are needed to go on. */
    void lengths(Lengths lengths) {
        Open files = open;
        if (files != null) {
            lengths.add(place.path(stem + ".npy"), files.npy.bytes());
            if (files.csv != null) {
                lengths.add(place.path(stem + ".csv"), files.csv.bytes());
            }
        }
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
        FileChannel channel = place.create(stem + ".npy");
        NpyWriter npy = new NpyWriter(channel, ElementType.FLOAT64, members);
        CsvStream csv = members > Bounds.CSV_COLUMNS
                ? null
                : new CsvStream(place.create(stem + ".csv"), String.join(",", headings()), Bounds.CSV_BYTES);
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
