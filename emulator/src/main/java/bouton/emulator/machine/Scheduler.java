package bouton.emulator.machine;

import bouton.image.machine.Machine;
import java.util.Arrays;
import java.util.List;

/**
 * What waits to be worked off: the main queue, and before it the slot of the timing wheel whose turn it is. What a cycle pushes
 * and pops is done when it {@linkplain #commit ends}; in it, only what was there before is seen.
 */
public final class Scheduler {
    private final int capacity;
    private final int fields;
    private final long[] masks;
    private final int[] kept;

    /** Entries of the main queue, one after the other; places are used in turn, and keep what was there. */
    private final long[] entries;

    private int read;
    private int count;
    private int pushed;
    private long[] staged;
    private int everWritten;
    private boolean pop;
    private final TimingWheel wheel;

    Scheduler(Machine machine, MachineState state, MachineObserver observer) {
        List<Machine.Field> all = machine.queue().fields();
        capacity = machine.queue().entries();
        fields = all.size();
        masks = all.stream().mapToLong(field -> -1L >>> 64 - field.bits()).toArray();
        kept = new int[fields];
        Arrays.fill(kept, -1);
        machine.wheel().ifPresent(wheel -> {
            for (int i = 0; i < wheel.entry().size(); i++) {
                kept[wheel.entry().get(i)] = i;
            }
        });
        entries = new long[capacity * fields];
        staged = new long[4 * fields];
        wheel = new TimingWheel(machine, state, observer);
    }

    /** The timing wheel; it never turns if the chip has none. */
    TimingWheel wheel() {
        return wheel;
    }

    /** Whether the main queue holds nothing. */
    public boolean queueEmpty() {
        return count == 0;
    }

    boolean full() {
        return count == capacity;
    }

    /** Whether there is an entry at the head. */
    boolean offers() {
        return count > 0 || wheel.offers();
    }

    /** A field of the head; the one behind the last is the mark of an entry of the wheel. */
    public long head(int field) {
        if (wheel.offers()) {
            return field == fields ? wheel.mark() : kept[field] < 0 ? 0 : wheel.field(kept[field]);
        }
        return field == fields ? 0 : entries[read * fields + field];
    }

    /** Whether the main queue is at a place for this field where nothing was ever written. */
    public boolean isHeadUnwritten(int field) {
        return count == 0 && everWritten <= read && field < fields && !wheel.offers();
    }

    /**
     * Puts an entry into the main queue at the end of the cycle.
     *
     * @return false if there is no room, what this cycle takes away included: the entry is lost
     */
    public boolean push(long[] entry) {
        if (count + pushed == capacity) {
            return false;
        }
        if (pushed * fields == staged.length) {
            staged = Arrays.copyOf(staged, 2 * staged.length);
        }
        for (int i = 0; i < fields; i++) {
            staged[pushed * fields + i] = entry[i] & masks[i];
        }
        pushed++;
        return true;
    }

    /** Puts an entry into the timing wheel at the end of the cycle, if it turns. */
    void later(long cycle, long slots, long mark, long[] entry) {
        wheel.push(cycle, slots, mark, entry);
    }

    /** Takes away the entry that is at the head, at the end of the cycle. */
    public void pop() {
        pop = true;
    }

    /** In how many cycles there is an entry at the head; the largest number if there will be none by itself. */
    long untilOffer() {
        return count > 0 ? 0 : wheel.untilOffer();
    }

    /** What this cycle pushed and popped does not happen. */
    void forget() {
        pop = false;
        pushed = 0;
        wheel.forget();
    }

    /** The end of a cycle, but for the turning of the wheel. */
    public void commit() {
        if (pop && !wheel.pop() && count > 0) {
            read = (read + 1) % capacity;
            count--;
        }
        pop = false;
        for (int i = 0; i < pushed; i++) {
            int place = (read + count) % capacity;
            System.arraycopy(staged, i * fields, entries, place * fields, fields);
            everWritten = Math.max(everWritten, place + 1);
            count++;
        }
        pushed = 0;
        wheel.commit();
    }
}
