package bouton.emulator.engine;

import bouton.emulator.connect.EventIndex;
import bouton.emulator.connect.Wiring;
import bouton.emulator.generate.GeneratedKernel;
import bouton.emulator.generate.Shape;
import bouton.emulator.interpret.Frame;
import bouton.emulator.interpret.PastWords;
import bouton.emulator.state.Partition;
import bouton.image.net.Lag;
import java.util.Arrays;

/**
 * Events of the targets of a part that their synapses have yet to see: those of each target since the last visit of the row, in
 * which the synapse stands. A target keeps its last {@link #KEPT} events; before one is forgotten that some row has yet to see,
 * its synapses see all of them. Ticks are counted from when deferring began.
 *
 * <p>Between two visits the shared words of a source change by their {@link Evolution} alone. The part has them for itself, as
 * of the last visit, and so reads nothing that other parts write.
 */
final class PendingPost {
    /** No row is left alone longer, in ticks, unless it has nothing to see. */
    static final int LONGEST_WAIT = 1024;

    /** Number of events that a target keeps. */
    private static final int KEPT = 32;

    /** Before every tick. */
    private static final int NEVER = -(1 << 30);

    /** Distance of the words of two ages beside the number of targets, so that they do not share a set of a cache. */
    private static final int APART = 16;

    /** Synapses whose rows are fetched together, about: they stay in the second-level cache. */
    private static final int FETCHED = 4096;

    /** Bytes of a line of a cache. */
    private static final int LINE = 64;

    private static final int[] NO_SOURCES = {};

    private final PostRule rule;
    private final Runner runner;
    private final SynapsePart synapses;
    private final SharedWords actual;
    private final SharedWords rows;
    private final Partition sources;
    // The events that targets keep, latest first: that of age k of target t is event k * stride + t; their ticks and
    // words.
    private final int stride;
    private final int[] ticks;
    private final double[][] columns;
    private final double[][] posts;
    private int newest;
    private int reached;
    // Float64 words of the synapses that the rule reads or writes.
    private double[][] own = {};
    // Sources to be visited.
    private int[] listed = new int[16];
    private int batch;
    private double fetched;
    // By source: the tick of the last visit.
    private final int[] visited;
    private long origin;
    private long seen;
    private int cursor;
    // The work on a row: position and event of each entry, in ranges of one age each, the oldest first.
    private int[] order = {};
    private int[] events = {};
    private final int[] ranges = new int[3 * KEPT];
    private final double[] ones = new double[KEPT];
    private int depth;
    // By field and lane of the words that are followed: the values since the last visit.
    private final double[][][] values;
    private final int[] elapsed = new int[Evolution.LANES];
    private final PastWords past;

    PendingPost(PostRule rule, Runner runner, ProjectionState projection, int part, int counters) {
        this.rule = rule;
        this.runner = runner;
        this.synapses = projection.parts()[part];
        this.actual = projection.rows();
        this.rows = SharedWords.rows(projection.projection(), projection.source(), counters);
        this.sources = projection.source().partition();
        this.stride = projection.target().partition().length(part) + APART;
        this.ticks = new int[KEPT * stride];
        this.columns = new double[rule.columns().size()][ticks.length];
        this.posts = new double[rule.posts().size()][ticks.length];
        this.visited = new int[synapses.wiring().sources()];
        this.values = new double[rule.evolutions().size()][Evolution.LANES][LONGEST_WAIT + 2];
        this.past = new PastWords(
                projection.projection().rows().size(),
                projection.projection().columns().size(),
                projection.target().columns().fields());
        Arrays.fill(ones, 1);
    }

    /** The shared words of the sources as of their last visits. */
    SharedWords rows() {
        return rows;
    }

    /** Whether a source has synapses here. */
    boolean hasRow(int source) {
        Wiring wiring = synapses.wiring();
        return wiring.start(source) < wiring.end(source);
    }

