package bouton.emulator.machine.host;

import bouton.emulator.machine.AerSender;

/** Sends what the host has for each tick, as fast as the chip takes it; what it has not taken in one tick goes before the next. */
final class HostSender implements AerSender {
    private long[] waiting = new long[64];
    private int first;
    private int end;
    private long from;

    /** What follows is not sent before a cycle. */
    void at(long cycle) {
        from = cycle;
    }

    void add(long address) {
        if (end == waiting.length) {
            int left = end - first;
            long[] room = left * 2 > waiting.length ? new long[2 * waiting.length] : waiting;
            System.arraycopy(waiting, first, room, 0, left);
            waiting = room;
            first = 0;
            end = left;
        }
        waiting[end++] = address;
    }

    /** How many events the chip has not taken. */
    int left() {
        return end - first;
    }

    @Override
    public long earliest() {
        return first < end ? from : Long.MAX_VALUE;
    }

    @Override
    public long take() {
        return waiting[first++];
    }

    @Override
    public long release(long acknowledged) {
        return acknowledged;
    }
}
