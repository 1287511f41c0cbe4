package bouton.emulator.engine;

import bouton.emulator.generate.Shape;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether synapses see events of their targets later than they happen; see {@link PostRule}. It begins between two ticks, where
 * post events are frequent enough for it to pay, and nothing is deferred any more where somebody else looks at synapses.
 */
final class Deferral {
    /** It is considered every so many ticks. */
    private static final int CONSIDERED = 64;

    /** Events of a target, on average, up to where synapses have to be settled, that make it worthwhile. */
    private static final double WORTHWHILE = 0.3;

    /** Events of a target, on average, in the longest time between two visits, below which it does not pay any more. */
    private static final double RARE = 0.05;

    /** Ticks after which it begins anew, as those since it began are counted in 32 bits. */
    private static final long LONGEST = 1L << 29;

    /** A projection with a rule. */
    static final class Plan {
        private final ProjectionState projection;
        private final PostRule rule;
        private final Runner runner;
        private final PendingPost[] parts;
        private final int[] homes;
        private final Deferral deferral;

        private Plan(Deferral deferral, ProjectionState projection, PostRule rule, Runner runner, int counters) {
            this.deferral = deferral;
            this.projection = projection;
            this.rule = rule;
            this.runner = runner;
            this.parts = new PendingPost[projection.parts().length];
            this.homes = new int[parts.length];
            for (int k = 0; k < parts.length; k++) {
                homes[k] = k;
                parts[k] = new PendingPost(rule, runner, projection, k, counters);
            }
        }

        ProjectionState projection() {
            return projection;
        }

        PostRule rule() {
            return rule;
        }

        Runner runner() {
            return runner;
        }

        PendingPost part(int part) {
            return parts[part];
        }

        /** Whether synapses see events of their targets later. */
        boolean isOn() {
            return deferral.on;
        }
    }

    private final Execution.Code code;
    private final Workers workers;
    private final List<Plan> plans = new ArrayList<>();
    private boolean on;
    /** There is no bytecode for some rule. */
    private boolean tooLong;

    private long since;
    private long ticks;
    private long considered;
    private long eventsBefore;

    Deferral(World world, Workers workers) {
        this.code = world.execution().code();
        this.workers = workers;
        for (int p = 0; p < world.projections().size() && code != Execution.Code.INTERPRETED; p++) {
            plan(world, p);
        }
    }

    private void plan(World world, int number) {
        PostRule.of(world.image(), number).ifPresent(rule -> {
            Runner runner =
                    world.runner(new Scope.OfProjection(number), rule.handler().kernel());
            int counters = world.image().counters().size();
            plans.add(new Plan(this, world.projections().get(number), rule, runner, counters));
        });
    }

    private Optional<Plan> plan(ProjectionState projection) {
        return plans.stream().filter(p -> p.projection == projection).findFirst();
    }

    /** The steps before the first handlers of source events: synapses of some projections see what they have yet to see. */
    List<Step> visits(Stage stage, int phase, Predicate<Projection> some) {
        List<Step> steps = new ArrayList<>();
        for (Plan plan : plans) {
            PostRule rule = plan.rule;
            if (rule.stage() == stage && rule.phase() == phase && some.test(plan.projection.projection())) {
                rule.pre().forEach(trigger -> steps.add(new DeferredSteps.Visit(plan, trigger)));
                steps.add(new DeferredSteps.VisitSilent(plan));
            }
        }
        return steps;
    }

    /** The steps that do what a handler per source does, for the words that parts have of the sources. */
    List<Step> followers(SharedStep step) {
        Optional<Plan> plan =
                plan(step.projection()).filter(p -> !p.rule.evolutions().isEmpty());
        return plan.isPresent() && step.trigger() instanceof Trigger.PreEvent t
                ? List.of(new DeferredSteps.Follow(plan.get(), t, step.runner()))
                : List.of();
    }

    /** The turn of a handler of post events, which may be that of a rule. */
    PartStep happening(ProjectionState projection, EventTurns now) {
        return plan(projection)
                .<PartStep>map(p -> new DeferredSteps.Happening(p, now))
                .orElse(now);
    }

    boolean isOn() {
        return on;
    }

    /** How many ticks it has been on, up to when it was last ended. */
    long ticks() {
        return ticks;
    }

    /** Whether some projection has a rule. */
    boolean isPossible() {
        return !plans.isEmpty();
    }

    /** Steps behave as if it were on, or not, while a schedule for that is made. */
    void pretend(boolean asIfOn) {
        on = asIfOn;
    }

    /**
     * Between two ticks: begins or ends it.
     *
     * @param tick the one that comes next
     * @param room how many ticks there are until somebody looks at the synapses
     */
    void consider(long tick, long room) {
        if (plans.isEmpty() || tooLong) {
            return;
        }
        boolean always = code == Execution.Code.GENERATED;
        if (on) {
            boolean rare = !always
                    && tick - considered >= PendingPost.LONGEST_WAIT
                    && events(tick) * PendingPost.LONGEST_WAIT < RARE;
            if (rare || tick - since > LONGEST) {
                settle(tick);
            }
        } else if (always
                || tick - considered >= CONSIDERED
                        && events(tick) * Math.min(room, PendingPost.LONGEST_WAIT) >= WORTHWHILE) {
            begin(tick);
        }
    }

    /** How many events a target has had per tick, on average, since the last time that this was asked. */
    private double events(long tick) {
        long events = 0;
        long targets = 0;
        for (Plan plan : plans) {
            targets += plan.projection.target().group().size();
            for (PendingPost part : plan.parts) {
                events += part.seen();
            }
        }
        double rate = (double) (events - eventsBefore) / (tick - considered) / targets;
        considered = tick;
        eventsBefore = events;
        return rate;
    }

    private void begin(long tick) {
        for (Plan plan : plans) {
            if (!plan.runner.prepare(Shape.PAST_ROWS)) {
                tooLong = true;
                return;
            }
        }
        for (Plan plan : plans) {
            workers.run(plan.homes, part -> plan.parts[part].begin(tick));
        }
        on = true;
        since = tick;
    }

    /** Bytes held. */
    long bytes() {
        long bytes = 0;
        for (Plan plan : plans) {
            for (PendingPost part : plan.parts) {
                bytes += part.bytes();
            }
        }
        return bytes;
    }

    /** Before tick {@code tick}: synapses see all events, as of now nothing is deferred. */
    void settle(long tick) {
        if (on) {
            on = false;
            ticks += tick - since;
            for (Plan plan : plans) {
                workers.run(plan.homes, part -> plan.parts[part].settle(tick));
            }
        }
    }
}
