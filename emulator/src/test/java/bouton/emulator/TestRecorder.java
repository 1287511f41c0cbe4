package bouton.emulator;

import bouton.image.run.Recorder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps everything that a session reports. */
public final class TestRecorder implements Recorder {
    /** Events of a tick. */
    public record Events(int group, int event, long tick, List<Integer> members) {}

    private final List<Events> events = new ArrayList<>();
    private final Map<Integer, TreeMap<Long, double[]>> values = new TreeMap<>();

    /** A recorder that only counts events. */
    public static Recorder counting(long[] events) {
        return new Recorder() {
            @Override
            public void events(int group, int event, long tick, int[] members, int count) {
                events[0] += count;
            }

            @Override
            public void values(int probe, long ticks, double[] values) {}
        };
    }

    @Override
    public void events(int group, int event, long tick, int[] members, int count) {
        List<Integer> list = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            list.add(members[k]);
        }
        events.add(new Events(group, event, tick, list));
    }

    @Override
    public void values(int probe, long ticks, double[] read) {
        values.computeIfAbsent(probe, p -> new TreeMap<>()).put(ticks, read.clone());
    }

    public List<Events> events() {
        return events;
    }

    /** Ticks in which a group emitted an event, once for each emission. */
    public List<Long> ticks(int group, int event) {
        List<Long> ticks = new ArrayList<>();
        for (Events e : events) {
            if (e.group() == group && e.event() == event) {
                for (int k = 0; k < e.members().size(); k++) {
                    ticks.add(e.tick());
                }
            }
        }
        return ticks;
    }

    /** When a probe reported. */
    public List<Long> times(int probe) {
        return new ArrayList<>(values.getOrDefault(probe, new TreeMap<>()).keySet());
    }

    /** What a probe reported after so many ticks. */
    public double[] at(int probe, long ticks) {
        return values.getOrDefault(probe, new TreeMap<>()).getOrDefault(ticks, new double[0]);
    }

    /** The first member's values of a probe, in order of time. */
    public double[] series(int probe) {
        return values.getOrDefault(probe, new TreeMap<>()).values().stream()
                .mapToDouble(v -> v[0])
                .toArray();
    }

    /** Everything as text, floats with all their bits. */
    public String text() {
        StringBuilder text = new StringBuilder();
        events.forEach(e -> text.append(e).append('\n'));
        values.forEach((probe, series) -> series.forEach((ticks, read) -> text.append(probe)
                .append(' ')
                .append(ticks)
                .append(Arrays.toString(read))
                .append('\n')));
        return text.toString();
    }
}
