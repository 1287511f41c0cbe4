package bouton.emulator.engine;

import bouton.emulator.interpret.Frame;
import bouton.emulator.interpret.Program;
import bouton.emulator.state.ArrivalList;
import bouton.emulator.state.DeferredTasks;
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

    /** All neurons of a population. */
    record NeuronSweep(GroupState group, Program program, Period period) implements Step {
        @Override
        public void run(long tick) {
            if (period.isDue(tick)) {
                group.frame().setTime(tick, tick, 0);
                group.frame().setPayload(1, 1);
                group.sweep(program);
            }
        }
    }

    /** All synapses of a projection. */
    record SynapseSweep(ProjectionState projection, Program program, Period period, SynapseDelivery.Rule rule)
            implements Step {
        @Override
        public void run(long tick) {
            if (period.isDue(tick)) {
                projection.prepare(rule, tick);
                projection.sweep(program);
            }
        }
    }

    /** The neurons that have emitted an event since the last turn, once for each emission. */
    record OwnEventTurn(GroupState group, Program program, int event, int handler) implements Step {
        @Override
        public void run(long tick) {
            OwnEvents own = group.channels()[event].own();
            int end = own.end();
            Frame frame = group.frame();
            frame.setTime(tick, tick, 0);
            for (int k = own.first(handler); k < end; k++) {
                frame.select(own.member(k));
                frame.setPayload(own.payload(k), 1);
                program.run(frame);
            }
            own.seen(handler, end);
        }
    }

    /**
     * The neurons for which something is due that was put off.
     *
     * @param programs by task
     */
    record DueTurn(GroupState group, List<Program> programs) implements Step {
        @Override
        public void run(long tick) {
            DeferredTasks deferred = group.frame().deferred();
            int due = deferred.collect(tick);
            for (int k = 0; k < due; k++) {
                run(tick, deferred.task(k), deferred.member(k));
            }
            deferred.take(due);
        }

        /** The turn of one neuron. */
        void run(long tick, int member) {
            DeferredTasks deferred = group.frame().deferred();
            int due = deferred.collect(tick);
            for (int k = 0; k < due; k++) {
                if (deferred.member(k) == member) {
                    run(tick, deferred.task(k), member);
                }
            }
            deferred.take(due, member);
        }

        private void run(long tick, int task, int member) {
            Frame frame = group.frame();
            frame.setTime(tick, tick, 0);
            frame.setPayload(1, 1);
            frame.select(member);
            programs.get(task).run(frame);
        }
    }

    /** The neurons at which something arrived, once with the sum of it. */
    record SumTurn(GroupState group, Program program, int port) implements Step {
        @Override
        public void run(long tick) {
            double[] sums = group.ports()[port].open();
            Frame frame = group.frame();
            frame.setTime(tick, tick, 0);
            for (int i = 0; i < sums.length; i++) {
                if (sums[i] != 0) {
                    frame.select(i);
                    frame.setPayload(sums[i], 1);
                    program.run(frame);
                }
            }
        }
    }

    /** The neurons at which something arrived, once for each arrival. */
    record ArrivalTurn(GroupState group, Program program, int port) implements Step {
        @Override
        public void run(long tick) {
            ArrivalList arrivals = group.ports()[port].openArrivals();
            if (arrivals == null) {
                throw new IllegalStateException("port " + port + " keeps no single arrivals");
            }
            Frame frame = group.frame();
            frame.setTime(tick, tick, 0);
            for (int k = 0; k < arrivals.count(); k++) {
                frame.select(arrivals.target(k));
                frame.setPayload(arrivals.amount(k), 1);
                program.run(frame);
            }
        }
    }

    /** A port opens. */
    record OpenPort(PortState port) implements Step {
        @Override
        public void run(long tick) {
            port.open(tick);
        }
    }

    /** The clock of a projection advances. */
    record AdvanceClock(ProjectionState projection) implements Step {
        @Override
        public void run(long tick) {
            projection.advanceClock();
        }
    }

    /** A population sends its values. */
    record Send(GroupState group) implements Step {
        @Override
        public void run(long tick) {
            group.send(tick);
        }
    }
}
