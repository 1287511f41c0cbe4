package bouton.emulator.engine;

import bouton.emulator.connect.EventIndex;
import bouton.emulator.connect.Tasks;
import bouton.emulator.connect.Wiring;
import bouton.emulator.interpret.KernelUse;
import bouton.emulator.interpret.Program;
import bouton.emulator.state.Partition;
import bouton.emulator.state.SentValues;
import bouton.image.net.Handler;
import bouton.image.net.Lag;
import bouton.image.net.Projection;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A projection while it runs: its synapses by the part of their target. */
final class ProjectionState {
    private final Projection projection;
    private final GroupState source;
    private final GroupState target;
    private final SynapsePart[] parts;
    private final Tasks tasks;
    private int size;
    private @Nullable ProjectionState mirrored;
    private final SharedWords rows;
    private final SharedWords columns;
    private long eventsFrom = Long.MIN_VALUE;
    private long arrivalsBefore;
    private long dropped;
    /** Delays have changed since the synapses were made. */
    private boolean ordered;

    /** Fewer synapses are not worth the waking of threads. */
    private static final int WORTHWHILE = 1 << 14;

    /**
     * @param wiring by part of the target
     * @param tasks does something for all parts
     * @param counters how many counters there are
     */
    ProjectionState(
            Projection projection, GroupState source, GroupState target, Wiring[] wiring, Tasks tasks, int counters) {
        this.projection = projection;
        this.tasks = tasks;
        this.source = source;
        this.target = target;
        this.rows = SharedWords.rows(projection, source, counters);
        this.columns = SharedWords.columns(projection, target, counters);
        this.parts = new SynapsePart[wiring.length];
        for (Wiring piece : wiring) {
            size += piece.size();
        }
        forParts(k -> {
            parts[k] = new SynapsePart(projection, k, source, target, wiring[k], counters);
            parts[k].frame().setShared(rows.columns(), columns.columns(), k);
        });
    }

    /**
     * Finds the opposite of every synapse, as the synapses stand in memory now.
     *
     * @throws IllegalArgumentException if a synapse has none
     */
    void mirror(ProjectionState other) {
        mirrored = other;
        Partition targets = other.target.partition();
        if (other.source != target || other.target != source) {
            throw new IllegalArgumentException("projection " + projection.name() + " mirrors " + other.projection.name()
                    + ", which does not lead back");
        }
        EventIndex[] byTarget = new EventIndex[other.parts.length];
        other.forParts(k -> byTarget[k] = EventIndex.byTarget(other.parts[k].wiring(), targets.length(k), null));
        forParts(k -> parts[k].delivery().mirror(other, projection.mirror().field(), opposites(other, k, byTarget)));
    }

