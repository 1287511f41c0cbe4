package bouton.cli.output;

import bouton.cli.json.Json;
import bouton.cli.protocol.Point;
import bouton.cli.protocol.Quantity;
import bouton.cli.protocol.Requirement;
import bouton.cli.statistics.Activity;
import bouton.cli.statistics.PointFigures;
import bouton.cli.statistics.ProjectionFigures;
import bouton.image.net.Counter;
import bouton.image.net.Image;
import bouton.image.run.Recorder;
import bouton.image.run.Session;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one point of an experiment writes. Only the thread that runs it may call; the manifest may be written by another. */
public final class PointFolder implements PointRecord, Recorder, Closeable {
    private static final String SECTION = "point";
    private static final String RECORDS = "records.csv";

    private final RunFolder run;
    private final Place place;
    private final Point point;
    private final Image image;
    private final StoredImage stored;
    private final Activity activity;
    private final ProbeFiles probes;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Requirement> requirements = new ArrayList<>();
    private final Map<String, Integer> recordCounts = new HashMap<>();
    private @Nullable CsvStream records;
    private @Nullable PointFigures figures;
    private Status status = Status.RUNNING;
    private long ticks;
    private boolean unwritten;

    /** @param resumed what has been saved of it; null to begin */
    PointFolder(RunFolder run, Place place, Point point, Image image, StoredImage stored, @Nullable StateSource resumed)
            throws IOException {
        this.run = run;
        this.place = place;
        this.point = point;
        this.image = image;
        this.stored = stored;
        this.activity = new Activity(image);
        if (resumed == null) {
            this.probes = new ProbeFiles(place, image, null);
        } else {
            resumed.section(SECTION);
            ticks = resumed.number("ticks");
            activity.restore(resumed);
            this.probes = new ProbeFiles(place, image, resumed);
            restoreRecords(resumed);
            restoreRequirements(resumed);
        }
    }

    /** Writes down what it has and how far its files have come; all of that is on the disk then. */
    public void save(StateSink out, long ticksRun) throws IOException {
        flush(ticksRun);
        out.section(SECTION);
        out.longs("ticks", ticks);
        activity.save(out);
        probes.save(out);
        out.flag("has records", records != null);
        if (records != null) {
            records.save(out);
        }
        out.longs("record names", recordCounts.size());
        new TreeMap<>(recordCounts).forEach((name, count) -> {
            out.text("name", name);
            out.longs("count", count);
        });
        out.longs("requirements", requirements.size());
        for (Requirement r : requirements) {
            save(out, r);
        }
    }

    private void restoreRecords(StateSource in) throws IOException {
        if (in.flag("has records")) {
            records = new CsvStream(place.reopen(RECORDS), Long.MAX_VALUE, in);
        }
        for (long left = in.number("record names"); left > 0; left--) {
            recordCounts.put(in.text("name"), in.index("count"));
        }
    }

    private static void save(StateSink out, Requirement r) {
        out.text("condition", r.condition());
        out.flag("passed", r.passed());
        out.flag("has sides", r.left().isPresent());
        out.text("left", r.left().orElse(""));
        out.text("right", r.right().orElse(""));
        out.text("message", r.message());
        out.flag("across", r.point().values().isEmpty());
        out.text("at", r.at());
    }

    private void restoreRequirements(StateSource in) {
        for (long left = in.number("requirements"); left > 0; left--) {
            String condition = in.text("condition");
            boolean passed = in.flag("passed");
            boolean sides = in.flag("has sides");
            Optional<String> leftSide = Optional.of(in.text("left")).filter(s -> sides);
            Optional<String> rightSide = Optional.of(in.text("right")).filter(s -> sides);
            String message = in.text("message");
            // Requirements of all points together belong to a point without values.
            Point whose =
                    in.flag("across") ? new Point(point.experiment(), point.index(), point.total(), List.of()) : point;
            requirements.add(new Requirement(condition, passed, leftSide, rightSide, message, whose, in.text("at")));
        }
        unwritten = !requirements.isEmpty();
    }

    /** The files that are needed to go on. */
    void lengths(Lengths lengths) {
        probes.lengths(lengths);
        if (records != null) {
            lengths.add(place.path(RECORDS), records.bytes());
        }
    }

    @Override
    public void events(int group, int event, long tick, int[] members, int count) {
        activity.events(group, event, tick, members, count);
        probes.events(group, event, tick, members, count);
    }

    @Override
    public void values(int probe, long ticksRun, double[] row) {
        probes.values(probe, ticksRun, row);
    }

    /** Appends a record: one value, or the elements of a vector, as people see them. */
    public void record(String name, double[] values, String unit) throws IOException {
        CsvStream file = records;
        if (file == null) {
            file = new CsvStream(place.create(RECORDS), "record,index,element,value,unit", Long.MAX_VALUE);
            records = file;
        }
        int index = recordCounts.merge(name, 1, Integer::sum) - 1;
        for (int e = 0; e < values.length; e++) {
            file.row(Text.field(name) + "," + index + "," + e + "," + Text.number(values[e]) + "," + Text.field(unit));
        }
    }

