package bouton.cli.statistics;

import java.util.Arrays;

/**
 * Counts for each member of a group how many spikes of two trains coincide: are at most a precision apart, each spike with one of
 * the other train at most. From this follows the coincidence factor (W. M. Kistler, W. Gerstner, J. L. van Hemmen, Reduction of the
 * Hodgkin-Huxley equations to a single-variable threshold model, Neural Computation 9, 1997): 1 for the same trains, 0 for as many
 * coincidences as a Poisson process of the same rate would have by chance.
 */
public final class Coincidences {
    private final long precision;
    private final Waiting[] waiting;
    private final long[] coincident;
    private final long[] firsts;
    private final long[] seconds;

    /** Spikes of one train that have found none of the other yet, the oldest first. */
    private static final class Waiting {
        private long[] ticks = new long[4];
        private int begin;
        private int end;
        private boolean ofFirst;

        void add(long tick, boolean first) {
            if (end == ticks.length) {
                int count = end - begin;
                long[] room = count > ticks.length / 2 ? new long[2 * ticks.length] : ticks;
                System.arraycopy(ticks, begin, room, 0, count);
                ticks = room;
                begin = 0;
                end = count;
            }
            ticks[end++] = tick;
            ofFirst = first;
        }

        void forgetBefore(long tick) {
            while (begin < end && ticks[begin] < tick) {
                begin++;
            }
            if (begin == end) {
                begin = 0;
                end = 0;
            }
        }
    }

    /**
     * @param members size of the group
     * @param precision in ticks
     */
    public Coincidences(int members, long precision) {
        this.precision = precision;
        this.waiting = new Waiting[members];
        Arrays.setAll(waiting, m -> new Waiting());
        this.coincident = new long[members];
        this.firsts = new long[members];
        this.seconds = new long[members];
    }

    /** A spike of one of the trains; ticks of a member never go back. */
    public void add(int member, long tick, boolean first) {
        if (first) {
            firsts[member]++;
        } else {
            seconds[member]++;
        }
        Waiting w = waiting[member];
        w.forgetBefore(tick - precision);
        if (w.begin < w.end && w.ofFirst != first) {
            // The oldest that is near enough: those behind it can wait longer for one of their own.
            w.begin++;
            coincident[member]++;
        } else {
            w.add(tick, first);
        }
    }

    /**
     * The coincidence factor of a member over a recording of {@code ticks} ticks; NaN if neither train has a spike or there are so
     * many that chance explains them all.
     */
    public double factor(int member, double ticks) {
        double both = (firsts[member] + seconds[member]) / 2.0;
        double chance = 2 * seconds[member] / ticks * precision;
        double room = 1 - chance;
        return both == 0 || !(room > 0) ? Double.NaN : (coincident[member] - chance * firsts[member]) / (both * room);
    }

    /** Mean of the factors that are numbers; NaN if there are none. */
    public double meanFactor(double ticks) {
        double sum = 0;
        int n = 0;
        for (int m = 0; m < firsts.length; m++) {
            double factor = factor(m, ticks);
            if (!Double.isNaN(factor)) {
                sum += factor;
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }
}
