package bouton.emulator.connect;

import java.util.Arrays;

/** Room for the synapses of one source. */
final class Row {
    private int[] targets = {};
    private int[] numbers = {};
    private int count;

    /** Room for so many targets, of which there are so many from here on; what stood there is kept. */
    int[] targets(int count) {
        if (targets.length < count) {
            targets =
                    Arrays.copyOf(targets, Math.max(count, (int) Math.min(2L * targets.length, Integer.MAX_VALUE - 8)));
        }
        this.count = count;
        return targets;
    }

    /** Room for as many builder's numbers as there are targets. */
    int[] numbers() {
        if (numbers.length < targets.length) {
            numbers = new int[targets.length];
        }
        return numbers;
    }

    /** Appends a target. */
    void add(int target) {
        targets(count + 1)[count - 1] = target;
    }

    /** Brings the targets into ascending order. */
    void sort() {
        Arrays.sort(targets, 0, count);
    }

    /**
     * Copies the targets below {@code start + length}, numbered from {@code start} on.
     *
     * @param from the first to be copied; all from there on are at least {@code start}
     * @param at where the first goes
     * @return the first that is not below
     */
    int copyBelow(int start, int length, int from, char[] into, int at) {
        int k = from;
        while (k < count && targets[k] - start < length) {
            into[at + k - from] = (char) (targets[k] - start);
            k++;
        }
        return k;
    }

    int target(int k) {
        return targets[k];
    }

    /** Number of synapses. */
    int count() {
        return count;
    }
}
