package bouton.emulator.engine;

import bouton.emulator.connect.Recipes;
import bouton.emulator.connect.Wiring;
import bouton.emulator.interpret.Linker;
import bouton.emulator.interpret.Program;
import bouton.emulator.state.Columns;
import bouton.emulator.state.EventChannel;
import bouton.emulator.state.PortState;
import bouton.emulator.state.SentValues;
import bouton.image.net.Group;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Port;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import bouton.image.net.Stimulus;
import bouton.image.net.Trigger;
import java.util.ArrayList;
import java.util.List;

/** Builds the world of an image: connectivity, words as the init kernels set them, rings as long as the lags ask for. */
final class WorldBuilder {
    private final Image image;
    private final Linker linker;
    private final long[] counters;
    private final List<GroupState> groups = new ArrayList<>();
    private final List<ProjectionState> projections = new ArrayList<>();

    private WorldBuilder(Image image) {
        this.image = image;
        this.linker = new Linker(image);
        this.counters = new long[image.counters().size() + 1];
    }

    static World build(Image image) {
        return new WorldBuilder(image).build();
    }

    private World build() {
        for (Group group : image.groups()) {
            groups.add(group(group));
        }
        initGroups();
        for (int p = 0; p < image.projections().size(); p++) {
            projections.add(projection(p));
        }
        List<EventChannel> channels = new ArrayList<>();
        List<StimulusState> stimuli = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            GroupState group = groups.get(g);
            makeChannels(g, group);
            makePorts(g, group);
            makeSentValues(g, group);
            channels.addAll(List.of(group.channels()));
            if (group instanceof StimulusState stimulus) {
                stimuli.add(stimulus);
            }
        }
        return new World(image, linker, List.copyOf(groups), List.copyOf(projections), stimuli, channels, counters);
    }

    private GroupState group(Group group) {
        return switch (group) {
            case Population p ->
                new GroupState(
                        p,
                        new Columns(p.fields(), p.size(), Columns.NEURON_BLOCK_BITS),
                        p.ports().size(),
                        counters);
            case Stimulus s ->
                new StimulusState(
                        s, new Columns(Linker.fields(s), s.size(), Columns.NEURON_BLOCK_BITS), image.seed(), counters);
        };
    }

    private void initGroups() {
        for (int g = 0; g < groups.size(); g++) {
            if (image.groups().get(g) instanceof Population p) {
                GroupState group = groups.get(g);
                Scope scope = new Scope.OfGroup(g);
                group.frame().setTime(0, -1, 0);
                for (Program program : List.of(linker.link(scope, p.init()), linker.link(scope, p.derive()))) {
                    if (!program.isEmpty()) {
                        group.sweep(program);
                    }
                }
            }
        }
    }

    private ProjectionState projection(int number) {
        Projection p = image.projections().get(number);
        Wiring wiring = Recipes.make(p.connectivity(), ends(image, p));
        ProjectionState state =
                new ProjectionState(p, groups.get(p.source()), groups.get(p.target()), wiring, counters);
        Scope scope = new Scope.OfProjection(number);
        state.frame().setTime(0, -1, 0);
        for (Program program : List.of(linker.link(scope, p.init()), linker.link(scope, p.derive()))) {
            if (!program.isEmpty()) {
                state.sweep(program);
            }
        }
        state.sort();
        return state;
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
        for (int event = 0; event < group.channels().length; event++) {
            int longest = LongestLags.ofEvent(projections, g, event);
            group.channels()[event] = new EventChannel(longest, ownHandlers(group.group(), event));
        }
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

    private void makePorts(int g, GroupState group) {
        if (!(group.group() instanceof Population population)) {
            return;
        }
        int longest = LongestLags.ofDelivery(projections, g);
        for (int k = 0; k < group.ports().length; k++) {
            Port port = population.ports().get(k);
            group.ports()[k] =
                    new PortState(population.size(), port.opensAtTransmit(), longest, keepsArrivals(population, k));
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
        for (int out = 0; out < group.sent().length; out++) {
            makeSentValues(group, out, LongestLags.ofSentValue(image, projections, g, out));
        }
    }

    private static void makeSentValues(GroupState group, int out, int longest) {
        if (longest > 0) {
            SentValues values =
                    new SentValues(group.group().sent().get(out), group.group().size(), longest);
            values.start(group.columns());
            group.sent()[out] = values;
        }
    }

    /**
     * Between two ticks, before tick {@code tick}, a kernel has changed delays of a projection: orders its synapses and makes
     * room for longer delays. What is on its way follows the new delays.
     */
    static void followLags(World world, ProjectionState changed, long tick) {
        changed.sortAgain();
        for (int g = 0; g < world.groups().size(); g++) {
            GroupState group = world.groups().get(g);
            for (int event = 0; event < group.channels().length; event++) {
                group.channels()[event].lengthen(LongestLags.ofEvent(world.projections(), g, event), tick);
            }
            for (PortState port : group.ports()) {
                port.lengthen(LongestLags.ofDelivery(world.projections(), g), tick);
            }
            for (int out = 0; out < group.sent().length; out++) {
                int longest = LongestLags.ofSentValue(world.image(), world.projections(), g, out);
                SentValues kept = group.sent()[out];
                if (kept == null) {
                    makeSentValues(group, out, longest);
                } else {
                    kept.lengthen(longest, tick);
                }
            }
        }
    }
}
