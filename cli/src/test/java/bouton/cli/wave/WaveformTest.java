package bouton.cli.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.cli.command.BoutonCommand;
import bouton.cli.command.ExitCode;
import bouton.cli.terminal.Terminal;
import bouton.cli.world.FileEnvironment;
import bouton.compiler.machine.MachineCompiler;
import bouton.dsl.check.Frontend;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.emulator.machine.AerReceiver;
import bouton.emulator.machine.EventMachine;
import bouton.emulator.machine.ListSender;
import bouton.emulator.machine.MachineObserver;
import bouton.emulator.machine.MachineState;
import bouton.emulator.machine.Mode;
import bouton.image.machine.Machine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Value change dumps of ODIN: the times of odin.md, section 1.4, and what the commands refuse. */
final class WaveformTest {
    private static final double CLOCK = 75e6;

    /** A LIF neuron that is switched off: the layout bit, and `disable` at the top of the word. */
    private static final BigInteger OFF = BigInteger.ONE.shiftLeft(127).or(BigInteger.ONE);

    @TempDir
    private Path folder = Path.of("");

    private static Machine odin() {
        Diagnostics diagnostics = new Diagnostics();
        return Frontend.load("", new byte[0], new FileEnvironment(), diagnostics)
                .chip("odin", diagnostics)
                .flatMap(c -> MachineCompiler.compile(c, diagnostics))
                .orElseThrow();
    }

    /** Two spike events of neuron 5 to a chip whose neurons are switched off; both sides answer at once. */
    private static String dump(Mode mode, long from, long to) {
        Machine machine = odin();
        MachineState state = new MachineState(machine);
        for (int n = 0; n < 256; n++) {
            state.setWord(state.memory("N"), n, OFF);
        }
        long event = 5 << 8 | 7;
        ListSender sender = new ListSender(new long[] {0, 7}, new long[] {event, event}, 0);
        EventMachine engine =
                new EventMachine(machine, state, sender, AerReceiver.delayed(0, 0), MachineObserver.NONE, mode);
        StringBuilder text = new StringBuilder();
        VcdWriter writer = new VcdWriter(machine, CLOCK, from, to, text);
        engine.observe(writer, from, to);
        engine.runTo(1200);
        writer.end();
        return text.toString();
    }

    private static long time(long cycle) {
        return Math.round(cycle * 1e12 / CLOCK);
    }

    private static void assertCycles(VcdDump dump, String variable, String value, long first, long last) {
        for (long cycle = first; cycle <= last; cycle++) {
            assertEquals(value, dump.at("odin." + variable, time(cycle)), variable + " in cycle " + cycle);
        }
    }

    @Test
    void workedExampleOfSection1_4() {
        VcdDump dump = VcdDump.parse(dump(Mode.STEPPED, 0, Long.MAX_VALUE));
        assertEquals("1 ps", dump.timescale());
        assertCycles(dump, "AERIN.request", "1", 0, 3);
        assertCycles(dump, "AERIN.request", "0", 4, 6);
        assertCycles(dump, "AERIN.request", "1", 7, 521);
        assertCycles(dump, "AERIN.acknowledge", "0", 0, 3);
        assertCycles(dump, "AERIN.acknowledge", "1", 4, 6);
        assertCycles(dump, "AERIN.acknowledge", "0", 7, 521);
        assertCycles(dump, "AERIN.acknowledge", "1", 522, 524);
        assertCycles(dump, "AERIN.address", Long.toBinaryString(5 << 8 | 7), 0, 520);
        assertCycles(dump, "controller.state", "WAIT", 0, 2);
        assertCycles(dump, "controller.state", "PUSH", 3, 3);
        assertCycles(dump, "controller.state", "WAIT_REQDN", 4, 6);
        assertCycles(dump, "controller.state", "WAIT", 7, 7);
        assertCycles(dump, "controller.state", "POP_NEUR", 8, 519);
        assertCycles(dump, "controller.state", "WAIT", 520, 520);
        assertCycles(dump, "controller.state", "PUSH", 521, 521);
        assertCycles(dump, "controller.state_number", "1001", 8, 519);
        assertCycles(dump, "AEROUT.request", "0", 0, 1199);
        assertCycles(dump, "controller.busy", "0", 0, 1199);
        assertEquals(time(1201), dump.end());
    }

    @Test
    void portsOfTheNeuronMemoryDuringAnEvent() {
        VcdDump dump = VcdDump.parse(dump(Mode.STEPPED, 0, Long.MAX_VALUE));
        // Even cycles read neuron n, odd cycles update it.
        for (int n = 0; n < 256; n++) {
            assertCycles(dump, "N.write", "1", 9 + 2L * n, 9 + 2L * n);
            assertCycles(dump, "N.write", "0", 8 + 2L * n, 8 + 2L * n);
            assertCycles(dump, "N.write_address", Integer.toBinaryString(n), 9 + 2L * n, 9 + 2L * n);
        }
    }

    @Test
    void theFastEngineShowsTheSameAndARangeIsThatPartOfIt() {
        assertEquals(dump(Mode.STEPPED, 0, Long.MAX_VALUE), dump(Mode.FAST, 0, Long.MAX_VALUE));
        VcdDump all = VcdDump.parse(dump(Mode.STEPPED, 0, Long.MAX_VALUE));
        VcdDump part = VcdDump.parse(dump(Mode.FAST, 300, 700));
        assertEquals(time(701), part.end());
        for (long cycle = 300; cycle <= 700; cycle++) {
            for (String variable : new String[] {
                "controller.state", "AERIN.request", "AERIN.acknowledge", "N.read", "N.write", "S.read", "S.write"
            }) {
                assertEquals(
                        all.at("odin." + variable, time(cycle)),
                        part.at("odin." + variable, time(cycle)),
                        variable + " in cycle " + cycle);
            }
        }
    }

    private int exit(ByteArrayOutputStream said, String... command) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return BoutonCommand.execute(new Terminal(out, out, false, false, 120, false), command);
    }

    private String refused(String... command) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertEquals(ExitCode.BAD_INPUT, exit(said, command));
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aRunWritesItsWaveform() throws IOException {
        Path file = folder.resolve("out.vcd");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String program = "src/test/resources/bouton/cli/machine/compile/learning.bouton";
        String out = folder.resolve("run").toString();
        int exit = exit(
                said,
                "run",
                program,
                "--chip",
                "odin",
                "--out",
                out,
                "--vcd",
                file.toString(),
                "--vcd-from",
                "74000",
                "--vcd-to",
                "80000");
        assertEquals(ExitCode.FINE, exit, said.toString(StandardCharsets.UTF_8));
        VcdDump dump = VcdDump.parse(Files.readString(file));
        assertEquals("WAIT", dump.at("odin.controller.state", time(74_500)));
        assertEquals(time(80_001), dump.end());
    }

    @Test
    void whatHasNoCyclesIsRefused() throws IOException {
        String program = "src/test/resources/bouton/cli/machine/compile/learning.bouton";
        String vcd = folder.resolve("a.vcd").toString();
        String out = folder.resolve("r").toString();
        assertTrue(refused("run", program, "--vcd", vcd, "--out", out).contains("`ideal` has no clock cycles"));
        assertTrue(
                refused("conform", "odin", "../conformance/odin", "--vcd", vcd).contains("name one file"));
        assertTrue(refused("conform", "ideal", "x.json.gz", "--vcd", vcd).contains("--vcd is for chips"));
        assertTrue(refused("run", program, "--vcd-from", "3").contains("there is no --vcd FILE"));
        assertTrue(Files.notExists(Path.of(vcd)));
    }
}
