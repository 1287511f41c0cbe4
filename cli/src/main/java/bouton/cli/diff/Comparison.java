package bouton.cli.diff;

import bouton.compiler.Compiled;
import bouton.image.net.Group;
import bouton.image.net.Image;
import bouton.image.net.Probe;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures by how much two runs differ, while they run. */
final class Comparison implements Watcher {
    /** Values that may wait to be compared. */
    private static final long ROOM = 1 << 18;

    private static final long LONGEST = 256;

    private final Settings settings;
    private @Nullable Running running;
    private @Nullable Image image;
    private @Nullable Compiled first;
    private @Nullable Compiled second;
    private List<WeightComparison.Scatter> scatters = List.of();
    private List<FirstSpike> firsts = List.of();
    private List<Incoming> incoming = List.of();
    private long ticks;

    /**
     * What is measured, in ms.
     *
     * @param tau time constant of the van Rossum distance
     * @param precision of coincidences
     * @param window length of a window to begin with; 0: a tick or 1 ms
     */
    record Settings(double tau, double precision, double window) {}

    /** All that there is once both sessions are open. */
    private record Running(
            Timeline timeline,
            Rows first,
            Rows second,
            SpikeComparison spikes,
            StateComparison states,
            WeightComparison weights,
            long chunk) {}

    Comparison(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Probe.Values> probes(Compiled compiled) {
        return ObservedValues.probes(compiled);
    }

    @Override
    public boolean opened(Standing a, Standing b) {
        Image ours = a.compiled().image();
        image = ours;
        first = a.compiled();
        second = b.compiled();
        List<ObservedValues.Observed> observed = ObservedValues.of(a.compiled());
        double dt = ours.dt();
        double window = settings.window() > 0 ? settings.window() : 1;
        Timeline timeline = new Timeline(Math.max(1, Math.round(window / dt)));
        Rows first = new Rows(observed.size());
        Rows second = new Rows(observed.size());
        first.use(a.log());
        second.use(b.log());
        long precision = Math.max(0, Math.round(settings.precision() / dt));
        List<String> names = ours.groups().stream().map(Group::name).toList();
        long values = 1;
        for (ObservedValues.Observed o : observed) {
            values += 2L * ours.groups().get(o.group()).size();
        }
        running = new Running(
                timeline,
                first,
                second,
                new SpikeComparison(ours, observed, first, second, settings.tau() / dt, precision, timeline),
                new StateComparison(observed, names, timeline),
                new WeightComparison(a, b, timeline),
                Math.max(1, Math.min(LONGEST, ROOM / values)));
        return true;
    }

    private Running running() {
        return java.util.Objects.requireNonNull(running, "nothing has been opened");
    }

    @Override
    public long room(long tick) {
        Running r = running();
        return Math.min(r.chunk() - tick % r.chunk(), r.timeline().room(tick));
    }

    @Override
    public boolean ran(long from, long to, Standing a, Standing b) {
        Running r = running();
        r.spikes().compare(a.log(), b.log(), to, r.timeline());
        r.states().compare(r.first(), r.second(), from, to, r.timeline());
        r.first().keepLast();
        r.second().keepLast();
        if (r.timeline().room(to) == 0) {
            close(to, false, a, b);
        }
        ticks = to;
        return true;
    }

    private void close(long to, boolean last, Standing a, Standing b) {
        Running r = running();
        r.spikes().close(to, last, r.timeline());
        r.weights().compare(a.session(), b.session(), r.timeline());
        r.timeline().close(to);
    }

    @Override
    public void ended(long to, Standing a, Standing b) {
        close(to, true, a, b);
        scatters = running().weights().scatters(a.session(), b.session());
        firsts = running().spikes().firsts();
        if (!firsts.isEmpty()) {
            FirstSpike earliest = firsts.getFirst();
            incoming = Incoming.of(a.session(), earliest.group(), earliest.neuron());
        }
    }

    /** Whether both sessions could be opened. */
    boolean hasRun() {
        return running != null;
    }

    /** What the first side ran. */
    Compiled first() {
        return java.util.Objects.requireNonNull(first, "nothing has been opened");
    }

    /** What the second side ran. */
    Compiled second() {
        return java.util.Objects.requireNonNull(second, "nothing has been opened");
    }

    Measured measured() {
        Running r = running();
        Image ours = java.util.Objects.requireNonNull(image);
        List<Series> series = new ArrayList<>(r.spikes().series(r.timeline()));
        series.addAll(r.states().series(r.timeline()));
        series.addAll(r.weights().series(r.timeline()));
        return new Measured(
                ours,
                second().image(),
                ticks,
                r.spikes().figures(ticks),
                firsts,
                incoming,
                r.states().figures(),
                r.weights().figures(),
                r.weights().unlike(),
                r.spikes().otherStimulus(),
                r.timeline().ends(),
                series,
                r.spikes().raster().dots(),
                scatters);
    }
}
