package bouton.emulator.machine;

import java.util.Arrays;
import java.util.List;

/**
 * How a machine has spent its cycles, from 0 to the present one.
 *
 * @param states cycles in each state of the controller, in the order of the machine's list
 * @param busy cycles in which the controller did not wait or the output was busy
 * @param outputBusy cycles in which the output was busy
 * @param lastActive the last of the busy cycles; -1 if there was none
 */
public record Counts(List<Long> states, long busy, long outputBusy, long lastActive) {
    public Counts {
        states = List.copyOf(states);
    }

    /** Adds them up. */
    static final class Sum {
        private final long[] states;
        private long busy;
        private long lastActive = -1;

        Sum(int states) {
            this.states = new long[states];
        }

        private Sum(Sum other) {
            states = other.states.clone();
            busy = other.busy;
            lastActive = other.lastActive;
        }

        /** From one cycle on, and before another, the controller worked in a state. */
        void work(int state, long from, long to) {
            if (from < to) {
                states[state] += to - from;
                busy += to - from;
                lastActive = to - 1;
            }
        }

        /** From one cycle on, and before another, it waited. */
        void rest(int state, long from, long to, OutputPort output) {
            states[state] += to - from;
            long overlap = output.busyBetween(from, to);
            if (overlap > 0) {
                busy += overlap;
                lastActive = Math.min(to, output.idleFrom()) - 1;
            }
        }

        Sum copy() {
            return new Sum(this);
        }

        Counts counts(long outputBusy) {
            return new Counts(Arrays.stream(states).boxed().toList(), busy, outputBusy, lastActive);
        }
    }
}
