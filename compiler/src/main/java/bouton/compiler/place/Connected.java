package bouton.compiler.place;

import java.util.Arrays;

/**
 * The synapses of a projection by target: those onto target t come from {@code sources[start[t]]} to {@code sources[start[t + 1] -
 * 1]}, a source as often as it has synapses there.
 */
record Connected(int projection, int[] start, int[] sources) {
    /** Collects synapses row by row. */
    static final class Builder {
        private int[] targets = new int[1024];
        private int[] from = new int[1024];
        private int count;

        /** The targets of a source, the first {@code n}. */
        void row(int source, int[] rowTargets, int n) {
            if (count + n > targets.length) {
                int room = Math.max(count + n, targets.length + (targets.length >> 1));
                targets = Arrays.copyOf(targets, room);
                from = Arrays.copyOf(from, room);
            }
            System.arraycopy(rowTargets, 0, targets, count, n);
            Arrays.fill(from, count, count + n, source);
            count += n;
        }

        Connected build(int projection, int targetSize) {
            int[] start = new int[targetSize + 1];
            for (int k = 0; k < count; k++) {
                start[targets[k] + 1]++;
            }
            for (int t = 0; t < targetSize; t++) {
                start[t + 1] += start[t];
            }
            int[] next = start.clone();
            int[] sources = new int[count];
            for (int k = 0; k < count; k++) {
                sources[next[targets[k]]++] = from[k];
            }
            return new Connected(projection, start, sources);
        }
    }

    /** Synapses onto a target. */
    int fanIn(int target) {
        return start[target + 1] - start[target];
    }
}
