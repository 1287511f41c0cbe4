package bouton.cli.run;

import bouton.cli.output.RunFolder;
import bouton.cli.protocol.Checkpointing;
import bouton.cli.protocol.Point;
import bouton.image.file.StateWriter;
import bouton.image.run.Session;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the checkpoints of a run into its folder. There is one at a time: the one before is there until the next is on the disk
 * as a whole.
 */
public final class Checkpoints implements Checkpointing {
    private static final String POSITION = "position";

    private final Intervals intervals;
    private final RunFolder folder;
    private final RunReporter reporter;
    private final Interruption interruption;
    private final Consumer<StateSink> run;
    private long written = System.nanoTime();
    private RunFolder.@Nullable Position last;

    /**
     * When a checkpoint is written. Nothing of a result depends on it.
     *
     * @param time after so many ms of a network's time, 0 for never
     * @param elapsed after so many seconds, 0 for never
     */
    public record Intervals(double time, double elapsed) {
        /** No checkpoints. */
        public static final Intervals NONE = new Intervals(0, 0);

        public boolean isNone() {
            return time == 0 && elapsed == 0;
        }
    }

    /**
     * @param run writes down what was asked for, in sections of its own
     * @param last where the run is gone on with; null if it begins
     */
    public Checkpoints(
            Intervals intervals,
            RunFolder folder,
            RunReporter reporter,
            Interruption interruption,
            Consumer<StateSink> run,
            RunFolder.@Nullable Position last) {
        this.intervals = intervals;
        this.folder = folder;
        this.reporter = reporter;
        this.interruption = interruption;
        this.run = run;
        this.last = last;
    }

    @Override
    public boolean isOn() {
        return !intervals.isNone();
    }

    @Override
    public long room(long tick, double dt) {
        long period = period(dt);
        return period == 0 ? Long.MAX_VALUE : period - tick % period;
    }

    @Override
    public boolean isDue(long tick, double dt) {
        long period = period(dt);
        boolean due = period > 0 && tick % period == 0
                || intervals.elapsed() > 0 && System.nanoTime() - written >= intervals.elapsed() * 1e9;
        return due && !here(tick).equals(last);
    }

    /** In ticks; 0 for never. */
    private long period(double dt) {
        return intervals.time() == 0 ? 0 : Math.max(1, Math.round(intervals.time() / dt));
    }

    private RunFolder.Position here(long tick) {
        Point point = reporter.point();
        return new RunFolder.Position(point.experiment(), point.index(), tick);
    }

    @Override
    public void save(Consumer<StateSink> state, Session session) throws IOException {
        RunFolder.Position here = here(session.tick());
        interruption.busy(true);
        try {
            folder.writeDurably(RunFolder.CHECKPOINT, out -> {
                StateWriter writer = new StateWriter(out);
                position(writer, here);
                run.accept(writer);
                // First the reporter: it hands all rows so far to the disk, and the folder then says how many they are.
                reporter.save(writer, here.tick());
                folder.save(writer);
                state.accept(writer);
                session.save(writer);
                writer.finish();
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            interruption.busy(false);
        }
        last = here;
        written = System.nanoTime();
        folder.kept(here);
    }

    private static void position(StateSink out, RunFolder.Position here) {
        out.section(POSITION);
        out.text("experiment", here.experiment());
        out.longs("point", here.point());
        out.longs("tick", here.tick());
    }

    /** Where the run stood when a checkpoint was written. */
    public static RunFolder.Position position(StateSource in) {
        in.section(POSITION);
        return new RunFolder.Position(in.text("experiment"), in.index("point"), in.number("tick"));
    }
}
