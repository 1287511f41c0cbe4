package bouton.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.image.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cycles worked out by hand from the specification's sections 1.4, 1.9, 1.10 and 1.11, on a chip with ODIN's skeleton. */
class HandshakeTest {
    private final Recorder recorder = new Recorder();

    private EventMachine machine(
            Mode mode, int neurons, int threshold, long delay, AerReceiver receiver, long[] times, long... addresses) {
        Machine chip = TinyChip.machine(neurons, true);
        MachineState state = new MachineState(chip);
        for (int n = 0; n < neurons; n++) {
            state.setWord(0, n, (long) threshold << 8, 0);
        }
        state.setRegister(TinyChip.OPEN, 0, 1);
        return new EventMachine(chip, state, new ListSender(times, addresses, delay), receiver, recorder, mode);
    }

    /** Section 1.4's worked example: REQ in 0, PUSH in 3, ACK in 4 to 6, WAIT in 7, POP in 8 to 519; the next from 520 on. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void workedExample(Mode mode) {
        EventMachine machine = machine(mode, 256, 255, 0, AerReceiver.delayed(0, 0), new long[] {0, 0, 0}, 7, 7, 7);
        List<Integer> states = new ArrayList<>();
        for (int c = 0; c <= 10; c++) {
            machine.runTo(c);
            states.add(machine.state());
        }
        assertEquals(List.of(0, 0, 0, 1, 5, 5, 5, 0, 4, 4, 4), states);
        machine.runTo(519);
        assertEquals(4, machine.state());
        machine.runTo(520);
        assertEquals(0, machine.state());
        machine.runTo(521);
        assertEquals(1, machine.state());
        assertEquals(1556, machine.runUntilIdle(1_000_000));
        assertEquals(List.of("7: 0 4 4 7", "7: 7 522 522 525", "7: 525 1040 1040 1043"), recorder.requests);
        assertEquals(new Counts(List.of(9L, 3L, 0L, 0L, 1536L, 9L), 1548, 0, 1555), machine.counts());
        assertTrue(machine.queueEmpty());
    }

    /** Section 1.10: a spike in cycle 4, the last of its operation, delays the next one, not the acknowledge. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void packetWithDelays(Mode mode) {
        EventMachine machine = machine(mode, 1, 5, 0, AerReceiver.delayed(2, 3), new long[] {0, 0}, 261, 256);
        assertEquals(22, machine.runUntilIdle(1000));
        assertEquals(List.of("261: 0 5 5 8", "256: 8 19 19 22"), recorder.requests);
        assertEquals(List.of("0: 5 10 16"), recorder.packets);
        assertEquals(11, machine.counts().outputBusy());
        assertEquals(21, machine.counts().lastActive());
        assertEquals(List.of("4: [0]"), recorder.spikes);
    }

    /** Section 1.10: every spike before the last cycle lengthens an operation by six cycles. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void stalls(Mode mode) {
        EventMachine machine = machine(mode, 3, 1, 1, AerReceiver.delayed(0, 0), new long[] {0}, 512);
        machine.runUntilIdle(1000);
        assertEquals(List.of("512: 0 21 22 25"), recorder.requests);
        assertEquals(List.of("0: 5 8 11", "1: 13 16 19", "2: 21 24 27"), recorder.packets);
        assertEquals(18, machine.counts().states().get(3));
        assertEquals(18, machine.counts().outputBusy());
    }

    /** Section 1.10: packets of one cycle follow each other; the output is busy until the last is over. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void sequence(Mode mode) {
        EventMachine machine = machine(mode, 1, 1, 0, AerReceiver.delayed(0, 0), new long[] {0}, 257);
        machine.memoryState().setRegister(TinyChip.COPIES, 0, 2);
        machine.runTo(12);
        machine.tellPending();
        assertEquals(List.of("0: 5 8 -1", "16: 12 -1 -1"), recorder.packets);
        recorder.packets.removeLast();
        machine.runUntilIdle(1000);
        assertEquals(List.of("0: 5 8 -1", "16: 12 15 -1", "32: 19 22 25"), recorder.packets);
    }

    /** Section 1.9: what does not fit into the main queue is lost; the operation on its way still has its place. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void fullQueue(Mode mode) {
        EventMachine machine = machine(mode, 8, 1, 0, AerReceiver.delayed(0, 0), new long[] {0}, 512);
        machine.memoryState().setRegister(TinyChip.OPEN, 0, 0);
        machine.runTo(64);
        assertEquals(List.of(36L, 44L, 52L, 60L), recorder.dropped);
    }

    /** Section 1.9: the wheel's slot 2 has its turn from cycle 20 on, with ten cycles to a slot. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void wheel(Mode mode) {
        EventMachine machine = machine(mode, 1, 2, 0, AerReceiver.delayed(0, 0), new long[] {0}, 258);
        machine.memoryState().setRegister(TinyChip.OPEN, 0, 0);
        machine.memoryState().setRegister(TinyChip.PERIOD, 0, 9);
        machine.memoryState().setRegister(TinyChip.BURST, 0, 2);
        List<Integer> states = new ArrayList<>();
        for (int c = 10; c <= 23; c++) {
            machine.runTo(c);
            states.add(machine.state());
        }
        assertEquals(List.of(0, 0, 4, 4, 0, 0, 0, 0, 0, 0, 0, 4, 4, 0), states);
        assertEquals(List.of("4: [0]", "22: [0]"), recorder.spikes);
        assertEquals(2, machine.wheel().slot());
        assertEquals(3, machine.wheel().counter());
    }
}