    /** Notes how many events there are in a tick. */
    void count(int events) {
        seen += events;
    }

    /** The number of events so far, whether deferred or not. */
    long seen() {
        return seen;
    }

    /** From tick {@code tick} on, which comes next, events are deferred. */
    void begin(long tick) {
        origin = tick - 1;
        newest = NEVER;
        reached = 0;
        batch = 0;
        cursor = 0;
        Arrays.fill(ticks, NEVER);
        Arrays.fill(visited, 0);
        int[] stores = runner.use().stores().stream().toArray();
        own = new double[stores.length][];
        for (int k = 0; k < own.length; k++) {
            own[k] = synapses.frame().doubles(stores[k]);
        }
        if (!rule.evolutions().isEmpty()) {
            rows.copy(actual);
        }
    }

    /** An event of a target, numbered inside the part, happens as far as the synapses know. */
    void happens(int target, long tick) {
        int now = (int) (tick - origin);
        int event = target;
        while (event < ticks.length && ticks[event] >= now - LONGEST_WAIT) {
            event += stride;
        }
        if (event >= ticks.length) {
            column(target);
            event = target;
        }
        // The others become older.
        for (; event > target; event -= stride) {
            move(event - stride, event);
        }
        ticks[target] = now;
        Frame frame = synapses.frame();
        for (int k = 0; k < columns.length; k++) {
            columns[k][target] = frame.columnDoubles(rule.columns().get(k))[target];
        }
        for (int k = 0; k < posts.length; k++) {
            posts[k][target] = frame.postDoubles(rule.posts().get(k))[target];
        }
        newest = now;
    }

    private void move(int from, int to) {
        ticks[to] = ticks[from];
        for (double[] column : columns) {
            column[to] = column[from];
        }
        for (double[] post : posts) {
            post[to] = post[from];
        }
    }

    /** Notes a source with synapses here that is to be visited; in their order, so that none is noted twice. */
    void add(int source) {
        if (batch > 0 && listed[batch - 1] == source) {
            return;
        }
        if (batch == listed.length) {
            listed = Arrays.copyOf(listed, 2 * batch);
        }
        listed[batch++] = source;
    }

    /**
     * In tick {@code tick}, before anything else happens to them, the synapses of the sources that have been noted see the events
     * of their targets.
     */
    void visit(long tick) {
        visitAll((int) (tick - origin));
    }

    private void visitAll(int now) {
        Wiring wiring = synapses.wiring();
        for (int from = 0; from < batch; ) {
            int to = from;
            int size = 0;
            while (to < batch && size < FETCHED) {
                int source = listed[to++];
                size += wiring.end(source) - wiring.start(source);
            }
            visit(from, to, now);
            from = to;
        }
        batch = 0;
    }

    private void visit(int from, int to, int now) {
        fetch(from, to);
        sort(from, to);
        for (int k = from; k < to; k += Evolution.LANES) {
            int lanes = Math.min(Evolution.LANES, to - k);
            follow(k, lanes, now);
            for (int lane = 0; lane < lanes; lane++) {
                work(listed[k + lane], lane);
                visited(listed[k + lane], lane, now);
            }
        }
    }

    /**
     * Reads something of the rows that are to be visited, which lie far apart: nothing else is done meanwhile, so the processor
     * waits for many of them at a time, and the work on them finds them in its caches.
     */
    private void fetch(int first, int end) {
        Wiring wiring = synapses.wiring();
        char[] targets = wiring.targets();
        double sum = 0;
        for (int k = first; k < end; k++) {
            int source = listed[k];
            sum += wiring.start(source) + visited[source];
            for (int field = 0; field < values.length; field++) {
                sum += rows.columns().getDouble(field, source);
            }
        }
        for (int k = first; k < end; k++) {
            int from = wiring.start(listed[k]);
            int to = wiring.end(listed[k]);
            for (int p = from; p < to; p += LINE / Character.BYTES) {
                sum += targets[p];
            }
            for (double[] column : own) {
                for (int p = from; p < to; p += LINE / Double.BYTES) {
                    sum += column[p];
                }
            }
        }
        fetched = sum;
    }

