package bouton.emulator.engine;

import bouton.emulator.cost.CostCounter;
import bouton.image.ir.Type;
import bouton.image.net.GlobalValue;
import bouton.image.net.Group;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Lays out the steps of a tick: stages in the image's order, ranks, phases, neurons before synapses, text order. */
final class ScheduleBuilder {
    /** The stages that run rank by rank. */
    private static final Set<Stage> RANKED = EnumSet.range(Stage.TRANSMIT, Stage.RESET);

    private final World world;
    private final Image image;
    private final List<Step> steps = new ArrayList<>();
    private final SynapseSteps synapses;
    private final TreeSet<Integer> ranks = new TreeSet<>();
    private final Globals globals;
    private final @Nullable CostCounter costs;

    private ScheduleBuilder(World world, Globals globals, Deferral deferral, @Nullable CostCounter costs) {
        this.costs = costs;
        this.world = world;
        this.globals = globals;
        this.image = world.image();
        this.synapses = new SynapseSteps(world, deferral, steps);
        for (Group group : image.groups()) {
            if (group instanceof Population p) {
                ranks.add(p.rank());
            }
        }
    }

    /** @param costs counts what the steps cost; null: nobody does */
    static List<Step> build(World world, Globals globals, Deferral deferral, @Nullable CostCounter costs) {
        return new ScheduleBuilder(world, globals, deferral, costs).build();
    }

    private List<Step> build() {
        List<Stage> order = image.order();
        GlobalHandlers.add(world, globals);
        countGlobals();
        for (StimulusState stimulus : world.stimuli()) {
            steps.add(new Steps.Play(stimulus));
            steps.add(new Steps.Count(stimulus));
            countCosts(stimulus);
        }
        if (!image.globals().isEmpty() || !image.globalEvents().isEmpty()) {
            steps.add(globals::time);
        }
        if (!order.contains(Stage.TIME)) {
            advanceClocks();
            followCauses();
        }
        for (int from = 0; from < order.size(); ) {
            int to = from + 1;
            if (!RANKED.contains(order.get(from)) || ranks.size() < 2) {
                stage(order.get(from), population -> true);
            } else {
                while (to < order.size() && RANKED.contains(order.get(to))) {
                    to++;
                }
                for (int rank : ranks) {
                    for (Stage stage : order.subList(from, to)) {
                        stage(stage, population -> population.rank() == rank);
                    }
                }
            }
            from = to;
        }
        if (!order.contains(Stage.RESET)) {
            send(population -> true);
        }
        foreignEvents();
        for (GroupState group : world.groups()) {
            if (group.group() instanceof Population) {
                steps.add(new Steps.Count(group));
                countCosts(group);
            }
        }
        return steps;
    }

    private void countCosts(GroupState group) {
        if (costs != null) {
            steps.add(new CostStep(group, world.groups().indexOf(group), costs));
        }
    }

    /** What learns at events of the network costs as well. */
    private void countGlobals() {
        CostCounter counter = costs;
        for (int e = 0; counter != null && e < image.globalEvents().size(); e++) {
            int event = e;
            globals.add(e, (tick, drawTick, payload, rule) -> counter.global(event));
        }
    }

    /** Whether a population, and what ends on it, has its turn. */
    private interface Turn {
        boolean has(Population population);
    }

    private void stage(Stage stage, Turn turn) {
        switch (stage) {
            case TIME -> advanceClocks();
            case TRANSMIT -> openPorts(turn, true);
            case DELIVER -> openPorts(turn, false);
            case REDUCE -> reductions(turn, false);
            case PERIODIC -> {
                reductions(turn, true);
                if (!image.order().contains(Stage.LEARN)) {
                    nextTick();
                }
            }
            case INTEGRATE -> sequential(turn);
            case THRESHOLD, RESET, LEARN -> {}
        }
        TreeSet<Integer> phases = new TreeSet<>();
        for (Group group : image.groups()) {
            if (group instanceof Population p && turn.has(p)) {
                collectPhases(p.handlers(), stage, phases);
            }
        }
        for (Projection projection : image.projections()) {
            if (turn.has(image.population(projection.target()))) {
                collectPhases(projection.handlers(), stage, phases);
            }
        }
        for (int phase : phases) {
            neurons(stage, phase, turn);
            synapses.add(stage, phase, p -> turn.has(image.population(p.target())));
        }
        if (stage == Stage.TIME) {
            followCauses();
        }
        if (stage == Stage.PERIODIC) {
            foreign();
        }
        if (stage == Stage.RESET) {
            send(turn);
        }
        if (stage == Stage.LEARN) {
            nextTick();
        }
    }

