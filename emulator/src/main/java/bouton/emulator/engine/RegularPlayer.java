package bouton.emulator.engine;

import bouton.emulator.state.EventChannel;
import bouton.emulator.state.Partition;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;

/** Events at equal distances, which need not be whole ticks. */
final class RegularPlayer implements StimulusPlayer {
    /** At most this many events come in a tick of a period that makes sense. */
    private static final double SHORTEST_PERIOD = 1e-3;

    private final Partition partition;
    private final double[] period;
    private final double[] first;
    private final long count;
    // Number and tick of the next event of every source.
    private final long[] number;
    private final long[] next;

    RegularPlayer(Partition partition, String stimulus, double[] period, double[] first, long count) {
        this.partition = partition;
        this.period = period;
        this.first = first;
        this.count = count;
        this.number = new long[period.length];
        this.next = new long[period.length];
        for (int i = 0; i < period.length; i++) {
            boolean endless = count < 0 || count > 1;
            if (!Double.isFinite(first[i]) || endless && !(period[i] >= SHORTEST_PERIOD)) {
                throw new IllegalArgumentException("stimulus " + stimulus + ": a period of " + period[i]
                        + " ticks from tick " + first[i] + "; possible are periods from " + SHORTEST_PERIOD);
            }
            if (endless && first[i] < -0.5) {
                // Events before now do not happen: start a little before the first that may.
                number[i] = (long) Math.max(0, Math.floor((-0.5 - first[i]) / period[i]) - 1);
            }
            next[i] = tickOf(i);
            while (next[i] < 0) {
                number[i]++;
                next[i] = tickOf(i);
            }
        }
    }

    private RegularPlayer(
            Partition partition, double[] period, double[] first, long count, long[] number, long[] next) {
        this.partition = partition;
        this.period = period;
        this.first = first;
        this.count = count;
        this.number = number;
        this.next = next;
    }

    static RegularPlayer restore(Partition partition, StateSource in) {
        int size = partition.size();
        long count = in.number("count");
        double[] period = new double[size];
        double[] first = new double[size];
        long[] number = new long[size];
        long[] next = new long[size];
        in.into("period", period);
        in.into("first", first);
        in.into("number", number);
        in.into("next", next);
        return new RegularPlayer(partition, period, first, count, number, next);
    }

    private long tickOf(int source) {
        if (count >= 0 && number[source] >= count) {
            return Long.MAX_VALUE;
        }
        // An infinite period has one event; 0 times it would be NaN.
        double time = number[source] == 0 ? first[source] : first[source] + number[source] * period[source];
        return (long) Math.floor(time + 0.5);
    }

    @Override
    public void play(long now, long tick, int part, double[] levels, EventChannel spikes) {
        int from = partition.start(part);
        int to = from + partition.length(part);
        for (int i = from; i < to; i++) {
            while (next[i] == now) {
                spikes.emit(i, 1);
                number[i]++;
                next[i] = tickOf(i);
            }
        }
    }

    @Override
    public Kind kind() {
        return Kind.REGULAR;
    }

    @Override
    public void save(StateSink out, long now) {
        out.longs("count", count);
        out.doubles("period", period);
        out.doubles("first", first);
        out.longs("number", number);
        out.longs("next", next);
    }
}
