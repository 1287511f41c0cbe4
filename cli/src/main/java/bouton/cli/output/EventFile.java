package bouton.cli.output;

import bouton.image.data.ElementType;
import bouton.image.data.NpyWriter;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of a probe, as NPY and as CSV. */
final class EventFile implements Closeable, Entry.Source {
    private final Place place;
    private final String stem;
    private final String probe;
    private final Clock clock;
    private final @Nullable BitSet members;
    private final List<Integer> listed;
    private final FileChannel channel;
    private final NpyWriter npy;
    private final CsvStream csv;

    /**
     * @param stem name without ending
     * @param probe as written
     * @param listed members that are recorded; empty for all
     * @param resumed how far it had come; null to begin
     */
    EventFile(Place place, String stem, String probe, Clock clock, List<Integer> listed, @Nullable StateSource resumed)
            throws IOException {
        this.place = place;
        this.stem = stem;
        this.probe = probe;
        this.clock = clock;
        this.listed = listed;
        this.members = listed.isEmpty() ? null : set(listed);
        if (resumed == null) {
            channel = place.create(stem + ".npy");
            npy = new NpyWriter(channel, ElementType.INT64, 2);
            csv = new CsvStream(place.create(stem + ".csv"), "time (ms),member", Bounds.CSV_BYTES);
        } else {
            channel = place.reopen(stem + ".npy");
            npy = NpyWriter.resume(channel, ElementType.INT64, resumed.number("rows"), 2);
            csv = new CsvStream(place.reopen(stem + ".csv"), Bounds.CSV_BYTES, resumed);
        }
    }

    /** Writes down how far it has come; all of that is on the disk then. */
    void save(StateSink out) throws IOException {
        npy.flush();
        channel.force(false);
        out.longs("rows", npy.rows());
        csv.save(out);
    }

    /** The files that are needed to go on. */
    void lengths(Lengths lengths) {
        lengths.add(place.path(stem + ".npy"), npy.bytes());
        lengths.add(place.path(stem + ".csv"), csv.bytes());
    }

    private static BitSet set(List<Integer> listed) {
        BitSet set = new BitSet();
        listed.forEach(set::set);
        return set;
    }

    /** Events of a tick: the first {@code count} of {@code who}. */
    void append(long tick, int[] who, int count) throws IOException {
        double[] rows = new double[2 * count];
        int n = 0;
        for (int k = 0; k < count; k++) {
            if (members == null || members.get(who[k])) {
                rows[n++] = tick;
                rows[n++] = who[k];
            }
        }
        if (n == 0) {
            return;
        }
        npy.append(n == rows.length ? rows : java.util.Arrays.copyOf(rows, n));
        if (csv.open()) {
            String time = clock.stamp(tick) + ",";
            for (int k = 1; k < n; k += 2) {
                csv.row(time + (int) rows[k]);
            }
        }
    }

    void flush() throws IOException {
        npy.flush();
        csv.flush();
    }

    @Override
    public List<Entry> entries() {
        Object ranges = Ranges.of(listed);
        return List.of(
                new Entry(place.path(stem + ".npy"), "events", "npy")
                        .with("probe", probe)
                        .array("int64", npy.rows(), 2)
                        .with("columns", List.of("tick", "member"))
                        .with("unit", List.of("tick", "1"))
                        .with("members", ranges),
                new Entry(place.path(stem + ".csv"), "events", "csv")
                        .with("probe", probe)
                        .rows(csv.rows(), npy.rows())
                        .with("columns", List.of("time (ms)", "member"))
                        .with("unit", List.of("ms", "1"))
                        .with("members", ranges));
    }

    @Override
    public void close() throws IOException {
        try (channel;
                csv) {
            npy.close();
        }
    }
}
