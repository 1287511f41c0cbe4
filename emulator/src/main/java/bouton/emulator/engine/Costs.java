package bouton.emulator.engine;

import bouton.emulator.connect.EventIndex;
import bouton.emulator.connect.Wiring;
import bouton.emulator.cost.CostCounter;
import bouton.emulator.cost.Synapses;
import bouton.emulator.state.EventList;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Stimulus;
import bouton.image.net.Trigger;
import bouton.image.run.CostReport;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import bouton.image.run.Traffic;
import java.util.ArrayList;
import java.util.List;

/** The costs of a session on the chip of its image, and what became of its spikes. */
final class Costs {
    private static final String SECTION = "session/costs";

    private final World world;
    private final CostCounter counter;

    private Costs(World world, CostCounter counter) {
        this.world = world;
        this.counter = counter;
    }

    /**
     * Begins to count.
     *
     * @param world of an image with a chip, before a tick
     * @param slots ticks that parts may run before the first of them is ended
     */
    static Costs of(World world, int slots) {
        Synapses synapses = new Synapses(
                world.projections().stream().map(Costs::wirings).toList(),
                world.groups().stream().map(GroupState::partition).toList());
        Costs costs = new Costs(world, new CostCounter(world.image(), synapses, slots));
        costs.look();
        return costs;
    }

    /** Looks at the neurons, whose words something but a tick may have changed. */
    void look() {
        for (int g = 0; g < world.groups().size(); g++) {
            counter.start(g, world.groups().get(g).columns());
        }
    }

    private static Wiring[] wirings(ProjectionState projection) {
        Wiring[] result = new Wiring[projection.parts().length];
        for (int k = 0; k < result.length; k++) {
            result[k] = projection.parts()[k].wiring();
        }
        return result;
    }

    CostCounter counter() {
        return counter;
    }

    /** A tick is over, and its events are still there. */
    void endTick(long tick) {
        counter.endTick(tick, (group, part) -> world.groups().get(group).channels(part));
    }

    /** @param tick the next one */
    CostReport report(long tick) {
        List<Traffic> traffic = new ArrayList<>();
        for (int p = 0; p < world.projections().size(); p++) {
            ProjectionState projection = world.projections().get(p);
            traffic.add(new Traffic(
                    p,
                    counter.sent(p),
                    projection.arrivals(),
                    waiting(world.image(), projection, tick),
                    projection.dropped()));
        }
        return counter.report(traffic);
    }

    /** How many synapses the spikes that are on their way over a projection will reach from tick {@code tick} on. */
    static long waiting(Image image, ProjectionState projection, long tick) {
        long sum = 0;
        List<Integer> events = new ArrayList<>();
        for (Handler handler : projection.projection().handlers()) {
            if (handler.trigger() instanceof Trigger.PreEvent pre
                    && EventTurn.isArrival(projection.projection(), handler)
                    && !events.contains(pre.event())) {
                events.add(pre.event());
                boolean counted = image.groups().get(projection.projection().source()) instanceof Stimulus;
                for (SynapsePart part : projection.parts()) {
                    sum += waiting(projection, part, pre.event(), pre.lag(), counted, tick);
                }
            }
        }
        return sum;
    }

    private static long waiting(
            ProjectionState projection, SynapsePart part, int event, Lag lag, boolean counted, long tick) {
        EventIndex index = part.bySource(lag);
        long sum = 0;
        for (int own : index.lags()) {
            int all = lag.ticks() + own;
            for (long t = Math.max(tick - all, 0); t < tick; t++) {
                if (!projection.takesEventsOf(t)) {
                    continue;
                }
                for (int k = 0; k < projection.source().parts(); k++) {
                    EventList events = projection.source().channels(k)[event].at(t);
                    for (int i = 0; i < events.count(); i++) {
                        int segment = index.segment(events.member(i), own);
                        long synapses = segment < 0 ? 0 : index.end(segment) - index.start(segment);
                        sum += synapses * (counted ? (long) events.payload(i) : 1);
                    }
                }
            }
        }
        return sum;
    }

    void save(StateSink out) {
        out.section(SECTION);
        counter.save(out);
        for (ProjectionState projection : world.projections()) {
            out.longs("arrivals", projection.arrivals(), projection.dropped());
        }
    }

    void restore(StateSource in) {
        in.section(SECTION);
        counter.restore(in);
        for (ProjectionState projection : world.projections()) {
            long[] saved = new long[2];
            in.into("arrivals", saved);
            projection.setArrivals(saved[0], saved[1]);
        }
    }
}
