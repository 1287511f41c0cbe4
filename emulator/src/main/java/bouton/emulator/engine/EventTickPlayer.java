package bouton.emulator.engine;

import bouton.image.run.StateSink;
import java.util.Arrays;

/** Events in given ticks. */
final class EventTickPlayer implements StimulusPlayer {
    private static final int SOURCE_BITS = 31;

    // (tick, source) of every event, ascending.
    private final long[] events;
    private int next;

    /** @param events those to come, as they have been saved */
    EventTickPlayer(long[] events) {
        this.events = events;
    }

    EventTickPlayer(String stimulus, long[][] ticks, int size) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count = Math.addExact(count, row(ticks, i).length);
        }
        events = new long[count];
        int k = 0;
        for (int i = 0; i < size; i++) {
            for (long tick : row(ticks, i)) {
                if (tick < 0 || tick >>> 32 != 0) {
                    throw new IllegalArgumentException(
                            "stimulus " + stimulus + ": an event in tick " + tick + "; possible are 0 to 2^32 - 1");
                }
                events[k++] = tick << SOURCE_BITS | i;
            }
        }
        Arrays.sort(events);
    }

    private static long[] row(long[][] ticks, int source) {
        return ticks[ticks.length == 1 ? 0 : source];
    }

    @Override
    public void play(long now, long tick, int from, int to, double[] levels, Emitter spikes) {
        while (next < events.length && events[next] >>> SOURCE_BITS == now) {
            spikes.emit((int) events[next++] & Integer.MAX_VALUE, 1);
        }
    }

    @Override
    public Kind kind() {
        return Kind.EVENT_TICKS;
    }

    @Override
    public void save(StateSink out, long now) {
        out.longs("events", Arrays.copyOfRange(events, next, events.length));
    }
}