    private void foreign() {
        for (ForeignState f : world.foreign()) {
            if (f.event() < 0) {
                steps.add(tick -> {
                    if (f.isDue(tick)) {
                        f.step(tick + 1);
                        globals.levels();
                    }
                });
            }
        }
    }

    /** Foreign neurons follow events behind all others. */
    private void foreignEvents() {
        for (ForeignState f : world.foreign()) {
            if (f.event() >= 0) {
                globals.add(f.event(), (tick, drawTick, payload, rule) -> {
                    f.step(tick);
                    if (rule == SynapseDelivery.Rule.NEXT_TICK) {
                        // In the middle of a tick: its levels have been sent.
                        f.send(tick);
                    }
                    globals.levels();
                });
            }
        }
    }

    private void followCauses() {
        if (image.globalEvents().stream().anyMatch(e -> e.group() >= 0)) {
            steps.add(globals::follow);
        }
    }

    private void reductions(Turn turn, boolean periodic) {
        for (int g = 0; g < image.groups().size(); g++) {
            int group = g;
            boolean some = image.globals().stream()
                    .anyMatch(v -> v.source() instanceof GlobalValue.Reduction r
                            && r.group() == group
                            && (r.period() > 0) == periodic);
            if (some && turn.has(image.population(g))) {
                steps.add(tick -> globals.reduce(group, periodic, tick));
            }
        }
    }

    /** Whether the handler takes its turn neuron by neuron. */
    private static boolean isInTurn(Population p, Handler h) {
        return SequentialTurn.isSequential(p)
                && (h.stage() == Stage.INTEGRATE || h.stage() == Stage.THRESHOLD || h.stage() == Stage.RESET);
    }

    private void sequential(Turn turn) {
        for (int g = 0; g < image.groups().size(); g++) {
            if (image.groups().get(g) instanceof Population p && turn.has(p) && SequentialTurn.isSequential(p)) {
                steps.add(sequential(g, p));
            }
        }
    }

    private Step sequential(int g, Population p) {
        List<SequentialTurn.SelfInput> inputs = new ArrayList<>();
        for (int i = 0; i < image.projections().size(); i++) {
            Projection projection = image.projections().get(i);
            for (Handler h : projection.handlers()) {
                if (projection.target() == g && SequentialTurn.isSelfInput(image, projection, h)) {
                    ProjectionState state = world.projections().get(i);
                    Runner runner = world.runner(new Scope.OfProjection(i), h.kernel());
                    inputs.add(new SequentialTurn.SelfInput(state, runner));
                }
            }
        }
        List<Object> actions = new ArrayList<>();
        for (Stage stage : List.of(Stage.INTEGRATE, Stage.THRESHOLD, Stage.RESET)) {
            TreeSet<Integer> phases = new TreeSet<>();
            collectPhases(p.handlers(), stage, phases);
            for (int phase : phases) {
                int[] ownHandlers = new int[p.events().size()];
                for (Handler h : p.handlers()) {
                    int number = h.trigger() instanceof Trigger.OwnEvent own ? ownHandlers[own.event()]++ : -1;
                    if (h.stage() == stage && h.phase() == phase && !isLaterTask(h)) {
                        actions.add(
                                h.trigger() instanceof Trigger.EveryTick
                                        ? world.runner(new Scope.OfGroup(g), h.kernel())
                                        : neuronStep(g, h, number));
                    }
                }
            }
        }
        return new SequentialTurn(world.groups().get(g), p.update(), image.seed(), inputs, actions);
    }

