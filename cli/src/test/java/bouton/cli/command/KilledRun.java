package bouton.cli.command;

import bouton.cli.json.Json;
import bouton.cli.terminal.Terminal;
import bouton.emulator.Emulator;
import bouton.emulator.engine.Execution;
import bouton.image.net.Image;
import bouton.image.run.ForeignNeurons;
import bouton.image.run.Recorder;
import bouton.image.run.Session;
import bouton.image.run.SessionProvider;
import bouton.image.run.StateSink;
import bouton.image.run.Synapses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs of a program that are killed at random moments and resumed from their folder. At such a moment the folder is put aside as
 * it is on the disk, what the run holds in memory is lost, and the folder is what was put aside.
 */
final class KilledRun {
    /** What a run may say otherwise when it is resumed: words, times, and what is measured. */
    private static final Set<String> FREE = Set.of(
            "command",
            "started",
            "ended",
            "wall_seconds",
            "checkpoint",
            "resumed",
            "build_seconds",
            "run_seconds",
            "memory_bytes");

    private final Path program;
    private final Path base;
    private final Random random;
    private int kills;
    private int resumed;
    private long untilKill;
    private Path folder;

    KilledRun(Path program, Path base, Random random) {
        this.program = program;
        this.base = base;
        this.random = random;
        this.folder = base.resolve("killed");
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** How often a run was killed, and how often it had a checkpoint then. */
    record Tally(int kills, int resumed, long moments) {}

    /** Runs as if nothing could happen; the number of moments in which it could. */
    long whole(Path into) throws IOException {
        RunOptions options = options(program);
        options.out = into;
        untilKill = Long.MAX_VALUE;
        run(options, null);
        return Long.MAX_VALUE - untilKill;
    }

    /**
     * Kills it so many times at most and resumes it, until it has come to its end.
     *
     * @param moments how many there are in a whole run
     */
    Tally inPieces(int mostKills, long moments) throws IOException {
        delete(folder);
        while (true) {
            untilKill =
                    kills < mostKills ? 1 + (long) Math.exp(random.nextDouble() * Math.log(moments)) : Long.MAX_VALUE;
            try {
                if (Files.exists(folder.resolve("checkpoint"))) {
                    resumed++;
                    RunOptions said = options(null);
                    try (ResumedRun from = ResumedRun.open(folder)) {
                        run(said, from);
                    }
                } else {
                    delete(folder);
                    RunOptions options = options(program);
                    options.out = folder;
                    run(options, null);
                }
                return new Tally(kills, resumed, moments);
            } catch (Killed e) {
                kills++;
                delete(folder);
                Files.move(aside(), folder);
            }
        }
    }

    Path folder() {
        return folder;
    }

    private Path aside() {
        return base.resolve("aside");
    }

    private RunOptions options(@Nullable Path file) {
        RunOptions options = new RunOptions();
        options.program = file;
        options.quiet = true;
        options.noProgress = true;
        // A network's time between 0.1 ms and some 100 ms: checkpoints at any tick.
        options.checkpoint =
                String.format(java.util.Locale.ROOT, "%.1f ms", 0.1 * Math.exp(7 * Math.sqrt(random.nextDouble())));
        return options;
    }

    private void run(RunOptions options, @Nullable ResumedRun from) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(out, out, false, false, 80, false);
        try {
            int exit = new Run(terminal, this::engine, options, List.of("run"), from).call();
            if (exit > ExitCode.REQUIRE_FAILED) {
                throw new AssertionError(said.toString(StandardCharsets.UTF_8));
            }
        } catch (BugException e) {
            if (e.getCause() instanceof Killed killed) {
                throw killed;
            }
            throw e;
        }
    }

    /** A moment in which the run may be killed. */
    private void moment() {
        if (--untilKill == 0) {
            try {
                delete(aside());
                copy(folder, aside());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            throw new Killed();
        }
    }

    // ---- an engine in which a run may be killed whenever something is recorded or written down

    private SessionProvider engine(ForeignNeurons neurons) {
        // Neither the number of threads nor the kind of code has to be that of before.
        Execution.Code[] codes = Execution.Code.values();
        Execution execution = new Execution(codes[random.nextInt(codes.length)], 1 + random.nextInt(3));
        Emulator emulator = new Emulator(neurons, execution);
        return new SessionProvider() {
            @Override
            public long estimateMemory(Image image) {
                return emulator.estimateMemory(image);
            }

            @Override
            public Synapses synapses() {
                return emulator.synapses();
            }

            @Override
            public Session open(Image image, Recorder recorder) {
                moment();
                return dying(emulator.open(image, dying(recorder)));
            }
        };
    }

    private Recorder dying(Recorder recorder) {
        return new Recorder() {
            @Override
            public boolean wants(int group, int event) {
                return recorder.wants(group, event);
            }

            @Override
            public void events(int group, int event, long tick, int[] members, int count) {
                recorder.events(group, event, tick, members, count);
                moment();
            }

            @Override
            public void values(int probe, long ticks, double[] values) {
                recorder.values(probe, ticks, values);
                moment();
            }
        };
    }

    private Session dying(Session session) {
        return proxy(Session.class, (method, arguments) -> {
            if (method.getName().equals("save")) {
                StateSink sink = (StateSink) arguments[0];
                session.save(proxy(StateSink.class, (m, a) -> {
                    if (random.nextInt(50) == 0) {
                        moment();
                    }
                    return m.invoke(sink, a);
                }));
                return null;
            }
            return method.invoke(session, arguments);
        });
    }

    private interface Call {
        @Nullable
        Object with(Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (p, method, arguments) -> {
                    try {
                        return call.with(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    // ---- folders

    static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /** What differs between the folders of two runs; empty if they say the same. */
    static String difference(Path a, Path b) throws IOException {
        Map<String, byte[]> left = files(a);
        Map<String, byte[]> right = files(b);
        List<String> found = new ArrayList<>();
        if (!left.keySet().equals(right.keySet())) {
            found.add("files " + left.keySet() + " and " + right.keySet());
        }
        for (String name : left.keySet()) {
            byte[] one = left.get(name);
            byte[] other = right.get(name);
            if (other != null && !java.util.Arrays.equals(one, other)) {
                if (!name.equals("manifest.json") || !manifest(one).equals(manifest(other))) {
                    found.add(name + " differs");
                }
            }
        }
        return String.join("; ", found);
    }

    private static String manifest(byte[] bytes) {
        return Json.text(stripped(Json.parse(new String(bytes, StandardCharsets.UTF_8))));
    }

    private static @Nullable Object stripped(@Nullable Object tree) {
        return switch (tree) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> kept = new TreeMap<>();
                map.forEach((name, value) -> {
                    if (!FREE.contains(String.valueOf(name))) {
                        kept.put(String.valueOf(name), stripped(value));
                    }
                });
                yield kept;
            }
            case List<?> list -> {
                List<@Nullable Object> kept = new ArrayList<>();
                list.forEach(element -> kept.add(stripped(element)));
                yield kept;
            }
            case null, default -> tree;
        };
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
