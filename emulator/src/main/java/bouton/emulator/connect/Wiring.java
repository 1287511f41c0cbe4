package bouton.emulator.connect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The synapses of a projection onto a part of its targets, row by row: those of source s stand at positions {@link
 * #start}(s) to {@link #end}(s) - 1. Targets are numbered inside the part. A synapse also has the number that its builder gave
 * it.
 */
public final class Wiring {
    /** Sources that are numbered part by part, so that no more than two arrays are read at a time. */
    private static final int NUMBERED = 1024;

    private final int[] rowStart;
    private final char[] target;
    private int @Nullable [] number;
    // Without numbers by position: the number of the first synapse of each row; null if numbers are positions.
    private final int @Nullable [] rowNumber;

    private Wiring(int[] rowStart, char[] target, int @Nullable [] number, int @Nullable [] rowNumber) {
        this.rowStart = rowStart;
        this.target = target;
        this.number = number;
        this.rowNumber = rowNumber;
    }

    /**
     * Synapses with the builder's numbers.
     *
     * @param rowStarts by part: first position of each source, and the number of synapses behind them
     * @param targets by part and position, numbered inside the part
     * @param numbers by part and position
     */
    static Wiring[] numbered(int[][] rowStarts, char[][] targets, int[][] numbers) {
        Wiring[] parts = new Wiring[rowStarts.length];
        for (int k = 0; k < parts.length; k++) {
            parts[k] = new Wiring(rowStarts[k], targets[k], numbers[k], null);
        }
        return parts;
    }

    /**
     * Synapses that are numbered by source, then part, then position; as {@link #numbered}.
     *
     * @param rowNumbers see {@link #rowNumbers}
     */
    static Wiring[] ofParts(int[][] rowStarts, char[][] targets, int[][] rowNumbers) {
        Wiring[] parts = new Wiring[rowStarts.length];
        for (int k = 0; k < parts.length; k++) {
            parts[k] = new Wiring(rowStarts[k], targets[k], null, parts.length == 1 ? null : rowNumbers[k]);
        }
        return parts;
    }

    /**
     * By part and source, the number of the first synapse there, if all of earlier sources come before it and then those of the
     * source in earlier parts. Of one part these are its row starts.
     */
    static int[][] rowNumbers(int[][] rowStarts, Tasks tasks) {
        if (rowStarts.length == 1) {
            return rowStarts;
        }
        int sources = rowStarts[0].length - 1;
        int[][] numbers = new int[rowStarts.length][sources];
        int ranges = Counting.chunks(tasks, (long) sources * numbers.length, sources);
        tasks.ranges(sources, ranges, (from, to) -> {
            for (int start = from; start < to; start += NUMBERED) {
                number(rowStarts, numbers, start, Math.min(start + NUMBERED, to));
            }
        });
        return numbers;
    }

    private static void number(int[][] rowStarts, int[][] numbers, int from, int to) {
        int[] next = new int[to - from];
        for (int[] start : rowStarts) {
            for (int i = 0; i < next.length; i++) {
                next[i] += start[from + i];
            }
        }
        for (int k = 0; k < numbers.length; k++) {
            int[] start = rowStarts[k];
            int[] number = numbers[k];
            for (int i = 0; i < next.length; i++) {
                number[from + i] = next[i];
                next[i] += start[from + i + 1] - start[from + i];
            }
        }
    }

    /** The first source that has a synapse; {@link #sources} if none has. */
    public int firstSource() {
        int s = 0;
        while (s < sources() && rowStart[s + 1] == 0) {
            s++;
        }
        return s;
    }

    /** One more than the last source that has a synapse; 0 if none has. */
    public int sourcesEnd() {
        int s = sources();
        while (s > 0 && rowStart[s - 1] == size()) {
            s--;
        }
        return s;
    }

    /** Whether every source from {@link #firstSource} to {@link #sourcesEnd} has one synapse. */
    public boolean isOneEach() {
        int first = firstSource();
        int end = sourcesEnd();
        boolean one = size() == end - first;
        for (int s = first; s < end && one; s++) {
            one = rowStart[s + 1] - rowStart[s] == 1;
        }
        return one;
    }

    public int sources() {
        return rowStart.length - 1;
    }

    /** Number of synapses. */
    public int size() {
        return rowStart[rowStart.length - 1];
    }

    /** First position of a source. */
    public int start(int source) {
        return rowStart[source];
    }

    /** Position behind the last one of a source. */
    public int end(int source) {
        return rowStart[source + 1];
    }

    public int target(int position) {
        return target[position];
    }

    /** Targets by position, numbered inside the part; belongs to the wiring. */
    public char[] targets() {
        return target;
    }

    /** The builder's number of a synapse. */
    public int number(int position) {
        if (number != null) {
            return number[position];
        }
        return rowNumber == null ? position : number(position, source(position));
    }

    /** The builder's number of a synapse whose source is known. */
    public int number(int position, int source) {
        if (number != null) {
            return number[position];
        }
        return rowNumber == null ? position : rowNumber[source] + position - rowStart[source];
    }

    /** First positions of the sources, and the number of synapses behind them; belongs to the wiring. */
    int[] rowStarts() {
        return rowStart;
    }

    /** The source of a synapse. */
    public int source(int position) {
        int low = 0;
        int high = rowStart.length - 1;
        // The last row that starts at or before the position; empty rows share their start with the row behind them.
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (rowStart[middle] <= position) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Sources by position, as an array of its own. */
    public int[] sourceArray() {
        int[] source = new int[size()];
        for (int s = 0; s < sources(); s++) {
            Arrays.fill(source, rowStart[s], rowStart[s + 1], s);
        }
        return source;
    }

    /**
     * Moves the synapse at {@code from[k]} to position {@code start + k} for all k below {@code count}; the positions from
     * {@code start} on are the same set before and after.
     */
    void reorder(int start, int count, int[] from) {
        int[] moved = new int[count];
        for (int k = 0; k < count; k++) {
            moved[k] = target[from[k]];
        }
        for (int k = 0; k < count; k++) {
            target[start + k] = (char) moved[k];
        }
        int[] numbers = number;
        if (numbers == null) {
            numbers = new int[size()];
            for (int s = 0; s < sources(); s++) {
                for (int p = rowStart[s]; p < rowStart[s + 1]; p++) {
                    numbers[p] = number(p, s);
                }
            }
            number = numbers;
        }
        for (int k = 0; k < count; k++) {
            moved[k] = numbers[from[k]];
        }
        System.arraycopy(moved, 0, numbers, start, count);
    }

    /** Bytes held. */
    public long bytes() {
        int numbers = number == null ? 0 : number.length;
        int rows = rowNumber == null ? 0 : rowNumber.length;
        return 4L * ((long) rowStart.length + numbers + rows) + 2L * target.length;
    }
}
