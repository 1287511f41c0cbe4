package bouton.emulator.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Events of one kind in one tick: who emitted, ascending once {@link #sort} has been called, and the payloads. */
public final class EventList extends Padded {
    private int[] members = new int[32];
    // Absent while all payloads are 1.
    private double @Nullable [] payloads;
    private int count;
    private boolean ascending = true;

    public void add(int member, double payload) {
        if (count == members.length) {
            members = Arrays.copyOf(members, 2 * count);
            if (payloads != null) {
                payloads = Arrays.copyOf(payloads, 2 * count);
            }
        }
        if (payload != 1 && payloads == null) {
            payloads = new double[members.length];
            Arrays.fill(payloads, 0, count, 1);
        }
        if (payloads != null) {
            payloads[count] = payload;
        }
        ascending &= count == 0 || members[count - 1] <= member;
        members[count++] = member;
    }

    /** Orders by member; events of one member stay in the order in which they were emitted. */
    public void sort() {
        if (ascending) {
            return;
        }
        long[] keys = new long[count];
        for (int k = 0; k < count; k++) {
            keys[k] = (long) members[k] << 32 | k;
        }
        Arrays.sort(keys);
        double[] old = payloads == null ? null : payloads.clone();
        for (int k = 0; k < count; k++) {
            members[k] = (int) (keys[k] >>> 32);
            if (payloads != null && old != null) {
                payloads[k] = old[(int) keys[k]];
            }
        }
        ascending = true;
    }

    void clear() {
        count = 0;
        ascending = true;
        payloads = null;
    }

    public int count() {
        return count;
    }

    public int member(int k) {
        return members[k];
    }

    /** The members, in the first {@link #count} entries; belongs to this list. */
    public int[] members() {
        return members;
    }

    public double payload(int k) {
        return payloads == null ? 1 : payloads[k];
    }

    public boolean hasPayloads() {
        return payloads != null;
    }

    /** Appends what {@link #addAll} takes back. */
    void copyTo(int[] allMembers, double[] allPayloads, int from) {
        System.arraycopy(members, 0, allMembers, from, count);
        for (int k = 0; k < count; k++) {
            allPayloads[from + k] = payload(k);
        }
    }

    /** Adds events {@code from .. to - 1}. */
    void addAll(int[] allMembers, double[] allPayloads, int from, int to) {
        for (int k = from; k < to; k++) {
            add(allMembers[k], allPayloads[k]);
        }
    }

    long bytes() {
        return (payloads == null ? 4L : 12L) * members.length;
    }
}
