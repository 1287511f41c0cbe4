package bouton.emulator.engine;

import bouton.emulator.connect.EventIndex;
import bouton.emulator.state.EventChannel;
import bouton.emulator.state.EventList;
import java.util.TreeSet;
import java.util.function.Function;

/** A handler of synapses for events at one of their ends. */
final class EventTurn {
    private final ProjectionState projection;
    private final Runner runner;
    private final int event;
    // By part of the target.
    private final EventIndex[] indices;
    private final int fixedLag;
    private final boolean ofSource;
    private final boolean counted;
    private final SynapseDelivery.Rule rule;

    /**
     * @param event its number in the source or target
     * @param index of the synapses of a part
     * @param fixedLag the part of the lag that all synapses share, in ticks
     * @param ofSource events of the source, else of the target
     * @param counted an event's payload is its multiplicity: a delivery counts as often
     */
    EventTurn(
            ProjectionState projection,
            Runner runner,
            int event,
            Function<SynapsePart, EventIndex> index,
            int fixedLag,
            boolean ofSource,
            boolean counted,
            SynapseDelivery.Rule rule) {
        this.projection = projection;
        this.runner = runner;
        this.event = event;
        this.fixedLag = fixedLag;
        this.ofSource = ofSource;
        this.counted = counted;
        this.rule = rule;
        this.indices = new EventIndex[projection.parts().length];
        for (int k = 0; k < indices.length; k++) {
            indices[k] = index.apply(projection.parts()[k]);
        }
    }

    ProjectionState projection() {
        return projection;
    }

    Runner runner() {
        return runner;
    }

    boolean isOfSource() {
        return ofSource;
    }

    /** The lags with which this handler sees events. */
    TreeSet<Integer> lags() {
        TreeSet<Integer> lags = new TreeSet<>();
        for (EventIndex index : indices) {
            for (int lag : index.lags()) {
                lags.add(fixedLag + lag);
            }
        }
        return lags;
    }

    /** Runs the handler for the events of {@code lag} ticks ago, at the synapses of a part that have this lag. */
    void run(long tick, int lag, int part) {
        if (!projection.takesEventsOf(tick - lag)) {
            return;
        }
        if (ofSource) {
            boolean prepared = false;
            GroupState source = projection.source();
            for (int k = 0; k < source.parts(); k++) {
                prepared = rows(tick, lag, part, source.channels(k)[event], prepared);
            }
        } else {
            columns(tick, lag, part);
        }
    }

    private boolean rows(long tick, int lag, int part, EventChannel channel, boolean prepared) {
        EventList events = channel.at(tick - lag);
        if (events.count() == 0) {
            return prepared;
        }
        SynapsePart synapses = prepared ? projection.parts()[part] : projection.prepare(part, rule, tick);
        EventIndex index = indices[part];
        for (int k = 0; k < events.count(); k++) {
            int member = events.member(k);
            int segment = index.segment(member, lag - fixedLag);
            if (segment >= 0) {
                double payload = events.payload(k);
                synapses.frame().setPayload(payload, counted ? payload : 1);
                runner.row(synapses, index, segment, member);
            }
        }
        return true;
    }

    private void columns(long tick, int lag, int part) {
        GroupState target = projection.target();
        EventList events = target.channels(part)[event].at(tick - lag);
        if (events.count() == 0) {
            return;
        }
        SynapsePart synapses = projection.prepare(part, rule, tick);
        EventIndex index = indices[part];
        int start = target.partition().start(part);
        for (int k = 0; k < events.count(); k++) {
            int local = events.member(k) - start;
            int segment = index.segment(local, lag - fixedLag);
            if (segment >= 0) {
                double payload = events.payload(k);
                synapses.frame().setPayload(payload, counted ? payload : 1);
                runner.column(synapses, index, segment, local);
            }
        }
    }
}
