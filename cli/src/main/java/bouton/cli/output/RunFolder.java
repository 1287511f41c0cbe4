package bouton.cli.output;

import bouton.cli.json.Json;
import bouton.cli.protocol.Point;
import bouton.image.file.ImageFile;
import bouton.image.net.Image;
import bouton.image.run.StateException;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a run; its schema is {@code docs/run-folder.md}. It can be read at any moment: arrays have valid headers, texts
 * are replaced as a whole, and the manifest says how far it has come.
 */
public final class RunFolder implements Closeable {
    /** Name of the file with what is needed to go on with the run. */
    public static final String CHECKPOINT = "checkpoint";

    private static final String SECTION = "folder";
    private static final String FILES = "folder/files";
    private static final String SCHEMA = "bouton-run/1";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final Path path;
    private final Place root;
    private final RunDescription description;
    private final Supplier<List<RunDescription.SourceText>> sources;
    private final boolean severalExperiments;
    private Instant started = Instant.now();
    private final long startedNanos = System.nanoTime();
    private final List<PointRecord> points = new ArrayList<>();
    private final List<Resumption> resumptions = new ArrayList<>();
    /** Seconds that it ran before it was gone on with. */
    private double secondsBefore;

    private @Nullable StateSource resumed;
    private @Nullable Kept kept;
    private final Map<String, StoredImage> images = new LinkedHashMap<>();
    private final String cpu = Machine.cpu();
    private Status status = Status.RUNNING;
    private @Nullable String reason;
    private @Nullable Instant ended;

    private RunFolder(
            Place root,
            Path path,
            RunDescription description,
            Supplier<List<RunDescription.SourceText>> sources,
            boolean severalExperiments) {
        this.path = path;
        this.root = root;
        this.description = description;
        this.sources = sources;
        this.severalExperiments = severalExperiments;
    }

    /**
     * Makes the folder and its manifest.
     *
     * @param path as {@link #fresh} or {@link #chosen} gave it
     * @param sources files read so far, asked for whenever the manifest is written
     * @param severalExperiments each then has a folder of its own
     */
    public static RunFolder create(
            Path path,
            RunDescription description,
            Supplier<List<RunDescription.SourceText>> sources,
            boolean severalExperiments)
            throws IOException {
        RunFolder folder = new RunFolder(Place.root(path), path, description, sources, severalExperiments);
        folder.save();
        return folder;
    }

    /**
     * Goes on with the folder of a run as it was when {@link #save(StateSink)} was called; what has been written since then is
     * written over.
     *
     * @param resumption from where and when
     * @throws bouton.image.run.StateException if something in the folder is missing; nothing has been changed then
     */
    public static RunFolder resume(
            Path path,
            RunDescription description,
            Supplier<List<RunDescription.SourceText>> sources,
            boolean severalExperiments,
            Resumption resumption,
            StateSource in)
            throws IOException {
        in.section(FILES);
        Lengths.check(path, in);
        WholeFile.removeUnfinished(path);
        RunFolder folder = new RunFolder(Place.again(path), path, description, sources, severalExperiments);
        folder.restore(in);
        folder.resumptions.add(resumption);
        folder.resumed = in;
        return folder;
    }

    /** That a run has been gone on with: from which tick of which point, and when. */
    public record Resumption(Instant time, String bouton, Position from) {
        private Map<String, Object> members() {
            Map<String, Object> members = from.members();
            members.put("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
            members.put("bouton", bouton);
            return members;
        }
    }

    /** A place in a run: so many ticks of a point have been run. */
    public record Position(String experiment, int point, long tick) {
        private Map<String, Object> members() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("experiment", experiment);
            members.put("point", point);
            members.put("tick", tick);
            return members;
        }
    }

    /** The last checkpoint. */
    private record Kept(Instant time, Position at) {}

    /** Writes a file into the folder that is on the disk when this returns; until then the one of this name before it is. */
    public void writeDurably(String name, Writing content) throws IOException {
        WholeFile.writeDurably(root.file(name), content::writeTo);
    }

    /** Writes into a stream. */
    public interface Writing {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Notes that there is a checkpoint, file {@link #CHECKPOINT}. */
    public void kept(Position at) throws IOException {
        synchronized (this) {
            kept = new Kept(Instant.now(), at);
        }
        save();
    }

