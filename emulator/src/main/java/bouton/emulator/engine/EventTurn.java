package bouton.emulator.engine;

import bouton.emulator.connect.EventIndex;
import bouton.emulator.generate.Shape;
import bouton.emulator.state.EventList;
import bouton.image.net.Handler;
import bouton.image.net.Per;
import bouton.image.net.Projection;
import bouton.image.net.Stimulus;
import bouton.image.net.Trigger;
import java.util.TreeSet;
import java.util.function.Function;

/** A handler of synapses for events at one of their ends. */
final class EventTurn {
    private final ProjectionState projection;
    private final Runner runner;
    private final int event;
    // By part of the target.
    private final EventIndex[] indices;
    // By part: each source has one synapse, and sees it after the fixed lag.
    private final boolean[] single;
    private final int fixedLag;
    private final boolean ofSource;
    private final boolean counted;
    private final SynapseDelivery.Rule rule;
    private final boolean arrival;

    /**
     * @param event its number in the source or target
     * @param index of the synapses of a part
     * @param fixedLag the part of the lag that all synapses share, in ticks
     * @param ofSource events of the source, else of the target
     * @param counted an event's payload is its multiplicity: a delivery counts as often
     * @param arrival synapses that it visits count as reached
     */
    EventTurn(
            ProjectionState projection,
            Runner runner,
            int event,
            Function<SynapsePart, EventIndex> index,
            int fixedLag,
            boolean ofSource,
            boolean counted,
            SynapseDelivery.Rule rule,
            boolean arrival) {
        this.arrival = arrival;
        this.projection = projection;
        this.runner = runner;
        this.event = event;
        this.fixedLag = fixedLag;
        this.ofSource = ofSource;
        this.counted = counted;
        this.rule = rule;
        this.indices = new EventIndex[projection.parts().length];
        this.single = new boolean[indices.length];
        projection.forParts(k -> {
            SynapsePart part = projection.parts()[k];
            indices[k] = index.apply(part);
            boolean fixed = indices[k].isOrdered()
                    && indices[k].lags().length == 1
                    && indices[k].lags()[0] == 0;
            single[k] = ofSource && fixed && part.wiring().isOneEach();
        });
    }

    /** Whether a handler is the first of its projection that visits the synapses of an event's source. */
    static boolean isArrival(Projection projection, Handler handler) {
        for (Handler other : projection.handlers()) {
            boolean same = handler.trigger() instanceof Trigger.PreEvent a
                    && other.trigger() instanceof Trigger.PreEvent b
                    && a.event() == b.event()
                    && other.per() == Per.INSTANCE;
            if (same) {
                return other == handler;
            }
        }
        return false;
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

    /** Says what it reads of other parts and writes for them. */
    void declare(Access access) {
        projection.declare(access, runner);
        if (ofSource && !lags().isEmpty() && lags().first() == 0) {
            access.readsElsewhere(Access.What.EVENTS, projection.source());
        }
    }

    /** How many ticks ago the events of other parts are at least; those of stimuli can be foretold. */
    int leastLag() {
        boolean foretold = projection.source().group() instanceof Stimulus;
        return ofSource && !foretold && !lags().isEmpty() ? lags().first() : Integer.MAX_VALUE;
    }

    boolean prepareForThreads() {
        boolean good = true;
        for (boolean one : single) {
            good &= !one || runner.prepare(Shape.SINGLES);
        }
        for (EventIndex index : indices) {
            Shape rows = index.order() == null ? Shape.ROWS : Shape.LISTED_ROWS;
            good &= (ofSource || index.order() != null) && runner.prepare(ofSource ? rows : Shape.COLUMNS);
        }
        return good;
    }

    /** Runs the handler for the events of {@code lag} ticks ago, at the synapses of a part that have this lag. */
    void run(long tick, int lag, int part) {
        if (!projection.takesEventsOf(tick - lag)) {
            return;
        }
        // Other parts may have synapses with other lags, for which this one has nothing to do.
        if (single[part] && lag == fixedLag && singles(tick, lag, part)) {
            return;
        }
        EventIndex index = indices[part];
        Rows rows = projection.parts()[part].rows();
        rows.clear();
        if (ofSource) {
            GroupState source = projection.source();
            SynapsePart synapses = projection.parts()[part];
            for (int k = 0; k < source.parts(); k++) {
                int from = source.partition().start(k);
                if (!synapses.mayHaveSources(from, from + source.partition().length(k))) {
                    continue;
                }
                collect(source.channels(k)[event].at(tick - lag), 0, index, lag - fixedLag, rows);
            }
        } else {
            GroupState target = projection.target();
            int start = target.partition().start(part);
            collect(target.channels(part)[event].at(tick - lag), start, index, lag - fixedLag, rows);
        }
        if (rows.count() == 0) {
            return;
        }
        SynapsePart synapses = projection.prepare(part, rule, tick);
        if (arrival) {
            synapses.arrive(counted ? rows.weighted() : rows.synapses());
        }
        if (ofSource) {
            runner.rows(synapses, index, rows, counted);
        } else {
            runner.columns(synapses, index, rows);
        }
    }

    /** Runs the handler where each source has one synapse; false if it has to be done row by row. */
    private boolean singles(long tick, int lag, int part) {
        GroupState source = projection.source();
        SynapsePart synapses = projection.parts()[part];
        boolean prepared = false;
        for (int k = 0; k < source.parts(); k++) {
            int start = source.partition().start(k);
            if (!synapses.mayHaveSources(start, start + source.partition().length(k))) {
                continue;
            }
            EventList events = source.channels(k)[event].at(tick - lag);
            int from = events.firstFrom(synapses.firstSource());
            int to = events.firstFrom(synapses.sourcesEnd());
            if (from < to) {
                if (!prepared) {
                    projection.prepare(part, rule, tick);
                    prepared = true;
                }
                if (!runner.singles(synapses, events, from, to, counted)) {
                    return false;
                }
                if (arrival) {
                    synapses.arrive(counted ? events.weighted(from, to) : to - from);
                }
            }
        }
        return true;
    }

    private static void collect(EventList events, int start, EventIndex index, int lag, Rows rows) {
        for (int k = 0; k < events.count(); k++) {
            int end = events.member(k) - start;
            int segment = index.segment(end, lag);
            if (segment >= 0 && index.start(segment) < index.end(segment)) {
                rows.add(end, index, segment, events.payload(k));
            }
        }
    }
}
