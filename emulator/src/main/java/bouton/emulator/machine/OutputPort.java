package bouton.emulator.machine;

import java.util.Arrays;

/**
 * The output's handshakes. The packets of one cycle are a sequence; the output is busy from the cycle behind it until the last
 * handshake is over. The acknowledge passes the synchroniser's flip-flops and one more that detects its edge: the request goes
 * down {@code synchroniser + 1} cycles after the acknowledge went up, and the next packet's goes up, or busy goes down, as
 * many after it went down.
 */
final class OutputPort {
    private static final long NEVER = Long.MAX_VALUE;

    private final AerReceiver receiver;
    private final MachineObserver observer;
    private final int synchroniser;
    private final long mask;

    /** Of each packet of the latest sequence: what it is, and when its request, the acknowledge, and they again change. */
    private long[] packets = new long[8];

    private long[] rises = new long[8];
    private long[] acknowledged = new long[8];
    private long[] falls = new long[8];
    private long[] released = new long[8];
    private int count;
    private int told;
    private long start = NEVER;
    private long end = -1;
    private long busyBefore;

    OutputPort(int width, int synchroniser, AerReceiver receiver, MachineObserver observer) {
        this.receiver = receiver;
        this.observer = observer;
        this.synchroniser = synchroniser;
        this.mask = -1L >>> 64 - width;
    }

    /**
     * Sends the packets that a cycle, in which the output is not busy, gave out.
     *
     * @return the first cycle in which the output is not busy again
     */
    long send(long cycle, long[] sent, int offset, int number) {
        tell(cycle);
        busyBefore += start == NEVER ? 0 : end - start;
        if (number > packets.length) {
            grow(number);
        }
        count = number;
        told = 0;
        start = cycle + 1;
        end = start;
        long trigger = cycle;
        for (int i = 0; i < number; i++) {
            packets[i] = sent[offset + i] & mask;
            rises[i] = after(trigger, 1);
            acknowledged[i] = rises[i] == NEVER ? NEVER : receiver.acknowledge(packets[i], rises[i]);
            falls[i] = after(acknowledged[i], synchroniser + 1);
            released[i] = falls[i] == NEVER ? NEVER : receiver.release(falls[i]);
            end = after(released[i], synchroniser + 1);
            trigger = end;
        }
        return end;
    }

    private static long after(long cycle, int cycles) {
        return cycle >= NEVER - cycles ? NEVER : cycle + cycles;
    }

    private void grow(int number) {
        packets = Arrays.copyOf(packets, number);
        rises = Arrays.copyOf(rises, number);
        acknowledged = Arrays.copyOf(acknowledged, number);
        falls = Arrays.copyOf(falls, number);
        released = Arrays.copyOf(released, number);
    }

    /** The most cycles for which so many packets keep the output busy. */
    long longest(long number) {
        long slowest = receiver.slowest();
        if (slowest > 1L << 40 || number > 1L << 20) {
            return number == 0 ? 0 : NEVER;
        }
        return number * (2 * slowest + 2 * synchroniser + 3);
    }

    boolean busy(long cycle) {
        return start <= cycle && cycle < end;
    }

    /** First cycle with the output not busy, as far as is known. */
    long idleFrom() {
        return end;
    }

    /** How many cycles from one on, and before another, the latest sequence keeps busy. */
    long busyBetween(long from, long to) {
        return start == NEVER ? 0 : Math.max(0, Math.min(to, end) - Math.max(from, start));
    }

    /** Busy cycles in all, before this one. */
    long busyCycles(long before) {
        return busyBefore + (start == NEVER ? 0 : Math.max(0, Math.min(before, end) - start));
    }

    private int at(long cycle) {
        int i = 0;
        while (i + 1 < count && rises[i + 1] <= cycle) {
            i++;
        }
        return i;
    }

    boolean request(long cycle) {
        int i = at(cycle);
        return count > 0 && rises[i] <= cycle && cycle < falls[i];
    }

    boolean acknowledge(long cycle) {
        int i = at(cycle);
        return count > 0 && acknowledged[i] <= cycle && cycle < released[i];
    }

    /** What is on the bus: the latest packet; 0 before the first. */
    long packet(long cycle) {
        return count == 0 ? 0 : packets[at(cycle)];
    }

    /** Tells of the packets whose handshakes are over in this cycle. */
    void tell(long cycle) {
        while (told < count && (told == count - 1 ? end : falls[told]) <= cycle) {
            observer.packet(packets[told], rises[told], falls[told], told == count - 1 ? end : -1);
            told++;
        }
    }

    /** Tells of packets on the way; -1 for cycles that have not come. */
    void pending(long cycle) {
        for (int i = told; i < count && rises[i] <= cycle; i++) {
            observer.packet(packets[i], rises[i], falls[i] <= cycle ? falls[i] : -1, -1);
        }
    }
}
