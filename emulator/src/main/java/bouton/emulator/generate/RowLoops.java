package bouton.emulator.generate;

/**
 * Loops that add to the sums of the targets of a row, synapses {@code from .. to - 1}, one for each way in which amounts are kept.
 * Those that add integers stop where a sum would leave its range, {@code least .. least + span}: they tell the synapse whose
 * amount is still to be added, or {@code to}.
 */
final class RowLoops {
    private RowLoops() {}

    static void add(double[] sums, char[] targets, int from, int to, double amount) {
        for (int k = from; k < to; k++) {
            sums[targets[k]] += amount;
        }
    }

    static void add(double[] sums, char[] targets, int from, int to, double[] amounts) {
        for (int k = from; k < to; k++) {
            sums[targets[k]] += amounts[k];
        }
    }

    static int add(int[] sums, char[] targets, int from, int to, int amount, int least, int span) {
        for (int k = from; k < to; k++) {
            int target = targets[k];
            int sum = sums[target] + amount;
            if (isBeyond(sum, least, span)) {
                return k;
            }
            sums[target] = sum;
        }
        return to;
    }

    static int add(int[] sums, char[] targets, int from, int to, byte[] words, int factor, int least, int span) {
        for (int k = from; k < to; k++) {
            int target = targets[k];
            int sum = sums[target] + words[k] * factor;
            if (isBeyond(sum, least, span)) {
                return k;
            }
            sums[target] = sum;
        }
        return to;
    }

    /** Of bytes without a sign. */
    static int addUnsigned(
            int[] sums, char[] targets, int from, int to, byte[] words, int factor, int least, int span) {
        for (int k = from; k < to; k++) {
            int target = targets[k];
            int sum = sums[target] + (words[k] & 0xFF) * factor;
            if (isBeyond(sum, least, span)) {
                return k;
            }
            sums[target] = sum;
        }
        return to;
    }

    static int add(int[] sums, char[] targets, int from, int to, short[] words, int factor, int least, int span) {
        for (int k = from; k < to; k++) {
            int target = targets[k];
            int sum = sums[target] + words[k] * factor;
            if (isBeyond(sum, least, span)) {
                return k;
            }
            sums[target] = sum;
        }
        return to;
    }

    static int add(int[] sums, char[] targets, int from, int to, int[] words, int factor, int least, int span) {
        for (int k = from; k < to; k++) {
            int target = targets[k];
            int sum = sums[target] + words[k] * factor;
            if (isBeyond(sum, least, span)) {
                return k;
            }
            sums[target] = sum;
        }
        return to;
    }

    /**
     * Rows of one synapse each: that of source {@code sources[e]} is at position {@code sources[e] - first}.
     *
     * @param times how often each amount is delivered, whole numbers
     */
    static void addSingles(
            double[] sums,
            char[] targets,
            int first,
            int[] sources,
            double[] times,
            int from,
            int to,
            double[] amounts,
            int mask) {
        for (int e = from; e < to; e++) {
            int position = sources[e] - first;
            sums[targets[position]] += amounts[position & mask] * times[e];
        }
    }

    /** The same for integers, which are at {@code position & mask}; tells the entry that is still to be added, or {@code to}. */
    static int addSingles(
            int[] sums,
            char[] targets,
            int first,
            int[] sources,
            double[] times,
            int from,
            int to,
            byte[] words,
            int mask,
            long factor,
            long least,
            long span) {
        for (int e = from; e < to; e++) {
            int position = sources[e] - first;
            int target = targets[position];
            // A number of times beyond all ints becomes the largest one, which is beyond all sums.
            long sum = sums[target] + words[position & mask] * factor * (int) times[e];
            if (Long.compareUnsigned(sum - least, span) > 0) {
                return e;
            }
            sums[target] = (int) sum;
        }
        return to;
    }

    /** One comparison without a sign: below the range is far above it. */
    private static boolean isBeyond(int sum, int least, int span) {
        return sum - least + Integer.MIN_VALUE > span + Integer.MIN_VALUE;
    }
}
