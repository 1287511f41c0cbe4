package bouton.cli.conform;

import bouton.image.machine.Machine;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * A recorded run of a chip: what it began with, what its environment did, and what it did.
 *
 * @param registers numbers of each register bank, in the order of the machine
 * @param delays of the environment
 * @param begin in cycle 0
 * @param inputs each with {@link #EARLIEST}, {@link #ADDRESS} and the four cycles in which it was handed over
 * @param endCycle the last cycle that was observed
 * @param end in that cycle
 * @param outputs each with packet, first cycle with REQ, first without, first without BUSY; -1 there if more of a sequence follow
 * @param counts what was counted over all cycles
 */
record ChipRecording(
        List<long[]> registers,
        Delays delays,
        Contents begin,
        long[][] inputs,
        long endCycle,
        Contents end,
        long[][] outputs,
        Counts counts) {
    static final int EARLIEST = 0;
    static final int ADDRESS = 1;

    /** Names of the four cycles of an input, which follow its address. */
    static final List<String> INPUT_CYCLES = List.of("req_rise", "ack_rise", "req_fall", "ack_fall");

    /** Names of the three cycles of an output, which follow its packet. */
    static final List<String> OUTPUT_CYCLES = List.of("req_rise", "req_fall", "busy_fall");

    /**
     * Delays in cycles.
     *
     * @param requestFall of the sender, from the acknowledge to the end of its request
     * @param acknowledgeRise of the receiver, from a request to its acknowledge
     * @param acknowledgeFall of the receiver, from the end of the request to the end of its acknowledge
     */
    record Delays(int requestFall, int acknowledgeRise, int acknowledgeFall) {}

    /**
     * What is stored in a cycle.
     *
     * @param memories words of each of the format's, in its order
     * @param slot of the timing wheel, 0 if there is none
     * @param counter cycles since the wheel turned
     */
    record Contents(List<BigInteger[]> memories, long slot, long counter) {}

    /**
     * Cycles from 0 to the last one.
     *
     * @param busy in which the controller did not wait or the output was busy
     * @param outputBusy in which the output was busy
     * @param lastActive the last busy one
     * @param states for each state of the machine, how many cycles the controller was in it
     * @param queueEmpty 1 if nothing is in the main queue at the end
     */
    record Counts(long busy, long outputBusy, long lastActive, Map<Machine.State, Long> states, long queueEmpty) {}
}
