package bouton.cli.protocol;

import bouton.cli.world.FileEnvironment;
import bouton.compiler.Compiled;
import bouton.dsl.check.Bindings;
import bouton.dsl.check.Environment;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.TextRenderer;
import bouton.dsl.experiment.Experiment;
import bouton.dsl.experiment.Experiments;
import bouton.dsl.model.TargetDef;
import bouton.dsl.source.Span;
import bouton.emulator.Emulator;
import bouton.image.file.StateFile;
import bouton.image.file.StateWriter;
import bouton.image.run.Recorder;
import bouton.image.run.Session;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs an experiment, once as it is and once killed at random moments and gone on with from checkpoints at random ticks, and keeps
 * a line for all that its listener and its recorder hear.
 */
final class Interrupted implements ExperimentListener, Checkpointing {
    private final Program program;
    private final TargetDef target;
    private final Experiment experiment;
    private final FileEnvironment environment;
    private final Path folder;
    private final @Nullable Random random;

    private final List<String> lines = new ArrayList<>();
    private int keptLines;
    private int kills;
    private int resumed;
    private long untilKill = Long.MAX_VALUE;

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private Interrupted(
            Program program,
            TargetDef target,
            Experiment experiment,
            FileEnvironment environment,
            Path folder,
            @Nullable Random random) {
        this.program = program;
        this.target = target;
        this.experiment = experiment;
        this.environment = environment;
        this.folder = folder;
        this.random = random;
    }

    /** @param kills how many there were */
    record Result(List<String> lines, int kills) {}

    /** A checked experiment of a program. */
    static final class Subject {
        private final FileEnvironment environment = new FileEnvironment();
        private final Program program;
        private final TargetDef target;
        private final Experiment experiment;

        Subject(Path file, String name) throws IOException {
            Diagnostics diagnostics = new Diagnostics();
            Environment.Text text = environment.program(file);
            program = Frontend.load(text.name(), text.bytes(), environment, diagnostics);
            target = program.target("", diagnostics);
            Experiment checked = null;
            for (var e : program.experiments()) {
                if (checked == null && (name.isEmpty() || e.name().text().equals(name))) {
                    checked = Experiments.check(program, e, target, new Bindings(), diagnostics);
                }
            }
            if (checked == null || diagnostics.hasErrors()) {
                throw new IllegalArgumentException(new TextRenderer(false).render(diagnostics.sorted()));
            }
            experiment = checked;
        }

        Result whole(Path folder) throws IOException {
            Interrupted run = new Interrupted(program, target, experiment, environment, folder, null);
            run.run(null);
            return new Result(run.lines, 0);
        }

        /** Dies and is gone on with until it has come to its end. */
        Result inPieces(Path folder, Random random, int mostKills, int lines) throws IOException {
            Interrupted run = new Interrupted(program, target, experiment, environment, folder, random);
            Path file = folder.resolve("state");
            Files.deleteIfExists(file);
            while (true) {
                run.untilKill = run.kills < mostKills
                        ? 1 + (long) Math.exp(random.nextDouble() * Math.log(1 + lines))
                        : Long.MAX_VALUE;
                try {
                    if (!Files.exists(file)) {
                        run.lines.clear();
                        run.run(null);
                    } else {
                        run.resumed++;
                        run.lines.subList(run.keptLines, run.lines.size()).clear();
                        try (FileChannel channel = FileChannel.open(file)) {
                            run.run(new StateFile(channel));
                        }
                    }
                    return new Result(run.lines, run.kills);
                } catch (Killed e) {
                    run.kills++;
                }
            }
        }
    }

    private void run(@Nullable StateSource state) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        ExperimentRunner.Outcome outcome = ExperimentRunner.run(
                experiment,
                program,
                target,
                new Bindings(),
                new Emulator(environment.foreignNeurons()),
                this,
                random == null ? Checkpointing.NONE : this,
                state,
                diagnostics);
        lines.add("outcome " + outcome + new TextRenderer(false).render(diagnostics.sorted()));
    }

    private void heard(String line) {
        if (--untilKill <= 0) {
            untilKill = Long.MAX_VALUE;
            throw new Killed();
        }
        lines.add(line);
    }

    // ---- checkpoints

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public long room(long tick, double dt) {
        return random == null ? Long.MAX_VALUE : 1 + (long) Math.exp(random.nextDouble() * 9);
    }

    @Override
    public boolean isDue(long tick, double dt) {
        return random != null && random.nextInt(3) == 0;
    }

    @Override
    public void save(Consumer<StateSink> state, Session session) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StateWriter writer = new StateWriter(bytes);
        state.accept(writer);
        session.save(writer);
        writer.finish();
        Files.write(folder.resolve("state"), bytes.toByteArray());
        keptLines = lines.size();
    }

    // ---- what is heard

    @Override
    public Recorder begin(Point point, Compiled compiled) {
        String begun = "begin " + point;
        // A point that is gone on with begins a second time, which is no news.
        if (!lines.contains(begun)) {
            lines.add(begun);
        }
        return new Recorder() {
            @Override
            public void events(int group, int event, long tick, int[] members, int count) {
                heard("events " + group + " " + event + " " + tick + " "
                        + Arrays.toString(Arrays.copyOf(members, count)));
            }

            @Override
            public void values(int probe, long ticks, double[] values) {
                heard("values " + probe + " " + ticks + " " + Arrays.hashCode(values));
            }
        };
    }

    @Override
    public boolean progress(long done, long planned) {
        if (--untilKill <= 0) {
            untilKill = Long.MAX_VALUE;
            throw new Killed();
        }
        return true;
    }

    @Override
    public void record(String name, double[] values, String unit) {
        heard("record " + name + Arrays.toString(values));
    }

    @Override
    public void require(Requirement result) {
        heard("require " + result.condition() + result.passed() + result.left() + result.right() + result.message());
    }

    @Override
    public void gaveUp(Span at) {
        heard("gave up " + at);
    }

    @Override
    public void end(Point point, Session session, boolean complete) {
        StringBuilder end = new StringBuilder("end " + point + complete + session.tick());
        end.append(Arrays.toString(session.counters()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StateWriter writer = new StateWriter(bytes);
        if (session.whyNotSaved().isEmpty()) {
            session.save(writer);
        }
        writer.finish();
        heard(end.append(Arrays.hashCode(bytes.toByteArray())).toString());
    }
}
