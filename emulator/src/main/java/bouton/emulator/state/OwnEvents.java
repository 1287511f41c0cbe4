package bouton.emulator.state;

import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.Arrays;

/**
 * Emissions that the neurons' own handlers have not all seen yet, in the order in which they happened. Each handler has a
 * cursor; what all have passed is forgotten.
 */
public final class OwnEvents extends Padded {
    private final EventQueue queue = new EventQueue();
    private final int[] cursors;

    OwnEvents(int handlers) {
        cursors = new int[handlers];
    }

    void add(int member, double payload) {
        queue.add(member, payload);
    }

    /** Position of the first emission that a handler has not seen. */
    public int first(int handler) {
        return cursors[handler];
    }

    /** Position behind the last emission. */
    public int end() {
        return queue.count;
    }

    /** A handler has seen everything in front of {@code end}. */
    public void seen(int handler, int end) {
        cursors[handler] = end;
    }

    public int member(int k) {
        return queue.members[k];
    }

    public double payload(int k) {
        return queue.payloads[k];
    }

    /** All handlers count as having seen everything. */
    void drop() {
        Arrays.fill(cursors, queue.count);
        forget();
    }

    void forget() {
        int passed = queue.count;
        for (int cursor : cursors) {
            passed = Math.min(passed, cursor);
        }
        if (passed > 0) {
            queue.drop(passed);
            for (int h = 0; h < cursors.length; h++) {
                cursors[h] -= passed;
            }
        }
    }

    void save(StateSink out, String name) {
        out.ints(name + " members", queue.members, queue.count);
        out.doubles(name + " payloads", queue.payloads, queue.count);
        out.ints(name + " cursors", cursors);
    }

    void restore(StateSource in, String name) {
        int[] members = in.ints(name + " members");
        double[] payloads = new double[members.length];
        in.into(name + " payloads", payloads);
        queue.count = 0;
        for (int k = 0; k < members.length; k++) {
            queue.add(members[k], payloads[k]);
        }
        in.into(name + " cursors", cursors);
    }

    private static final class EventQueue {
        private int[] members = new int[8];
        private double[] payloads = new double[8];
        private int count;

        void add(int member, double payload) {
            if (count == members.length) {
                members = Arrays.copyOf(members, 2 * count);
                payloads = Arrays.copyOf(payloads, 2 * count);
            }
            members[count] = member;
            payloads[count++] = payload;
        }

        void drop(int passed) {
            System.arraycopy(members, passed, members, 0, count - passed);
            System.arraycopy(payloads, passed, payloads, 0, count - passed);
            count -= passed;
        }
    }
}
