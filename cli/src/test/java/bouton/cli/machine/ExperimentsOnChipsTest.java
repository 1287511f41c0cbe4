package bouton.cli.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.cli.command.BoutonCommand;
import bouton.cli.command.ExitCode;
import bouton.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What experiments change and read while a chip that is described bit by bit runs: it is followed, or refused at its place. */
final class ExperimentsOnChipsTest {
    private static final String LIF = """
            use std.neurons.lif_delta
            use std.synapses.static
            network net {
              stimulus s[8] = regular(5 ms)
              population E[4] of lif_delta { t_ref = 0 ms }
              project W: s -> E.exc by all_to_all() with static { w = 2 mV }
            }
            target fast : ideal { dt = 1 ms }
            experiment e : net { run 50 ms ; record a = sum(E : count(spike)) ; %s ; run 50 ms ; record b = sum(E : count(spike)) }
            """;

    /** Onto two populations with different lowerings, which both want a time reference in every tick. */
    private static final String TWO = """
            use std.sdsp.{ca_neuron, sdsp}
            use std.synapses.static
            network net {
              param q = 0.125 mV
              stimulus s[20] = regular(7 ms)
              population A[2] of ca_neuron { theta = 200 * q ; leak = 4 * q / 1 ms }
              population B[2] of ca_neuron { theta = 200 * q ; leak = 4 * q / 1 ms }
              project s -> A.exc by all_to_all() with sdsp { w_max = 7 * q ; w = 7 * q ; theta_v = 30 * q }
              project s -> B.exc by all_to_all() with static { w = 7 * q }
              %s
            }
            target fast : ideal { dt = 1 ms }
            experiment e : net { run 12 ms ; record v = mean(B : v) ; %s }
            """;

    @TempDir
    private Path folder = Path.of("");

    private int runs;

    private record Answer(int exit, String err, Path results) {
        String record(String name) throws IOException {
            return Files.readAllLines(results.resolve("records.csv")).stream()
                    .filter(l -> l.startsWith(name + ","))
                    .map(l -> l.split(",")[3])
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Answer run(String text, String chip) throws IOException {
        Path program = Files.writeString(folder.resolve("net" + ++runs + ".bouton"), text);
        Path results = folder.resolve("out" + runs);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                160,
                false);
        int exit = BoutonCommand.execute(
                terminal, "run", program.toString(), "--chip", chip, "--quiet", "--out", results.toString());
        return new Answer(exit, err.toString(StandardCharsets.UTF_8), results);
    }

    private void refused(String text, String message) throws IOException {
        refused("odin", text, message);
    }

    private void refused(String chip, String text, String message) throws IOException {
        Answer answer = run(text, chip);
        assertEquals(ExitCode.BAD_INPUT, answer.exit(), answer.err());
        assertTrue(answer.err().contains(message), answer.err());
        assertFalse(answer.err().contains("internal error"), answer.err());
    }

    @Test
    void parametersSetWhileItRunsAreRefused() throws IOException {
        refused(LIF.formatted("set E.theta = -50 mV"), "error[F234]: `odin` cannot follow a `theta` of `E`");
        refused(
                LIF.formatted("repeat 2 { set E[0 .. 1].tau_m = 5 ms }"),
                "error[F234]: `odin` cannot follow a `tau_m`");
    }

    @Test
    void weightsThatAreSetGoOverRows() throws IOException {
        Answer answer = run(LIF.formatted("set W.w = 0 mV"), "odin");
        assertEquals(ExitCode.FINE, answer.exit(), answer.err());
        assertEquals("40", answer.record("a"));
        assertEquals("0", answer.record("b"));
    }

    @Test
    void statesThatAreSetAreFollowed() throws IOException {
        Answer answer = run(
                LIF.formatted("set E.v = -60 mV ; record v = mean(E : v) ; reset E ; record r = mean(E : v)"), "odin");
        assertEquals(ExitCode.FINE, answer.exit(), answer.err());
        assertEquals("-60", answer.record("v"));
        assertEquals("-70", answer.record("r"));
    }

    @Test
    void valuesThatNoFieldHoldsAreRefusedWhereTheyAreSet() throws IOException {
        refused(LIF.formatted("set E.v = -80 mV"), "error[E001]: tick 50: `core` of the chip holds 0 to 255, and -80");
        refused(LIF.formatted("set W[0].w = -2 mV"), "error[E001]: tick 50: `w` of the chip holds 0 to 7, and -2");
    }

    @Test
    void twoLoweringsAskForOneTimeReference() throws IOException {
        String text = TWO.formatted("", "record w = 1");
        Answer chip = run(text, "odin");
        assertEquals(ExitCode.FINE, chip.exit(), chip.err());
        assertEquals(run(text, "ideal").record("v"), chip.record("v"));
        assertNotEquals("0", chip.record("v"));
    }

    @Test
    void whatHappensToTheWholeChipIsLookedAtForAllNeurons() throws IOException {
        refused(
                LIF.formatted("record x = 1")
                        .replace("t_ref = 0 ms", "t_ref = 0 ms ; I_e = if index < 3 then 0 pA else 1 pA"),
                "error[F231]: the circuit of `odin` cannot have the parameters of `E`");
    }

    @Test
    void statesWithoutAFieldAreNotRead() throws IOException {
        refused(TWO.formatted("", "record c = mean(B : ca)"), "error[F234]: the chip keeps no `ca` of `B`");
        refused(TWO.formatted("probe B.ca every 1 ms", "record c = 1"), "error[F234]: `odin` keeps no `ca`");
    }

    @Test
    void aChipWithoutAddressesOrTimeIsRefused() throws IOException {
        String chip = "chip mine = odin { %s }\n" + LIF.formatted("record x = 1");
        refused(
                "mine",
                chip.formatted("lower std.synapses.static { S[pre, post[7:3]].w[post[2:0]] = abs(w) / q }"),
                "error[F234]: `mine` has no address for the events of `s`");
        refused("mine", chip.formatted("clock 0.5 kHz @assumed"), "error[F234]: a tick of 1 ms has no whole cycle");
    }

    @Test
    void letsOfLoweringsAreOfParameters() throws IOException {
        String chip = "chip mine = odin { lower std.neurons.lif_delta -> update when model == 1 {"
                + " let q = largest / 7 ; let start = (v - E_L) / q ; core = start ; thr = 10"
                + " } }\n";
        refused("mine", chip + LIF.formatted("record x = 1"), "error[F130]: `start` would depend on `v`");
    }

    @Test
    void elementsOfBanksAreNamed() throws IOException {
        String chip = "chip mine = odin { lower std.neurons.lif_delta -> update when model == 1 {"
                + " let q = largest / 7 ; core = (v - E_L) / q ; thr = 10 ; SYN_SIGN = 1"
                + " } }\n";
        refused("mine", chip + LIF.formatted("record x = 1"), "error[F130]: `SYN_SIGN` is a bank of 256");
    }
}