    /** What has been read; nobody needs it but the compiler, which would leave the reading out. */
    double fetched() {
        return fetched;
    }

    /** Sources whose words have to be followed for about as long stand together. */
    private void sort(int from, int to) {
        for (int k = from + 1; k < to && values.length > 0; k++) {
            int source = listed[k];
            int place = k;
            for (; place > from && visited[listed[place - 1]] > visited[source]; place--) {
                listed[place] = listed[place - 1];
            }
            listed[place] = source;
        }
    }

    /** Follows the words of the noted sources {@code from .. from + lanes - 1} since their last visits. */
    private void follow(int from, int lanes, int now) {
        for (int lane = 0; lane < lanes; lane++) {
            int source = listed[from + lane];
            elapsed[lane] = now - visited[source];
            for (int field = 0; field < values.length; field++) {
                values[field][lane][0] = rows.columns().getDouble(field, source);
            }
        }
        for (int field = 0; field < values.length; field++) {
            rule.evolutions().get(field).follow(values[field], elapsed, lanes);
        }
    }

    private void visited(int source, int lane, int now) {
        for (int field = 0; field < values.length; field++) {
            rows.columns().doubles(sources.partOf(source))[field][sources.offsetOf(source)] =
                    values[field][lane][elapsed[lane]];
        }
        visited[source] = now;
    }

    /** In a tick: visits some of the sources that have been silent for long. */
    void visitSilent(long tick) {
        int now = (int) (tick - origin);
        reached = now;
        int some = visited.length * 2 / LONGEST_WAIT + 1;
        for (int k = 0; k < some && visited.length > 0; k++) {
            if (cursor >= visited.length) {
                cursor = 0;
            }
            if (now - visited[cursor] >= LONGEST_WAIT / 2 && hasRow(cursor)) {
                add(cursor);
            }
            cursor++;
        }
        visitAll(now);
    }

    /** All synapses see all events up to the one before tick {@code tick}; nothing is deferred any more. */
    void settle(long tick) {
        batch = 0;
        for (int s = 0; s < visited.length; s++) {
            if (newest >= firstUnseen(s) && hasRow(s)) {
                add(s);
            }
        }
        // After a failure some parts are ahead of others.
        visitAll(Math.max((int) (tick - 1 - origin), Math.max(newest, reached)));
    }

    /** The tick of the first event that a row has yet to see. */
    private int firstUnseen(int source) {
        return visited[source] + (rule.before() ? 1 : 0);
    }

    private void work(int source, int lane) {
        int first = firstUnseen(source);
        if (newest < first) {
            return;
        }
        collect(source, first);
        if (depth == 0) {
            return;
        }
        int entries = ranges[3 * (KEPT - depth) + 2];
        for (int field : rule.rows()) {
            fill(past.rows(field, entries), values[field][lane], visited[source], entries);
        }
        run(entries, depth);
    }

    private void fill(double[] entry, double[] value, int since, int entries) {
        int[] event = events;
        int[] when = ticks;
        for (int e = 0; e < entries; e++) {
            entry[e] = value[when[event[e]] - since];
        }
    }

    /** The events since {@code first} of the targets of a row. */
    private void collect(int source, int first) {
        Wiring wiring = synapses.wiring();
        int from = wiring.start(source);
        int to = wiring.end(source);
        makeRoom(to - from + 1);
        int n = latest(wiring.targets(), from, to, first);
        depth = 0;
        int start = 0;
        while (n > start) {
            depth++;
            ranges[3 * (KEPT - depth) + 1] = start;
            ranges[3 * (KEPT - depth) + 2] = n;
            if (depth == KEPT) {
                return;
            }
            int end = n;
            makeRoom(2 * end - start + 1);
            n = earlier(start, end, first);
            start = end;
        }
    }

