package bouton.emulator.state;

import java.util.Arrays;

/** Events of one kind in one tick: who emitted, ascending once {@link #sort} has been called, and the payloads. */
public final class EventList extends Padded {
    private int[] members = new int[32];
    // Of no meaning while all payloads are 1.
    private double[] payloads = {};
    private boolean weighted;
    private int count;
    private boolean ascending = true;

    public void add(int member, double payload) {
        makeRoom(count + 1);
        if (payload != 1 && !weighted) {
            weigh();
        }
        if (weighted) {
            payloads[count] = payload;
        }
        ascending &= count == 0 || members[count - 1] <= member;
        members[count++] = member;
    }

    /** Adds events of members that are ascending, with their counts as payloads. */
    public void addAll(int[] newMembers, int[] counts, int n) {
        makeRoom(count + n);
        if (!weighted) {
            weigh();
        }
        System.arraycopy(newMembers, 0, members, count, n);
        for (int k = 0; k < n; k++) {
            payloads[count + k] = counts[k];
        }
        ascending &= n == 0 || count == 0 || members[count - 1] <= newMembers[0];
        count += n;
    }

    private void makeRoom(int needed) {
        if (needed > members.length) {
            members = Arrays.copyOf(members, Math.max(needed, 2 * members.length));
            if (weighted) {
                payloads = Arrays.copyOf(payloads, members.length);
            }
        }
    }

    /** From here on payloads are kept; those so far are 1. */
    private void weigh() {
        if (payloads.length < members.length) {
            payloads = new double[members.length];
        }
        Arrays.fill(payloads, 0, count, 1);
        weighted = true;
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
        double[] old = weighted ? payloads.clone() : payloads;
        for (int k = 0; k < count; k++) {
            members[k] = (int) (keys[k] >>> 32);
            if (weighted) {
                payloads[k] = old[(int) keys[k]];
            }
        }
        ascending = true;
    }

    void clear() {
        count = 0;
        ascending = true;
        weighted = false;
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
        return weighted ? payloads[k] : 1;
    }

    /** The payloads, if there are other ones than 1, in the first {@link #count} entries; belongs to this list. */
    public double[] payloads() {
        return payloads;
    }

    /** The first event of a member that is not below {@code bound}, once they are in their order. */
    public int firstFrom(int bound) {
        int place = Arrays.binarySearch(members, 0, count, bound);
        int first = place < 0 ? -place - 1 : place;
        while (first > 0 && members[first - 1] == bound) {
            first--;
        }
        return first;
    }

    /** How many events {@code from .. to - 1} are, each as often as its payload says. */
    public long weighted(int from, int to) {
        if (!weighted) {
            return to - from;
        }
        long sum = 0;
        for (int k = from; k < to; k++) {
            sum += (long) payloads[k];
        }
        return sum;
    }

    public boolean hasPayloads() {
        return weighted;
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
        return 4L * members.length + 8L * payloads.length;
    }
}
