package bouton.emulator.engine;

import bouton.emulator.generate.Shape;
import bouton.emulator.state.EventList;
import bouton.image.net.Stimulus;
import bouton.image.net.Trigger;

/** The steps of projections whose synapses may see events of their targets later than they happen; see {@link Deferral}. */
final class DeferredSteps {
    private DeferredSteps() {}

    /** The turn of the rule: its synapses run, or its events are kept for them. */
    static final class Happening extends PartStep {
        private final Deferral.Plan plan;
        private final EventTurns now;

        /** @param now the turn of synapses that see events at once */
        Happening(Deferral.Plan plan, EventTurns now) {
            super(plan.projection().target());
            this.plan = plan;
            this.now = now;
        }

        @Override
        void declare(Access access) {
            if (plan.isOn()) {
                access.writes(Access.What.SYNAPSES, plan.projection());
            } else {
                now.declare(access);
            }
        }

        @Override
        boolean prepareForThreads() {
            return now.prepareForThreads();
        }

        @Override
        void run(long tick, int part) {
            Trigger.PostEvent trigger = plan.rule().trigger();
            long then = tick - trigger.lag().ticks();
            PendingPost pending = plan.part(part);
            EventList events = group().channels(part)[trigger.event()].at(then);
            pending.count(events.count());
            if (!plan.isOn()) {
                now.run(tick, part);
            } else if (plan.projection().takesEventsOf(then)) {
                int start = group().partition().start(part);
                for (int k = 0; k < events.count(); k++) {
                    pending.happens(events.member(k) - start, tick);
                }
            }
        }
    }

    /** Something that follows events of sources, as they arrive. */
    private abstract static class OfSources extends PartStep {
        private final Deferral.Plan plan;
        private final Trigger.PreEvent trigger;

        OfSources(Deferral.Plan plan, Trigger.PreEvent trigger) {
            super(plan.projection().target());
            this.plan = plan;
            this.trigger = trigger;
        }

        PendingPost pending(int part) {
            return plan.part(part);
        }

        /** What an event of a source with synapses here does. */
        abstract void event(long tick, int part, int source, double payload);

        @Override
        void declare(Access access) {
            if (plan.isOn()) {
                access.writes(Access.What.SYNAPSES, plan.projection());
                if (trigger.lag().ticks() == 0) {
                    access.readsElsewhere(Access.What.EVENTS, plan.projection().source());
                }
            }
        }

        @Override
        int leastLag() {
            boolean foretold = plan.projection().source().group() instanceof Stimulus;
            return plan.isOn() && !foretold ? trigger.lag().ticks() : Integer.MAX_VALUE;
        }

        @Override
        void run(long tick, int part) {
            long then = tick - trigger.lag().ticks();
            if (!plan.isOn() || !plan.projection().takesEventsOf(then)) {
                return;
            }
            GroupState source = plan.projection().source();
            PendingPost pending = plan.part(part);
            for (int k = 0; k < source.parts(); k++) {
                EventList events = source.channels(k)[trigger.event()].at(then);
                for (int e = 0; e < events.count(); e++) {
                    if (pending.hasRow(events.member(e))) {
                        event(tick, part, events.member(e), events.payload(e));
                    }
                }
            }
        }
    }

    /** Before an event of a source: its synapses see the events of their targets. */
    static final class Visit extends OfSources {
        Visit(Deferral.Plan plan, Trigger.PreEvent trigger) {
            super(plan, trigger);
        }

        @Override
        void event(long tick, int part, int source, double payload) {
            pending(part).add(source);
        }

        @Override
        void run(long tick, int part) {
            super.run(tick, part);
            pending(part).visit(tick);
        }
    }

    /** What a handler per source does to its words, for the words that a part has of it. */
    static final class Follow extends OfSources {
        private final GroupState source;
        private final Runner runner;

        Follow(Deferral.Plan plan, Trigger.PreEvent trigger, Runner runner) {
            super(plan, trigger);
            this.source = plan.projection().source();
            this.runner = runner;
        }

        @Override
        boolean prepareForThreads() {
            return runner.prepare(Shape.NEURONS);
        }

        @Override
        void event(long tick, int part, int member, double payload) {
            pending(part).rows().run(runner, source.partition().partOf(member), member, tick, payload);
        }
    }

    /** Synapses of sources that have been silent for long see the events of their targets. */
    static final class VisitSilent extends PartStep {
        private final Deferral.Plan plan;

        VisitSilent(Deferral.Plan plan) {
            super(plan.projection().target());
            this.plan = plan;
        }

        @Override
        void declare(Access access) {
            if (plan.isOn()) {
                access.writes(Access.What.SYNAPSES, plan.projection());
            }
        }

        @Override
        void run(long tick, int part) {
            if (plan.isOn()) {
                plan.part(part).visitSilent(tick);
            }
        }
    }
}
