package bouton.emulator.engine;

import bouton.emulator.connect.EventIndex;
import bouton.emulator.connect.LagValues;
import bouton.emulator.connect.StorageOrder;
import bouton.emulator.connect.Wiring;
import bouton.emulator.interpret.Frame;
import bouton.emulator.interpret.Program;
import bouton.emulator.state.Columns;
import bouton.emulator.state.SentValues;
import bouton.image.net.Lag;
import bouton.image.net.Projection;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A projection while it runs. */
final class ProjectionState {
    private final Projection projection;
    private final GroupState source;
    private final GroupState target;
    private final Wiring wiring;
    private final Columns columns;
    private final SynapseDelivery delivery;
    private final Frame frame;
    // Indices by lag field, -1 for none, made when a handler needs them.
    private final Map<Integer, EventIndex> bySource = new HashMap<>();
    private final Map<Integer, EventIndex> byTarget = new HashMap<>();
    private int @Nullable [] sources;
    private long clock;
    private long eventsFrom = Long.MIN_VALUE;
    /** Delays have changed since the synapses were made. */
    private boolean ordered;

    ProjectionState(Projection projection, GroupState source, GroupState target, Wiring wiring, long[] counters) {
        this.projection = projection;
        this.source = source;
        this.target = target;
        this.wiring = wiring;
        this.columns = new Columns(projection.fields(), wiring.size(), Columns.ONE_BLOCK_BITS);
        this.delivery = new SynapseDelivery(projection, wiring, columns, source, target);
        String owner = "projection " + projection.name() + ", synapse";
        this.frame = Frame.ofProjection(owner, columns, source.columns(), target.columns(), delivery, counters);
    }

    /**
     * Finds the opposite of every synapse, as the synapses stand in memory now.
     *
     * @throws IllegalArgumentException if a synapse has none
     */
    void mirror(ProjectionState other) {
        Map<Long, Integer> places = new HashMap<>();
        for (int s = 0; s < other.wiring.sources(); s++) {
            for (int p = other.wiring.start(s); p < other.wiring.end(s); p++) {
                places.putIfAbsent((long) s << 32 | other.wiring.target(p), p);
            }
        }
        int[] positions = new int[wiring.size()];
        for (int s = 0; s < wiring.sources(); s++) {
            for (int p = wiring.start(s); p < wiring.end(s); p++) {
                Integer opposite = places.get((long) wiring.target(p) << 32 | s);
                if (opposite == null) {
                    throw new IllegalArgumentException("projection " + projection.name() + " mirrors "
                            + other.projection.name() + ", which has no synapse from neuron " + wiring.target(p)
                            + " to neuron " + s);
                }
                positions[p] = opposite;
            }
        }
        delivery.mirror(other.columns, projection.mirror().field(), positions);
    }

    Projection projection() {
        return projection;
    }

    GroupState source() {
        return source;
    }

    GroupState target() {
        return target;
    }

    Wiring wiring() {
        return wiring;
    }

    Columns columns() {
        return columns;
    }

    Frame frame() {
        return frame;
    }

    /** Prepares for the init kernel: its draws are those of before the first tick. */
    void prepareInit() {
        frame.setTime(0, -1, clock);
    }

    /** Events of earlier ticks that are still on their way over this projection are lost. */
    void dropEventsBefore(long tick) {
        eventsFrom = tick;
    }

    boolean takesEventsOf(long tick) {
        return tick >= eventsFrom;
    }

    void advanceClock() {
        clock++;
    }

    /** Prepares for a kernel in a tick. */
    void prepare(SynapseDelivery.Rule rule, long tick) {
        prepare(rule, tick, tick, tick);
    }

    /** Prepares for a kernel; see {@link Frame#setTime} and {@link SynapseDelivery#prepare}. */
    void prepare(SynapseDelivery.Rule rule, long tick, long drawTick, long arrivalTick) {
        frame.setTime(tick, drawTick, clock);
        frame.setPayload(1, 1);
        delivery.prepare(rule, tick, arrivalTick);
    }

    /** Runs a program for every synapse, in the order of storage. */
    void sweep(Program program) {
        for (int position = 0; position < wiring.size(); position += program.width()) {
            selectRange(program, position, Math.min(program.width(), wiring.size() - position));
            program.run(frame);
        }
    }

    /** Points the frame at the synapses from a position on, of any sources. */
    void selectRange(Program program, int position, int count) {
        select(program, position, count);
        if (program.use().source()) {
            int source = wiring.source(position);
            for (int i = 0; i < count; i++) {
                while (wiring.end(source) <= position + i) {
                    source++;
                }
                frame.sources()[i] = source;
            }
        }
    }

    private void select(Program program, int position, int count) {
        frame.selectRange(position, count);
        System.arraycopy(wiring.targets(), position, frame.targets(), 0, count);
        if (program.use().number()) {
            for (int i = 0; i < count; i++) {
                frame.numbers()[i] = wiring.number(position + i);
            }
        }
    }

    /** Runs a program for the synapses of a source in a segment. */
    void runRow(Program program, EventIndex index, int segment, int source) {
        if (program.use().source()) {
            Arrays.fill(frame.sources(), source);
        }
        int end = index.end(segment);
        for (int entry = index.start(segment); entry < end; entry += program.width()) {
            int count = Math.min(program.width(), end - entry);
            if (index.isOrdered()) {
                select(program, entry, count);
            } else {
                selectScattered(program, index, entry, count);
            }
            program.run(frame);
        }
    }

