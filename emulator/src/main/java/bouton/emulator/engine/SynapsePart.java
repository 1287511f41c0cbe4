package bouton.emulator.engine;

import bouton.emulator.connect.EventIndex;
import bouton.emulator.connect.LagValues;
import bouton.emulator.connect.StorageOrder;
import bouton.emulator.connect.Wiring;
import bouton.emulator.interpret.Frame;
import bouton.emulator.interpret.KernelUse;
import bouton.emulator.interpret.Program;
import bouton.emulator.state.Columns;
import bouton.image.net.Lag;
import bouton.image.net.Projection;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The synapses of a projection onto one part of its target population, in rows by source. Nothing but the thread that runs
 * this part of the population writes to them.
 */
final class SynapsePart {
    /** Bytes of a line of a cache. */
    private static final int LINE = 64;

    private final Projection projection;
    private final int part;
    private final GroupState target;
    private final Wiring wiring;
    private final Columns columns;
    private final SynapseDelivery delivery;
    private final Frame frame;
    private final Rows rows = new Rows();
    private final int firstSource;
    private final int sourcesEnd;
    // Indices by lag field, -1 for none, made when a handler needs them.
    private final Map<Integer, EventIndex> bySource = new HashMap<>();
    private final Map<Integer, EventIndex> byTarget = new HashMap<>();
    // How many times stage TIME has run.
    private long clock;
    private double fetched;
    private long arrivals;
    private double[] ones = {};

