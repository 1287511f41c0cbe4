package bouton.emulator.connect;

import bouton.emulator.state.Partition;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The synapses of a projection onto a part of its targets, row by row: those of source s stand at positions {@link
 * #start}(s) to {@link #end}(s) - 1. Targets are numbered inside the part. A synapse also has the number that its builder gave
 * it.
 */
public final class Wiring {
    private final int[] rowStart;
    private int[] target;
    // Instead of `target`, of a part.
    private char[] local = {};
    private int @Nullable [] number;
    // Without numbers by position: the number of the first synapse of each row; null if numbers are positions.
    private final int @Nullable [] rowNumber;

    /**
     * @param rowStart first position of each source, and the number of synapses behind them
     * @param target by position; may be longer than needed
     * @param number builder's number by position; null if it is the position
     */
    Wiring(int[] rowStart, int[] target, int @Nullable [] number) {
        this(rowStart, target, number, null);
    }

    private Wiring(int[] rowStart, int[] target, int @Nullable [] number, int @Nullable [] rowNumber) {
        this.rowStart = rowStart;
        this.target = target;
        this.number = number;
        this.rowNumber = rowNumber;
    }

    /** The synapses by the part of their target; rows must be ascending by target. This wiring is of no use afterwards. */
    public Wiring[] split(Partition targets) {
        Wiring[] parts = new Wiring[targets.parts()];
        // By part, where its piece of a row begins in this wiring; behind the last part the next row begins.
        int[] from = Arrays.copyOf(rowStart, sources());
        for (int part = 0; part < parts.length; part++) {
            int[] to = new int[from.length];
            int[] starts = new int[rowStart.length];
            int end = targets.start(part) + targets.length(part);
            for (int s = 0; s < from.length; s++) {
                to[s] = part == parts.length - 1 ? rowStart[s + 1] : firstFrom(end, from[s], rowStart[s + 1]);
                starts[s + 1] = starts[s] + to[s] - from[s];
            }
            parts[part] = piece(from, to, starts, targets.start(part), parts.length == 1);
            from = to;
        }
        target = new int[0];
        number = null;
        return parts;
    }

    /** The first position among {@code from .. to} whose target is not below {@code bound}. */
    private int firstFrom(int bound, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (target[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Wiring piece(int[] from, int[] to, int[] starts, int firstTarget, boolean whole) {
        char[] targets = new char[starts[starts.length - 1]];
        int[] numbers = number == null ? null : new int[targets.length];
        for (int s = 0; s < from.length; s++) {
            int shift = starts[s] - from[s];
            for (int p = from[s]; p < to[s]; p++) {
                targets[p + shift] = (char) (target[p] - firstTarget);
                if (numbers != null && number != null) {
                    numbers[p + shift] = number[p];
                }
            }
        }
        Wiring piece = new Wiring(starts, new int[0], numbers, numbers == null && !whole ? from : null);
        piece.local = targets;
        return piece;
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
        return local.length > 0 ? local[position] : target[position];
    }

    /** Targets of a part by position, numbered inside the part; belongs to the wiring. */
    public char[] targets() {
        return local;
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
            moved[k] = target(from[k]);
        }
        for (int k = 0; k < count; k++) {
            if (local.length > 0) {
                local[start + k] = (char) moved[k];
            } else {
                target[start + k] = moved[k];
            }
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
        return 4L * (rowStart.length + (long) target.length + numbers + rows) + 2L * local.length;
    }
}
