package bouton.emulator.engine;

import bouton.emulator.generate.Shape;
import bouton.emulator.interpret.Frame;
import bouton.emulator.state.ArrivalList;
import bouton.emulator.state.Columns;
import bouton.emulator.state.DeferredTasks;
import bouton.emulator.state.EventChannel;
import bouton.emulator.state.OwnEvents;
import bouton.emulator.state.PortState;
import java.util.List;

/** The turns of handlers that run for whole populations or projections, or for single neurons. */
final class Steps {
    private Steps() {}

    /** When a periodic handler has its turn. */
    record Period(long period, long from) {
        static final Period EVERY_TICK = new Period(1, 0);

        boolean isDue(long tick) {
            long since = tick + 1 - from;
            return since >= 0 && since % period == 0;
        }
    }

    /** What a kernel of neurons may do to others. */
    private static void declare(Access access, GroupState group, Runner runner) {
        if (runner.use().changes()) {
            access.writes(Access.What.WORDS, group);
            access.writes(Access.What.EVENTS, group);
        }
    }

    /** The turn of a kernel of neurons. */
    private abstract static class NeuronStep extends PartStep {
        private final Runner runner;
        private final Shape shape;

        /** @param shape in which the kernel runs */
        NeuronStep(GroupState group, Runner runner, Shape shape) {
            super(group);
            this.runner = runner;
            this.shape = shape;
        }

        Runner runner() {
            return runner;
        }

        /** The frame of a part, set to a tick. */
        Frame frame(long tick, int part) {
            Frame frame = group().frame(part);
            frame.setTime(tick, tick, 0);
            return frame;
        }

        @Override
        void declare(Access access) {
            Steps.declare(access, group(), runner);
        }

        @Override
        boolean prepareForThreads() {
            return runner.prepare(shape);
        }
    }

    /** All neurons of a population. */
    static final class NeuronSweep extends NeuronStep {
        private final Period period;

        NeuronSweep(GroupState group, Runner runner, Period period) {
            super(group, runner, Shape.NEURONS);
            this.period = period;
        }

        @Override
        void run(long tick, int part) {
            if (period.isDue(tick)) {
                Frame frame = frame(tick, part);
                frame.setPayload(1, 1);
                group().sweep(runner(), part);
            }
        }
    }

    /** All synapses of a projection. */
    static final class SynapseSweep extends PartStep {
        private final ProjectionState projection;
        private final Runner runner;
        private final Period period;
        private final SynapseDelivery.Rule rule;

        SynapseSweep(ProjectionState projection, Runner runner, Period period, SynapseDelivery.Rule rule) {
            super(projection.target());
            this.projection = projection;
            this.runner = runner;
            this.period = period;
            this.rule = rule;
        }

        @Override
        void declare(Access access) {
            projection.declare(access, runner);
        }

        @Override
        boolean prepareForThreads() {
            return runner.prepare(Shape.ROWS);
        }

        @Override
        void run(long tick, int part) {
            if (period.isDue(tick)) {
                runner.synapses(projection.prepare(part, rule, tick));
            }
        }
    }

    /** The neurons that have emitted an event since the last turn, once for each emission. */
    static final class OwnEventTurn extends NeuronStep {
        private final int event;
        private final int handler;

        OwnEventTurn(GroupState group, Runner runner, int event, int handler) {
            super(group, runner, Shape.NEURONS);
            this.event = event;
            this.handler = handler;
        }

        @Override
        void run(long tick, int part) {
            OwnEvents own = group().channels(part)[event].own();
            int end = own.end();
            Frame frame = frame(tick, part);
            for (int k = own.first(handler); k < end; k++) {
                frame.setPayload(own.payload(k), 1);
                runner().neuron(frame, own.member(k) - frame.start());
            }
            own.seen(handler, end);
        }
    }

    /** The neurons for which something is due that was put off. */
    static final class DueTurn extends PartStep {
        private final List<Runner> runners;

        /** @param runners by task */
        DueTurn(GroupState group, List<Runner> runners) {
            super(group);
            this.runners = List.copyOf(runners);
        }

        @Override
        void declare(Access access) {
            runners.forEach(runner -> Steps.declare(access, group(), runner));
        }

        @Override
        boolean prepareForThreads() {
            return runners.stream().allMatch(runner -> runner.prepare(Shape.NEURONS));
        }

        @Override
        void run(long tick, int part) {
            Frame frame = group().frame(part);
            DeferredTasks deferred = frame.deferred();
            int due = deferred.collect(tick);
            for (int k = 0; k < due; k++) {
                run(frame, tick, deferred.task(k), deferred.member(k));
            }
            deferred.take(due);
        }

