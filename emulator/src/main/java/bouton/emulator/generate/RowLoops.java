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
    static int addUnsigned(int[] sums, char[] targets, int from, int to, byte[] words, int factor, int least, int span) {
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

    /** One comparison without a sign: below the range is far above it. */
    private static boolean isBeyond(int sum, int least, int span) {
        return sum - least + Integer.MIN_VALUE > span + Integer.MIN_VALUE;
    }
}
