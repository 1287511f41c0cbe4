package bouton.emulator.machine;

import bouton.image.machine.Machine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A queue for each of some slots, whose turn comes one after the other: the counter runs from 0 to what the period's register
 * holds, then the next slot is there. While that register is 0, or the holding one is not, the wheel is empty and at its start.
 */
public final class TimingWheel {
    private final MachineState state;
    private final MachineObserver observer;
    private final int slots;
    private final int depth;
    private final int period;
    private final int held;
    private final int stride;
    private final long[] masks;

    /** Fields that are kept, and the mark, of the first {@code depth} entries of each slot since it was cleared. */
    private final long[] entries;

    private final int[] written;
    private final int[] taken;
    private long[] staged;
    private int[] stagedSlots = new int[4];
    private int pushed;
    private int waiting;
    private int slot;
    private long counter;
    private boolean clear = true;

    TimingWheel(Machine machine, MachineState state, MachineObserver observer) {
        this.state = state;
        this.observer = observer;
        Machine.Wheel wheel = machine.wheel().orElse(new Machine.Wheel(1, 0, "", -1, Optional.empty(), List.of()));
        slots = wheel.slots();
        depth = wheel.depth();
        period = wheel.period();
        held = wheel.held().orElse(-1);
        stride = wheel.entry().size() + 1;
        masks = new long[stride];
        for (int i = 0; i < stride - 1; i++) {
            masks[i] = -1L
                    >>> 64 - machine.queue().fields().get(wheel.entry().get(i)).bits();
        }
        masks[stride - 1] = 1;
        entries = new long[slots * depth * stride];
        written = new int[slots];
        taken = new int[slots];
        staged = new long[4 * stride];
    }

    /** Whether it turns, by the registers as they are. */
    public boolean turns() {
        return period >= 0 && state.register(period, 0) != 0 && (held < 0 || state.register(held, 0) == 0);
    }

    /** The slot whose turn it is. */
    public int slot() {
        return slot;
    }

    /** The counter that runs from 0 to the period. */
    public long counter() {
        return counter;
    }

    /** Puts the wheel to where it stands at the start of a run, empty. */
    void set(int newSlot, long newCounter) {
        if (newSlot < 0 || newSlot >= slots || newCounter < 0) {
            throw new IllegalArgumentException("no slot " + newSlot + " or counter " + newCounter + " of the wheel");
        }
        empty();
        slot = newSlot;
        counter = newCounter;
    }

    private void empty() {
        if (!clear) {
            Arrays.fill(written, 0);
            Arrays.fill(taken, 0);
            waiting = 0;
            clear = true;
        }
        slot = 0;
        counter = 0;
    }

    boolean offers() {
        return taken[slot] < written[slot];
    }

    /** Whether any slot holds anything. */
    boolean holds() {
        return waiting > 0;
    }

    /** A field of the oldest entry of the slot; 0 if it came when the slot had no room. */
    long field(int kept) {
        int place = taken[slot];
        return place >= depth ? 0 : entries[(slot * depth + place) * stride + kept];
    }

    long mark() {
        return field(stride - 1);
    }

    void push(long cycle, long behind, long mark, long[] entry) {
        if (!turns()) {
            return;
        }
        if (pushed == stagedSlots.length) {
            stagedSlots = Arrays.copyOf(stagedSlots, 2 * pushed);
            staged = Arrays.copyOf(staged, 2 * pushed * stride);
        }
        int target = (int) Math.floorMod(slot + behind, (long) slots);
        int before = written[target];
        for (int i = 0; i < pushed; i++) {
            before += stagedSlots[i] == target ? 1 : 0;
        }
        if (before >= depth) {
            observer.undefined(cycle, MachineObserver.Undefined.WHEEL_OVERFLOW);
        }
        for (int i = 0; i < stride; i++) {
            staged[pushed * stride + i] = (i < stride - 1 ? entry[i] : mark) & masks[i];
        }
        stagedSlots[pushed++] = target;
    }

    boolean pop() {
        if (!offers()) {
            return false;
        }
        taken[slot]++;
        waiting--;
        return true;
    }

    /** What this cycle pushed does not happen. */
    void forget() {
        pushed = 0;
    }

    /** The end of a cycle, but for the turning. */
    void commit() {
        for (int i = 0; i < pushed; i++) {
            int target = stagedSlots[i];
            if (written[target] < depth) {
                int place = (target * depth + written[target]) * stride;
                System.arraycopy(staged, i * stride, entries, place, stride);
            }
            written[target]++;
            waiting++;
            clear = false;
        }
        pushed = 0;
    }

    /** Lets cycles pass. */
    void turn(long cycles) {
        if (!turns()) {
            empty();
            return;
        }
        long last = state.register(period, 0);
        if (counter > last) {
            turnBeyond(cycles, last);
            return;
        }
        long steps = counter + cycles;
        slot = (int) ((slot + steps / (last + 1)) % slots);
        counter = steps % (last + 1);
    }

    /** A counter that was set beyond the period runs to the end of its register before it comes round. */
    private void turnBeyond(long cycles, long last) {
        long round = 1L << state.machine().registers().get(period).bits();
        long left = round - counter;
        if (cycles < left) {
            counter += cycles;
        } else {
            counter = 0;
            turn(cycles - left);
        }
    }

    /** In how many cycles a slot that holds something has its turn; 0 if one has; the largest number if there is none. */
    long untilOffer() {
        if (offers()) {
            return 0;
        }
        if (waiting == 0 || !turns()) {
            return Long.MAX_VALUE;
        }
        long last = state.register(period, 0);
        long next = counter > last
                ? (1L << state.machine().registers().get(period).bits()) - counter + last + 1
                : last + 1 - counter;
        for (int i = 1; i < slots; i++) {
            int later = (slot + i) % slots;
            if (taken[later] < written[later]) {
                return next + (i - 1) * (last + 1);
            }
        }
        return Long.MAX_VALUE;
    }
}
