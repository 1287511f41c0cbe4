package bouton.emulator.cost;

import java.util.Arrays;

/** The messages of a tick, core by core in the order in which each sends them. A message to no core stands for work behind the last. */
final class Messages {
    private int[] target = new int[64];
    private long[] generation = new long[64];
    private long[] processing = new long[64];
    private final int[] start;
    private int count;

    /** @param senders how many there are */
    Messages(int senders) {
        this.start = new int[senders + 1];
    }

    void clear() {
        count = 0;
    }

    /** From here on messages are those of a sender; senders come by number. */
    void begin(int sender) {
        start[sender] = count;
        start[sender + 1] = count;
    }

    void add(int to, long generationTime, long processingTime, int sender) {
        if (count == target.length) {
            target = Arrays.copyOf(target, 2 * count);
            generation = Arrays.copyOf(generation, 2 * count);
            processing = Arrays.copyOf(processing, 2 * count);
        }
        target[count] = to;
        generation[count] = generationTime;
        processing[count++] = processingTime;
        start[sender + 1] = count;
    }

    int first(int sender) {
        return start[sender];
    }

    int end(int sender) {
        return start[sender + 1];
    }

    /** Where it goes; -1: nowhere. */
    int target(int message) {
        return target[message];
    }

    /** Time that its sender works for it. */
    long generation(int message) {
        return generation[message];
    }

    /** Time that its receiver works for it. */
    long processing(int message) {
        return processing[message];
    }
}
