package bouton.cli.run;

import bouton.cli.output.PointFolder;
import bouton.cli.output.Readers;
import bouton.cli.output.RunFolder;
import bouton.cli.output.Status;
import bouton.cli.protocol.ExperimentListener;
import bouton.cli.protocol.Point;
import bouton.cli.protocol.Requirement;
import bouton.cli.statistics.NotNumbers;
import bouton.cli.statistics.PointFigures;
import bouton.cli.terminal.CostTables;
import bouton.cli.terminal.Figures;
import bouton.cli.terminal.Header;
import bouton.cli.terminal.MachineTable;
import bouton.cli.terminal.Progress;
import bouton.cli.terminal.Summary;
import bouton.cli.terminal.SweepTable;
import bouton.cli.terminal.Terminal;
import bouton.compiler.Compiled;
import bouton.dsl.source.Span;
import bouton.image.net.Image;
import bouton.image.run.CostReport;
import bouton.image.run.MachineReport;
import bouton.image.run.Recorder;
import bouton.image.run.Session;
import bouton.image.run.SessionProvider;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows a run: writes its folder and tells the terminal. */
public final class RunReporter implements ExperimentListener, AutoCloseable {
    private static final String SECTION = "report";

    /** From here on the memory that a network needs is told before it is built. */
    private static final long LARGE = 100_000_000;

    private static final long FLUSH_INTERVAL = 1_000_000_000L;

    private final Terminal terminal;
    private final RunFolder folder;
    private final Interruption interruption;
    private final SessionProvider provider;
    private final Options options;
    private final Summary summary;
    private SweepTable sweep;
    private String experiment = "";
    private long mark = System.nanoTime();
    private long flushed = mark;
    private double buildSeconds;
    /** Of this point, before it was gone on with. */
    private double secondsBefore;

    private @Nullable Current current;
    private final Map<Wait, Integer> waits = new LinkedHashMap<>();

    /** A statement that waits. */
    private record Wait(String text, String at) {}

    /** The point that runs. */
    private record Current(
            PointFolder folder,
            Compiled compiled,
            Readers readers,
            @Nullable Progress progress) {}

    /**
     * How much is told.
     *
     * @param file the program, as named
     * @param quiet nothing but failed conditions
     * @param progress whether progress is told
     */
    public record Options(String file, boolean quiet, boolean progress) {}

    /** @param provider what will run the images, for its estimate of memory */
    public RunReporter(
            Terminal terminal, RunFolder folder, Interruption interruption, SessionProvider provider, Options options) {
        this.terminal = terminal;
        this.folder = folder;
        this.interruption = interruption;
        this.provider = provider;
        this.options = options;
        this.summary = new Summary(terminal);
        this.sweep = new SweepTable(terminal);
    }

    @Override
    public Recorder begin(Point point, Compiled compiled) throws IOException {
        Image image = compiled.image();
        if (!options.quiet) {
            head(point, image);
        }
        PointFolder started = folder.begin(point, image);
        String task = point.experiment();
        if (point.total() > 1) {
            task += " " + (point.index() + 1) + "/" + point.total();
        }
        Progress progress = options.progress && !options.quiet ? new Progress(terminal, task, image.dt()) : null;
        current = new Current(started, compiled, compiled::reader, progress);
        return started;
    }

    private void head(Point point, Image image) {
        if (!point.experiment().equals(experiment)) {
            if (!experiment.isEmpty()) {
                terminal.out().println();
            }
            experiment = point.experiment();
            sweep = new SweepTable(terminal);
            Header.lines(options.file, experiment, point.total(), image, terminal.style())
                    .forEach(terminal.out()::println);
            long estimate = provider.estimateMemory(image);
            if (estimate > LARGE) {
                terminal.out()
                        .println("  needs about " + Figures.bytes(estimate) + " of memory, and some time to build");
            }
        }
        terminal.out().flush();
    }

    @Override
    public void opened(Session session) {
        long now = System.nanoTime();
        buildSeconds += (now - mark) / 1e9;
        mark = now;
    }

    @Override
    public boolean progress(long done, long planned) throws IOException {
        Current running = running();
        if (running.progress != null) {
            running.progress.ticks(done, planned);
        }
        long now = System.nanoTime();
        if (now - flushed >= FLUSH_INTERVAL) {
            flushed = now;
            running.folder.flush(done);
            folder.save();
        }
        return !interruption.requested();
    }

    @Override
    public void record(String name, double[] values, String unit) throws IOException {
        running().folder.record(name, values, unit);
    }

