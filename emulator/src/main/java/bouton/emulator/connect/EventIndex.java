package bouton.emulator.connect;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which synapses an event of a neuron reaches after which lag. The synapses of a row (a source or a target) with one lag
 * form a segment: a range of entries, each of which stands for a position.
 */
public final class EventIndex {
    // First entry of each segment, and the number of entries behind them.
    private final int[] segmentStart;
    // Lag of each segment and first segment of each row; null if all lags are equal, then each row is one segment.
    private final int @Nullable [] segmentLag;
    private final int @Nullable [] rowSegment;
    // Position of each entry; null if it is the entry.
    private final int @Nullable [] order;
    private final int[] lags;
    // Source of each entry, where somebody needs them.
    private int[] sources = {};

    private EventIndex(int[] rowStart, int @Nullable [] order, @Nullable LagValues values) {
        this.order = order;
        if (values == null) {
            segmentStart = rowStart;
            segmentLag = null;
            rowSegment = null;
            lags = new int[] {0};
            return;
        }
        int rows = rowStart.length - 1;
        int[] first = new int[rows + 1];
        int[] starts = new int[rows + 1];
        int[] segmentLags = new int[rows];
        int count = 0;
        BitSet distinct = new BitSet();
        for (int r = 0; r < rows; r++) {
            for (int e = rowStart[r]; e < rowStart[r + 1]; e++) {
                int lag = values.at(order == null ? e : order[e]);
                if (e > rowStart[r] && segmentLags[count - 1] == lag) {
                    continue;
                }
                if (count == segmentLags.length) {
                    segmentLags = Arrays.copyOf(segmentLags, count + (count >> 1) + 8);
                    starts = Arrays.copyOf(starts, segmentLags.length + 1);
                }
                segmentLags[count] = lag;
                starts[count++] = e;
                distinct.set(lag);
            }
            first[r + 1] = count;
        }
        segmentLag = Arrays.copyOf(segmentLags, count);
        segmentStart = Arrays.copyOf(starts, count + 1);
        segmentStart[count] = rowStart[rows];
        rowSegment = first;
        lags = distinct.stream().toArray();
    }

    /**
     * Synapses by source.
     *
     * @param values lags, null if all are equal
     */
    public static EventIndex bySource(Wiring wiring, @Nullable LagValues values) {
        int[] rowStart = wiring.rowStarts();
        return new EventIndex(rowStart, values == null ? null : sortRows(rowStart, null, values), values);
    }

    /**
     * Synapses by target.
     *
     * @param values lags, null if all are equal
     */
    public static EventIndex byTarget(Wiring wiring, int targets, @Nullable LagValues values) {
        int[] rowStart = new int[targets + 1];
        int size = wiring.size();
        for (int p = 0; p < size; p++) {
            rowStart[wiring.target(p) + 1]++;
        }
        for (int t = 0; t < targets; t++) {
            rowStart[t + 1] += rowStart[t];
        }
        int[] next = rowStart.clone();
        int[] order = new int[size];
        for (int p = 0; p < size; p++) {
            order[next[wiring.target(p)]++] = p;
        }
        return new EventIndex(rowStart, values == null ? order : sortRows(rowStart, order, values), values);
    }

    /** Entries of every row by lag, then as before; null if they stay as they are. */
    private static int @Nullable [] sortRows(int[] rowStart, int @Nullable [] order, LagValues values) {
        int[] sorted = order;
        for (int r = 0; r < rowStart.length - 1; r++) {
            int start = rowStart[r];
            long[] keys = new long[rowStart[r + 1] - start];
            boolean ascending = true;
            for (int k = 0; k < keys.length; k++) {
                int position = sorted == null ? start + k : sorted[start + k];
                keys[k] = (long) values.at(position) << 32 | position;
                ascending &= k == 0 || keys[k - 1] < keys[k];
            }
            if (ascending) {
                continue;
            }
            if (sorted == null) {
                sorted = new int[rowStart[rowStart.length - 1]];
                for (int e = 0; e < sorted.length; e++) {
                    sorted[e] = e;
                }
            }
            Arrays.sort(keys);
            for (int k = 0; k < keys.length; k++) {
                sorted[start + k] = (int) keys[k];
            }
        }
        return sorted;
    }

    /** Keeps the source of every entry at hand. */
    public void keepSources(Wiring wiring) {
        if (sources.length == 0) {
            int[] byPosition = wiring.sourceArray();
            if (order == null) {
                sources = byPosition;
                return;
            }
            sources = new int[order.length];
            for (int e = 0; e < order.length; e++) {
                sources[e] = byPosition[order[e]];
            }
        }
    }

    /** Sources by entry; empty unless {@link #keepSources} has been called. */
    public int[] sources() {
        return sources;
    }

    /** Positions by entry; null if every entry is its position. */
    public int @Nullable [] order() {
        return order;
    }

    /** The lags that occur, ascending. */
    public int[] lags() {
        return lags;
    }

    /** The segment of a row with this lag, or -1. */
    public int segment(int row, int lag) {
        if (segmentLag == null || rowSegment == null) {
            return row;
        }
        int place = Arrays.binarySearch(segmentLag, rowSegment[row], rowSegment[row + 1], lag);
        return place < 0 ? -1 : place;
    }

    public int start(int segment) {
        return segmentStart[segment];
    }

    public int end(int segment) {
        return segmentStart[segment + 1];
    }

    /** Whether every entry is the position that it stands for. */
    public boolean isOrdered() {
        return order == null;
    }

    /** Position of the synapse of an entry. */
    public int position(int entry) {
        return order == null ? entry : order[entry];
    }

    /** The first position of a row that is not below another, -1 if there is none; for an index without lags. */
    public int firstFrom(int row, int position) {
        int low = segmentStart[row];
        int end = segmentStart[row + 1];
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (position(middle) < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == end ? -1 : position(low);
    }

    /** Bytes held. */
    public long bytes() {
        // Rows without lags of their own are those of the wiring.
        long own = segmentLag == null && order == null ? 0 : segmentStart.length;
        return 4L * (own + length(segmentLag) + length(rowSegment) + length(order) + sources.length);
    }

    private static int length(int @Nullable [] array) {
        return array == null ? 0 : array.length;
    }
}