    /** Synapses have seen the events of the tick: what is emitted from here on belongs to the next one. */
    private void nextTick() {
        for (GroupState group : world.groups()) {
            // Stimuli have played, and do nothing more in this tick.
            if (group.group() instanceof Population) {
                steps.add(new Steps.NextTick(group));
            }
        }
    }

    private static void collectPhases(List<Handler> handlers, Stage stage, TreeSet<Integer> phases) {
        for (Handler handler : handlers) {
            if (handler.stage() == stage) {
                phases.add(handler.phase());
            }
        }
    }

    private void advanceClocks() {
        for (ProjectionState projection : world.projections()) {
            steps.add(new Steps.AdvanceClock(projection));
        }
    }

    private void openPorts(Turn turn, boolean atTransmit) {
        for (GroupState group : world.groups()) {
            if (group.group() instanceof Population p && turn.has(p)) {
                for (int port = 0; port < p.ports().size(); port++) {
                    if (p.ports().get(port).opensAtTransmit() == atTransmit) {
                        steps.add(new Steps.OpenPort(group, port));
                    }
                }
            }
        }
    }

    private void send(Turn turn) {
        for (int g = 0; g < world.groups().size(); g++) {
            GroupState group = world.groups().get(g);
            if (group.group() instanceof Population p && turn.has(p)) {
                if (group.sends()) {
                    steps.add(new Steps.Send(group));
                }
                if (globals.waitsFor(g)) {
                    int number = g;
                    steps.add(tick -> globals.sent(number, tick));
                }
            }
        }
    }

    private void neurons(Stage stage, int phase, Turn turn) {
        for (int g = 0; g < world.groups().size(); g++) {
            if (image.groups().get(g) instanceof Population p && turn.has(p)) {
                int[] ownHandlers = new int[p.events().size()];
                for (Handler handler : p.handlers()) {
                    // Cursors are numbered in text order over all stages and phases.
                    int number = handler.trigger() instanceof Trigger.OwnEvent own ? ownHandlers[own.event()]++ : -1;
                    boolean elsewhere = handler.trigger() instanceof Trigger.Global || isLaterTask(handler);
                    if (handler.stage() == stage && handler.phase() == phase && !elsewhere && !isInTurn(p, handler)) {
                        steps.add(neuronStep(g, handler, number));
                    }
                }
            }
        }
    }

    /** All tasks of a population have their turn with the first of them. */
    private static boolean isLaterTask(Handler handler) {
        return handler.trigger() instanceof Trigger.Due due && due.task() > 0;
    }

    private List<Runner> tasks(int g) {
        Runner[] runners = new Runner[image.population(g).tasks()];
        for (Handler h : image.population(g).handlers()) {
            if (h.trigger() instanceof Trigger.Due due) {
                runners[due.task()] = world.runner(new Scope.OfGroup(g), h.kernel());
            }
        }
        return List.of(runners);
    }

    private boolean addsIntegers(int g, int port) {
        return image.population(g).ports().get(port).type() instanceof Type.Int;
    }

    private Step neuronStep(int g, Handler handler, int ownHandler) {
        GroupState group = world.groups().get(g);
        Runner runner = world.runner(new Scope.OfGroup(g), handler.kernel());
        return switch (handler.trigger()) {
            case Trigger.EveryTick t -> new Steps.NeuronSweep(group, runner, Steps.Period.EVERY_TICK);
            case Trigger.Every t -> new Steps.NeuronSweep(group, runner, new Steps.Period(t.period(), t.from()));
            case Trigger.OwnEvent t -> new Steps.OwnEventTurn(group, runner, t.event(), ownHandler);
            case Trigger.Arrival t ->
                t.linear()
                        ? new Steps.SumTurn(group, runner, t.port(), addsIntegers(g, t.port()))
                        : new Steps.ArrivalTurn(group, runner, t.port());
            case Trigger.Due t -> new Steps.DueTurn(group, tasks(g));
            case Trigger.PreEvent t -> throw Schedule.misplaced(handler);
            case Trigger.PostEvent t -> throw Schedule.misplaced(handler);
            case Trigger.Global t -> throw Schedule.misplaced(handler);
        };
    }
}
