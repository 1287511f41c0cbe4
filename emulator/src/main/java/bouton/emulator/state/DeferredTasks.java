package bouton.emulator.state;

import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.Arrays;

/**
 * What the neurons of a population have put off. A task becomes due in its tick; those that are due stand in the order in
 * which they were put off, those of an earlier tick first, until somebody takes them.
 */
public final class DeferredTasks extends Padded {
    // A binary heap by tick, then by number; entry k is in all arrays at k.
    private long[] ticks = new long[0];
    private long[] numbers = new long[0];
    private int[] tasks = new int[0];
    private int[] members = new int[0];
    private int count;
    private long next;

    private int[] dueTasks = new int[0];
    private int[] dueMembers = new int[0];
    private int due;

    /** Puts a task off until a tick, which may be the one that runs. */
    public void add(long tick, int task, int member) {
        if (count == ticks.length) {
            int length = Math.max(8, 2 * count);
            ticks = Arrays.copyOf(ticks, length);
            numbers = Arrays.copyOf(numbers, length);
            tasks = Arrays.copyOf(tasks, length);
            members = Arrays.copyOf(members, length);
        }
        ticks[count] = tick;
        numbers[count] = next++;
        tasks[count] = task;
        members[count] = member;
        rise(count++);
    }

    /** Moves what is due in this tick behind what was due before and has not been taken; the number of all that are due. */
    public int collect(long tick) {
        while (count > 0 && ticks[0] <= tick) {
            if (due == dueTasks.length) {
                int length = Math.max(8, 2 * due);
                dueTasks = Arrays.copyOf(dueTasks, length);
                dueMembers = Arrays.copyOf(dueMembers, length);
            }
            dueTasks[due] = tasks[0];
            dueMembers[due++] = members[0];
            swap(0, --count);
            sink();
        }
        return due;
    }

    /** Task of an entry that is due. */
    public int task(int k) {
        return dueTasks[k];
    }

    /** Neuron of an entry that is due. */
    public int member(int k) {
        return dueMembers[k];
    }

    /** Takes the first {@code taken} entries that are due. */
    public void take(int taken) {
        System.arraycopy(dueTasks, taken, dueTasks, 0, due - taken);
        System.arraycopy(dueMembers, taken, dueMembers, 0, due - taken);
        due -= taken;
    }

    /** Takes those among the first {@code taken} entries that are a neuron's. */
    public void take(int taken, int member) {
        int kept = 0;
        for (int k = 0; k < due; k++) {
            if (k >= taken || dueMembers[k] != member) {
                dueTasks[kept] = dueTasks[k];
                dueMembers[kept++] = dueMembers[k];
            }
        }
        due = kept;
    }

    /** Nothing is put off any more. */
    public void clear() {
        count = 0;
        due = 0;
    }

    /** Writes down all that is put off and all that is due. */
    public void save(StateSink out) {
        out.longs("deferred next", next);
        out.longs("deferred ticks", Arrays.copyOf(ticks, count));
        out.longs("deferred numbers", Arrays.copyOf(numbers, count));
        out.ints("deferred tasks", tasks, count);
        out.ints("deferred members", members, count);
        out.ints("due tasks", dueTasks, due);
        out.ints("due members", dueMembers, due);
    }

    /** Takes back what {@link #save} has written. */
    public void restore(StateSource in) {
        next = in.number("deferred next");
        ticks = in.longs("deferred ticks");
        count = ticks.length;
        numbers = new long[count];
        tasks = new int[count];
        members = new int[count];
        in.into("deferred numbers", numbers);
        in.into("deferred tasks", tasks);
        in.into("deferred members", members);
        dueTasks = in.ints("due tasks");
        due = dueTasks.length;
        dueMembers = new int[due];
        in.into("due members", dueMembers);
    }

    /** Bytes held. */
    public long bytes() {
        return 24L * ticks.length + 8L * dueTasks.length;
    }

    private boolean isBefore(int a, int b) {
        return ticks[a] != ticks[b] ? ticks[a] < ticks[b] : numbers[a] < numbers[b];
    }

    private void rise(int from) {
        for (int k = from; k > 0 && isBefore(k, (k - 1) / 2); k = (k - 1) / 2) {
            swap(k, (k - 1) / 2);
        }
    }

    private void sink() {
        int k = 0;
        while (true) {
            int child = 2 * k + 1;
            if (child >= count) {
                return;
            }
            if (child + 1 < count && isBefore(child + 1, child)) {
                child++;
            }
            if (!isBefore(child, k)) {
                return;
            }
            swap(k, child);
            k = child;
        }
    }

    private void swap(int a, int b) {
        long tick = ticks[a];
        ticks[a] = ticks[b];
        ticks[b] = tick;
        long number = numbers[a];
        numbers[a] = numbers[b];
        numbers[b] = number;
        int task = tasks[a];
        tasks[a] = tasks[b];
        tasks[b] = task;
        int member = members[a];
        members[a] = members[b];
        members[b] = member;
    }
}
