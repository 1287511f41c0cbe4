package bouton.cli.run;

import bouton.cli.output.Judgement;
import bouton.cli.output.PointFolder;
import bouton.cli.output.PointLabel;
import bouton.cli.output.Readers;
import bouton.cli.output.RunFolder;
import bouton.cli.output.Status;
import bouton.cli.statistics.PointFigures;
import bouton.cli.terminal.Figures;
import bouton.cli.terminal.Header;
import bouton.cli.terminal.Progress;
import bouton.cli.terminal.Summary;
import bouton.cli.terminal.SweepTable;
import bouton.cli.terminal.Terminal;
import bouton.image.net.Image;
import bouton.image.run.Recorder;
import bouton.image.run.Session;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows a run: writes its folder and tells the terminal. The calls come from the thread that runs it. */
public final class RunReporter implements AutoCloseable {
    /** From here on the memory that a network needs is told before it is built. */
    private static final long LARGE = 100_000_000;

    private static final long FLUSH_INTERVAL = 1_000_000_000L;

    private final Terminal terminal;
    private final RunFolder folder;
    private final Interruption interruption;
    private final Options options;
    private final Summary summary;
    private SweepTable sweep;
    private String experiment = "";
    private long mark = System.nanoTime();
    private long flushed = mark;
    private double buildSeconds;
    private boolean opened;
    private @Nullable PointFolder point;
    private @Nullable Progress progress;

    /**
     * How much is told.
     *
     * @param file the program, as named
     * @param quiet nothing but failed conditions
     * @param progress whether progress is told
     */
    public record Options(String file, boolean quiet, boolean progress) {}

    public RunReporter(Terminal terminal, RunFolder folder, Interruption interruption, Options options) {
        this.terminal = terminal;
        this.folder = folder;
        this.interruption = interruption;
        this.options = options;
        this.summary = new Summary(terminal);
        this.sweep = new SweepTable(terminal);
    }

    /**
     * A point begins: it has been compiled, and its session is to be opened.
     *
     * @param estimate bytes that the session will need
     * @return takes all observations of the session
     */
    public Recorder begin(PointLabel label, Image image, long estimate) throws IOException {
        if (!options.quiet && !label.experiment().equals(experiment)) {
            experiment = label.experiment();
            sweep = new SweepTable(terminal);
            Header.lines(options.file, experiment, label.total(), image, terminal.style())
                    .forEach(terminal.out()::println);
        }
        if (!options.quiet && label.index() == 0 && estimate > LARGE) {
            terminal.out().println("  needs about " + Figures.bytes(estimate) + " of memory, and some time to build");
        }
        terminal.out().flush();
        PointFolder started = folder.begin(label, image);
        point = started;
        opened = false;
        String task = label.total() > 1
                ? label.experiment() + " " + (label.index() + 1) + "/" + label.total()
                : label.experiment();
        progress = options.progress && !options.quiet ? new Progress(terminal, task, image.dt()) : null;
        return started;
    }

    /**
     * So far.
     *
     * @param planned number of ticks of the point, -1 if that is not known
     * @return false if the run is to stop
     */
    public boolean progress(long done, long planned) throws IOException {
        opened();
        if (progress != null) {
            progress.ticks(done, planned);
        }
        long now = System.nanoTime();
        if (now - flushed >= FLUSH_INTERVAL) {
            flushed = now;
            current().flush(done);
            folder.save();
        }
        return !interruption.requested();
    }

    /** The session is open: from now on time counts as running. */
    public void opened() {
        if (!opened) {
            opened = true;
            long now = System.nanoTime();
            buildSeconds = (now - mark) / 1e9;
            mark = now;
        }
    }

    /** A value, or the elements of a vector, has been recorded. */
    public void record(String name, double[] values, String unit) throws IOException {
        current().record(name, values, unit);
    }

    /** A condition has been judged. */
    public void require(Judgement judgement) {
        current().require(judgement);
    }

    /**
     * A point has ended; its session is still open.
     *
     * @param status whether it came to its end
     */
    public void end(Session session, Readers readers, Status status) throws IOException {
        opened();
        PointFolder ended = current();
        double runSeconds = (System.nanoTime() - mark) / 1e9;
        closeProgress();
        PointFigures figures = ended.finish(session, readers, buildSeconds, runSeconds);
        ended.close(status);
        tell(ended, figures);
        point = null;
        mark = System.nanoTime();
    }

    private void tell(PointFolder ended, PointFigures figures) {
        List<Judgement> judgements = ended.judgements();
        List<Judgement> failed = judgements.stream().filter(j -> !j.passed()).toList();
        if (options.quiet) {
            summary.of(failed).forEach(terminal.err()::println);
        } else if (ended.label().total() > 1) {
            sweep.point(ended.label(), figures, judgements).forEach(terminal.out()::println);
            summary.of(failed).forEach(terminal.out()::println);
        } else {
            summary.of(figures).forEach(terminal.out()::println);
            if (!judgements.isEmpty()) {
                terminal.out().println();
                summary.of(judgements).forEach(terminal.out()::println);
            }
        }
        terminal.out().flush();
    }

    private PointFolder current() {
        PointFolder current = point;
        if (current == null) {
            throw new IllegalStateException("no point has begun");
        }
        return current;
    }

    private void closeProgress() {
        if (progress != null) {
            progress.close();
            progress = null;
        }
    }

    /** Gives up a point that has not ended. */
    @Override
    public void close() throws IOException {
        closeProgress();
        if (point != null) {
            point.close(interruption.requested() ? Status.PARTIAL : Status.FAILED);
            point = null;
        }
    }
}