        /** The turn of one neuron. */
        void member(long tick, int member) {
            Frame frame = group().frame(group().partition().partOf(member));
            DeferredTasks deferred = frame.deferred();
            int due = deferred.collect(tick);
            for (int k = 0; k < due; k++) {
                if (deferred.member(k) == member) {
                    run(frame, tick, deferred.task(k), member);
                }
            }
            deferred.take(due, member);
        }

        private void run(Frame frame, long tick, int task, int member) {
            frame.setTime(tick, tick, 0);
            frame.setPayload(1, 1);
            runners.get(task).neuron(frame, member - frame.start());
        }
    }

    /** The neurons at which something arrived, once with the sum of it. */
    static final class SumTurn extends NeuronStep {
        private final int port;
        private final boolean integers;
        // By part: room for the neurons that got something.
        private final int[][] members;
        // By part: sums of integers as float64 values, which payloads are; empty where the sums are float64 themselves.
        private final double[][] payloads;

        SumTurn(GroupState group, Runner runner, int port, boolean integers) {
            super(group, runner, Shape.SUMS);
            this.port = port;
            this.payloads = new double[group.parts()][];
            for (int k = 0; k < payloads.length; k++) {
                payloads[k] = Columns.padded(integers ? group.partition().length(k) : 0);
            }
            this.integers = integers;
            this.members = new int[group.parts()][];
            for (int k = 0; k < members.length; k++) {
                members[k] = new int[group.ports(k)[port].open().touched().length];
            }
        }

        @Override
        void run(long tick, int part) {
            PortState state = group().ports(part)[port];
            int few = state.collect(members[part]);
            double[] sums = integers ? payloads[part] : state.open().sums();
            if (integers && few < 0) {
                state.open().copy(sums);
            } else if (integers) {
                state.open().copy(sums, members[part], few);
            }
            Frame frame = frame(tick, part);
            if (few < 0) {
                runner().sums(frame, sums, group().partition().length(part));
            } else {
                runner().sums(frame, sums, members[part], few);
            }
        }
    }

    /** The neurons at which something arrived, once for each arrival. */
    static final class ArrivalTurn extends NeuronStep {
        private final int port;

        ArrivalTurn(GroupState group, Runner runner, int port) {
            super(group, runner, Shape.NEURONS);
            this.port = port;
        }

        @Override
        void run(long tick, int part) {
            ArrivalList arrivals = group().ports(part)[port].open().arrivals();
            if (arrivals == null) {
                throw new IllegalStateException("port " + port + " keeps no single arrivals");
            }
            Frame frame = frame(tick, part);
            for (int k = 0; k < arrivals.count(); k++) {
                frame.setPayload(arrivals.amount(k), 1);
                runner().neuron(frame, arrivals.target(k));
            }
        }
    }

    /** A port opens. */
    static final class OpenPort extends PartStep {
        private final int port;

        OpenPort(GroupState group, int port) {
            super(group);
            this.port = port;
        }

        @Override
        void run(long tick, int part) {
            group().ports(part)[port].open(tick);
        }
    }

    /** The clock of a projection advances. */
    static final class AdvanceClock extends PartStep {
        private final ProjectionState projection;

        AdvanceClock(ProjectionState projection) {
            super(projection.target());
            this.projection = projection;
        }

        @Override
        void run(long tick, int part) {
            projection.parts()[part].advanceClock();
        }
    }

    /** A population sends its values. */
    static final class Send extends PartStep {
        Send(GroupState group) {
            super(group);
        }

        @Override
        void run(long tick, int part) {
            group().send(tick, part);
        }
    }

    /** Synapses have seen the events of the tick: what is emitted from here on belongs to the next one. */
    static final class NextTick extends PartStep {
        NextTick(GroupState group) {
            super(group);
        }

        @Override
        void declare(Access access) {
            access.writes(Access.What.EVENTS, group());
        }

        @Override
        void run(long tick, int part) {
            for (EventChannel channel : group().channels(part)) {
                channel.settle();
                channel.aim(tick + 1);
            }
        }
    }

    /** A stimulus plays. */
    static final class Play extends PartStep {
        private final StimulusState stimulus;

        Play(StimulusState stimulus) {
            super(stimulus);
            this.stimulus = stimulus;
        }

        @Override
        void declare(Access access) {
            access.writes(Access.What.WORDS, stimulus);
            access.writes(Access.What.EVENTS, stimulus);
        }

        @Override
        void run(long tick, int part) {
            stimulus.play(tick, part);
        }
    }

    /** The events of the tick are counted. */
    static final class Count extends PartStep {
        Count(GroupState group) {
            super(group);
        }

        @Override
        void run(long tick, int part) {
            group().count(tick, part);
        }
    }
}
