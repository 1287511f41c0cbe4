package bouton.cli.protocol;

import bouton.dsl.experiment.EventUse;
import bouton.dsl.experiment.Experiment;
import bouton.image.run.Recorder;
import bouton.image.run.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment asks of runs, of the last and of each with a name: counts of events, their times and values tick by tick
 * where they are asked for. Nothing else is kept.
 */
final class RunStore implements Recorder {
    private final List<EventUse> uses;
    private final int probes;
    private final Recorder other;
    private final List<List<double[]>> samples = new ArrayList<>();
    private final Times[] current;
    private final Map<Integer, Kept> windows = new HashMap<>();
    private boolean recording;
    private long start;
    /** Still holds the counts of the last run, which are copied only where someone asks. */
    private @Nullable Session counting;

    /**
     * @param probes number of the network's own; those behind them are this experiment's samples
     * @param other takes everything too but the samples
     */
    RunStore(Experiment experiment, int probes, Recorder other) {
        this.uses = experiment.events();
        this.probes = probes;
        this.other = other;
        this.current = new Times[uses.size()];
        experiment.samples().forEach(u -> samples.add(List.of()));
    }

    /**
     * A run.
     *
     * @param samples for each use the values of all members at the end of every tick
     */
    record Kept(long start, long ticks, long[][] counts, Times[] times, List<List<double[]>> samples) {}

    /** Ticks of events with who emitted, in the order of the ticks. */
    static final class Times {
        private long[] ticks = new long[64];
        private int[] members = new int[64];
        private int count;
        private int @Nullable [] first;
        private int @Nullable [] order;

        void add(long tick, int member) {
            if (count == ticks.length) {
                int more = Math.toIntExact(Math.min(Integer.MAX_VALUE - 8L, 2L * count));
                ticks = Arrays.copyOf(ticks, more);
                members = Arrays.copyOf(members, more);
            }
            ticks[count] = tick;
            members[count++] = member;
        }

        /** Ticks of a member, ascending. */
        long[] of(int member, int size) {
            int[] starts = index(size);
            int[] places = java.util.Objects.requireNonNull(order);
            long[] result = new long[starts[member + 1] - starts[member]];
            for (int i = 0; i < result.length; i++) {
                result[i] = ticks[places[starts[member] + i]];
            }
            return result;
        }

        /** Counting sort by member, made when first asked for. */
        private int[] index(int size) {
            if (first != null) {
                return first;
            }
            int[] starts = new int[size + 1];
            for (int i = 0; i < count; i++) {
                starts[members[i] + 1]++;
            }
            for (int m = 0; m < size; m++) {
                starts[m + 1] += starts[m];
            }
            int[] next = Arrays.copyOf(starts, size);
            int[] places = new int[count];
            for (int i = 0; i < count; i++) {
                places[next[members[i]]++] = i;
            }
            first = starts;
            order = places;
            return starts;
        }
    }

    /** A run begins. */
    void begin(long tick) {
        counting = null;
        start = tick;
        recording = true;
        samples.replaceAll(old -> new ArrayList<>());
        for (int u = 0; u < current.length; u++) {
            if (uses.get(u).times()) {
                current[u] = new Times();
            }
        }
    }

    /** The run has ended; it has this name if {@code window} is not -1. */
    void end(Session session, int window) {
        recording = false;
        long[][] counts = new long[uses.size()][];
        Kept kept = new Kept(start, session.tick() - start, counts, current.clone(), List.copyOf(samples));
        windows.put(-1, kept);
        counting = session;
        if (window >= 0) {
            settle();
            windows.put(window, kept);
        }
    }

    /** Copies the counts of the last run out of the session: it is about to count anew, and they may be asked for yet. */
    void settle() {
        Session session = counting;
        Kept last = windows.get(-1);
        if (session == null || last == null) {
            return;
        }
        counting = null;
        for (int u = 0; u < last.counts().length; u++) {
            last.counts()[u] = session.counts(uses.get(u).group(), uses.get(u).event());
        }
    }

    /** The run of this name, -1 for the last; null if there was none yet. */
    @Nullable
    Kept window(int window) {
        if (window == -1) {
            settle();
        }
        return windows.get(window);
    }

    @Override
    public void events(int group, int event, long tick, int[] members, int count) {
        other.events(group, event, tick, members, count);
        if (!recording) {
            return;
        }
        for (int u = 0; u < current.length; u++) {
            EventUse use = uses.get(u);
            if (use.times() && use.group() == group && use.event() == event) {
                for (int i = 0; i < count; i++) {
                    current[u].add(tick, members[i]);
                }
            }
        }
    }

    @Override
    public void values(int probe, long ticks, double[] values) {
        if (probe < probes) {
            other.values(probe, ticks, values);
        } else if (recording && ticks > start) {
            // What is seen before the first tick of a run belongs to no tick of it.
            samples.get(probe - probes).add(values.clone());
        }
    }
}
