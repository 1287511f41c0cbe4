package bouton.emulator.engine;

import bouton.emulator.interpret.Linker;
import bouton.emulator.interpret.Program;
import bouton.emulator.state.EventChannel;
import bouton.emulator.state.EventList;
import bouton.image.net.Handler;
import bouton.image.net.Lag;
import bouton.image.net.Per;
import bouton.image.net.Projection;
import bouton.image.net.Trigger;

/** A handler of a projection that runs once for each source or each target. */
final class SharedHandler {
    private final ProjectionState projection;
    private final Handler handler;
    private final Per per;
    private final Program program;

    /** Links the handler of projection {@code number}. */
    SharedHandler(Linker linker, int number, ProjectionState projection, Handler handler) {
        this.projection = projection;
        this.handler = handler;
        this.per = handler.per();
        this.program = linker.link(number, per, handler.kernel());
    }

    /** Its turn, for a trigger that is not an event. */
    Step step() {
        return switch (handler.trigger()) {
            case Trigger.EveryTick t -> tick -> sweep(tick, tick, 1);
            case Trigger.Every t -> {
                Steps.Period period = new Steps.Period(t.period(), t.from());
                yield tick -> {
                    if (period.isDue(tick)) {
                        sweep(tick, tick, 1);
                    }
                };
            }
            case Trigger.PreEvent t -> throw misplaced();
            case Trigger.PostEvent t -> throw misplaced();
            case Trigger.OwnEvent t -> throw misplaced();
            case Trigger.Due t -> throw misplaced();
            case Trigger.Arrival t -> throw misplaced();
            case Trigger.Global t -> throw misplaced();
        };
    }

    /** For all sources or targets. */
    void sweep(long tick, long drawTick, double payload) {
        projection.shared().sweep(per, program, tick, drawTick, payload);
    }

    /** Its turn at the events of its end. */
    AgedTurn turn() {
        return switch (handler.trigger()) {
            case Trigger.PreEvent t -> turn(projection.source(), t.event(), t.lag());
            case Trigger.PostEvent t -> turn(projection.target(), t.event(), t.lag());
            case Trigger.EveryTick t -> throw misplaced();
            case Trigger.Every t -> throw misplaced();
            case Trigger.OwnEvent t -> throw misplaced();
            case Trigger.Due t -> throw misplaced();
            case Trigger.Arrival t -> throw misplaced();
            case Trigger.Global t -> throw misplaced();
        };
    }

    private AgedTurn turn(GroupState end, int event, Lag lag) {
        EventChannel channel = end.channels()[event];
        int[] lags = {lag.ticks()};
        return new AgedTurn() {
            @Override
            public int[] lags() {
                return lags;
            }

            @Override
            public void run(long tick, int age) {
                events(channel.at(tick - age), tick, tick - age);
            }
        };
    }

    private void events(EventList events, long tick, long emitted) {
        if (events.count() == 0 || !projection.takesEventsOf(emitted)) {
            return;
        }
        for (int k = 0; k < events.count(); k++) {
            projection.shared().run(per, program, events.member(k), tick, events.payload(k));
        }
    }

    private IllegalArgumentException misplaced() {
        Projection p = projection.projection();
        return new IllegalArgumentException("handler " + handler.kernel().name() + " of " + p.name()
                + " runs per " + per + " and has the trigger " + handler.trigger());
    }
}
