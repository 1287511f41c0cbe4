package bouton.cli.protocol;

import bouton.compiler.Compiled;
import bouton.compiler.Compiler;
import bouton.compiler.quantise.Interval;
import bouton.compiler.quantise.Site;
import bouton.dsl.check.Bindings;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.experiment.Experiment;
import bouton.dsl.experiment.Sweep;
import bouton.dsl.experiment.SweepPoint;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import bouton.dsl.source.Span;
import bouton.image.run.ForeignFault;
import bouton.image.run.Recorder;
import bouton.image.run.Session;
import bouton.image.run.SessionProvider;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a checked experiment, sweep point by sweep point: the way into this package. */
public final class ExperimentRunner {
    private static final String SECTION = "experiment";

    private final Experiment experiment;
    private final Program program;
    private final TargetDef target;
    private final Bindings bindings;
    private final SessionProvider provider;
    private final ExperimentListener listener;
    private final Diagnostics diagnostics;
    private final Checkpointing checkpoints;
    private List<Double> compiledFor = List.of();
    private @Nullable Compiled lastCompiled;
    private Program.@Nullable Data lastData;
    private double dataDt;
    private int running;
    private final PointResults results = new PointResults();
    private long passed;
    private long failed;
    private boolean stopped;
    private @Nullable NetworkCompiler compiler;
    /** One point is run by itself: nothing is judged over all. */
    private boolean single;

    private ExperimentRunner(
            Experiment experiment,
            Program program,
            TargetDef target,
            Bindings bindings,
            SessionProvider provider,
            ExperimentListener listener,
            Checkpointing checkpoints,
            Diagnostics diagnostics) {
        this.checkpoints = checkpoints.with(this::save);
        this.experiment = experiment;
        this.program = program;
        this.target = target;
        this.bindings = bindings;
        this.provider = provider;
        this.listener = listener;
        this.diagnostics = diagnostics;
    }

    /**
     * What came of it.
     *
     * @param passed number of {@code require}s that held, over all points
     * @param failed of those that did not
     * @param stopped the listener asked to stop
     */
    public record Outcome(long passed, long failed, boolean stopped) {}

    /** Makes an image of a network; null after a report. */
    public interface NetworkCompiler {
        @Nullable
        Compiled compile(Network network, TargetDef target, Diagnostics diagnostics);
    }

    /**
     * Runs one point of an experiment; statements about all points are left out.
     *
     * @param index of the point
     * @param compiler makes the image
     * @param diagnostics gets what could not be computed
     * @throws IOException of the listener
     */
    public static Outcome runPoint(
            Experiment experiment,
            int index,
            Program program,
            TargetDef target,
            Bindings bindings,
            NetworkCompiler compiler,
            SessionProvider provider,
            ExperimentListener listener,
            Diagnostics diagnostics)
            throws IOException {
        ExperimentRunner runner = new ExperimentRunner(
                experiment, program, target, bindings, provider, listener, Checkpointing.NONE, diagnostics);
        runner.compiler = compiler;
        runner.single = true;
        runner.point(index, experiment.points(), null);
        return new Outcome(runner.passed, runner.failed, runner.stopped);
    }

    /**
     * Runs all points of an experiment, until the listener asks to stop or something cannot be computed.
     *
     * @param diagnostics gets what could not be computed; then the point ends early and no other begins
     * @throws IOException of the listener
     */
    public static Outcome run(
            Experiment experiment,
            Program program,
            TargetDef target,
            Bindings bindings,
            SessionProvider provider,
            ExperimentListener listener,
            Diagnostics diagnostics)
            throws IOException {
        return run(experiment, program, target, bindings, provider, listener, Checkpointing.NONE, null, diagnostics);
    }

    /**
     * As {@link #run(Experiment, Program, TargetDef, Bindings, SessionProvider, ExperimentListener, Diagnostics)}, with
     * checkpoints.
     *
     * @param resumed what one of them has kept, to go on from there; null to begin
     * @throws bouton.image.run.StateException if that is of another experiment
     */
    public static Outcome run(
            Experiment experiment,
            Program program,
            TargetDef target,
            Bindings bindings,
            SessionProvider provider,
            ExperimentListener listener,
            Checkpointing checkpoints,
            @Nullable StateSource resumed,
            Diagnostics diagnostics)
            throws IOException {
        ExperimentRunner runner = new ExperimentRunner(
                experiment, program, target, bindings, provider, listener, checkpoints, diagnostics);
        int total = experiment.points();
        int first = resumed == null ? 0 : runner.restore(resumed);
        boolean goesOn = true;
        for (int index = first; index < total && goesOn; index++) {
            goesOn = runner.point(index, total, index == first ? resumed : null);
        }
        return new Outcome(runner.passed, runner.failed, runner.stopped);
    }

