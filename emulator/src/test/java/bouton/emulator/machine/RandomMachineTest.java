package bouton.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.image.machine.Machine;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random machines, stepped and fast, must agree in every bit and every cycle, at every cycle in which one looks.
 * {@code -Dbouton.random.machines=N} tries more.
 */
class RandomMachineTest {
    private static final int MACHINES = Integer.getInteger("bouton.random.machines", 400);
    private static final int FIRST = Integer.getInteger("bouton.random.first", 0);

    @Test
    void steppedIsFast() {
        for (int seed = FIRST; seed < FIRST + MACHINES; seed++) {
            compare(seed);
        }
    }

    private static void compare(int seed) {
        Machine machine = new RandomMachine(new Random(seed)).machine();
        Recorder stepped = new Recorder();
        Recorder fast = new Recorder();
        EventMachine a = run(machine, seed, stepped, Mode.STEPPED);
        EventMachine b = run(machine, seed, fast, Mode.FAST);
        Random random = new Random(~seed);
        long cycle = 0;
        for (int i = 0; i < 8; i++) {
            cycle += random.nextInt(random.nextBoolean() ? 30 : 300);
            a.runTo(cycle);
            b.runTo(cycle);
            String where = "machine " + seed + " in cycle " + cycle;
            assertEquals(picture(a, stepped), picture(b, fast), where);
            if (i == 4) {
                change(a.memoryState(), seed);
                change(b.memoryState(), seed);
            }
        }
        a.tellPending();
        b.tellPending();
        assertEquals(stepped.toString(), fast.toString(), "machine " + seed);
    }

    private static EventMachine run(Machine machine, int seed, Recorder recorder, Mode mode) {
        Random random = new Random(seed + 1_000_000_007L);
        MachineState state = new MachineState(machine);
        for (int m = 0; m < machine.memories().size(); m++) {
            for (int w = 0; w < machine.memories().get(m).words(); w++) {
                BigInteger word = new BigInteger(machine.memories().get(m).bits(), random);
                state.setWord(m, w, word);
                assertEquals(word, state.word(m, w));
            }
        }
        for (int r = 0; r < machine.registers().size(); r++) {
            Machine.RegisterBank bank = machine.registers().get(r);
            for (int i = 0; i < bank.size(); i++) {
                boolean isZero = r < 2 && random.nextBoolean();
                state.setRegister(r, i, isZero ? 0 : new BigInteger(bank.bits(), random).longValue());
            }
        }
        long[] times = random.longs(30, 0, 800).sorted().toArray();
        long[] addresses = random.longs(30, 0, 256).toArray();
        ListSender sender = new ListSender(times, addresses, random.nextInt(4));
        EventMachine made = new EventMachine(machine, state, sender, receiver(random.nextInt(6)), recorder, mode);
        if (machine.wheel().isPresent()) {
            made.setWheel(random.nextInt(5), random.nextInt(70));
        }
        return made;
    }

    /** Takes its time by what it receives. */
    private static AerReceiver receiver(int slowest) {
        return new AerReceiver() {
            @Override
            public long acknowledge(long packet, long requested) {
                return requested + packet % (slowest + 1);
            }

            @Override
            public long release(long released) {
                return released + released % (slowest + 1);
            }

            @Override
            public long slowest() {
                return slowest;
            }
        };
    }

    private static void change(MachineState state, int seed) {
        state.setRegister(2, 0, seed & 1);
        state.setRegister(3, seed & 3, 0);
        state.setWord(0, 0, BigInteger.ZERO);
    }

    private static String picture(EventMachine machine, Recorder recorder) {
        StringBuilder text = new StringBuilder();
        MachineState state = machine.memoryState();
        for (int m = 0; m < state.machine().memories().size(); m++) {
            BigInteger[] words =
                    new BigInteger[state.machine().memories().get(m).words()];
            int memory = m;
            Arrays.setAll(words, w -> state.word(memory, w));
            text.append(Arrays.toString(words)).append('\n');
        }
        return text.append(machine.state())
                .append(machine.counts())
                .append(machine.queueEmpty())
                .append(machine.wheel().slot())
                .append(' ')
                .append(machine.wheel().counter())
                .append('\n')
                .append(recorder)
                .toString();
    }
}
