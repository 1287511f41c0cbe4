package bouton.emulator.engine;

import bouton.emulator.connect.Recipes;
import bouton.emulator.connect.Tasks;
import bouton.emulator.connect.Wiring;
import bouton.emulator.generate.Shape;
import bouton.emulator.interpret.Frame;
import bouton.emulator.interpret.Linker;
import bouton.emulator.interpret.PortAccumulator;
import bouton.emulator.state.Accumulator;
import bouton.emulator.state.Columns;
import bouton.emulator.state.DelayedValues;
import bouton.emulator.state.EventChannel;
import bouton.emulator.state.Partition;
import bouton.emulator.state.PortState;
import bouton.emulator.state.SentValues;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.net.Group;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Port;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import bouton.image.net.Stimulus;
import bouton.image.net.Trigger;
import bouton.image.run.ForeignNeurons;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the world of an image: connectivity, words as the init kernels set them, rings as long as the lags ask for. */
final class WorldBuilder {
    private final Image image;
    private final Linker linker;
    private final Execution execution;
    private final Tasks tasks;
    // One more than there are, for what nobody asked to count.
    private final int counters;
    private final List<GroupState> groups = new ArrayList<>();
    private final List<ProjectionState> projections = new ArrayList<>();

    private WorldBuilder(Image image, Execution execution, Tasks tasks) {
        this.execution = execution;
        this.tasks = tasks;
        this.image = image;
        this.linker = new Linker(image);
        this.counters = image.counters().size() + 1;
    }

    /** @param tasks does what can be done at the same time; the world does not depend on it */
    static World build(Image image, ForeignNeurons neurons, Execution execution, Tasks tasks) {
        return new WorldBuilder(image, execution, tasks).build(neurons);
    }