    private void save(StateSink out) {
        out.section(SECTION);
        out.longs("point", running);
        out.longs("passed", passed);
        out.longs("failed", failed);
        results.save(out);
    }

    /** Takes back what points before have come to; the number of the point that goes on. */
    private int restore(StateSource in) {
        in.section(SECTION);
        int index = in.index("point");
        passed = in.number("passed");
        failed = in.number("failed");
        results.restore(experiment, in);
        return index;
    }

    /** Whether the next point may begin. */
    private boolean point(int index, int total, @Nullable StateSource resumed) throws IOException {
        running = index;
        SweepPoint at = SweepPoint.of(experiment, index, target, bindings);
        Compiled compiled = compile(at, index);
        if (compiled == null) {
            return false;
        }
        List<Quantity> values = at.values().stream()
                .map(v ->
                        Protocol.quantity(v.swept().name(), v.value(), v.swept().unit()))
                .toList();
        Point point = new Point(experiment.name(), index, total, values);
        RunStore runs = new RunStore(experiment, compiled.image().probes().size(), listener.begin(point, compiled));
        try (Session session = open(compiled, runs)) {
            if (checkpoints.isOn()) {
                requireState(session);
            }
            listener.opened(session);
            World world = new World(experiment, compiled, session, runs);
            at.values().forEach(v -> world.putSwept(v.swept().slot(), v.value()));
            Randomness randomness =
                    new Randomness(experiment.name(), at.target().seed());
            Protocol protocol = new Protocol(world, point, randomness, listener, checkpoints, diagnostics);
            if (resumed != null) {
                session.restore(resumed);
                protocol.restore(resumed);
            }
            return play(protocol, world, point, session);
        } catch (Fault fault) {
            diagnostics.add(fault.diagnostic());
            return false;
        } catch (ForeignFault fault) {
            diagnostics.add(foreign(fault, compiled.network()));
            return false;
        }
    }

    private void requireState(Session session) {
        session.whyNotSaved().ifPresent(why -> {
            throw new Fault(
                    Diagnostic.of(Code.E001, experiment.span(), "this experiment can have no checkpoints: " + why)
                            .help(
                                    session.machine().isPresent()
                                            ? "run it without checkpoints"
                                            : "let the class implement it, or run without checkpoints"));
        });
    }

    private Diagnostic.Builder foreign(ForeignFault fault, Network network) {
        Span at = fault.number() < 0
                ? experiment.span()
                : network.foreign().get(fault.number()).span();
        return Diagnostic.of(Code.E001, at, String.valueOf(fault.getMessage()));
    }

    private boolean play(Protocol protocol, World world, Point point, Session session) throws IOException {
        boolean complete = true;
        try {
            protocol.run();
            if (experiment.across().isPresent() && !single && !protocol.isStopped()) {
                results.add(experiment, world, point.index());
                if (point.index() == point.total() - 1) {
                    results.give(experiment, world);
                    protocol.across(
                            experiment.across().get(),
                            new Point(point.experiment(), point.index(), point.total(), List.of()));
                }
            }
        } catch (Fault fault) {
            diagnostics.add(fault.diagnostic());
            complete = false;
        } catch (ForeignFault fault) {
            diagnostics.add(foreign(fault, world.network()));
            complete = false;
        }
        passed += protocol.passed();
        failed += protocol.failed();
        stopped = protocol.isStopped();
        complete &= !stopped;
        listener.end(point, session, complete);
        return complete;
    }

    private Session open(Compiled compiled, RunStore runs) {
        try {
            return provider.open(Samples.added(compiled, experiment), runs);
        } catch (IllegalArgumentException e) {
            throw new Fault(Code.E001, experiment.span(), "the network cannot be built: " + e.getMessage());
        }
    }

    /**
     * The image of a point; that of the point before if only names of the experiment differ, unless the formats of a chip's
     * integers follow from what the point does. Null after a report.
     */
    private @Nullable Compiled compile(SweepPoint at, int index) throws IOException {
        List<Double> key = at.values().stream()
                .filter(v -> v.swept().kind() != Sweep.Kind.FREE)
                .map(SweepPoint.Value::value)
                .toList();
        boolean follows = compiler == null && Compiler.integers(at.target()).isPresent();
        if (lastCompiled != null && key.equals(compiledFor) && !follows) {
            return lastCompiled;
        }
        Diagnostics found = new Diagnostics();
        Network network = program.network(
                experiment.network(), at.target(), at.bindings(), experiment.settable(), data(at, found), found);
        Compiled compiled = null;
        if (network == null || found.hasErrors()) {
            diagnostics.addAll(found.sorted());
        } else {
            // Its warnings have been told when it was checked.
            compiled = compile(network, at, index);
        }
        compiledFor = key;
        lastCompiled = compiled;
        return compiled;
    }

