package bouton.cli.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.cli.command.BoutonCommand;
import bouton.cli.command.ExitCode;
import bouton.cli.json.Json;
import bouton.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `run` and `diff` tell of networks on a chip that is described bit by bit. */
final class MachineCommandsTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "bouton", "cli", "machine");

    /** A tick of it has 1,500 cycles, and events of 250 inputs need more. */
    private static final String CROWDED = """
            use std.neurons.lif_delta
            use std.synapses.static
            network crowd {
              stimulus drive[250] = poisson(48 kHz)
              population E[250] of lif_delta { t_ref = 0 ms ; E_L = -70 mV ; v_reset = -70 mV }
              project drive -> E.exc by one_to_one() with static { w = 2 mV }
            }
            target fast : ideal { dt = 0.02 ms }
            experiment e : crowd { run 2 ms }
            """;

    @TempDir
    private Path folder = Path.of("");

    private record Answer(int exit, String out, String err) {}

    private static Answer bouton(String... command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                160,
                false);
        int exit = BoutonCommand.execute(terminal, command);
        return new Answer(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aRunTellsHowTheChipSpentIt() throws IOException {
        Path results = folder.resolve("run");
        String program = FOLDER.resolve("compile").resolve("learning.bouton").toString();
        Answer answer = bouton("run", program, "--chip", "odin", "--out", results.toString());
        assertEquals(ExitCode.FINE, answer.exit(), answer.err());
        assertTrue(answer.out().contains("on odin: 30,000,000 cycles, 400 ms, busy in "), answer.out());
        assertFalse(answer.err().contains("cannot keep up"), answer.err());
        Map<?, ?> machine =
                (Map<?, ?>) Objects.requireNonNull(Json.parse(Files.readString(results.resolve("machine.json"))));
        assertEquals("30000000", String.valueOf(machine.get("cycles")));
        assertEquals("0", String.valueOf(machine.get("late")));
        long states = 0;
        for (Object cycles : ((Map<?, ?>) Objects.requireNonNull(machine.get("states"))).values()) {
            states += Long.parseLong(String.valueOf(cycles));
        }
        // The present cycle is counted, too.
        assertEquals(30_000_001, states, 1);
        assertTrue(Files.readString(results.resolve("manifest.json")).contains("machine.json"));
    }

    @Test
    void aChipThatCannotKeepUpIsToldOf() throws IOException {
        Path program = Files.writeString(folder.resolve("crowd.bouton"), CROWDED);
        Answer answer = bouton(
                "run",
                program.toString(),
                "--chip",
                "odin",
                "--quiet",
                "--out",
                folder.resolve("late").toString());
        assertEquals(ExitCode.FINE, answer.exit(), answer.err());
        assertTrue(answer.err().contains("bouton: `odin` cannot keep up: "), answer.err());
    }

    @Test
    void roundedParametersAreTheCauseOfADifference() {
        String program = FOLDER.resolve("compile").resolve("rounded.bouton").toString();
        Answer answer = bouton("diff", program, "ideal", "odin");
        assertTrue(
                answer.out().contains("cause: constant quantised: `leak_str` of `E` is 1, and should be 1.312"),
                answer.out());
    }

    @Test
    void withoutRoundingItIsTheOrderOfEvents() {
        String program = FOLDER.resolve("compile").resolve("learning.bouton").toString();
        Answer answer = bouton("diff", program, "ideal", "odin");
        assertTrue(answer.out().contains("cause: order of events inside a tick: "), answer.out());
    }

    @Test
    void networksInWholeStepsDoNotDiffer() throws IOException {
        try (var programs = Files.list(FOLDER.resolve("same"))) {
            for (Path program : programs.sorted().toList()) {
                Answer answer = bouton("diff", program.toString(), "ideal", "odin");
                assertEquals(ExitCode.FINE, answer.exit(), answer.out() + answer.err());
            }
        }
    }

    @Test
    void singleLinesAreRefusedWithTheReason() {
        String program = FOLDER.resolve("compile").resolve("learning.bouton").toString();
        Answer answer = bouton("diff", program, "ideal", "odin", "--lines", "3");
        assertEquals(ExitCode.BAD_INPUT, answer.exit());
        assertTrue(answer.err().contains("--lines: circuits of `odin` compute the network"), answer.err());
    }

    @Test
    void whatTheChipCannotRunIsToldByDiffToo() {
        Answer answer = bouton("diff", "../examples/stdp_window.bouton", "ideal", "odin");
        assertEquals(ExitCode.BAD_INPUT, answer.exit());
        assertTrue(answer.err().contains("F230"), answer.err());
        assertFalse(answer.err().contains("internal error"), answer.err());
    }
}
