package bouton.cli.output;

import bouton.cli.json.Json;
import bouton.cli.protocol.Point;
import bouton.image.net.Image;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
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
    private static final String SCHEMA = "bouton-run/1";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final Path path;
    private final Place root;
    private final RunDescription description;
    private final Supplier<List<RunDescription.SourceText>> sources;
    private final boolean severalExperiments;
    private final Instant started = Instant.now();
    private final long startedNanos = System.nanoTime();
    private final List<PointFolder> points = new ArrayList<>();
    private final Map<String, StoredImage> images = new HashMap<>();
    private final String cpu = Machine.cpu();
    private Status status = Status.RUNNING;
    private @Nullable String reason;
    private @Nullable Instant ended;

    private RunFolder(
            Path path,
            RunDescription description,
            Supplier<List<RunDescription.SourceText>> sources,
            boolean severalExperiments) {
        this.path = path;
        this.root = Place.root(path);
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
        RunFolder folder = new RunFolder(path, description, sources, severalExperiments);
        folder.save();
        return folder;
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

    /** Begins a point: makes its folder and stores its image, unless the same one is there already. */
    public PointFolder begin(Point point, Image image) throws IOException {
        Place place = root;
        if (severalExperiments) {
            place = place.in(Text.fileName(point.experiment()));
        }
        if (point.total() > 1) {
            place = place.in("point-%04d".formatted(point.index()));
        }
        PointFolder folder = new PointFolder(this, place, point, image, stored(place, image));
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

    /** Writes the manifest and the table of points as they are now. */
    public void save() throws IOException {
        synchronized (this) {
            if (!points.isEmpty()) {
                WholeFile.write(root.file("points.csv"), PointTable.of(points));
            }
            WholeFile.write(root.file("manifest.json"), Json.text(manifest()));
        }
    }

    /** Ends the run, once: a later end is ignored. */
    public void end(Status how, @Nullable String why) throws IOException {
        synchronized (this) {
            if (status == Status.RUNNING) {
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
        members.put("wall_seconds", (System.nanoTime() - startedNanos) / 1_000_000 / 1e3);
        long passed = points.stream().mapToLong(PointFolder::passed).sum();
        long failed = points.stream().mapToLong(PointFolder::failed).sum();
        members.put("requires", PointDescription.requires(passed, failed));
        members.put("points", points.stream().map(PointFolder::description).toList());
        members.put("files", files());
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
