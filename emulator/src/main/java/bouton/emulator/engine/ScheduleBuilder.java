package bouton.emulator.engine;

import bouton.emulator.cost.CostCounter;
import bouton.emulator.interpret.Linker;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.net.GlobalValue;
import bouton.image.net.Group;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Per;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Stimulus;
import bouton.image.net.Trigger;
import bouton.image.net.Update;
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

    /** The stages in which neurons may read their ports. */
    private static final Set<Stage> NEURONAL = EnumSet.range(Stage.INTEGRATE, Stage.RESET);

    private final World world;
    private final Image image;
    private final Linker linker;
    private final List<Step> steps = new ArrayList<>();
    // What runs per source or target behind the turns that are still put together.
    private final List<SharedStep> behind = new ArrayList<>();
    private final Deferral deferral;
    private final TreeSet<Integer> ranks = new TreeSet<>();
    private final Globals globals;

    private final @Nullable CostCounter costs;

    private ScheduleBuilder(World world, Globals globals, Deferral deferral, @Nullable CostCounter costs) {
        this.costs = costs;
        this.world = world;
        this.globals = globals;
        this.image = world.image();
        this.linker = world.linker();
        this.deferral = deferral;
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
            synapses(stage, phase, turn);
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

    private Runner runner(Scope scope, Kernel kernel) {
        return new Runner(linker, linker.scope(scope), kernel, world.execution());
    }

    private static boolean isSequential(Population p) {
        return p.update() != Update.PARALLEL;
    }

    /** Whether the handler takes its turn neuron by neuron. */
    private static boolean isInTurn(Population p, Handler h) {
        return isSequential(p)
                && (h.stage() == Stage.INTEGRATE || h.stage() == Stage.THRESHOLD || h.stage() == Stage.RESET);
    }

    private boolean isSelfInput(Projection p, Handler h) {
        return p.source() == p.target()
                && isSequential(image.population(p.target()))
                && h.stage() == Stage.TRANSMIT
                && p.delay().isNone();
    }

    private void sequential(Turn turn) {
        for (int g = 0; g < image.groups().size(); g++) {
            if (image.groups().get(g) instanceof Population p && turn.has(p) && isSequential(p)) {
                steps.add(sequential(g, p));
            }
        }
    }

    private Step sequential(int g, Population p) {
        List<SequentialTurn.SelfInput> inputs = new ArrayList<>();
        for (int i = 0; i < image.projections().size(); i++) {
            Projection projection = image.projections().get(i);
            for (Handler h : projection.handlers()) {
                if (projection.target() == g && isSelfInput(projection, h)) {
                    ProjectionState state = world.projections().get(i);
                    Runner runner = runner(new Scope.OfProjection(i), h.kernel());
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
                                        ? runner(new Scope.OfGroup(g), h.kernel())
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
                runners[due.task()] = runner(new Scope.OfGroup(g), h.kernel());
            }
        }
        return List.of(runners);
    }

    private boolean addsIntegers(int g, int port) {
        return image.population(g).ports().get(port).type() instanceof Type.Int;
    }

    private Step neuronStep(int g, Handler handler, int ownHandler) {
        GroupState group = world.groups().get(g);
        Runner runner = runner(new Scope.OfGroup(g), handler.kernel());
        return switch (handler.trigger()) {
            case Trigger.EveryTick t -> new Steps.NeuronSweep(group, runner, Steps.Period.EVERY_TICK);
            case Trigger.Every t -> new Steps.NeuronSweep(group, runner, new Steps.Period(t.period(), t.from()));
            case Trigger.OwnEvent t -> new Steps.OwnEventTurn(group, runner, t.event(), ownHandler);
            case Trigger.Arrival t ->
                t.linear()
                        ? new Steps.SumTurn(group, runner, t.port(), addsIntegers(g, t.port()))
                        : new Steps.ArrivalTurn(group, runner, t.port());
            case Trigger.Due t -> new Steps.DueTurn(group, tasks(g));
            case Trigger.PreEvent t -> throw misplaced(handler);
            case Trigger.PostEvent t -> throw misplaced(handler);
            case Trigger.Global t -> throw misplaced(handler);
        };
    }

    private void synapses(Stage stage, int phase, Turn turn) {
        // Handlers of source events that stand together have their turns by the age of the events.
        List<EventTurn> together = new ArrayList<>();
        steps.addAll(deferral.visits(stage, phase, p -> turn.has(image.population(p.target()))));
        for (int p = 0; p < world.projections().size(); p++) {
            ProjectionState projection = world.projections().get(p);
            if (turn.has(image.population(projection.projection().target()))) {
                for (Handler handler : projection.projection().handlers()) {
                    boolean elsewhere = handler.trigger() instanceof Trigger.Global
                            || isSelfInput(projection.projection(), handler);
                    if (handler.stage() == stage && handler.phase() == phase && !elsewhere) {
                        if (handler.per() == Per.INSTANCE) {
                            synapseStep(projection, p, handler, together);
                        } else {
                            share(SharedStep.of(world, p, projection, handler), together);
                        }
                    }
                }
            }
        }
        flush(together);
    }

    /** What runs per source or target keeps its place among the handlers of its projection; others do not see it. */
    private void share(SharedStep step, List<EventTurn> together) {
        if (together.stream().anyMatch(turn -> turn.projection() == step.projection())) {
            behind.add(step);
        } else {
            addShared(step);
        }
    }

    private void addShared(SharedStep step) {
        steps.add(step);
        steps.addAll(deferral.followers(step));
    }

    private void flush(List<EventTurn> together) {
        for (GroupState target : world.groups()) {
            List<EventTurn> onto = together.stream()
                    .filter(turn -> turn.projection().target() == target)
                    .toList();
            if (!onto.isEmpty()) {
                steps.add(new EventTurns(target, onto));
            }
        }
        together.clear();
        behind.forEach(this::addShared);
        behind.clear();
    }

    private void synapseStep(ProjectionState projection, int number, Handler handler, List<EventTurn> together) {
        Runner runner = runner(new Scope.OfProjection(number), handler.kernel());
        SynapseDelivery.Rule rule = rule(handler);
        if (behind.stream().anyMatch(step -> step.projection() == projection)) {
            flush(together);
        }
        switch (handler.trigger()) {
            case Trigger.PreEvent t
            when runner.use().delivers() -> together.add(preTurn(projection, runner, handler, t, rule));
            case Trigger.PreEvent t -> {
                // What adds to no port keeps to the order of the text.
                flush(together);
                steps.add(new EventTurns(projection.target(), List.of(preTurn(projection, runner, handler, t, rule))));
            }
            case Trigger.PostEvent t -> {
                flush(together);
                EventTurn turn = postTurn(projection, runner, t, rule);
                steps.add(deferral.happening(projection, new EventTurns(projection.target(), List.of(turn))));
            }
            case Trigger.EveryTick t -> {
                flush(together);
                steps.add(new Steps.SynapseSweep(projection, runner, Steps.Period.EVERY_TICK, rule));
            }
            case Trigger.Every t -> {
                flush(together);
                Steps.Period period = new Steps.Period(t.period(), t.from());
                steps.add(new Steps.SynapseSweep(projection, runner, period, rule));
            }
            case Trigger.OwnEvent t -> throw misplaced(handler);
            case Trigger.Due t -> throw misplaced(handler);
            case Trigger.Arrival t -> throw misplaced(handler);
            case Trigger.Global t -> throw misplaced(handler);
        }
    }

    private static EventTurn preTurn(
            ProjectionState projection,
            Runner runner,
            Handler handler,
            Trigger.PreEvent trigger,
            SynapseDelivery.Rule rule) {
        Lag lag = trigger.lag();
        return new EventTurn(
                projection,
                runner,
                trigger.event(),
                part -> part.bySource(lag),
                lag.ticks(),
                true,
                projection.source().group() instanceof Stimulus,
                rule,
                EventTurn.isArrival(projection.projection(), handler));
    }

    private static EventTurn postTurn(
            ProjectionState projection, Runner runner, Trigger.PostEvent trigger, SynapseDelivery.Rule rule) {
        Lag lag = trigger.lag();
        return new EventTurn(
                projection,
                runner,
                trigger.event(),
                part -> part.byTarget(lag, runner.use()),
                lag.ticks(),
                false,
                false,
                rule,
                false);
    }

    private SynapseDelivery.Rule rule(Handler handler) {
        return switch (handler.stage()) {
            case DELIVER ->
                transmitsNextToDelivering() ? SynapseDelivery.Rule.DELIVER : SynapseDelivery.Rule.DELIVER_APART;
            case TRANSMIT -> SynapseDelivery.Rule.TRANSMIT;
            case LEARN -> SynapseDelivery.Rule.LEARN_LAG;
            case TIME, INTEGRATE, REDUCE, THRESHOLD, RESET, PERIODIC -> SynapseDelivery.Rule.NEXT_OPENING;
        };
    }

    /** Whether no neuron has its turn between the stages in which ports open, so that they are two halves of one. */
    private boolean transmitsNextToDelivering() {
        List<Stage> order = image.order();
        int transmit = order.indexOf(Stage.TRANSMIT);
        int deliver = order.indexOf(Stage.DELIVER);
        return order.subList(Math.min(transmit, deliver) + 1, Math.max(transmit, deliver)).stream()
                .noneMatch(NEURONAL::contains);
    }

    private static IllegalArgumentException misplaced(Handler handler) {
        return new IllegalArgumentException(
                "handler " + handler.kernel().name() + " has the trigger " + handler.trigger());
    }
}