    /** Runs a program for the synapses of a target in a segment. */
    void runColumn(Program program, EventIndex index, int segment, int target) {
        int end = index.end(segment);
        for (int entry = index.start(segment); entry < end; entry += program.width()) {
            int count = Math.min(program.width(), end - entry);
            selectScattered(program, index, entry, count);
            for (int i = 0; program.use().source() && i < count; i++) {
                frame.sources()[i] = sourceOf(frame.places()[i]);
            }
            program.run(frame);
        }
    }

    private void selectScattered(Program program, EventIndex index, int entry, int count) {
        frame.selectScattered(count);
        for (int i = 0; i < count; i++) {
            int position = index.position(entry + i);
            frame.places()[i] = position;
            frame.targets()[i] = wiring.target(position);
        }
        for (int i = 0; program.use().number() && i < count; i++) {
            frame.numbers()[i] = wiring.number(frame.places()[i]);
        }
    }

    /** The source of a synapse. */
    int sourceOf(int position) {
        return sources == null ? wiring.source(position) : sources[position];
    }

    /** Keeps the source of every synapse at hand. */
    void keepSources() {
        if (sources == null) {
            sources = wiring.sourceArray();
        }
    }

    /** Sorts the synapses of each source by their delay, if it differs from synapse to synapse. */
    void sort() {
        int key = storageKey();
        if (key >= 0) {
            StorageOrder.sort(wiring, columns, lags(key));
        }
    }

    /** Whether the program stores a field that counts ticks of a delay. */
    boolean changesLags(Program program) {
        List<Lag> lags = HandlerLags.all(projection);
        return lags.stream()
                .anyMatch(lag -> lag.field() >= 0 && program.use().stores().get(lag.field()));
    }

    /** After delays have changed: brings the synapses into their order; indices are made anew when they are asked for. */
    void sortAgain() {
        ordered = true;
        int key = storageKey();
        if (key >= 0) {
            StorageOrder.sortAgain(wiring, columns, lags(key));
        }
        bySource.clear();
        byTarget.clear();
    }

    /** The lag field that most handlers of source events use, -1 if none does. */
    private int storageKey() {
        Map<Integer, Integer> uses = new HashMap<>();
        int best = -1;
        for (Lag lag : HandlerLags.ofSource(projection)) {
            if (lag.field() >= 0) {
                uses.merge(lag.field(), 1, Integer::sum);
                if (best < 0 || uses.getOrDefault(lag.field(), 0) > uses.getOrDefault(best, 0)) {
                    best = lag.field();
                }
            }
        }
        return best;
    }

    /** Synapses by source and lag. */
    EventIndex bySource(Lag lag) {
        return bySource.computeIfAbsent(lag.field(), f -> EventIndex.bySource(wiring, f < 0 ? null : lags(f)));
    }

    /** Synapses by target and lag. */
    EventIndex byTarget(Lag lag) {
        return byTarget.computeIfAbsent(
                lag.field(), f -> EventIndex.byTarget(wiring, target.group().size(), f < 0 ? null : lags(f)));
    }

    private LagValues lags(int field) {
        return LagValues.of(columns, field, projection.name());
    }

    /** The longest of some lags over all synapses. */
    int longest(Lag lag) {
        return LagValues.longest(lag, columns, projection.name());
    }

    /**
     * Refuses a program that reads values which are not kept while they are under way.
     *
     * @throws IllegalArgumentException if it does
     */
    void checkArrivals(Program program) {
        int longest = program.use().arrived().isEmpty() ? 0 : longest(projection.delay());
        for (int out = 0; longest > 0 && out < source.sent().length; out++) {
            SentValues kept = source.sent()[out];
            if (program.use().arrived().get(out) && (kept == null || kept.longestDelay() < longest)) {
                throw new IllegalArgumentException("kernel " + program.name() + " reads sent value " + out + " of "
                        + source.group().name() + ", which no handler of " + projection.name() + " reads with a delay");
            }
        }
    }

    /** Writes down the words of its synapses, in the order in which the builder made them, and its clock. */
    void save(StateSink out) {
        out.longs("clock", clock, eventsFrom, ordered ? 1 : 0);
        out.flag("learning", frame.isLearning());
        int[] positions = wiring.positions();
        columns.save(out, number -> positions[number]);
    }

    /**
     * Takes back what {@link #save} has written.
     *
     * @return whether the synapses have to be brought into the order of their delays again, which have changed
     */
    boolean restore(StateSource in) {
        long[] times = new long[3];
        in.into("clock", times);
        clock = times[0];
        eventsFrom = times[1];
        frame.setLearning(in.flag("learning"));
        int[] positions = wiring.positions();
        columns.restore(in, number -> positions[number]);
        return times[2] != 0;
    }

    /** Bytes held. */
    long bytes() {
        long bytes = columns.bytes() + wiring.bytes() + (sources == null ? 0 : 4L * sources.length);
        List<EventIndex> indices = new ArrayList<>(bySource.values());
        indices.addAll(byTarget.values());
        for (EventIndex index : indices) {
            bytes += index.bytes();
        }
        return bytes;
    }
}
