package bouton.emulator.engine;

import bouton.emulator.connect.Tasks;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that do the tasks of a stretch together with the thread that asks. Each task has a thread that does it as a rule, so
 * that its data stay in that thread's caches; who has nothing left takes over from others. Between two stretches threads spin
 * for a while, then sleep.
 */
final class Workers implements Tasks, AutoCloseable {
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

    /**
     * What is done at a time. A thread that comes late to a round that is over finds all its tasks claimed.
     *
     * @param number one more than that of the round before
     * @param claims by task, at distances of STRIDE: the last round in which somebody has claimed it
     * @param left how many tasks are not done
     */
    private record Round(int number, int[] homes, Job job, int[] claims, AtomicInteger left) {}

    private final Thread[] threads;
    private final boolean[] asleep;
    private volatile boolean someAsleep;
    private volatile Round round = new Round(0, new int[0], task -> {}, new int[0], new AtomicInteger());
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

    @Override
    public int threads() {
        return size();
    }

    /** {@inheritDoc} One task, or all where there is one thread, are done without waking anybody. */
    @Override
    public void run(int count, IntConsumer task) {
        if (count <= 1 || size() == 1) {
            SEQUENTIAL.run(count, task);
            return;
        }
        int[] homes = new int[count];
        for (int k = 0; k < count; k++) {
            homes[k] = k;
        }
        run(homes, task::accept);
    }

    /**
     * Does tasks 0 to {@code homes.length - 1}, and returns when all are done.
     *
     * @param homes by task, the thread that does it as a rule; 0 is the one that asks
     * @throws RuntimeException the failure of the task with the lowest number that failed
     */
    void run(int[] homes, Job job) {
        int needed = homes.length * STRIDE;
        int[] claims = round.claims().length < needed ? new int[needed] : round.claims();
        failure = null;
        Round next = new Round(round.number() + 1, homes, job, claims, new AtomicInteger(homes.length));
        round = next;
        wake();
        claimAll(0, next);
        for (int spins = 0; next.left().get() > 0; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                // Somebody has a long task, or no processor: it may be this one that is wanted.
                Thread.yield();
            }
        }
        rethrow();
    }

    private void wake() {
        if (!someAsleep && !closed) {
            return;
        }
        synchronized (asleep) {
            someAsleep = false;
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
        Round seen = round;
        while (true) {
            seen = await(number, seen);
            if (closed) {
                return;
            }
            claimAll(number + 1, seen);
        }
    }

    /** Waits for another round than the last one seen. */
    private Round await(int number, Round seen) {
        int spins = 0;
        Round current = round;
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

    private void sleep(int number, Round seen) {
        synchronized (asleep) {
            asleep[number] = true;
            someAsleep = true;
            // Who asks reads it behind the new round: one of both sees what the other has written.
            if (round != seen || closed) {
                asleep[number] = false;
                return;
            }
        }
        LockSupport.park(this);
    }

    /** Does own tasks, then those that nobody has begun. */
    private void claimAll(int own, Round current) {
        for (int pass = 0; pass < 2; pass++) {
            for (int task = 0; task < current.homes().length; task++) {
                boolean home = current.homes()[task] % size() == own;
                if (home == (pass == 0) && claim(task, current)) {
                    attempt(task, current);
                }
            }
        }
    }

    private static boolean claim(int task, Round current) {
        int known = (int) CLAIMS.getVolatile(current.claims(), task * STRIDE);
        return known - current.number() < 0
                && CLAIMS.compareAndSet(current.claims(), task * STRIDE, known, current.number());
    }

    private void attempt(int task, Round current) {
        try {
            current.job().run(task);
        } catch (Throwable e) {
            synchronized (this) {
                if (failure == null || task < failed) {
                    failure = e;
                    failed = task;
                }
            }
        } finally {
            current.left().decrementAndGet();
        }
    }

    @Override
    public void close() {
        closed = true;
        wake();
    }
}
