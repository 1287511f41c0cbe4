package bouton.emulator.connect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The synapses of a projection, row by row: those of source s stand at positions {@link #start}(s) to {@link #end}(s) - 1.
 * A synapse also has the number that its builder gave it.
 */
public final class Wiring {
    private final int[] rowStart;
    private int[] target;
    private int @Nullable [] number;

    /**
     * @param rowStart first position of each source, and the number of synapses behind them
     * @param target by position; may be longer than needed
     * @param number builder's number by position; null if it is the position
     */
    Wiring(int[] rowStart, int[] target, int @Nullable [] number) {
        this.rowStart = rowStart;
        this.target = target;
        this.number = number;
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

    /** Targets by position; the array may be longer than needed, and belongs to the wiring. */
    public int[] targets() {
        return target;
    }

    /** The builder's number of a synapse. */
    public int number(int position) {
        return number == null ? position : number[position];
    }

    /** Builder's numbers by position, or null if they are the positions; belongs to the wiring. */
    public int @Nullable [] numbers() {
        return number;
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

    /** Positions by builder's number, as an array of its own. */
    public int[] positions() {
        int[] positions = new int[size()];
        for (int p = 0; p < positions.length; p++) {
            positions[number(p)] = p;
        }
        return positions;
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
        System.arraycopy(moved, 0, target, start, count);
        int[] numbers = number;
        if (numbers == null) {
            numbers = new int[size()];
            for (int p = 0; p < numbers.length; p++) {
                numbers[p] = p;
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
        return 4L * (rowStart.length + (long) target.length + (number == null ? 0 : number.length));
    }
}
