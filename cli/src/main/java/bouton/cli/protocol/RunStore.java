package bouton.cli.protocol;

import bouton.dsl.experiment.EventUse;
import bouton.dsl.experiment.Experiment;
import bouton.image.run.Recorder;
import bouton.image.run.Session;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
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
    private final int sampled;
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
        this.sampled = experiment.samples().size();
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
                int more = Math.toIntExact(Math.min(Integer.MAX_VALUE - 8L, Math.max(64, 2L * count)));
                ticks = Arrays.copyOf(ticks, more);
                members = Arrays.copyOf(members, more);
            }
            ticks[count] = tick;
            members[count++] = member;
        }

        void save(StateSink out) {
            out.longs("ticks", Arrays.copyOf(ticks, count));
            out.ints("members", members, count);
        }

        static Times restore(StateSource in) {
            Times times = new Times();
            times.ticks = in.longs("ticks");
            times.count = times.ticks.length;
            times.members = new int[times.count];
            in.into("members", times.members);
            return times;
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

    /** Writes down all runs that may be asked for, and the one that goes on. */
    void save(StateSink out) {
        settle();
        out.longs("run", start, recording ? 1 : 0);
        saveTimes(out, current);
        saveSamples(out, samples);
        int[] names = windows.keySet().stream().mapToInt(w -> w).sorted().toArray();
        out.ints("windows", names);
        for (int name : names) {
            Kept kept = java.util.Objects.requireNonNull(windows.get(name));
            boolean isLast = name >= 0 && kept == windows.get(-1);
            out.flag("is last", isLast);
            if (!isLast) {
                saveRun(out, kept);
            }
        }
    }

    private static void saveRun(StateSink out, Kept kept) {
        out.longs("window", kept.start(), kept.ticks());
        for (long[] counts : kept.counts()) {
            // None are known of a last run whose successor has begun: nobody can ask for them.
            out.longs("counts", counts == null ? new long[0] : counts);
        }
        saveTimes(out, kept.times());
        saveSamples(out, kept.samples());
    }

    private static void saveTimes(StateSink out, Times[] times) {
        for (Times t : times) {
            out.flag("timed", t != null);
            if (t != null) {
                t.save(out);
            }
        }
    }

    private static void saveSamples(StateSink out, List<List<double[]>> samples) {
        for (List<double[]> rows : samples) {
            out.longs("rows", rows.size());
            for (double[] row : rows) {
                out.doubles("row", row);
            }
        }
    }

    /** Takes back what {@link #save} has written. */
    void restore(StateSource in) {
        long[] run = new long[2];
        in.into("run", run);
        start = run[0];
        recording = run[1] != 0;
        System.arraycopy(restoreTimes(in), 0, current, 0, current.length);
        samples.clear();
        samples.addAll(restoreSamples(in));
        for (int name : in.ints("windows")) {
            Kept last = windows.get(-1);
            windows.put(name, in.flag("is last") && last != null ? last : restoreRun(in));
        }
    }

    private Kept restoreRun(StateSource in) {
        long[] window = new long[2];
        in.into("window", window);
        long[][] counts = new long[uses.size()][];
        for (int u = 0; u < counts.length; u++) {
            counts[u] = in.longs("counts");
        }
        Times[] times = restoreTimes(in);
        return new Kept(window[0], window[1], counts, times, List.copyOf(restoreSamples(in)));
    }

    private Times[] restoreTimes(StateSource in) {
        Times[] times = new Times[uses.size()];
        for (int u = 0; u < times.length; u++) {
            if (in.flag("timed")) {
                times[u] = Times.restore(in);
            }
        }
        return times;
    }

    private List<List<double[]>> restoreSamples(StateSource in) {
        List<List<double[]>> all = new ArrayList<>();
        for (int s = 0; s < sampled; s++) {
            List<double[]> rows = new ArrayList<>();
            for (long left = in.number("rows"); left > 0; left--) {
                rows.add(in.doubles("row"));
            }
            all.add(rows);
        }
        return all;
    }

    @Override
    public boolean wants(int group, int event) {
        return other.wants(group, event)
                || uses.stream().anyMatch(u -> u.times() && u.group() == group && u.event() == event);
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
