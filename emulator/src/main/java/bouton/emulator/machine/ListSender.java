package bouton.emulator.machine;

/** Sends a list of events in their order, each as soon as its time has come and the one before is over. */
public final class ListSender implements AerSender {
    private final long[] times;
    private final long[] addresses;
    private final long delay;
    private int next;

    /**
     * @param times first cycle in which each may be sent
     * @param addresses one for each
     * @param delay cycles from the acknowledge to the end of the request
     */
    public ListSender(long[] times, long[] addresses, long delay) {
        if (times.length != addresses.length || delay < 0) {
            throw new IllegalArgumentException("as many times as addresses, and no negative delay");
        }
        this.times = times.clone();
        this.addresses = addresses.clone();
        this.delay = delay;
    }

    @Override
    public long earliest() {
        return next < times.length ? times[next] : Long.MAX_VALUE;
    }

    @Override
    public long take() {
        return addresses[next++];
    }

    @Override
    public long release(long acknowledged) {
        return acknowledged + delay;
    }
}