    /** For a chip with integers, the same point runs in float64 first: that shows how large values become. */
    private @Nullable Compiled compile(Network network, SweepPoint at, int index) throws IOException {
        if (compiler != null) {
            Compiled made = compiler.compile(network, at.target(), diagnostics);
            return Compiler.isMachine(at.target()) ? lowered(made) : placed(made);
        }
        if (Compiler.isMachine(at.target())) {
            return lowered(Compiler.compile(network, at.target(), diagnostics));
        }
        if (Compiler.integers(at.target()).isEmpty()) {
            return placed(Compiler.compile(network, at.target(), diagnostics));
        }
        Optional<Map<Site, Interval>> observed = observe(index);
        return observed.isEmpty()
                ? null
                : placed(Compiler.compileIntegers(network, at.target(), observed.get(), diagnostics));
    }

    private @Nullable Compiled placed(@Nullable Compiled compiled) {
        try {
            return compiled == null ? null : Compiler.place(compiled, provider.synapses(), diagnostics);
        } catch (IllegalArgumentException e) {
            diagnostics.add(
                    Diagnostic.of(Code.E001, experiment.span(), "the network cannot be built: " + e.getMessage()));
            return null;
        }
    }

    /** On a chip that is described bit by bit: from the values that the network has before tick 0. */
    private @Nullable Compiled lowered(@Nullable Compiled compiled) {
        if (compiled == null || compiled.lowered().isPresent()) {
            return compiled;
        }
        try (Session session = provider.open(compiled.image().still(), Recorder.NOTHING)) {
            Compiled lowered = Compiler.lower(compiled, session, diagnostics);
            return lowered == null || new ChipSteps(lowered, diagnostics).allow(experiment) ? lowered : null;
        } catch (IllegalArgumentException e) {
            diagnostics.add(
                    Diagnostic.of(Code.E001, experiment.span(), "the network cannot be built: " + e.getMessage()));
            return null;
        }
    }

    private Optional<Map<Site, Interval>> observe(int index) throws IOException {
        Calibration calibration = new Calibration(listener);
        Optional<Map<Site, Interval>> ranges =
                ranges(experiment, index, program, target, bindings, provider, calibration, diagnostics);
        stopped |= calibration.isStopped();
        return ranges;
    }

    /**
     * Compiles the network of an experiment's first point, and runs nothing but the point in float64 that a chip with integers
     * needs.
     *
     * @return null after a report
     * @throws IOException never
     */
    public static @Nullable Compiled compile(
            Experiment experiment,
            Program program,
            TargetDef target,
            Bindings bindings,
            SessionProvider provider,
            Diagnostics diagnostics)
            throws IOException {
        ExperimentRunner runner = new ExperimentRunner(
                experiment, program, target, bindings, provider, Calibration.alone(), Checkpointing.NONE, diagnostics);
        return runner.compile(SweepPoint.of(experiment, 0, target, bindings), 0);
    }

    /**
     * Runs a point in float64 to show how large values become.
     *
     * @param target of the run that comes after: the same in float64 is used
     * @param listener is told of it
     * @return the ranges, in internal units; empty if it was stopped or failed
     * @throws IOException of the listener
     */
    public static Optional<Map<Site, Interval>> ranges(
            Experiment experiment,
            int index,
            Program program,
            TargetDef target,
            Bindings bindings,
            SessionProvider provider,
            ExperimentListener listener,
            Diagnostics diagnostics)
            throws IOException {
        ObservedSessions sessions = new ObservedSessions(provider);
        ExperimentRunner ideal = new ExperimentRunner(
                experiment, program, target.onIdeal(), bindings, sessions, listener, Checkpointing.NONE, diagnostics);
        ideal.single = true;
        boolean complete = ideal.point(index, experiment.points(), null);
        return complete ? Optional.of(sessions.ranges()) : Optional.empty();
    }

    /**
     * As {@link #ranges(Experiment, int, Program, TargetDef, Bindings, SessionProvider, ExperimentListener, Diagnostics)}, without
     * anybody who follows it.
     */
    public static Optional<Map<Site, Interval>> ranges(
            Experiment experiment,
            int index,
            Program program,
            TargetDef target,
            Bindings bindings,
            SessionProvider provider,
            Diagnostics diagnostics)
            throws IOException {
        return ranges(experiment, index, program, target, bindings, provider, Calibration.alone(), diagnostics);
    }

    /** Data is read once, unless the length of a tick changes what it means. */
    private Program.Data data(SweepPoint at, Diagnostics found) {
        Program.Data data = lastData;
        if (data == null || dataDt != at.target().dt()) {
            // Drawn data are those that the experiment was checked with: a swept seed draws networks, not data.
            data = program.data(at.target().withSeed(target.seed()), at.bindings(), found);
            lastData = data;
            dataDt = at.target().dt();
        }
        return data;
    }
}
