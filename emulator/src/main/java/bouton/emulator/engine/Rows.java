package bouton.emulator.engine;

import bouton.emulator.connect.EventIndex;
import java.util.Arrays;

/** Rows or columns of synapses that events have reached: the end that the synapses share, their entries, the payload. */
final class Rows {
    private int[] list = new int[3 * 16];
    private double[] payloads = new double[16];
    private int count;
    private int synapses;

    void clear() {
        count = 0;
        synapses = 0;
    }

    void add(int end, EventIndex index, int segment, double payload) {
        add(end, index.start(segment), index.end(segment), payload);
    }

    void add(int end, int from, int to, double payload) {
        if (count == payloads.length) {
            payloads = Arrays.copyOf(payloads, 2 * count);
            list = Arrays.copyOf(list, 6 * count);
        }
        list[3 * count] = end;
        list[3 * count + 1] = from;
        list[3 * count + 2] = to;
        payloads[count++] = payload;
        synapses += to - from;
    }

    /** Number of synapses. */
    int synapses() {
        return synapses;
    }

    /** Number of synapses, each as often as its row's payload says. */
    long weighted() {
        long sum = 0;
        for (int k = 0; k < count; k++) {
            sum += (long) payloads[k] * (to(k) - from(k));
        }
        return sum;
    }

    int count() {
        return count;
    }

    int end(int k) {
        return list[3 * k];
    }

    int from(int k) {
        return list[3 * k + 1];
    }

    int to(int k) {
        return list[3 * k + 2];
    }

    double payload(int k) {
        return payloads[k];
    }

    /** (end, from, to) of the rows, one behind another; belongs to this list. */
    int[] list() {
        return list;
    }

    /** By row; belongs to this list. */
    double[] payloads() {
        return payloads;
    }
}
