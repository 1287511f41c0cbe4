package bouton.cli.diff;

import bouton.image.ir.Kernel;
import bouton.image.net.Scope;
import bouton.image.run.ForwardingSession;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import bouton.image.run.StimulusInput;
import java.util.Arrays;
import java.util.List;

/** A session that stands still now and then until another one has come as far; it notes what is given to it from outside. */
final class PacedSession extends ForwardingSession {
    private final Session session;
    private final Pace pace;

    /** What it waits for. */
    interface Pace {
        /** How many ticks may run from this one on until it waits. */
        long room(long tick);

        /** Waits; false if the run is to stop. */
        boolean ran(long tick);

        /** Something is given to the network. */
        void input(String what, int content);
    }

    PacedSession(Session session, Pace pace) {
        super(session);
        this.session = session;
        this.pace = pace;
    }

    @Override
    public long run(long ticks, RunMonitor monitor, TickCheck check) {
        return paced(false, ticks, monitor, check);
    }

    @Override
    public long proceed(long ticks, RunMonitor monitor, TickCheck check) {
        return paced(true, ticks, monitor, check);
    }

    private long paced(boolean goesOn, long ticks, RunMonitor monitor, TickCheck check) {
        Followed followed = new Followed(monitor, check);
        while (followed.before < ticks && !followed.ended) {
            long most = Math.min(ticks - followed.before, pace.room(session.tick()));
            long ran = goesOn || followed.before > 0
                    ? session.proceed(most, followed::progress, followed.check())
                    : session.run(most, followed::progress, followed.check());
            followed.before += ran;
            if (!pace.ran(session.tick())) {
                // The protocol learns from its monitor that it is to stop.
                monitor.progress(followed.before);
                break;
            }
        }
        return followed.before;
    }

    /** Counts the ticks of a run from its begin, not from where it last stood still. */
    private static final class Followed {
        private final RunMonitor monitor;
        private final TickCheck asked;
        private long before;
        private boolean ended;

        Followed(RunMonitor monitor, TickCheck asked) {
            this.monitor = monitor;
            this.asked = asked;
        }

        boolean progress(long ran) {
            boolean goesOn = monitor.progress(before + ran);
            ended |= !goesOn;
            return goesOn;
        }

        TickCheck check() {
            return asked == TickCheck.NONE ? asked : this::goesOn;
        }

        private boolean goesOn(long ran) {
            boolean goesOn = asked.goesOn(before + ran);
            ended |= !goesOn;
            return goesOn;
        }
    }

    @Override
    public void present(int group, StimulusInput input) {
        pace.input("input of " + image().groups().get(group).name(), content(input));
        session.present(group, input);
    }

    private static int content(StimulusInput input) {
        return switch (input) {
            case StimulusInput.Silent s -> 0;
            case StimulusInput.Levels l -> Arrays.hashCode(l.values());
            case StimulusInput.LevelRows l -> Arrays.deepHashCode(l.rows());
            case StimulusInput.EventTicks e -> Arrays.deepHashCode(e.ticks());
            case StimulusInput.PoissonMeans p -> Arrays.hashCode(p.perTick());
            case StimulusInput.Regular r ->
                31 * (31 * Arrays.hashCode(r.period()) + Arrays.hashCode(r.first())) + Long.hashCode(r.count());
        };
    }

    @Override
    public void emit(int event, double payload) {
        pace.input("event " + image().globalEvents().get(event).name(), Double.hashCode(payload));
        session.emit(event, payload);
    }

    @Override
    public void apply(Scope scope, Kernel kernel, double[] payload) {
        pace.input(kernel.name(), Arrays.hashCode(payload));
        session.apply(scope, kernel, payload);
    }

    @Override
    public void reset(Scope scope, List<Integer> fields) {
        pace.input("a reset of " + name(scope), fields.hashCode());
        session.reset(scope, fields);
    }

    @Override
    public void learning(Scope scope, boolean on) {
        pace.input("a switch of the learning of " + name(scope), Boolean.hashCode(on));
        session.learning(scope, on);
    }

    private String name(Scope scope) {
        return switch (scope) {
            case Scope.OfGroup(int g) -> image().groups().get(g).name();
            case Scope.OfProjection(int p) -> image().projections().get(p).name();
        };
    }
}