    SynapsePart(Projection projection, int part, GroupState source, GroupState target, Wiring wiring, int counters) {
        this.projection = projection;
        this.part = part;
        this.target = target;
        this.wiring = wiring;
        this.columns = Columns.narrow(projection.fields(), wiring.size());
        this.delivery = new SynapseDelivery(projection, wiring, columns, source, target, part);
        String owner = "projection " + projection.name() + ", synapse";
        this.frame = Frame.ofProjection(owner, columns, source.columns(), target.columns(), part, delivery, counters);
        frame.setTargets(wiring.targets());
        this.firstSource = wiring.firstSource();
        this.sourcesEnd = wiring.sourcesEnd();
        frame.setFirstSource(firstSource);
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

    SynapseDelivery delivery() {
        return delivery;
    }

    /** Looks which of the fields that no handler stores have one value for all synapses. */
    void findUniform(BitSet stored) {
        int[] masks = new int[projection.fields().size()];
        for (int f = 0; f < masks.length; f++) {
            masks[f] = !stored.get(f) && columns.isUniform(f) ? 0 : -1;
        }
        frame.setUniform(masks);
    }

    /**
     * Reads float64 words of the synapses at positions {@code order[from .. to - 1]}, which lie far apart: nothing else is done
     * meanwhile, so the processor waits for many of them at a time, and a kernel finds them in its caches.
     */
    void fetch(BitSet fields, int[] order, int from, int to) {
        for (int field = fields.nextSetBit(0); field >= 0; field = fields.nextSetBit(field + 1)) {
            if (columns.isReal(field)) {
                double[] column = frame.doubles(field);
                double sum = 0;
                for (int e = from; e < to; e++) {
                    sum += column[order[e]];
                }
                fetched = sum;
            }
        }
    }

    /** The same for the targets and float64 words of rows {@code first .. end - 1}, stored one behind another each. */
    void fetch(BitSet fields, Rows rows, int first, int end) {
        char[] targets = wiring.targets();
        double sum = 0;
        for (int k = first; k < end; k++) {
            for (int p = rows.from(k); p < rows.to(k); p += LINE / Character.BYTES) {
                sum += targets[p];
            }
        }
        for (int field = fields.nextSetBit(0); field >= 0; field = fields.nextSetBit(field + 1)) {
            if (columns.isReal(field) && frame.mask(field) != 0) {
                double[] column = frame.doubles(field);
                for (int k = first; k < end; k++) {
                    for (int p = rows.from(k); p < rows.to(k); p += LINE / Double.BYTES) {
                        sum += column[p];
                    }
                }
            }
        }
        fetched = sum;
    }

    /** What has been read; nobody needs it but the compiler, which would leave the reading out. */
    double fetched() {
        return fetched;
    }

    /** Whether some source from {@code from} to {@code to - 1} may have a synapse. */
    boolean mayHaveSources(int from, int to) {
        return from < sourcesEnd && to > firstSource;
    }

    /** At least so many payloads of 1. */
    double[] ones(int count) {
        if (ones.length < count) {
            ones = new double[2 * count];
            Arrays.fill(ones, 1);
        }
        return ones;
    }

    /** The first source that has a synapse. */
    int firstSource() {
        return firstSource;
    }

    /** One more than the last source that has a synapse. */
    int sourcesEnd() {
        return sourcesEnd;
    }

    /** Room for the rows that a kernel is to run for. */
    Rows rows() {
        return rows;
    }

    /** Synapses have been reached by events of their sources. */
    void arrive(long synapses) {
        arrivals += synapses;
    }

    /** How many synapses have been reached. */
    long arrivals() {
        return arrivals;
    }

    void advanceClock() {
        clock++;
    }

    /** Prepares for the init kernel: its draws are those of before the first tick. */
    void prepareInit() {
        frame.setTime(0, -1, clock);
    }

    /** Number of synapses. */
    int size() {
        return wiring.size();
    }

    /** Prepares for a kernel; see {@link Frame#setTime} and {@link SynapseDelivery#prepare}. */
    void prepare(SynapseDelivery.Rule rule, long tick, long drawTick, long arrivalTick) {
        frame.setTime(tick, drawTick, clock);
        frame.setPayload(1, 1);
        delivery.prepare(rule, tick, arrivalTick);
    }

    /** Points the frame at the synapses from a position on, of any sources. */
    void selectRange(Program program, int position, int count) {
        select(position, count);
        boolean numbers = program.use().number();
        if (program.use().source() || numbers) {
            int source = wiring.source(position);
            for (int i = 0; i < count; i++) {
                while (wiring.end(source) <= position + i) {
                    source++;
                }
                frame.sources()[i] = source;
                if (numbers) {
                    frame.numbers()[i] = wiring.number(position + i, source);
                }
            }
        }
    }

    private void select(int position, int count) {
        frame.selectRange(position, count);
        for (int i = 0; i < count; i++) {
            frame.targets()[i] = wiring.target(position + i);
        }
    }

    /** Points the frame at synapses of a source, from an entry of an index on. */
    void selectRow(Program program, EventIndex index, int entry, int count, int source) {
        if (program.use().source()) {
            Arrays.fill(frame.sources(), 0, count, source);
        }
        if (index.isOrdered()) {
            select(entry, count);
        } else {
            selectScattered(index, entry, count);
        }
        for (int i = 0; program.use().number() && i < count; i++) {
            frame.numbers()[i] = wiring.number(frame.place(i), source);
        }
    }

    /** Points the frame at synapses of a target, from an entry of an index on that keeps sources. */
    void selectColumn(Program program, EventIndex index, int entry, int count) {
        selectScattered(index, entry, count);
        for (int i = 0; (program.use().source() || program.use().number()) && i < count; i++) {
            int source = index.sources()[entry + i];
            frame.sources()[i] = source;
            frame.numbers()[i] = wiring.number(frame.places()[i], source);
        }
    }

    private void selectScattered(EventIndex index, int entry, int count) {
        frame.selectScattered(count);
        for (int i = 0; i < count; i++) {
            int position = index.position(entry + i);
            frame.places()[i] = position;
            frame.targets()[i] = wiring.target(position);
        }
    }

    /** Sorts the synapses of each source by a field that counts ticks. */
    void sort(int lagField) {
        StorageOrder.sort(wiring, columns, lags(lagField));
    }

    /** After delays have changed: brings the synapses into their order, unless there is no field; indices are made anew. */
    void sortAgain(int lagField) {
        if (lagField >= 0) {
            StorageOrder.sortAgain(wiring, columns, lags(lagField));
        }
        bySource.clear();
        byTarget.clear();
    }

    /** Synapses by source and lag. */
    EventIndex bySource(Lag lag) {
        return bySource.computeIfAbsent(lag.field(), f -> EventIndex.bySource(wiring, f < 0 ? null : lags(f)));
    }

    /** Synapses by target, numbered inside the part, and lag. */
    EventIndex byTarget(Lag lag) {
        int targets = target.partition().length(part);
        return byTarget.computeIfAbsent(lag.field(), f -> EventIndex.byTarget(wiring, targets, f < 0 ? null : lags(f)));
    }

    /** As {@link #byTarget}, with sources if the kernel needs them. */
    EventIndex byTarget(Lag lag, KernelUse use) {
        EventIndex index = byTarget(lag);
        if (use.source() || use.number()) {
            index.keepSources(wiring);
        }
        return index;
    }

    private LagValues lags(int field) {
        return LagValues.of(columns, field, projection.name());
    }

    /** The longest of some lags over all synapses. */
    int longest(Lag lag) {
        return LagValues.longest(lag, columns, projection.name());
    }

    /** Writes down the words of its synapses, whatever order they are stored in, and its clock. */
    void save(StateSink out) {
        out.longs("clock", clock);
        frame.save(out);
        int[] order = byNumber();
        columns.save(out, k -> order[k]);
    }

    /** Takes back what {@link #save} has written. */
    void restore(StateSource in) {
        clock = in.number("clock");
        frame.restore(in);
        int[] order = byNumber();
        columns.restore(in, k -> order[k]);
    }

    /** The positions by the builder's number of the synapse. */
    private int[] byNumber() {
        int[] positions = new int[size()];
        boolean ascending = true;
        long[] keys = new long[positions.length];
        int k = 0;
        for (int s = 0; s < wiring.sources(); s++) {
            for (int p = wiring.start(s); p < wiring.end(s); p++) {
                keys[k] = (long) wiring.number(p, s) << 32 | p;
                ascending &= k == 0 || keys[k - 1] < keys[k];
                k++;
            }
        }
        if (!ascending) {
            Arrays.sort(keys);
        }
        for (int i = 0; i < positions.length; i++) {
            positions[i] = (int) keys[i];
        }
        return positions;
    }

    /** Bytes held. */
    long bytes() {
        long bytes = columns.bytes() + wiring.bytes();
        for (EventIndex index : bySource.values()) {
            bytes += index.bytes();
        }
        for (EventIndex index : byTarget.values()) {
            bytes += index.bytes();
        }
        return bytes;
    }
}
