package bouton.emulator.engine;

import bouton.emulator.state.EventChannel;
import bouton.emulator.state.Partition;
import bouton.image.run.StateSink;
import java.util.Arrays;

/** Events in given ticks. */
final class EventTickPlayer implements StimulusPlayer {
    private static final int SOURCE_BITS = 31;
    private static final int STRIDE = 32;

    // By part: (tick, source) of every event, ascending, and the number of the next one.
    private final long[][] events;
    private final int[] next;

    /** @param events (tick, source) of those to come, in any order */
    EventTickPlayer(Partition partition, long[] events) {
        this.events = new long[partition.parts()][];
        // Far enough apart for different threads.
        this.next = new int[this.events.length * STRIDE];
        for (int k = 0; k < this.events.length; k++) {
            int part = k;
            this.events[k] = Arrays.stream(events)
                    .filter(e -> partition.partOf(source(e)) == part)
                    .sorted()
                    .toArray();
        }
    }

    /** @param ticks by source, or one row for all */
    static EventTickPlayer of(Partition partition, String stimulus, long[][] ticks) {
        int count = 0;
        for (int i = 0; i < partition.size(); i++) {
            count = Math.addExact(count, row(ticks, i).length);
        }
        long[] events = new long[count];
        int k = 0;
        for (int i = 0; i < partition.size(); i++) {
            for (long tick : row(ticks, i)) {
                if (tick < 0 || tick >>> 32 != 0) {
                    throw new IllegalArgumentException(
                            "stimulus " + stimulus + ": an event in tick " + tick + "; possible are 0 to 2^32 - 1");
                }
                events[k++] = tick << SOURCE_BITS | i;
            }
        }
        return new EventTickPlayer(partition, events);
    }

    private static int source(long event) {
        return (int) event & Integer.MAX_VALUE;
    }

    private static long[] row(long[][] ticks, int source) {
        return ticks[ticks.length == 1 ? 0 : source];
    }

    @Override
    public void play(long now, long tick, int part, double[] levels, EventChannel spikes) {
        long[] own = events[part];
        int k = next[part * STRIDE];
        while (k < own.length && own[k] >>> SOURCE_BITS == now) {
            spikes.emit(source(own[k++]), 1);
        }
        next[part * STRIDE] = k;
    }

    @Override
    public Kind kind() {
        return Kind.EVENT_TICKS;
    }

    @Override
    public void save(StateSink out, long now) {
        long[] left = {};
        for (int k = 0; k < events.length; k++) {
            int from = next[k * STRIDE];
            int size = events[k].length - from;
            left = Arrays.copyOf(left, left.length + size);
            System.arraycopy(events[k], from, left, left.length - size, size);
        }
        out.longs("events", left);
    }
}
