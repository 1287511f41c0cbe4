package bouton.cli.statistics;

import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.Arrays;

/**
 * Intervals between the events of each member of a group: number, mean and spread, by Welford's method, so that memory does not
 * grow with the number of events. Several events of a member in one tick count as intervals of 0.
 */
final class Intervals {
    private static final long NEVER = -1;

    private final long[] last;
    private final long[] count;
    private final double[] mean;
    private final double[] squares;
    private long events;

    Intervals(int members) {
        last = new long[members];
        Arrays.fill(last, NEVER);
        count = new long[members];
        mean = new double[members];
        squares = new double[members];
    }

    /** Events of a tick: the first {@code n} of {@code members}. */
    void add(long tick, int[] members, int n) {
        events += n;
        for (int k = 0; k < n; k++) {
            int m = members[k];
            if (last[m] != NEVER) {
                double interval = tick - last[m];
                double difference = interval - mean[m];
                mean[m] += difference / ++count[m];
                squares[m] += difference * (interval - mean[m]);
            }
            last[m] = tick;
        }
    }

    void save(StateSink out) {
        out.longs("events", events);
        out.longs("last", last);
        out.longs("count", count);
        out.doubles("mean", mean);
        out.doubles("squares", squares);
    }

    void restore(StateSource in) {
        events = in.number("events");
        in.into("last", last);
        in.into("count", count);
        in.into("mean", mean);
        in.into("squares", squares);
    }

    long events() {
        return events;
    }

    /**
     * Mean over the members with at least two intervals of (standard deviation / mean); NaN if there is none. The standard
     * deviation is that of the population (divided by n).
     */
    double coefficientOfVariation() {
        double sum = 0;
        int members = 0;
        for (int m = 0; m < count.length; m++) {
            if (count[m] >= 2 && mean[m] > 0) {
                sum += Math.sqrt(squares[m] / count[m]) / mean[m];
                members++;
            }
        }
        return members == 0 ? Double.NaN : sum / members;
    }
}