    /** Lists the latest events of the targets of synapses. */
    private int latest(char[] targets, int from, int to, int first) {
        int[] positions = order;
        int[] list = events;
        int[] when = ticks;
        int n = 0;
        for (int p = from; p < to; p++) {
            int event = targets[p];
            positions[n] = p;
            list[n] = event;
            n += isSince(when[event], first);
        }
        return n;
    }

    /** Lists the events before those of some entries. */
    private int earlier(int from, int to, int first) {
        int[] positions = order;
        int[] list = events;
        int[] when = ticks;
        int step = stride;
        int n = to;
        for (int e = from; e < to; e++) {
            int event = list[e] + step;
            positions[n] = positions[e];
            list[n] = event;
            n += isSince(when[event], first);
        }
        return n;
    }

    /** 1 if a tick is not before another one, else 0. */
    private static int isSince(int tick, int first) {
        return tick - first >>> 31 ^ 1;
    }

    private void makeRoom(int entries) {
        if (order.length < entries) {
            order = Arrays.copyOf(order, 2 * entries);
            events = Arrays.copyOf(events, 2 * entries);
        }
    }

    private void run(int entries, int count) {
        for (int k = 0; k < columns.length; k++) {
            take(past.columns(rule.columns().get(k), entries), columns[k], entries);
        }
        for (int k = 0; k < posts.length; k++) {
            take(past.posts(rule.posts().get(k), entries), posts[k], entries);
        }
        Frame frame = synapses.frame();
        frame.setPast(past);
        frame.setCounted(false);
        GeneratedKernel code = runner.ready(Shape.PAST_ROWS);
        code.run(frame, ranges, ones, KEPT - count, KEPT, order, NO_SOURCES);
    }

    private void take(double[] entry, double[] kept, int entries) {
        int[] event = events;
        for (int e = 0; e < entries; e++) {
            entry[e] = kept[event[e]];
        }
    }

    /** The synapses of a target see all events that it keeps, and these are forgotten. */
    private void column(int target) {
        EventIndex index = synapses.byTarget(Lag.NONE);
        index.keepSources(synapses.wiring());
        int from = index.start(target);
        int to = index.end(target);
        makeRoom((to - from) * KEPT);
        for (int field : rule.rows()) {
            past.rows(field, order.length);
        }
        int n = 0;
        for (int e = from; e < to; e++) {
            n = column(target, index.position(e), index.sources()[e], n);
        }
        ranges[3 * (KEPT - 1) + 1] = 0;
        ranges[3 * (KEPT - 1) + 2] = n;
        run(n, 1);
        for (int event = target; event < ticks.length; event += stride) {
            ticks[event] = NEVER;
        }
    }

    /** Adds the entries of a synapse, oldest first. */
    private int column(int target, int position, int source, int entry) {
        int first = firstUnseen(source);
        int n = entry;
        for (int event = target + (KEPT - 1) * stride; event >= 0; event -= stride) {
            if (ticks[event] >= first) {
                order[n] = position;
                events[n++] = event;
            }
        }
        for (int field : rule.rows()) {
            double value = rows.columns().getDouble(field, source);
            int at = visited[source];
            double[] entries = past.rows(field);
            for (int e = entry; e < n; e++) {
                int tick = ticks[events[e]];
                value = rule.evolutions().get(field).after(value, tick - at);
                entries[e] = value;
                at = tick;
            }
        }
        return n;
    }

    /** Bytes held. */
    long bytes() {
        return bytes(rule, synapses.wiring().sources(), stride - APART) + rows.bytes();
    }

    /** Bytes for a part with so many targets, besides the shared words of the sources. */
    static long bytes(PostRule rule, int sources, int targets) {
        long kept = rule.columns().size() + rule.posts().size();
        return (Integer.BYTES + Double.BYTES * kept) * KEPT * (targets + APART) + (long) Integer.BYTES * sources;
    }
}
