package bouton.emulator.cost;

import bouton.emulator.state.Columns;
import bouton.emulator.state.PortState;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.Arrays;

/**
 * Which members of a part have something to do in a tick: a state that is not 0 before or after it, input, or an event. A bit for
 * each.
 */
final class Activity {
    private final int[] states;
    private final int length;
    // By slot of a tick.
    private final long[][] active;
    // Whose state was not 0 behind the last tick.
    private final long[] before;
    private final long[] after;
    // The state that all members had last time: then nothing else need be looked at.
    private int likely;

    /** @param states fields */
    Activity(int[] states, int length, int slots) {
        this.states = states.clone();
        this.length = length;
        int words = (length + 63) >>> 6;
        this.active = new long[slots][words];
        this.before = new long[words];
        this.after = new long[words];
    }

    /** Looks at the members before a tick. */
    void start(Columns columns, int part) {
        Arrays.fill(before, 0);
        states(columns, part, before);
    }

    /** Begins a tick. */
    void begin(int slot) {
        Arrays.fill(active[slot], 0);
    }

    /** A member has emitted. */
    void emitted(int slot, int member) {
        active[slot][member >>> 6] |= 1L << member;
    }

    /** Looks at the members behind a tick. */
    void look(int slot, Columns columns, PortState[] ports, int part) {
        long[] bits = active[slot];
        Arrays.fill(after, 0);
        if (!states(columns, part, after)) {
            for (PortState port : ports) {
                port.open().markNonZero(bits, length);
            }
        }
        for (int w = 0; w < bits.length; w++) {
            bits[w] |= before[w] | after[w];
            before[w] = after[w];
        }
    }

    /** Marks whose states are not all 0; true if that are all members. */
    private boolean states(Columns columns, int part, long[] bits) {
        for (int k = 0; k < states.length; k++) {
            int which = (likely + k) % states.length;
            if (columns.markNonZero(states[which], part, bits)) {
                likely = which;
                return true;
            }
        }
        return false;
    }

    /** How many of the members {@code from .. to - 1} had something to do. */
    int count(int slot, int from, int to) {
        return count(active[slot], from, to);
    }

    /** Number of bits {@code from .. to - 1} that are set. */
    static int count(long[] bits, int from, int to) {
        if (from >= to) {
            return 0;
        }
        int first = from >>> 6;
        int last = (to - 1) >>> 6;
        long head = -1L << from;
        long tail = -1L >>> -to;
        if (first == last) {
            return Long.bitCount(bits[first] & head & tail);
        }
        int count = Long.bitCount(bits[first] & head) + Long.bitCount(bits[last] & tail);
        for (int w = first + 1; w < last; w++) {
            count += Long.bitCount(bits[w]);
        }
        return count;
    }

    void save(StateSink out) {
        out.longs("active", before);
    }

    void restore(StateSource in) {
        in.into("active", before);
    }
}
