package bouton.cli.diff;

import bouton.cli.protocol.ExperimentListener;
import bouton.cli.protocol.ExperimentRunner;
import bouton.cli.protocol.Point;
import bouton.cli.protocol.Requirement;
import bouton.compiler.Compiled;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import bouton.image.chip.Hardware;
import bouton.image.net.Image;
import bouton.image.net.Probe;
import bouton.image.run.Recorder;
import bouton.image.run.Session;
import bouton.image.run.SessionProvider;
import bouton.image.run.Synapses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs one side, in a thread of its own, and waits for the other wherever both are to be looked at. */
final class Follower implements ExperimentListener, SessionProvider, PacedSession.Pace, Runnable {
    private final int number;
    private final Side side;
    private final int point;
    private final Rendezvous rendezvous;
    private final Watcher watcher;
    private final BooleanSupplier interrupted;
    private final Told told;
    private final SideLog log = new SideLog();
    private final Diagnostics diagnostics = new Diagnostics();
    private final List<Requirement> requirements = new ArrayList<>();
    private Deed.@Nullable Statement last;
    private boolean complete;
    private Watcher.@Nullable Standing standing;
    private @Nullable Compiled compiled;

    /** Is told how far a run has come. */
    interface Told {
        void ticks(long done, long planned, double dt);
    }

    Follower(
            int number,
            Side side,
            int point,
            Rendezvous rendezvous,
            Watcher watcher,
            BooleanSupplier interrupted,
            Told told) {
        this.number = number;
        this.side = side;
        this.point = point;
        this.rendezvous = rendezvous;
        this.watcher = watcher;
        this.interrupted = interrupted;
        this.told = told;
    }

    @Override
    public void run() {
        try {
            ExperimentRunner.runPoint(
                    side.experiment(),
                    point,
                    side.program(),
                    side.target(),
                    side.bindings(),
                    side.compiler(),
                    this,
                    this,
                    diagnostics);
            meet(Rendezvous.Occasion.LEFT);
        } catch (IOException e) {
            rendezvous.fail(new UncheckedIOException(e));
        } catch (RuntimeException | Error e) {
            rendezvous.fail(e);
        }
    }

    private boolean meet(Rendezvous.Occasion occasion) {
        Watcher.Standing now = standing;
        return rendezvous.meet(
                number,
                new Rendezvous.Arrival(occasion, now == null ? 0 : now.session().tick()));
    }

    // ---- what it knows, while it stands still or when it has ended

    Watcher.Standing standing() {
        return java.util.Objects.requireNonNull(standing, "no session has been opened");
    }

    SideLog log() {
        return log;
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    /** The statement that it is at, or was the last. */
    String lastStatement() {
        Deed.Statement known = last;
        return known == null ? "its begin" : known.at() + " `" + known.text() + "`";
    }

    /** Length of a tick in ms. */
    double dt() {
        return standing().compiled().image().dt();
    }

    /** Judged so far. */
    List<Requirement> requirements() {
        return requirements;
    }

    /** Whether the point came to its end. */
    boolean isComplete() {
        return complete;
    }

    // ---- the session

    @Override
    public Synapses synapses() {
        return side.provider().synapses();
    }

    @Override
    public long estimateMemory(Image image) {
        return side.provider().estimateMemory(image);
    }

    @Override
    public Session open(Image image, Recorder recorder) {
        Compiled known = compiled;
        if (known == null) {
            // It is still being compiled: for a chip that is described bit by bit, from the values of the network as
            // built.
            return side.provider().open(image, recorder);
        }
        List<Probe.Values> added = watcher.probes(known);
        log.open(added.size());
        List<Probe> probes = new ArrayList<>(image.probes());
        int first = probes.size();
        probes.addAll(added);
        // Nobody asks here what it would cost on a chip.
        Image free = image.on(Hardware.NONE, image.origins()).withProbes(probes);
        Session session = side.provider().open(free, new Split(recorder, first));
        standing = new Watcher.Standing(known, session, log);
        return new PacedSession(session, this);
    }

    /** Hands to the experiment what it asked for, and to the log what the comparison did. */
    private final class Split implements Recorder {
        private final Recorder recorder;
        private final int first;

        Split(Recorder recorder, int first) {
            this.recorder = recorder;
            this.first = first;
        }

        @Override
        public boolean wants(int group, int event) {
            return event == 0 || recorder.wants(group, event);
        }

        @Override
        public void events(int group, int event, long tick, int[] members, int count) {
            if (event == 0) {
                log.spikes(group, tick, members, count);
            }
            recorder.events(group, event, tick, members, count);
        }

        @Override
        public void values(int probe, long ticks, double[] values) {
            if (probe < first) {
                recorder.values(probe, ticks, values);
            } else {
                log.values(probe - first, ticks, values);
            }
        }
    }

    @Override
    public long room(long tick) {
        // Behind an end, for example because the other side could not be compiled, nobody looks any more.
        return rendezvous.isOver() ? 1 : watcher.room(tick);
    }

    @Override
    public boolean ran(long tick) {
        return meet(Rendezvous.Occasion.RAN);
    }

    @Override
    public void input(String what, int content) {
        Deed.Statement now = last;
        log.input(
                new Deed.Input(now == null ? "" : now.at(), standing().session().tick(), what, content));
    }

    // ---- the protocol

    @Override
    public Recorder begin(Point at, Compiled made) {
        compiled = made;
        return Recorder.NOTHING;
    }

    @Override
    public void opened(Session session) {
        meet(Rendezvous.Occasion.OPENED);
    }

    @Override
    public void statement(Span at) {
        Deed.Statement now = new Deed.Statement(at);
        last = now;
        log.statement(now);
    }

    @Override
    public boolean progress(long done, long planned) {
        Compiled known = compiled;
        if (known != null) {
            told.ticks(done, planned, known.image().dt());
        }
        return !rendezvous.isOver() && !interrupted.getAsBoolean();
    }

    @Override
    public void record(String name, double[] values, String unit) {}

    @Override
    public void require(Requirement result) {
        requirements.add(result);
    }

    @Override
    public void end(Point at, Session session, boolean whole) {
        complete = whole;
        meet(Rendezvous.Occasion.ENDED);
    }
}
