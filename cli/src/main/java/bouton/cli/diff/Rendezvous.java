package bouton.cli.diff;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Where two threads meet: each waits for the other, and while both stand still somebody looks at them. */
final class Rendezvous {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition met = lock.newCondition();
    private final @Nullable Arrival[] arrived = new Arrival[2];
    private final Judge judge;
    private long meetings;
    private boolean over;
    private @Nullable Throwable failure;

    /** Looks at both. */
    interface Judge {
        /** Whether they go on. Both stand still; what they did is visible. */
        boolean look(Arrival first, Arrival second);
    }

    /** Why somebody waits. */
    enum Occasion {
        /** The session has been opened. */
        OPENED,
        /** Some ticks have run. */
        RAN,
        /** The protocol has come to its end. */
        ENDED,
        /** Nothing more will come. */
        LEFT
    }

    /** @param tick number of ticks that have run */
    record Arrival(Occasion occasion, long tick) {}

    Rendezvous(Judge judge) {
        this.judge = judge;
    }

    /** Waits for the other side; false if both are to stop. */
    boolean meet(int side, Arrival arrival) {
        lock.lock();
        try {
            if (over) {
                return false;
            }
            arrived[side] = arrival;
            Arrival first = arrived[0];
            Arrival second = arrived[1];
            if (first != null && second != null) {
                look(first, second);
            } else {
                long before = meetings;
                while (before == meetings && !over) {
                    met.awaitUninterruptibly();
                }
            }
            return !over;
        } finally {
            lock.unlock();
        }
    }

    private void look(Arrival first, Arrival second) {
        try {
            over = !judge.look(first, second);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
        arrived[0] = null;
        arrived[1] = null;
        meetings++;
        met.signalAll();
    }

    /** Something went wrong on one side: the other stops at its next meeting. */
    void fail(Throwable thrown) {
        lock.lock();
        try {
            failed(thrown);
            met.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void failed(Throwable thrown) {
        over = true;
        if (failure == null) {
            failure = thrown;
        }
    }

    boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    /** The first thing that went wrong. */
    @Nullable
    Throwable failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }
}
