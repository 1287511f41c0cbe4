package bouton.emulator.connect;

import bouton.emulator.state.Columns;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** Brings the synapses of every source into the order (delay, target). */
public final class StorageOrder {
    private StorageOrder() {}

    /** Sorts rows in any order, after their delays have changed. */
    public static void sortAgain(Wiring wiring, Columns columns, LagValues lags) {
        for (int s = 0; s < wiring.sources(); s++) {
            int start = wiring.start(s);
            int count = wiring.end(s) - start;
            int[] from = new int[count];
            for (int k = 0; k < count; k++) {
                from[k] = start + k;
            }
            // Stable sorts, the least important key first.
            sort(from, wiring::number);
            sort(from, wiring::target);
            sort(from, lags::at);
            wiring.reorder(start, count, from);
            columns.reorder(start, count, from);
        }
    }

    private static void sort(int[] positions, IntUnaryOperator key) {
        long[] keys = new long[positions.length];
        int[] old = positions.clone();
        for (int k = 0; k < keys.length; k++) {
            keys[k] = (long) key.applyAsInt(old[k]) << 32 | k;
        }
        Arrays.sort(keys);
        for (int k = 0; k < keys.length; k++) {
            positions[k] = old[(int) keys[k]];
        }
    }

    /** Sorts the rows of the wiring, and the columns with them; they are in the order of targets before. */
    public static void sort(Wiring wiring, Columns columns, LagValues lags) {
        for (int s = 0; s < wiring.sources(); s++) {
            int start = wiring.start(s);
            int count = wiring.end(s) - start;
            if (isSorted(lags, start, count)) {
                continue;
            }
            long[] keys = new long[count];
            for (int k = 0; k < count; k++) {
                keys[k] = (long) lags.at(start + k) << 32 | k;
            }
            Arrays.sort(keys);
            int[] from = new int[count];
            for (int k = 0; k < count; k++) {
                from[k] = start + (int) keys[k];
            }
            wiring.reorder(start, count, from);
            columns.reorder(start, count, from);
        }
    }

    private static boolean isSorted(LagValues lags, int start, int count) {
        for (int k = 1; k < count; k++) {
            if (lags.at(start + k - 1) > lags.at(start + k)) {
                return false;
            }
        }
        return true;
    }
}
