package bouton.emulator.engine;

import bouton.emulator.interpret.Program;
import bouton.emulator.state.DelayedValues;
import bouton.emulator.state.EventChannel;
import bouton.image.ir.Kernel;
import bouton.image.net.Image;
import bouton.image.net.Scope;
import bouton.image.run.CostReport;
import bouton.image.run.ForeignNeurons;
import bouton.image.run.Recorder;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import bouton.image.run.StimulusInput;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An image that runs in the tick engine. */
public final class EmulatorSession implements Session {
    /** The monitor is asked this often, in ns of wall time. */
    private static final long MONITOR_INTERVAL = 20_000_000;

    /** An experiment asks with the same kernels again and again; beyond this many per scope they are linked anew. */
    private static final int KEPT_PROGRAMS = 256;

    private final World world;
    private final Recorder recorder;
    private Globals globals;
    private final Workers workers;
    private final @Nullable Costs costs;
    private Schedules schedules;
    private Observer observer;
    private final Map<Scope, Map<Kernel, Program>> readers = new HashMap<>();
    private final Map<Scope, Map<Kernel, Program>> actions = new HashMap<>();
    private long tick;
    private boolean started;

    /**
     * Builds the connectivity, runs the init kernels and makes the foreign neurons.
     *
     * @throws bouton.image.run.ForeignFault if one of them cannot be made
     */
    public EmulatorSession(Image image, Recorder recorder, ForeignNeurons neurons, Execution execution) {
        this.recorder = recorder;
        Execution resolved = execution.resolved(image);
        workers = new Workers(resolved.threads());
        try {
            world = WorldBuilder.build(image, neurons, resolved, workers);
            globals = new Globals(world);
            costs = image.hardware().isPresent()
                    ? Costs.of(world, workers.size() == 1 ? 1 : Schedule.LONGEST_WINDOW)
                    : null;
            schedules = plan();
            globals.start();
            observer = new Observer(world, recorder);
        } catch (RuntimeException | Error e) {
            // There is no session that would be closed.
            workers.close();
            throw e;
        }
    }

    @Override
    public Image image() {
        return world.image();
    }

    @Override
    public long tick() {
        return tick;
    }

    @Override
    public long run(long ticks, RunMonitor monitor, TickCheck check) {
        for (GroupState group : world.groups()) {
            group.clearCounts();
        }
        return proceed(ticks, monitor, check);
    }

    @Override
    public long proceed(long ticks, RunMonitor monitor, TickCheck check) {
        if (!started && ticks > 0) {
            started = true;
            observer.values(0);
        }
        try {
            return runAll(ticks, monitor, check);
        } finally {
            settle();
        }
    }

    private long runAll(long ticks, RunMonitor monitor, TickCheck check) {
        long asked = System.nanoTime();
        boolean checks = check != TickCheck.NONE;
        for (long done = 0; done < ticks; ) {
            if (!checks) {
                schedules.deferral().consider(tick, observer.untilSynapsesDue(tick, ticks - done));
            }
            long window = checks ? 1 : Math.min(schedules.current().window(), ticks - done);
            done += window == 1 ? runTick() : runTicks(observer.untilDue(tick, window));
            if (!check.goesOn(done)) {
                return done;
            }
            long now = System.nanoTime();
            if (now - asked >= MONITOR_INTERVAL) {
                asked = now;
                if (!monitor.progress(done)) {
                    return done;
                }
            }
        }
        return Math.max(ticks, 0);
    }

    /** Lays out the steps of a tick. */
    private Schedules plan() {
        return Schedules.of(world, globals, workers, costs == null ? null : costs.counter());
    }

    /** Synapses have seen all events: a run that goes on may be asked about them. */
    private void settle() {
        schedules.deferral().settle(tick);
    }

    /** How many ticks its parts run without waiting for each other. */
    long window() {
        return schedules.ordinary().window();
    }

    /** The same while synapses see events of their targets later. */
    long deferringWindow() {
        return schedules.deferring().window();
    }

    /** In how many ticks synapses have seen events of their targets later. */
    long deferredTicks() {
        return schedules.deferral().ticks();
    }

    private long runTick() {
        world.aim(tick);
        if (workers.size() == 1) {
            schedules.current().run(tick);
        } else {
            schedules.current().run(tick, workers);
        }
        observer.events(tick);
        if (costs != null) {
            costs.endTick(tick);
        }
        for (EventChannel channel : world.channels()) {
            channel.endTick(tick);
        }
        tick++;
        // Between two ticks events belong to the coming one.
        world.aim(tick);
        values();
        return 1;
    }

    /** Runs ticks that need nothing from each other but what has been known before the first. */
    private long runTicks(long count) {
        schedules.current().run(tick, tick + count, workers);
        for (long t = tick; t < tick + count; t++) {
            observer.events(t);
            if (costs != null) {
                costs.endTick(t);
            }
        }
        tick += count;
        world.aim(tick);
        values();
        return count;
    }