    /** The run can not be gone on with any more, or need not be. */
    public void dropCheckpoint() throws IOException {
        Files.deleteIfExists(root.file(CHECKPOINT));
        synchronized (this) {
            kept = null;
        }
    }

    /** Writes down what it has, for {@link #resume}; the points write down their own. */
    public void save(StateSink out) throws IOException {
        synchronized (this) {
            out.section(FILES);
            Lengths lengths = new Lengths();
            for (PointRecord point : points) {
                if (point instanceof PointFolder open && open.status() == Status.RUNNING) {
                    open.lengths(lengths);
                } else {
                    point.entries().forEach(e -> lengths.add(e.path(), 0));
                }
            }
            images.values().forEach(i -> lengths.add(i.path(), 0));
            lengths.save(out);
            out.section(SECTION);
            out.longs("started", started.toEpochMilli());
            out.doubles("seconds", seconds());
            out.longs("resumptions", resumptions.size());
            for (Resumption r : resumptions) {
                save(out, r);
            }
            out.longs("images", images.size());
            for (StoredImage image : images.values()) {
                out.text("path", image.path());
                out.text("sha256", image.sha256());
            }
            List<PointRecord> ended = points.stream()
                    .filter(p -> !(p instanceof PointFolder open && open.status() == Status.RUNNING))
                    .toList();
            out.longs("points", ended.size());
            for (PointRecord point : ended) {
                out.text("point", FinishedPoint.text(point));
            }
        }
    }

    private static void save(StateSink out, Resumption r) {
        out.longs("time", r.time().toEpochMilli());
        out.text("bouton", r.bouton());
        out.text("experiment", r.from().experiment());
        out.longs("from", r.from().point(), r.from().tick());
    }

    private void restore(StateSource in) {
        in.section(SECTION);
        started = Instant.ofEpochMilli(in.number("started"));
        secondsBefore = in.doubles("seconds")[0];
        for (long left = in.number("resumptions"); left > 0; left--) {
            Instant time = Instant.ofEpochMilli(in.number("time"));
            String bouton = in.text("bouton");
            String experiment = in.text("experiment");
            long[] from = in.longs("from");
            resumptions.add(new Resumption(time, bouton, new Position(experiment, (int) from[0], from[1])));
        }
        for (long left = in.number("images"); left > 0; left--) {
            StoredImage image = new StoredImage(in.text("path"), in.text("sha256"));
            images.put(image.sha256(), image);
        }
        for (long left = in.number("points"); left > 0; left--) {
            points.add(FinishedPoint.parse(in.text("point")));
        }
    }

    private double seconds() {
        return secondsBefore + (System.nanoTime() - startedNanos) / 1_000_000 / 1e3;
    }

    /** Makes a new folder for a run of a program: {@code runs/<name>-<time>} inside {@code base}. */
    public static Path fresh(Path base, String program, LocalDateTime now) throws IOException {
        String name = Text.fileName(program.endsWith(".bouton") ? program.substring(0, program.length() - 7) : program);
        Path runs = Files.createDirectories(base.resolve("runs"));
        String stem = name + "-" + STAMP.format(now);
        for (int n = 1; ; n++) {
            try {
                return Files.createDirectory(runs.resolve(n == 1 ? stem : stem + "-" + n));
            } catch (FileAlreadyExistsException e) {
                // Another run of this second has it: take the next number.
                continue;
            }
        }
    }

    /**
     * Makes the folder that the user chose.
     *
     * @throws FileAlreadyExistsException if there is something in it
     * @throws NotDirectoryException if it is a file
     */
    public static Path chosen(Path path) throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new NotDirectoryException(path.toString());
        }
        Files.createDirectories(path);
        try (Stream<Path> inside = Files.list(path)) {
            if (inside.findAny().isPresent()) {
                throw new FileAlreadyExistsException(path.toString());
            }
        }
        return path;
    }

    public Path path() {
        return path;
    }

    /**
     * Begins a point: makes its folder and stores its image, unless the same one is there already. Of a run that is gone on with
     * the first point is gone on with, too.
     *
     * @throws StateException if it has another image than the point that is gone on with
     */
    public PointFolder begin(Point point, Image image) throws IOException {
        Place place = root;
        if (severalExperiments) {
            place = place.in(Text.fileName(point.experiment()));
        }
        if (point.total() > 1) {
            place = place.in("point-%04d".formatted(point.index()));
        }
        StateSource in = resumed;
        StoredImage stored = in == null ? stored(place, image) : known(image);
        resumed = null;
        PointFolder folder = new PointFolder(this, place, point, image, stored, in);
        synchronized (this) {
            points.add(folder);
        }
        save();
        return folder;
    }