    private World build(ForeignNeurons neurons) {
        for (Group group : image.groups()) {
            GroupState state = group(group);
            makePorts(state);
            groups.add(state);
        }
        initGroups();
        List<ForeignState> foreign = new ArrayList<>();
        for (int f = 0; f < image.foreign().size(); f++) {
            foreign.add(new ForeignState(image, f, List.copyOf(groups), neurons));
        }
        for (int p = 0; p < image.projections().size(); p++) {
            projections.add(projection(p));
        }
        mirrors(projections);
        initProjections();
        projections.forEach(ProjectionState::sort);
        projections.forEach(ProjectionState::findUniform);
        mirrors(projections);
        List<EventChannel> channels = new ArrayList<>();
        List<StimulusState> stimuli = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            GroupState group = groups.get(g);
            makeChannels(g, group);
            lengthenPorts(g, group);
            makeSentValues(g, group);
            for (int part = 0; part < group.parts(); part++) {
                channels.addAll(List.of(group.channels(part)));
            }
            if (group instanceof StimulusState stimulus) {
                stimuli.add(stimulus);
            }
        }
        return new World(
                image, linker, execution, List.copyOf(groups), List.copyOf(projections), stimuli, channels, foreign);
    }

    private Runner runner(Scope scope, Kernel kernel) {
        return new Runner(linker, linker.scope(scope), kernel, execution);
    }

    private GroupState group(Group group) {
        Partition partition = Partition.of(group.size(), execution.partBits());
        Columns columns = new Columns(Linker.fields(group), group.size(), partition.bits());
        return switch (group) {
            case Population p -> new GroupState(p, partition, columns, p.ports().size(), counters);
            case Stimulus s -> new StimulusState(s, partition, columns, image.seed(), counters);
        };
    }

    private void initGroups() {
        for (int g = 0; g < groups.size(); g++) {
            if (image.groups().get(g) instanceof Population p) {
                GroupState group = groups.get(g);
                Scope scope = new Scope.OfGroup(g);
                group.setTime(0, -1);
                for (Runner runner : List.of(runner(scope, p.init()), runner(scope, p.derive()))) {
                    if (!runner.isEmpty()) {
                        init(group, runner);
                    }
                }
                for (int part = 0; part < group.parts(); part++) {
                    for (int line = 0; line < p.lines().size(); line++) {
                        group.lines(part)[line] = new DelayedValues(p.lines().get(line), group.columns(), part);
                    }
                }
            }
        }
    }

    private void init(GroupState group, Runner runner) {
        boolean apart = runner.prepare(Shape.NEURONS, group.partition().size());
        (apart ? tasks : Tasks.SEQUENTIAL).run(group.parts(), part -> group.sweep(runner, part));
    }

    private ProjectionState projection(int number) {
        Projection p = image.projections().get(number);
        GroupState source = groups.get(p.source());
        GroupState target = groups.get(p.target());
        Wiring[] wiring = Recipes.make(p.connectivity(), ends(image, p), target.partition(), tasks);
        return new ProjectionState(p, source, target, wiring, tasks, counters);
    }

    private void initProjections() {
        InitialSweeps sweeps = new InitialSweeps();
        for (int number : initOrder()) {
            Projection p = image.projections().get(number);
            if (p.mirror().isPresent() && sweeps.has(projections.get(p.mirror().projection()))) {
                sweeps.run(tasks);
                sweeps = new InitialSweeps();
            }
            Scope scope = new Scope.OfProjection(number);
            projections.get(number).prepareInit();
            sweeps.add(projections.get(number), List.of(runner(scope, p.init()), runner(scope, p.derive())));
        }
        sweeps.run(tasks);
    }

    /** A projection that mirrors another comes behind it: its initial weights may be those. */
    private List<Integer> initOrder() {
        List<Integer> order = new ArrayList<>();
        boolean[] done = new boolean[projections.size()];
        for (int round = 0; round < done.length; round++) {
            for (int p = 0; p < done.length; p++) {
                int mirrored = image.projections().get(p).mirror().projection();
                if (!done[p] && (mirrored < 0 || done[mirrored])) {
                    done[p] = true;
                    order.add(p);
                }
            }
        }
        for (int p = 0; p < done.length; p++) {
            if (!done[p]) {
                throw new IllegalArgumentException(
                        "projection " + image.projections().get(p).name() + " and its mirror mirror each other");
            }
        }
        return order;
    }

    private static void mirrors(List<ProjectionState> projections) {
        for (ProjectionState p : projections) {
            if (p.projection().mirror().isPresent()) {
                p.mirror(projections.get(p.projection().mirror().projection()));
            }
        }
    }

    static Recipes.Ends ends(Image image, Projection p) {
        return new Recipes.Ends(
                p.name(),
                image.groups().get(p.source()).size(),
                image.groups().get(p.target()).size(),
                p.source() == p.target(),
                image.seed(),
                p.site());
    }

    private void makeChannels(int g, GroupState group) {
        for (int event = 0; event < group.group().events().size(); event++) {
            int longest = Math.max(LongestLags.ofEvent(projections, g, event), wired(g, event));
            for (int part = 0; part < group.parts(); part++) {
                group.channels(part)[event] =
                        new EventChannel(kept(execution, longest), ownHandlers(group.group(), event));
            }
        }
    }

    /** How long events are kept: threads may be some ticks apart. */
    private static int kept(Execution execution, int longest) {
        return execution.threads() == 1 ? longest : longest + Schedule.LONGEST_WINDOW;
    }

    /** Events of the network follow their cause a tick later. */
    private int wired(int g, int event) {
        return image.globalEvents().stream().anyMatch(e -> e.group() == g && e.event() == event) ? 1 : 0;
    }

    private static int ownHandlers(Group group, int event) {
        int count = 0;
        if (group instanceof Population p) {
            for (Handler handler : p.handlers()) {
                count += handler.trigger() instanceof Trigger.OwnEvent own && own.event() == event ? 1 : 0;
            }
        }
        return count;
    }

    /** Ports are there before the init kernels, which may read them; how long things are under way shows later. */
    private void makePorts(GroupState group) {
        if (group.group() instanceof Population population) {
            for (int part = 0; part < group.parts(); part++) {
                for (int k = 0; k < population.ports().size(); k++) {
                    Port port = population.ports().get(k);
                    int size = group.partition().length(part);
                    group.ports(part)[k] = new PortState(
                            size,
                            port.opensAtTransmit(),
                            1,
                            accumulator(population, port, group.frame(part)),
                            keepsArrivals(population, k));
                }
            }
        }
    }

    private @Nullable Accumulator accumulator(Population population, Port port, Frame neurons) {
        if (!(port.type() instanceof Type.Int type)) {
            return null;
        }
        // The last counter takes what nobody asked to count.
        String place = "port " + port.name() + " of population " + population.name();
        int counter = port.counter() < 0 ? counters - 1 : port.counter();
        return new PortAccumulator(port, type, neurons, counter, place);
    }

    private void lengthenPorts(int g, GroupState group) {
        lengthenPorts(projections, g, group, 0);
    }

    private static void lengthenPorts(List<ProjectionState> projections, int g, GroupState group, long tick) {
        int longest = LongestLags.ofDelivery(projections, g);
        for (int part = 0; part < group.parts(); part++) {
            for (PortState port : group.ports(part)) {
                port.lengthen(longest, tick);
            }
        }
    }

    private static boolean keepsArrivals(Population population, int port) {
        for (Handler handler : population.handlers()) {
            if (handler.trigger() instanceof Trigger.Arrival a && a.port() == port && !a.linear()) {
                return true;
            }
        }
        return false;
    }

    private void makeSentValues(int g, GroupState group) {
        for (int out = 0; out < group.group().sent().size(); out++) {
            makeSentValues(group, out, LongestLags.ofSentValue(image, projections, g, out));
        }
    }

    private static void makeSentValues(GroupState group, int out, int longest) {
        if (longest > 0) {
            for (int part = 0; part < group.parts(); part++) {
                int size = group.partition().length(part);
                SentValues values = new SentValues(group.group().sent().get(out), part, size, longest);
                values.start(group.columns());
                group.sent(part)[out] = values;
            }
        }
    }

    /**
     * Between two ticks, before tick {@code tick}, a kernel has changed delays of a projection: orders its synapses and makes
     * room for longer delays. What is on its way follows the new delays.
     */
    static void followLags(World world, ProjectionState changed, long tick) {
        changed.sortAgain();
        mirrors(world.projections());
        for (int g = 0; g < world.groups().size(); g++) {
            GroupState group = world.groups().get(g);
            for (int event = 0; event < group.group().events().size(); event++) {
                int longest = LongestLags.ofEvent(world.projections(), g, event);
                for (int part = 0; part < group.parts(); part++) {
                    group.channels(part)[event].lengthen(kept(world.execution(), longest), tick);
                }
            }
            lengthenPorts(world.projections(), g, group, tick);
            for (int out = 0; out < group.group().sent().size(); out++) {
                lengthenSentValues(world, g, out, tick);
            }
        }
    }

    private static void lengthenSentValues(World world, int g, int out, long tick) {
        GroupState group = world.groups().get(g);
        int longest = LongestLags.ofSentValue(world.image(), world.projections(), g, out);
        if (group.sent(0)[out] == null) {
            makeSentValues(group, out, longest);
            return;
        }
        for (int part = 0; part < group.parts(); part++) {
            SentValues kept = group.sent(part)[out];
            if (kept != null) {
                kept.lengthen(longest, tick);
            }
        }
    }
}