    private void values() {
        if (observer.looksAtSynapses(tick)) {
            settle();
        }
        observer.values(tick);
    }

    @Override
    public void present(int group, StimulusInput input) {
        if (!(world.groups().get(group) instanceof StimulusState stimulus)) {
            throw new IllegalArgumentException(world.image().groups().get(group).name() + " is no stimulus");
        }
        stimulus.present(input, tick);
    }

    @Override
    public void emit(int event, double payload) {
        globals.emit(event, payload, tick);
        lookAtNeurons();
    }

    /** Their words may have changed between two ticks. */
    private void lookAtNeurons() {
        if (costs != null) {
            costs.look();
        }
    }

    @Override
    public double global(int cell) {
        return globals.value(cell);
    }

    @Override
    public double[] evaluate(Scope scope, Kernel kernel) {
        settle();
        Readout readout = new Readout(world, scope);
        Program program = program(readers, scope, kernel, readout::linkReader);
        double[] values = new double[readout.size()];
        readout.readAll(program, tick, values);
        return values;
    }

    /** {@inheritDoc} What is on its way when the kernel changes delays follows the new ones. */
    @Override
    public void apply(Scope scope, Kernel kernel, double[] payload) {
        settle();
        Readout readout = new Readout(world, scope);
        Program program = program(actions, scope, kernel, readout::link);
        readout.apply(program, tick, payload);
        if (scope instanceof Scope.OfGroup g) {
            GroupState group = world.groups().get(g.index());
            for (int part = 0; part < group.parts(); part++) {
                for (DelayedValues line : group.lines(part)) {
                    line.follow(tick);
                }
            }
            lookAtNeurons();
        }
        if (scope instanceof Scope.OfProjection p) {
            ProjectionState projection = world.projections().get(p.index());
            projection.findUniform();
            if (projection.changesLags(program)) {
                WorldBuilder.followLags(world, projection, tick);
                rebuild();
            }
        }
    }

    private static Program program(
            Map<Scope, Map<Kernel, Program>> programs, Scope scope, Kernel kernel, Function<Kernel, Program> linker) {
        Map<Kernel, Program> known = programs.computeIfAbsent(scope, s -> new IdentityHashMap<>());
        Program program = known.get(kernel);
        if (program == null) {
            if (known.size() >= KEPT_PROGRAMS) {
                known.clear();
            }
            program = linker.apply(kernel);
            known.put(kernel, program);
        }
        return program;
    }

    @Override
    public void reset(Scope scope, List<Integer> fields) {
        settle();
        new Reset(world).run(scope, fields, tick);
        lookAtNeurons();
    }

    @Override
    public void learning(Scope scope, boolean on) {
        settle();
        switch (scope) {
            case Scope.OfGroup g -> world.groups().get(g.index()).setLearning(on);
            case Scope.OfProjection p -> {
                for (SynapsePart part : world.projections().get(p.index()).parts()) {
                    part.frame().setLearning(on);
                }
            }
        }
    }

    @Override
    public long[] counts(int group, int event) {
        return world.groups().get(group).counts(event);
    }

    @Override
    public int[][] synapses(int projection) {
        ProjectionState state = world.projections().get(projection);
        int[][] ends = new int[2][state.size()];
        state.forEach((part, position, source, number) -> {
            ends[0][number] = source;
            ends[1][number] = state.target().partition().start(part)
                    + state.parts()[part].wiring().target(position);
        });
        return ends;
    }

    @Override
    public long[] counters() {
        settle();
        return world.counters();
    }

    @Override
    public Optional<CostReport> costs() {
        return costs == null ? Optional.empty() : Optional.of(costs.report(tick));
    }

    @Override
    public long memory() {
        return world.bytes() + schedules.deferral().bytes();
    }

    @Override
    public Optional<String> whyNotSaved() {
        return world.foreign().stream()
                .filter(f -> !f.isResumable())
                .findFirst()
                .map(f -> "the class " + f.implementation()
                        + " keeps its state to itself: it does not implement bouton.image.run.ResumableNeuron");
    }

    @Override
    public void save(StateSink out) {
        settle();
        out.section("session");
        out.longs("tick", tick);
        out.flag("started", started);
        SavedWorld.save(world, out, tick);
        out.section("session/globals");
        globals.save(out);
        if (costs != null) {
            costs.save(out);
        }
    }

    @Override
    public void restore(StateSource in) {
        settle();
        in.section("session");
        tick = in.number("tick");
        started = in.flag("started");
        if (SavedWorld.restore(world, in, tick)) {
            rebuild();
        }
        in.section("session/globals");
        globals.restore(in);
        if (costs != null) {
            costs.restore(in);
        }
    }

    /** Synapses have changed their places. */
    private void rebuild() {
        Globals before = globals;
        globals = new Globals(world);
        globals.follow(before);
        schedules = plan();
        observer = new Observer(world, recorder);
    }

    @Override
    public void close() {
        workers.close();
        readers.clear();
        actions.clear();
    }
}