    private StoredImage stored(Place place, Image image) throws IOException {
        StoredImage stored = StoredImage.write(place, "image", image);
        StoredImage known = images.putIfAbsent(stored.sha256(), stored);
        if (known == null) {
            return stored;
        }
        Files.delete(place.file("image"));
        return known;
    }

    /** The file of the image of a point that is gone on with. */
    private StoredImage known(Image image) {
        StoredImage stored = images.get(ImageFile.hash(image));
        if (stored == null) {
            throw new StateException(
                    "this version of Bouton makes another network of the program than the one that ran");
        }
        return stored;
    }

    /** Writes the manifest and the table of points as they are now. */
    public void save() throws IOException {
        synchronized (this) {
            if (!points.isEmpty()) {
                WholeFile.write(root.file("points.csv"), PointTable.of(points));
            }
            WholeFile.write(root.file("manifest.json"), Json.text(manifest()));
        }
    }

    /**
     * Ends the run, once: a later end is ignored. One that should have been gone on with, and has not got so far, stays as it
     * was.
     */
    public void end(Status how, @Nullable String why) throws IOException {
        synchronized (this) {
            if (status == Status.RUNNING && resumed == null) {
                status = how;
                reason = why;
                ended = Instant.now();
                save();
            }
        }
    }

    /** As a run that did not come to its end. */
    @Override
    public void close() throws IOException {
        end(Status.PARTIAL, "the run did not come to its end");
    }

    public Status status() {
        synchronized (this) {
            return status;
        }
    }

    private Map<String, @Nullable Object> manifest() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("schema", SCHEMA);
        members.put("status", status.word());
        members.put("reason", reason);
        members.put("command", description.command());
        members.put("sources", sources.get().stream().map(RunFolder::sourceText).toList());
        members.put("target", description.target());
        members.put("chip", description.chip());
        members.put("dt_ms", description.dt());
        members.put("seed", description.seed());
        members.put("settings", settings());
        members.put("bouton", Machine.bouton());
        members.put("java", Machine.java());
        members.put("os", Machine.os());
        members.put("cpu", cpu);
        members.put("processors", Runtime.getRuntime().availableProcessors());
        members.put("started", started.truncatedTo(ChronoUnit.MILLIS).toString());
        members.put(
                "ended",
                ended == null ? null : ended.truncatedTo(ChronoUnit.MILLIS).toString());
        members.put("wall_seconds", seconds());
        Kept last = kept;
        members.put("checkpoint", last == null ? null : checkpoint(last));
        members.put("resumed", resumptions.stream().map(Resumption::members).toList());
        long passed = points.stream().mapToLong(PointRecord::passed).sum();
        long failed = points.stream().mapToLong(PointRecord::failed).sum();
        members.put("requires", PointDescription.requires(passed, failed));
        members.put("points", points.stream().map(PointRecord::description).toList());
        members.put("files", files());
        return members;
    }

    private static Map<String, Object> checkpoint(Kept last) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("file", CHECKPOINT);
        members.putAll(last.at().members());
        members.put("time", last.time().truncatedTo(ChronoUnit.MILLIS).toString());
        return members;
    }

    private List<Map<String, Object>> settings() {
        List<Map<String, Object>> list = new ArrayList<>();
        description.settings().forEach((name, value) -> {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("name", name);
            members.put("value", value);
            list.add(members);
        });
        return list;
    }

    private List<Map<String, @Nullable Object>> files() {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        if (!points.isEmpty()) {
            list.add(new Entry("points.csv", "points", "csv")
                    .rows(points.size(), points.size())
                    .members());
        }
        points.forEach(point -> point.entries().forEach(entry -> list.add(entry.members())));
        return list;
    }

    private static Map<String, Object> sourceText(RunDescription.SourceText text) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", text.name());
        members.put("sha256", text.sha256());
        members.put("kind", text.kind().name().toLowerCase(Locale.ROOT));
        return members;
    }
}
