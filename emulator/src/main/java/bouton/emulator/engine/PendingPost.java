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
import java.util.List;

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

    /** Binary logarithm of the number of events that a target keeps. */
    private static final int KEPT_BITS = 5;

    private static final int KEPT = 1 << KEPT_BITS;
    private static final int MASK = KEPT - 1;

    /** Before every tick. */
    private static final int NEVER = -(1 << 30);

    private static final int[] NO_SOURCES = {};

    private final PostRule rule;
    private final Runner runner;
    private final SynapsePart synapses;
    private final SharedWords actual;
    private final SharedWords rows;
    private final Partition sources;
    // Ticks and kept words of events, KEPT for each target; which of them is the target's latest.
    private final int[] ticks;
    private final int[] latest;
    private final double[][] columns;
    private final double[][] posts;
    private int newest;
    // By source: the tick of the last visit.
    private final int[] visited;
    private long origin;
    private long seen;
    private int cursor;
    // The work on a row: position and event of each entry, in ranges of events that each synapse has at most once.
    private int[] order = {};
    private int[] events = {};
    private int[] ranges = new int[3 * KEPT];
    private final double[] ones = new double[KEPT];
    private int depth;
    private final double[][] values;
    private final PastWords past;

    PendingPost(PostRule rule, Runner runner, ProjectionState projection, int part, int counters) {
        this.rule = rule;
        this.runner = runner;
        this.synapses = projection.parts()[part];
        this.actual = projection.rows();
        this.rows = SharedWords.rows(projection.projection(), projection.source(), counters);
        this.sources = projection.source().partition();
        int targets = projection.target().partition().length(part);
        this.ticks = new int[targets << KEPT_BITS];
        this.latest = new int[targets];
        this.columns = new double[rule.columns().size()][ticks.length];
        this.posts = new double[rule.posts().size()][ticks.length];
        this.visited = new int[synapses.wiring().sources()];
        this.values = new double[rule.evolutions().size()][LONGEST_WAIT + 2];
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
        cursor = 0;
        Arrays.fill(ticks, NEVER);
        for (int t = 0; t < latest.length; t++) {
            latest[t] = t << KEPT_BITS;
        }
        Arrays.fill(visited, 0);
        if (!rule.evolutions().isEmpty()) {
            rows.copy(actual);
        }
    }

    /** An event of a target, numbered inside the part, happens as far as the synapses know. */
    void happens(int target, long tick) {
        int now = (int) (tick - origin);
        int last = latest[target];
        int next = last & ~MASK | last + 1 & MASK;
        if (ticks[next] >= now - LONGEST_WAIT) {
            column(target);
        }
        Frame frame = synapses.frame();
        ticks[next] = now;
        for (int k = 0; k < columns.length; k++) {
            columns[k][next] = frame.columnDoubles(rule.columns().get(k))[target];
        }
        for (int k = 0; k < posts.length; k++) {
            posts[k][next] = frame.postDoubles(rule.posts().get(k))[target];
        }
        latest[target] = next;
        newest = now;
    }

    /** In tick {@code tick}, before anything else happens to them, the synapses of a source see the events of their targets. */
    void visit(int source, long tick) {
        int now = (int) (tick - origin);
        work(source, now);
        List<Evolution> evolutions = rule.evolutions();
        int elapsed = now - visited[source];
        for (int f = 0; f < evolutions.size(); f++) {
            double[] row = rows.columns().doubles(sources.partOf(source))[f];
            int place = sources.offsetOf(source);
            row[place] = evolutions.get(f).after(row[place], elapsed);
        }
        visited[source] = now;
    }

    /** In a tick: visits some of the sources that have been silent for long. */
    void visitSilent(long tick) {
        int now = (int) (tick - origin);
        int some = visited.length * 2 / LONGEST_WAIT + 1;
        for (int k = 0; k < some && visited.length > 0; k++) {
            if (cursor >= visited.length) {
                cursor = 0;
            }
            if (now - visited[cursor] >= LONGEST_WAIT / 2 && hasRow(cursor)) {
                visit(cursor, tick);
            }
            cursor++;
        }
    }

    /** All synapses see all events up to the one before tick {@code tick}; nothing is deferred any more. */
    void settle(long tick) {
        int now = (int) (tick - 1 - origin);
        for (int s = 0; s < visited.length; s++) {
            work(s, now);
        }
    }

    /** The tick of the first event that a row has yet to see. */
    private int firstUnseen(int source) {
        return visited[source] + (rule.before() ? 1 : 0);
    }

    private void work(int source, int now) {
        int first = firstUnseen(source);
        if (newest < first || !hasRow(source)) {
            return;
        }
        collect(source, first);
        if (depth == 0) {
            return;
        }
        int since = visited[source];
        int entries = ranges[3 * (KEPT - depth) + 2];
        for (int field : rule.rows()) {
            double[] value = values[field];
            value[0] = rows.columns().getDouble(field, source);
            rule.evolutions().get(field).follow(value, now - since);
            double[] entry = past.rows(field, entries);
            for (int e = 0; e < entries; e++) {
                entry[e] = value[ticks[events[e]] - since];
            }
        }
        run(entries, depth);
    }

    /** The events since {@code first} of the targets of a row, for each synapse the latest first; oldest ranges in front. */
    private void collect(int source, int first) {
        Wiring wiring = synapses.wiring();
        char[] targets = wiring.targets();
        int from = wiring.start(source);
        int to = wiring.end(source);
        makeRoom(to - from + 1);
        int n = 0;
        for (int p = from; p < to; p++) {
            int event = latest[targets[p]];
            order[n] = p;
            events[n] = event;
            n += isSince(ticks[event], first);
        }
        depth = 0;
        int start = 0;
        while (n > start) {
            // The last range comes first.
            ranges[3 * (KEPT - 1 - depth) + 1] = start;
            ranges[3 * (KEPT - 1 - depth) + 2] = n;
            depth++;
            if (depth == KEPT) {
                break;
            }
            int end = n;
            makeRoom(2 * end - start + 1);
            for (int e = start; e < end; e++) {
                int event = events[e] & ~MASK | events[e] - 1 & MASK;
                order[n] = order[e];
                events[n] = event;
                n += isSince(ticks[event], first);
            }
            start = end;
        }
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
            double[] entry = past.columns(rule.columns().get(k), entries);
            for (int e = 0; e < entries; e++) {
                entry[e] = columns[k][events[e]];
            }
        }
        for (int k = 0; k < posts.length; k++) {
            double[] entry = past.posts(rule.posts().get(k), entries);
            for (int e = 0; e < entries; e++) {
                entry[e] = posts[k][events[e]];
            }
        }
        Frame frame = synapses.frame();
        frame.setPast(past);
        frame.setCounted(false);
        GeneratedKernel code = runner.ready(Shape.PAST_ROWS);
        code.run(frame, ranges, ones, KEPT - count, KEPT, order, NO_SOURCES);
    }

    /** The synapses of a target see all events that it keeps, and these are forgotten. */
    private void column(int target) {
        EventIndex index = synapses.byTarget(Lag.NONE);
        index.keepSources(synapses.wiring());
        int from = index.start(target);
        int to = index.end(target);
        makeRoom((to - from) * KEPT);
        int n = 0;
        for (int field : rule.rows()) {
            past.rows(field, order.length);
        }
        for (int e = from; e < to; e++) {
            n = column(target, index.position(e), index.sources()[e], n);
        }
        ranges[3 * (KEPT - 1) + 1] = 0;
        ranges[3 * (KEPT - 1) + 2] = n;
        run(n, 1);
        Arrays.fill(ticks, target << KEPT_BITS, target + 1 << KEPT_BITS, NEVER);
    }

    /** Adds the entries of a synapse, oldest first. */
    private int column(int target, int position, int source, int entry) {
        int first = firstUnseen(source);
        int n = entry;
        for (int age = KEPT - 1; age >= 0; age--) {
            int event = target << KEPT_BITS | latest[target] - age & MASK;
            if (ticks[event] >= first) {
                order[n] = position;
                events[n++] = event;
            }
        }
        for (int field : rule.rows()) {
            double value = rows.columns().getDouble(field, source);
            int at = visited[source];
            for (int e = entry; e < n; e++) {
                int tick = ticks[events[e]];
                value = rule.evolutions().get(field).after(value, tick - at);
                past.rows(field)[e] = value;
                at = tick;
            }
        }
        return n;
    }

    /** Bytes held. */
    long bytes() {
        long kept = columns.length + posts.length;
        return 4L * ticks.length + 8 * kept * ticks.length + 4L * (latest.length + visited.length)
                + rows.bytes()
                + 4L * (order.length + events.length);
    }
}
