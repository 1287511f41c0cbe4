package bouton.cli.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.emulator.machine.AerReceiver;
import bouton.emulator.machine.EventMachine;
import bouton.emulator.machine.ListSender;
import bouton.emulator.machine.MachineObserver;
import bouton.emulator.machine.MachineState;
import bouton.emulator.machine.Mode;
import bouton.image.machine.Machine;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * ODIN and tinyODIN with anything in their memories and registers, and any events: cycle by cycle, and whole operations at a time,
 * whose neurons are done together where all are of one kind. Every bit, packet, spike and count is the same.
 */
class RandomOdinTest {
    private static final int RUNS = Integer.getInteger("bouton.random.odin", 16);
    private static final int EVENTS = 60;
    private static final long CYCLES = 24_000;

    @Test
    void odinStepsAsFast() {
        Machine machine = ChipTexts.ofProfile("odin");
        for (int seed = 0; seed < RUNS; seed++) {
            compare(machine, seed, 17);
        }
    }

    @Test
    void tinyodinStepsAsFast() {
        Machine machine = ChipTexts.ofProfile("tinyodin");
        for (int seed = 0; seed < RUNS / 4; seed++) {
            compare(machine, seed, 10);
        }
    }

    private static void compare(Machine machine, int seed, int width) {
        Run stepped = new Run(machine, seed, width, Mode.STEPPED);
        Run fast = new Run(machine, seed, width, Mode.FAST);
        Random random = new Random(~seed);
        long cycle = 0;
        while (cycle < CYCLES) {
            cycle += 1 + random.nextInt(12_000);
            stepped.engine.runTo(cycle);
            fast.engine.runTo(cycle);
            assertEquals(stepped.picture(), fast.picture(), machine.name() + ", seed " + seed + ", cycle " + cycle);
        }
    }

    /** One of the two. */
    private static final class Run implements MachineObserver {
        private final Machine machine;
        private final MachineState state;
        private final EventMachine engine;
        private final List<String> packets = new ArrayList<>();
        private final List<String> spikes = new ArrayList<>();
        private long dropped;

        Run(Machine machine, int seed, int width, Mode mode) {
            this.machine = machine;
            state = new MachineState(machine);
            Random random = new Random(seed);
            boolean alike = seed % 4 != 0;
            for (int m = 0; m < machine.memories().size(); m++) {
                for (int w = 0; w < machine.memories().get(m).words(); w++) {
                    BigInteger word = new BigInteger(machine.memories().get(m).bits(), random);
                    boolean selects = machine.memories().get(m).selector().isPresent() && alike;
                    state.setWord(m, w, !selects ? word : seed % 4 == 3 ? word.clearBit(0) : word.setBit(0));
                }
            }
            for (int r = 0; r < machine.registers().size(); r++) {
                Machine.RegisterBank bank = machine.registers().get(r);
                for (int i = 0; i < bank.size(); i++) {
                    state.setRegister(r, i, register(bank, random, seed));
                }
            }
            long[] times = new long[EVENTS];
            long[] addresses = new long[EVENTS];
            for (int i = 0; i < EVENTS; i++) {
                times[i] = random.nextInt(12_000);
                addresses[i] = address(random, width);
            }
            Arrays.sort(times);
            engine = new EventMachine(
                    machine,
                    state,
                    new ListSender(times, addresses, random.nextInt(3)),
                    AerReceiver.delayed(random.nextInt(3), random.nextInt(3)),
                    this,
                    mode);
        }

        /** Without a turning wheel most of the time: with one all is stepped. */
        private static long register(Machine.RegisterBank bank, Random random, int seed) {
            return switch (bank.name()) {
                case "GATE_ACTIVITY" -> 0;
                case "BURST_TIMEREF" -> seed % 5 == 0 ? 600 + random.nextInt(1000) : 0;
                case "OUT_AER_MONITOR_EN", "AER_SRC_CTRL_nNEUR" -> random.nextInt(4) == 0 ? 1 : 0;
                case "MAX_NEUR" -> random.nextBoolean() ? 255 : random.nextInt(256);
                default -> random.nextInt(1 << Math.min(bank.bits(), 20));
            };
        }

        /** Events of rows more often than chance has them. */
        private static long address(Random random, int width) {
            return random.nextInt(3) > 0 && width == 17 ? random.nextInt(256) << 8 | 7 : random.nextInt(1 << width);
        }

        @Override
        public void packet(long packet, long up, long down, long idle) {
            packets.add(packet + ":" + up + " " + down + " " + idle);
        }

        @Override
        public void spike(long cycle, long[] arguments) {
            spikes.add(cycle + ":" + Arrays.toString(arguments));
        }

        @Override
        public void dropped(long cycle) {
            dropped++;
        }

        String picture() {
            StringBuilder text = new StringBuilder();
            text.append(spikes).append('\n').append(packets).append('\n');
            text.append(dropped).append(' ').append(engine.counts()).append('\n');
            for (int m = 0; m < machine.memories().size(); m++) {
                for (int w = 0; w < machine.memories().get(m).words(); w++) {
                    text.append(state.word(m, w).toString(16)).append(' ');
                }
                text.append('\n');
            }
            return text.toString();
        }
    }
}
