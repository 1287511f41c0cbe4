package bouton.emulator.engine;

import bouton.emulator.connect.EventIndex;
import bouton.emulator.interpret.Frame;
import bouton.emulator.interpret.Program;
import bouton.emulator.state.EventChannel;
import bouton.emulator.state.EventList;

/** A handler of synapses for events at one of their ends. */
final class EventTurn implements AgedTurn {
    private final ProjectionState projection;
    private final Program program;
    private final EventChannel channel;
    private final EventIndex index;
    private final int fixedLag;
    private final boolean ofSource;
    private final boolean counted;
    private final SynapseDelivery.Rule rule;

    /**
     * @param fixedLag the part of the lag that all synapses share, in ticks
     * @param ofSource events of the source, else of the target
     * @param counted an event's payload is its multiplicity: a delivery counts as often
     */
    EventTurn(
            ProjectionState projection,
            Program program,
            EventChannel channel,
            EventIndex index,
            int fixedLag,
            boolean ofSource,
            boolean counted,
            SynapseDelivery.Rule rule) {
        this.projection = projection;
        this.program = program;
        this.channel = channel;
        this.index = index;
        this.fixedLag = fixedLag;
        this.ofSource = ofSource;
        this.counted = counted;
        this.rule = rule;
    }

    @Override
    public int[] lags() {
        int[] lags = index.lags().clone();
        for (int k = 0; k < lags.length; k++) {
            lags[k] += fixedLag;
        }
        return lags;
    }

    /** {@inheritDoc} At the synapses that have this lag. */
    @Override
    public void run(long tick, int lag) {
        EventList events = channel.at(tick - lag);
        if (events.count() == 0 || !projection.takesEventsOf(tick - lag)) {
            return;
        }
        projection.prepare(rule, tick);
        Frame frame = projection.frame();
        for (int k = 0; k < events.count(); k++) {
            int member = events.member(k);
            int segment = index.segment(member, lag - fixedLag);
            if (segment >= 0) {
                double payload = events.payload(k);
                frame.setPayload(payload, counted ? payload : 1);
                if (ofSource) {
                    projection.runRow(program, index, segment, member);
                } else {
                    projection.runColumn(program, index, segment, member);
                }
            }
        }
    }
}