    @Override
    public void require(Requirement result) {
        running().folder.require(result);
    }

    @Override
    public void control(String name, boolean failed) {
        String what =
                failed ? "failed, as a control must" : "is a control, and all its requirements hold; one must fail";
        if (!failed || !options.quiet) {
            (options.quiet ? terminal.err() : terminal.out())
                    .println("  " + (failed ? "✓ " : "✗ ") + name + " " + what);
        }
    }

    @Override
    public void gaveUp(Span at) {
        waits.merge(new Wait(at.text(), at.toString()), 1, Integer::sum);
    }

    @Override
    public void end(Point point, Session session, boolean complete) throws IOException {
        Current ended = running();
        double runSeconds = secondsBefore + (System.nanoTime() - mark) / 1e9;
        secondsBefore = 0;
        if (ended.progress != null) {
            ended.progress.close();
        }
        List<String> lost = NotNumbers.in(session, ended.readers);
        PointFigures figures = ended.folder.finish(session, ended.readers, buildSeconds, runSeconds);
        ended.folder.close(complete ? Status.COMPLETE : notComplete());
        tell(ended.folder, figures);
        if (!options.quiet && ended.folder.point().total() == 1) {
            session.costs().ifPresent(this::tell);
            session.machine().ifPresent(m -> table(m).lines().forEach(terminal.out()::println));
        }
        session.machine()
                .ifPresent(m -> table(m).warnings().forEach(w -> terminal.err().println("bouton: " + w)));
        waits.forEach((wait, times) -> terminal.out()
                .println("  `" + wait.text() + "` came to its end without its condition"
                        + (times == 1 ? "" : ", " + times + " times")));
        waits.clear();
        lost.forEach(l -> terminal.err().println("bouton: " + l));
        current = null;
        buildSeconds = 0;
        mark = System.nanoTime();
    }

    /** Writes down what it and the folder of the point know, for {@link #restore}. */
    void save(StateSink out, long ticks) throws IOException {
        out.section(SECTION);
        out.doubles("seconds", buildSeconds, secondsBefore + (System.nanoTime() - mark) / 1e9);
        out.longs("waits", waits.size());
        waits.forEach((wait, times) -> {
            out.text("text", wait.text());
            out.text("at", wait.at());
            out.longs("times", times);
        });
        running().folder.save(out, ticks);
    }

    /** The next point goes on with one that has been saved. */
    public void restore(StateSource in) {
        in.section(SECTION);
        double[] seconds = new double[2];
        in.into("seconds", seconds);
        buildSeconds = seconds[0];
        secondsBefore = seconds[1];
        for (long left = in.number("waits"); left > 0; left--) {
            waits.put(new Wait(in.text("text"), in.text("at")), in.index("times"));
        }
    }

    /** The point that runs. */
    Point point() {
        return running().folder.point();
    }

    private Status notComplete() {
        return interruption.requested() ? Status.PARTIAL : Status.FAILED;
    }

    private void tell(PointFolder ended, PointFigures figures) {
        List<Requirement> requirements = ended.requirements();
        List<Requirement> failed =
                requirements.stream().filter(r -> !r.passed()).toList();
        if (options.quiet) {
            summary.of(failed).forEach(terminal.err()::println);
        } else if (ended.point().total() > 1) {
            sweep.point(ended.point(), figures, requirements).forEach(terminal.out()::println);
            summary.of(failed).forEach(terminal.out()::println);
            List<Requirement> across = requirements.stream()
                    .filter(r -> r.passed() && r.point().values().isEmpty())
                    .toList();
            summary.of(across).forEach(terminal.out()::println);
        } else {
            summary.of(figures).forEach(terminal.out()::println);
            if (!requirements.isEmpty()) {
                terminal.out().println();
                summary.of(requirements).forEach(terminal.out()::println);
            }
        }
        terminal.out().flush();
    }

    private void tell(CostReport costs) {
        new CostTables(terminal, running().compiled().image(), costs).lines().forEach(terminal.out()::println);
        terminal.out().flush();
    }

    private MachineTable table(MachineReport report) {
        return new MachineTable(terminal, running().compiled().image(), report);
    }

    private Current running() {
        Current running = current;
        if (running == null) {
            throw new IllegalStateException("no point has begun");
        }
        return running;
    }

    /** Gives up a point that has not ended. */
    @Override
    public void close() throws IOException {
        Current left = current;
        if (left != null) {
            current = null;
            if (left.progress != null) {
                left.progress.close();
            }
            left.folder.close(notComplete());
        }
    }
}
