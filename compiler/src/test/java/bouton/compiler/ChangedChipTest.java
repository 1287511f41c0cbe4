package bouton.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.compiler.machine.MachineCompiler;
import bouton.dsl.check.Frontend;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.TextRenderer;
import bouton.emulator.machine.AerReceiver;
import bouton.emulator.machine.Column;
import bouton.emulator.machine.EventMachine;
import bouton.emulator.machine.ListSender;
import bouton.emulator.machine.MachineObserver;
import bouton.emulator.machine.MachineState;
import bouton.emulator.machine.Mode;
import bouton.image.machine.Machine;
import bouton.image.machine.Memory;
import bouton.profiles.Profiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Widths of ODIN are changed in its text, and what is emulated follows: no width is anywhere else. */
class ChangedChipTest {
    private static final int NEURON = 5;
    private static final int ROW = 9;

    /** A membrane and a threshold of nine bits; the fields behind each move up. */
    private static final String[][] NINE_BITS = {
        {"thr: u8 at 16:9", "thr: u9 at 17:9"},
        {
            "ca_en: u1 at 17 ; thetamem: u8 at 25:18 ; theta1: u3 at 28:26 ; theta2: u3 at 31:29 ; theta3: u3 at 34:32",
            "ca_en: u1 at 18 ; thetamem: u8 at 26:19 ; theta1: u3 at 29:27 ; theta2: u3 at 32:30 ; theta3: u3 at 35:33"
        },
        {"caleak: u5 at 39:35", "caleak: u5 at 40:36"},
        {"core: u8 at 77:70", "core: u9 at 78:70"},
        {"calcium: u3 at 80:78", "calcium: u3 at 81:79"},
        {"caleak_cnt: u5 at 85:81", "caleak_cnt: u5 at 86:82"},
        // A packet has eight bits: the monitor shows the upper ones.
        {"calcium, 0, core)", "calcium, 0, core[8:1])"},
        {"calcium, 0), core)", "calcium, 0), core[8:1])"},
    };

    /** Weights of four bits, so cells of five. */
    private static final String[][] FOUR_BITS = {
        {"memory S[256, 32]: 32 bit", "memory S[256, 32]: 40 bit"},
        {"memory Q[1]: 32 bit", "memory Q[1]: 40 bit"},
        {"w[8]: u3 at 2:0 step 4", "w[8]: u4 at 3:0 step 5"},
        {"mapped[8]: u1 at 3 step 4", "mapped[8]: u1 at 4 step 5"},
        {"w: u3", "w: u4"},
        {"w[k] >= 4 then", "w[k] >= 8 then"},
    };

    private static final String[][] NOTHING = {};

    private static String text(String[][] changes) throws IOException {
        String text = new String(Profiles.chip("odin").orElseThrow(), StandardCharsets.UTF_8)
                .replace("chip odin = sdsp", "chip mine = sdsp");
        for (String[] change : changes) {
            assertTrue(text.contains(change[0]), change[0]);
            text = text.replace(change[0], change[1]);
        }
        return text;
    }

    private static Optional<Machine> compile(String text, Diagnostics diagnostics) {
        return Frontend.load("mine.bouton", text.getBytes(StandardCharsets.UTF_8), ChipProgram.PROFILES, diagnostics)
                .chip("mine", diagnostics)
                .flatMap(c -> MachineCompiler.compile(c, diagnostics));
    }

    private static Machine machine(String[][] changes) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        Optional<Machine> machine = compile(text(changes), diagnostics);
        return machine.orElseThrow(() -> new AssertionError(new TextRenderer(false).render(diagnostics.sorted())));
    }

    /** Sets a field of a word; of the layout {@code lif} if words have layouts. */
    private static void set(MachineState state, String memory, String field, int index, long value) {
        int m = state.memory(memory);
        List<Memory.Field> fields = state.machine().memories().get(m).fields();
        for (int f = 0; f < fields.size(); f++) {
            boolean ofLayout = fields.get(f).layout().map(l -> l == 0).orElse(true);
            if (fields.get(f).name().equals(field) && ofLayout) {
                Column column = state.column(m, f);
                column.set(index, value);
                assertEquals(value, column.get(index), field);
                return;
            }
        }
        throw new AssertionError(field);
    }

    /** Events of one synapse until the neuron fires; -1 if it does not in a hundred. */
    private static int eventsToSpike(Machine machine, int threshold, int weight, Mode mode) {
        MachineState state = new MachineState(machine);
        state.setRegister(state.register("OPEN_LOOP"), 0, 1);
        set(state, "N", "model", NEURON, 1);
        set(state, "N", "thr", NEURON, threshold);
        int synapse = (ROW * 32 + NEURON / 8) * 8 + NEURON % 8;
        set(state, "S", "w", synapse, weight);
        set(state, "S", "mapped", synapse, 1);
        long[] addresses = new long[100];
        java.util.Arrays.fill(addresses, 1 << 16 | ROW << 8 | NEURON);
        List<Long> spikes = new ArrayList<>();
        List<Long> requests = new ArrayList<>();
        MachineObserver observer = new MachineObserver() {
            @Override
            public void spike(long cycle, long[] arguments) {
                assertEquals(NEURON, arguments[0]);
                spikes.add(cycle);
            }

            @Override
            public void request(long address, long requestUp, long acknowledgeUp, long requestDown, long down) {
                requests.add(acknowledgeUp);
            }
        };
        EventMachine run = new EventMachine(
                machine,
                state,
                new ListSender(new long[addresses.length], addresses, 0),
                AerReceiver.delayed(0, 0),
                observer,
                mode);
        run.runUntilIdle(100_000);
        run.tellPending();
        assertEquals(addresses.length, requests.size());
        return spikes.isEmpty()
                ? -1
                : (int) requests.stream().filter(r -> r <= spikes.getFirst()).count() + 1;
    }

    /** A membrane of eight bits stays at 255 and is tested against 255; one of nine bits goes on to 300. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void thresholdOfNineBits(Mode mode) throws IOException {
        assertEquals(37, eventsToSpike(machine(NOTHING), 255, 7, mode));
        Machine wider = machine(NINE_BITS);
        assertEquals(37, eventsToSpike(wider, 255, 7, mode));
        assertEquals(43, eventsToSpike(wider, 300, 7, mode));
        assertEquals(73, eventsToSpike(wider, 511, 7, mode));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void weightOfFourBits(Mode mode) throws IOException {
        Machine wider = machine(FOUR_BITS);
        assertEquals(37, eventsToSpike(wider, 255, 7, mode));
        assertEquals(17, eventsToSpike(wider, 255, 15, mode));
        assertEquals(-1, eventsToSpike(wider, 255, 0, mode));
    }

    /** What was left behind is told: a parameter of three bits cannot take a weight of four. */
    @Test
    void theRestOfTheTextMustFollow() throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        assertTrue(
                compile(text(FOUR_BITS).replace("w: u4", "w: u3"), diagnostics).isEmpty());
        assertTrue(
                diagnostics.sorted().stream().allMatch(d -> d.code() == Code.F132),
                () -> new TextRenderer(false).render(diagnostics.sorted()));
        assertTrue(diagnostics.hasErrors());
    }
}