    /** Keeps what a {@code require} found. */
    public void require(Requirement judgement) {
        synchronized (run) {
            requirements.add(judgement);
            unwritten = true;
        }
    }

    /** Tells how far the point has come; hands what was recorded to the operating system. */
    public void flush(long ticksRun) throws IOException {
        ticks = ticksRun;
        probes.flush();
        if (records != null) {
            records.flush();
        }
        writeJudgements();
    }

    private void writeJudgements() throws IOException {
        if (unwritten) {
            unwritten = false;
            List<Map<String, @Nullable Object>> list = new ArrayList<>();
            for (Requirement j : requirements) {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                members.put("condition", j.condition());
                members.put("passed", j.passed());
                members.put("left", j.left().orElse(null));
                members.put("right", j.right().orElse(null));
                members.put("at", j.at());
                members.put("message", j.message());
                list.add(members);
            }
            WholeFile.write(place.file("requires.json"), Json.text(list));
        }
    }

    /**
     * Writes what the session holds at the end.
     *
     * @param buildSeconds for compiling and building
     * @param runSeconds from then on
     */
    public PointFigures finish(Session session, Readers readers, double buildSeconds, double runSeconds)
            throws IOException {
        flush(session.tick());
        StateFiles state = new StateFiles(place, session, readers);
        List<ProjectionFigures> projections;
        try {
            projections = state.synapses();
            state.neurons();
            state.add(CostFiles.write(place, session));
            state.add(MachineFile.write(place, session));
        } finally {
            synchronized (run) {
                entries.addAll(state.entries());
            }
        }
        double simulated = session.tick() * image.dt();
        PointFigures result = new PointFigures(
                session.tick(),
                simulated,
                session.memory(),
                buildSeconds,
                runSeconds,
                activity.figures(simulated),
                projections,
                counts(session));
        synchronized (run) {
            figures = result;
        }
        return result;
    }

    private List<PointFigures.Count> counts(Session session) {
        long[] counts = session.counters();
        List<PointFigures.Count> result = new ArrayList<>();
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] > 0) {
                Counter counter = image.counters().get(c);
                String at = counter.at() < 0
                        ? ""
                        : image.origins().get(counter.at()).toString();
                result.add(new PointFigures.Count(counter.what(), at, counts[c]));
            }
        }
        return result;
    }

    /** Closes the files, with what they hold, and saves the manifest. A second call does nothing. */
    public void close(Status end) throws IOException {
        if (status != Status.RUNNING) {
            return;
        }
        try {
            writeJudgements();
            probes.close();
            if (records != null) {
                records.close();
            }
            synchronized (run) {
                status = end;
            }
        } finally {
            synchronized (run) {
                if (status == Status.RUNNING) {
                    status = Status.FAILED;
                }
            }
        }
        run.save();
    }

    /** As a point that did not come to its end. */
    @Override
    public void close() throws IOException {
        close(Status.PARTIAL);
    }

    public List<Requirement> requirements() {
        return requirements;
    }

    /** Where its files lie, relative to the manifest. */
    String folder() {
        return place.name();
    }

    public Point point() {
        return point;
    }

    Status status() {
        return status;
    }

    @Nullable
    PointFigures figures() {
        return figures;
    }

    @Override
    public long passed() {
        return requirements.stream().filter(Requirement::passed).count();
    }

    @Override
    public long failed() {
        return requirements.size() - passed();
    }

    /** Whether the image's file lies in this folder. */
    private boolean holdsImage() {
        return stored.path().equals(place.path("image"));
    }

    @Override
    public List<Entry> entries() {
        List<Entry> all = new ArrayList<>();
        if (holdsImage()) {
            all.add(new Entry(stored.path(), "image", "bouton-image"));
        }
        all.addAll(probes.entries());
        all.addAll(entries);
        CsvStream file = records;
        if (file != null) {
            all.add(new Entry(place.path(RECORDS), "records", "csv").rows(file.rows(), file.rows()));
        }
        if (!requirements.isEmpty()) {
            all.add(new Entry(place.path("requires.json"), "requires", "json"));
        }
        return all;
    }

    @Override
    public Map<String, String> row() {
        return PointTable.row(this);
    }

    @Override
    public Map<String, @Nullable Object> description() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("experiment", point.experiment());
        members.put("index", point.index());
        members.put("folder", folder());
        members.put("status", status.word());
        members.put("values", point.values().stream().map(PointFolder::quantity).toList());
        members.put("image", description(stored));
        members.put("dt_ms", image.dt());
        members.put("seed", image.seed());
        PointFigures f = figures;
        members.put("ticks", f == null ? ticks : f.ticks());
        members.put("simulated_ms", (f == null ? ticks : f.ticks()) * image.dt());
        members.put("stamp", image.stampEnd() ? "end" : "start");
        if (f != null) {
            members.putAll(PointDescription.of(f));
        }
        members.put("requires", PointDescription.requires(passed(), failed()));
        return members;
    }

    private static Map<String, Object> description(StoredImage image) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("file", image.path());
        members.put("sha256", image.sha256());
        return members;
    }

    private static Map<String, Object> quantity(Quantity q) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", q.name());
        members.put("value", q.value());
        members.put("unit", q.unit());
        return members;
    }
}
