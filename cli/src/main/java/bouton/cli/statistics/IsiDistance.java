package bouton.cli.statistics;

/**
 * ISI distance of two spike trains of each member of a group: the mean over time of |a - b| / max(a, b), with a and b the lengths of
 * the intervals between spikes in which the time lies (T. Kreuz et al., Measuring spike train synchrony, J. Neurosci. Methods 165,
 * 2007). The begin and the end of the recording count as spikes of both. 0: the same intervals at the same times; it is below 1.
 *
 * <p>An interval's length is known at its end only. Of the other train's intervals that lie inside of it, length l each, sum of
 * l (1 - l / length) is what is asked for: two sums are enough, however many they are. Only the intervals that overlap an end are
 * kept by themselves, one per train, so the memory is that of a few numbers per member.
 */
public final class IsiDistance {
    private final Side first;
    private final Side second;
    private final double[] integral;
    private final long start;

    /** One train's intervals that have not ended, by member. */
    private static final class Side {
        final long[] begin;
        // The other train's interval that had begun before and ended inside: how much of it lies inside, and its
        // length.
        final double[] headOverlap;
        final double[] headLength;
        // Sums of length and squared length of the other train's intervals that lie inside.
        final double[] lengths;
        final double[] squares;

        Side(int members, long start) {
            begin = new long[members];
            java.util.Arrays.fill(begin, start);
            headOverlap = new double[members];
            headLength = new double[members];
            lengths = new double[members];
            squares = new double[members];
        }
    }

    /**
     * @param members size of the group
     * @param start tick in which the recording begins
     */
    public IsiDistance(int members, long start) {
        this.first = new Side(members, start);
        this.second = new Side(members, start);
        this.integral = new double[members];
        this.start = start;
    }

    /** A spike of one of the trains; ticks of a member never go back. */
    public void add(int member, long tick, boolean ofFirst) {
        if (ofFirst) {
            end(member, tick, first, second);
        } else {
            end(member, tick, second, first);
        }
    }

    private void end(int m, long tick, Side own, Side other) {
        long begin = own.begin[m];
        double length = tick - begin;
        if (length == 0) {
            return;
        }
        if (begin >= other.begin[m]) {
            other.lengths[m] += length;
            other.squares[m] += length * length;
        } else {
            if (own.headOverlap[m] > 0) {
                double a = own.headLength[m];
                integral[m] += own.headOverlap[m] * Math.abs(a - length) / Math.max(a, length);
            }
            integral[m] += own.lengths[m] - own.squares[m] / length;
            // The other's interval goes on: what it shares with this one is settled at its end.
            other.headOverlap[m] = tick - other.begin[m];
            other.headLength[m] = length;
        }
        own.begin[m] = tick;
        own.headOverlap[m] = 0;
        own.lengths[m] = 0;
        own.squares[m] = 0;
    }

    /** The distances of all members when the recording has ended behind {@code end} ticks; nothing can be added then. */
    public double[] finish(long end) {
        double[] result = new double[integral.length];
        for (int m = 0; m < result.length; m++) {
            end(m, end, first, second);
            end(m, end, second, first);
            result[m] = end > start ? integral[m] / (end - start) : 0;
        }
        return result;
    }
}