    /** By position in a part, the position of the first opposite synapse, which is in the part of this one's source. */
    private int[] opposites(ProjectionState other, int part, EventIndex[] byTarget) {
        Wiring wiring = parts[part].wiring();
        Partition otherTargets = other.target.partition();
        int start = target.partition().start(part);
        int[] positions = new int[wiring.size()];
        for (int s = 0; s < wiring.sources(); s++) {
            int otherPart = otherTargets.partOf(s);
            Wiring rows = other.parts[otherPart].wiring();
            for (int p = wiring.start(s); p < wiring.end(s); p++) {
                int member = start + wiring.target(p);
                int opposite = byTarget[otherPart].firstFrom(otherTargets.offsetOf(s), rows.start(member));
                if (opposite < 0 || opposite >= rows.end(member)) {
                    throw new IllegalArgumentException("projection " + projection.name() + " mirrors "
                            + other.projection.name() + ", which has no synapse from neuron " + member + " to neuron "
                            + s);
                }
                positions[p] = opposite;
            }
        }
        return positions;
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

    /** By part of the target population. */
    SynapsePart[] parts() {
        return parts;
    }

    /** Words of the sources. */
    SharedWords rows() {
        return rows;
    }

    /** Words of the targets. */
    SharedWords columns() {
        return columns;
    }

    /** Number of synapses. */
    int size() {
        return size;
    }

    /** Takes a synapse. */
    interface SynapseVisitor {
        /**
         * @param part that holds it
         * @param position where
         * @param number of its builder
         */
        void visit(int part, int position, int source, int number);
    }

    /** Visits all synapses, in the order of storage. */
    void forEach(SynapseVisitor visitor) {
        for (int k = 0; k < parts.length; k++) {
            Wiring wiring = parts[k].wiring();
            for (int s = 0; s < wiring.sources(); s++) {
                for (int p = wiring.start(s); p < wiring.end(s); p++) {
                    visitor.visit(k, p, s, wiring.number(p, s));
                }
            }
        }
    }

    /** Prepares for the init kernel: its draws are those of before the first tick. */
    void prepareInit() {
        for (SynapsePart part : parts) {
            part.prepareInit();
        }
    }

    /** Words are about to be stored by others than handlers: until {@link #findUniform} each synapse's own is read. */
    void forgetUniform() {
        for (SynapsePart part : parts) {
            part.frame().setUniform(new int[0]);
        }
    }

    /** Words may have been stored by others than handlers: looks anew which fields have one value for all synapses. */
    void findUniform() {
        BitSet stored = new BitSet();
        for (Handler handler : projection.handlers()) {
            stored.or(KernelUse.of(handler.kernel()).stores());
        }
        forParts(k -> parts[k].findUniform(stored));
    }

    /** What a kernel of the synapses reads of other parts and writes for them. */
    void declare(Access access, Runner runner) {
        KernelUse use = runner.use();
        if (use.pre()) {
            access.readsElsewhere(Access.What.WORDS, source);
        }
        if (use.rows()) {
            access.readsElsewhere(Access.What.SHARED, rows);
        }
        if (mirrored != null && use.mirrors()) {
            access.readsElsewhere(Access.What.SYNAPSES, mirrored);
        }
        if (!use.stores().isEmpty() || use.integrates()) {
            access.writes(Access.What.SYNAPSES, this);
        }
    }

    /** How many synapses have been reached by events of their sources, since the session was opened. */
    long arrivals() {
        long sum = arrivalsBefore;
        for (SynapsePart part : parts) {
            sum += part.arrivals();
        }
        return sum;
    }

    /** How many synapses were not reached because the projection was reset meanwhile. */
    long dropped() {
        return dropped;
    }

    /** So many synapses will not be reached. */
    void drop(long synapses) {
        dropped += synapses;
    }

    /** Takes back counts of a session that goes on. */
    void setArrivals(long before, long droppedBefore) {
        arrivalsBefore = before;
        dropped = droppedBefore;
    }

    /** Events of earlier ticks that are still on their way over this projection are lost. */
    void dropEventsBefore(long tick) {
        eventsFrom = tick;
    }

    boolean takesEventsOf(long tick) {
        return tick >= eventsFrom;
    }

    /** Prepares a part for a kernel in a tick. */
    SynapsePart prepare(int part, SynapseDelivery.Rule rule, long tick) {
        return prepare(part, rule, tick, tick, tick);
    }

    /** Prepares a part for a kernel; see {@link SynapsePart#prepare}. */
    SynapsePart prepare(int part, SynapseDelivery.Rule rule, long tick, long drawTick, long arrivalTick) {
        parts[part].prepare(rule, tick, drawTick, arrivalTick);
        return parts[part];
    }

    /** Runs a kernel for every synapse, in the order of storage. */
    void sweep(Runner runner) {
        for (SynapsePart part : parts) {
            runner.synapses(part);
        }
    }

    /** Sorts the synapses of each source by their delay, if it differs from synapse to synapse. */
    void sort() {
        int key = storageKey();
        if (key >= 0) {
            forParts(k -> parts[k].sort(key));
        }
    }

    /** Does something for each part, for several at a time if there are many synapses. */
    void forParts(IntConsumer action) {
        (size < WORTHWHILE ? Tasks.SEQUENTIAL : tasks).run(parts.length, action);
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
        forParts(k -> parts[k].sortAgain(key));
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

    /** The longest of some lags over all synapses. */
    int longest(Lag lag) {
        if (lag.field() < 0) {
            return parts[0].longest(lag);
        }
        int[] longest = new int[parts.length];
        forParts(k -> longest[k] = parts[k].longest(lag));
        return Arrays.stream(longest).max().orElse(0);
    }

    /**
     * Refuses a program that reads values which are not kept while they are under way.
     *
     * @throws IllegalArgumentException if it does
     */
    void checkArrivals(Program program) {
        int longest = program.use().arrived().isEmpty() ? 0 : longest(projection.delay());
        for (int out = 0; longest > 0 && out < source.group().sent().size(); out++) {
            @Nullable SentValues kept = source.sent(0)[out];
            if (program.use().arrived().get(out) && (kept == null || kept.longestDelay() < longest)) {
                throw new IllegalArgumentException("kernel " + program.name() + " reads sent value " + out + " of "
                        + source.group().name() + ", which no handler of " + projection.name() + " reads with a delay");
            }
        }
    }

    /** Writes down the words of its synapses, and since when it takes events. */
    void save(StateSink out) {
        out.longs("events from", eventsFrom, ordered ? 1 : 0);
        rows.save(out);
        columns.save(out);
        for (SynapsePart part : parts) {
            part.save(out);
        }
    }

    /**
     * Takes back what {@link #save} has written.
     *
     * @return whether the synapses have to be brought into the order of their delays again, which have changed
     */
    boolean restore(StateSource in) {
        long[] saved = new long[2];
        in.into("events from", saved);
        eventsFrom = saved[0];
        rows.restore(in);
        columns.restore(in);
        for (SynapsePart part : parts) {
            part.restore(in);
        }
        return saved[1] != 0;
    }

    /** Bytes held. */
    long bytes() {
        long bytes = rows.bytes() + columns.bytes();
        for (SynapsePart part : parts) {
            bytes += part.bytes();
        }
        return bytes;
    }
}
