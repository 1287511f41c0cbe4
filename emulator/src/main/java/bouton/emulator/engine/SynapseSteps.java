package bouton.emulator.engine;

import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Per;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Stimulus;
import bouton.image.net.Trigger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Lays out the steps of synapses, and of the words that they share at their ends. */
final class SynapseSteps {
    /** The stages in which neurons may read their ports. */
    private static final Set<Stage> NEURONAL = EnumSet.range(Stage.INTEGRATE, Stage.RESET);

    private final World world;
    private final Image image;
    private final Deferral deferral;
    private final List<Step> steps;
    // What runs per source or target behind the turns that are still put together.
    private final List<SharedStep> behind = new ArrayList<>();

    /** @param steps to which it adds its own */
    SynapseSteps(World world, Deferral deferral, List<Step> steps) {
        this.world = world;
        this.image = world.image();
        this.deferral = deferral;
        this.steps = steps;
    }

    /**
     * Adds the steps of a phase.
     *
     * @param onto which projections have their turn
     */
    void add(Stage stage, int phase, Predicate<Projection> onto) {
        // Handlers of source events that stand together have their turns by the age of the events.
        List<EventTurn> together = new ArrayList<>();
        steps.addAll(deferral.visits(stage, phase, onto));
        for (int p = 0; p < world.projections().size(); p++) {
            ProjectionState projection = world.projections().get(p);
            if (onto.test(projection.projection())) {
                for (Handler handler : projection.projection().handlers()) {
                    boolean elsewhere = handler.trigger() instanceof Trigger.Global
                            || SequentialTurn.isSelfInput(image, projection.projection(), handler);
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
        Runner runner = world.runner(new Scope.OfProjection(number), handler.kernel());
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
            case Trigger.OwnEvent t -> throw Schedule.misplaced(handler);
            case Trigger.Due t -> throw Schedule.misplaced(handler);
            case Trigger.Arrival t -> throw Schedule.misplaced(handler);
            case Trigger.Global t -> throw Schedule.misplaced(handler);
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
}
