package bouton.emulator.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that do the tasks of a stretch together with the thread that asks. Each task has a thread that does it as a rule, so
 * that its data stay in that thread's caches; who has nothing left takes over from others. Between two stretches threads spin
 * for a while, then sleep.
 */
final class Workers implements AutoCloseable {
    /** A task that is done once. */
    interface Job {
        /** @param task its number */
        void run(int task);
    }

    /** Rounds of waiting before a thread goes to sleep: some tens of microseconds. */
    private static final int SPINS = 20_000;

    /** Claims lie this far apart, so that each has its own cache line. */
    private static final int STRIDE = 32;

    private static final VarHandle CLAIMS = MethodHandles.arrayElementVarHandle(int[].class);

    private final Thread[] threads;
    private final AtomicInteger left = new AtomicInteger();
    private final boolean[] asleep;

    private int[] claims = {};
    private int tasks;
    private int[] homes = {};
    private @Nullable Job job;
    private volatile int round;
    private volatile boolean closed;
    // The failure of the task with the lowest number, so that it does not depend on who was first.
    private @Nullable Throwable failure;
    private int failed;

    /** @param threads how many, with the one that asks */
    Workers(int threads) {
        this.threads = new Thread[threads - 1];
        this.asleep = new boolean[threads - 1];
        for (int k = 0; k < this.threads.length; k++) {
            int number = k;
            this.threads[k] =
                    Thread.ofPlatform().name("bouton-" + (k + 1)).daemon(true).unstarted(() -> work(number));
            this.threads[k].start();
        }
    }

    /** Number of threads, with the one that asks. */
    int size() {
        return threads.length + 1;
    }

    /**
     * Does tasks 0 to {@code homes.length - 1}, and returns when all are done.
     *
     * @param homes by task, the thread that does it as a rule; 0 is the one that asks
     * @throws RuntimeException the failure of the task with the lowest number that failed
     */
    void run(int[] homes, Job job) {
        int needed = homes.length * STRIDE;
        if (claims.length < needed) {
            claims = new int[needed];
        }
        this.homes = homes;
        this.tasks = homes.length;
        this.job = job;
        failure = null;
        left.set(tasks);
        int next = round + 1;
        round = next;
        wake();
        claimAll(0, next, job);
        while (left.get() > 0) {
            Thread.onSpinWait();
        }
        rethrow();
    }

    private void wake() {
        synchronized (asleep) {
            for (int k = 0; k < asleep.length; k++) {
                if (asleep[k]) {
                    asleep[k] = false;
                    LockSupport.unpark(threads[k]);
                }
            }
        }
    }

    private void rethrow() {
        Throwable thrown = failure;
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }

    private void work(int number) {
        int seen = 0;
        while (true) {
            int current = await(number, seen);
            if (closed) {
                return;
            }
            seen = current;
            Job doing = job;
            if (doing != null) {
                claimAll(number + 1, current, doing);
            }
        }
    }

    /** Waits for another round than the last one seen. */
    private int await(int number, int seen) {
        int spins = 0;
        int current = round;
        while (current == seen && !closed) {
            if (spins++ < SPINS) {
                Thread.onSpinWait();
            } else {
                sleep(number, seen);
                spins = 0;
            }
            current = round;
        }
        return current;
    }

    private void sleep(int number, int seen) {
        synchronized (asleep) {
            if (round != seen || closed) {
                return;
            }
            asleep[number] = true;
        }
        LockSupport.park(this);
    }

    /** Does own tasks, then those that nobody has begun. */
    private void claimAll(int own, int current, Job doing) {
        for (int pass = 0; pass < 2; pass++) {
            for (int task = 0; task < tasks; task++) {
                if (homes[task] % size() == own == (pass == 0) && claim(task, current)) {
                    attempt(doing, task);
                }
            }
        }
    }

    private boolean claim(int task, int current) {
        int known = (int) CLAIMS.getVolatile(claims, task * STRIDE);
        // A thread that comes late to an old round finds everything claimed.
        return known - current < 0 && CLAIMS.compareAndSet(claims, task * STRIDE, known, current);
    }

    private void attempt(Job doing, int task) {
        try {
            doing.run(task);
        } catch (Throwable e) {
            synchronized (this) {
                if (failure == null || task < failed) {
                    failure = e;
                    failed = task;
                }
            }
        } finally {
            left.decrementAndGet();
        }
    }

    @Override
    public void close() {
        closed = true;
        wake();
    }
}
