package bouton.emulator.machine.generate;

import bouton.emulator.machine.MachineState;
import bouton.emulator.machine.Scheduler;
import java.util.Arrays;

/**
 * What an operation did to the outside, with the step in which it did it: the cycles are known when it is over. The queue is
 * changed at once, so that it is known whether there is room.
 */
public final class OperationLog {
    /** What an entry says. */
    public enum Kind {
        SPIKE,
        SEND,
        DROPPED,
        NEVER_WRITTEN,
        ENTER;

        private static final Kind[] ALL = values();
    }

    private static final int HEADER = 3;

    private final Scheduler scheduler;
    private final MachineState state;
    private long[] values = new long[8];
    private int count;
    private long[] entries = new long[256];
    private int size;
    private int pending = -1;

    public OperationLog(Scheduler scheduler, MachineState state) {
        this.scheduler = scheduler;
        this.state = state;
    }

    // ---- called by generated code

    /** One more number of what is told next. */
    public void value(long value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
    }

    /** The numbers are the arguments of a spike. */
    public void spike(int step) {
        note(Kind.SPIKE, step);
    }

    /** The number is a packet. */
    public void send(int step) {
        note(Kind.SEND, step);
    }

    /** The number is a state of the controller. */
    public void enter(int step) {
        note(Kind.ENTER, step);
    }

    /** The numbers are a memory and two of its words: the first becomes the second. */
    public void copy(int step) {
        int memory = (int) values[0];
        state.setWord(memory, (int) values[1], state.word(memory, (int) values[2]));
        count = 0;
    }

    /** The numbers are an entry for the main queue. */
    public void push(int step) {
        begin(step);
        if (scheduler.push(values)) {
            count = 0;
        } else {
            count = 0;
            note(Kind.DROPPED, step);
        }
    }

    /** What is at the head goes away. */
    public void pop(int step) {
        begin(step);
        scheduler.pop();
    }

    /** A field of the head. */
    public long head(int field, int step) {
        begin(step);
        if (scheduler.isHeadUnwritten(field)) {
            note(Kind.NEVER_WRITTEN, step);
        }
        return scheduler.head(field);
    }

    /** What an earlier step pushed and popped is done. */
    private void begin(int step) {
        if (pending != step) {
            scheduler.commit();
            pending = step;
        }
    }

    private void note(Kind kind, int step) {
        int needed = size + HEADER + count;
        if (needed > entries.length) {
            entries = Arrays.copyOf(entries, 2 * needed);
        }
        entries[size] = kind.ordinal();
        entries[size + 1] = step;
        entries[size + 2] = count;
        System.arraycopy(values, 0, entries, size + HEADER, count);
        size = needed;
        count = 0;
    }

    // ---- read when the operation is over

    /** The operation is over: what its last step pushed and popped is done. */
    public void end() {
        scheduler.commit();
        pending = -1;
    }

    /** Whether there are entries. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Forgets all entries. */
    public void clear() {
        size = 0;
    }

    /** Where entries end. */
    public int size() {
        return size;
    }

    /** @param at where an entry begins: 0, or what {@link #next} says */
    public Kind kind(int at) {
        return Kind.ALL[(int) entries[at]];
    }

    /** The step in which it happened. */
    public int step(int at) {
        return (int) entries[at + 1];
    }

    /** A number of an entry. */
    public long value(int at, int index) {
        return entries[at + HEADER + index];
    }

    /** How many numbers an entry has. */
    public int values(int at) {
        return (int) entries[at + 2];
    }

    /** Where the next entry begins. */
    public int next(int at) {
        return at + HEADER + values(at);
    }
}
