package bouton.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered to a command line, mistyped ones above all. */
final class CommandLineTest {
    private static final String PROGRAM = """
            neuron quiet {
              param tau = 20 ms
              in i: mV
              state v: mV = 0 mV
              v' = -v / tau
              on i(k) { v += k }
              on when v > 9 mV { emit spike ; v = 0 mV }
            }
            synapse static { weight w ; on pre { deliver w } }
            network net {
              stimulus s[2] = regular(5 ms)
              population P[2] of quiet
              project s -> P.i by one_to_one() with static { w = 10 mV }
              probe P.spike
            }
            experiment short : net { run 20 ms ; require rate(P) >= 0 Hz }
            """;

    @TempDir
    private Path folder;

    private String file = "";

    private record Answer(int exit, String out, String err) {}

    @BeforeEach
    void aProgram() throws IOException {
        file = Files.writeString(folder.resolve("mine.bouton"), PROGRAM).toString();
    }

    @Test
    void helpIsForNewcomers() {
        Answer help = bouton("--help");
        assertEquals(0, help.exit());
        for (String command : new String[] {"run", "check", "explain", "inspect", "conform", "bench"}) {
            assertTrue(help.out().contains("\n  " + command), help.out());
            Answer own = bouton(command, "--help");
            assertEquals(0, own.exit());
            assertTrue(own.out().contains("Examples:"), own.out());
        }
        help.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
        assertTrue(bouton("--version").out().startsWith("bouton "));
    }

    @Test
    void whatIsMistypedIsSuggested() {
        said(bouton("chek", file), "there is no command `chek`; did you mean `check`?");
        said(bouton("run", file, "--sed", "3"), "there is no option `--sed`; did you mean `--seed`?");
        said(bouton("run", file, "--experiment", "shirt"), "did you mean `short`?");
        said(bouton("run", file, "--target", "idael"), "did you mean `ideal`?");
        said(bouton("run", file + "x"), "did you mean `" + file + "`?");
        said(bouton("bench", "va-cube"), "there is no workload `va-cube`; did you mean `va-cuba`?");
        said(bouton("explain", "U01"), "did you mean `U001`?");
        said(bouton(file), "did you mean `bouton run " + file + "`?");
    }

    @Test
    void valuesOfOptionsAreLookedAt() {
        said(bouton("run", file, "--seed", "x"), "`x` is no whole number");
        said(bouton("run", file, "--dt", "3"), "is no time");
        said(bouton("run", file, "--dt", "-1 ms"), "a tick has a positive length");
        said(bouton("run", file, "--chip", "odim"), "there is no chip `odim`; did you mean `odin`?");
        said(bouton("run", file, "--set", "tau=3 mV"), "(such as mV), and the parameter has s");
        said(bouton("run", file, "--set", "tau=3 mz"), "there is no unit `mz`");
        said(bouton("run", file, "--set", "tua=3 ms"), "did you mean `tau`?");
        said(bouton("run", folder.toString()), "it is a folder");
        said(bouton("check", file, "--json", "--sarif"), "mutually exclusive");
        said(bouton("run"), "missing required parameter: 'FILE'");
    }

    @Test
    void aRunAnswersWithItsFolder() throws IOException {
        Path out = folder.resolve("results");
        Answer run = bouton("run", file, "--out", out.toString(), "--set", "quiet.tau=10 ms", "--seed", "5");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().endsWith("results in " + out + System.lineSeparator()), run.out());
        String manifest = Files.readString(out.resolve("manifest.json"));
        assertTrue(manifest.contains("\"seed\" : 5"), manifest);
        assertTrue(manifest.contains("\"command\" : [ \"run\", \"mine.bouton\", \"--out\", \"results\","), manifest);
        said(bouton("run", file, "--out", out.toString()), "a run never writes over another");

        Answer inspect = bouton("inspect", out.toString());
        assertEquals(0, inspect.exit());
        assertTrue(inspect.out().contains("population P: 2 of quiet"), inspect.out());
        Answer all = bouton("inspect", out.resolve("image").toString(), "--kernels");
        assertTrue(all.out().contains("projection 0"), all.out());
        Answer explained = bouton("inspect", out.toString(), "--explain-kernel", "P.integrate");
        assertEquals(0, explained.exit(), explained.err());
        assertTrue(explained.out().contains("without branches, which HotSpot vectorises"), explained.out());
        assertTrue(explained.out().contains("# " + file + ":"), explained.out());
        said(bouton("inspect", out.toString(), "--explain-kernel", "P.other"), "there are P.integrate");
        said(bouton("inspect", out.resolve("manifest.json").toString()), "not an image");
        said(bouton("inspect", folder.toString()), "it has no manifest.json");
    }

    @Test
    void threadsAreANumber() {
        assertEquals(
                0,
                bouton(
                                "run",
                                file,
                                "--threads",
                                "2",
                                "--out",
                                folder.resolve("two").toString())
                        .exit());
        said(bouton("run", file, "--threads", "0"), "--threads: 0 is not a number from 1 to 256");
        said(bouton("run", file, "--threads", "many"), "--threads: many is not a number from 1 to 256");
    }

    @Test
    void quietIsQuiet() {
        Answer run = bouton("run", file, "--quiet", "--out", folder.resolve("q").toString());
        assertEquals(new Answer(0, "", ""), run);
    }

    @Test
    void codesAreListedAndExplained() {
        assertTrue(bouton("explain").out().contains("L301"));
        assertEquals(0, bouton("explain", "l301").exit());
    }

    /** A line that names the trouble, and status 2. */
    private static void said(Answer answer, String words) {
        assertEquals(2, answer.exit(), answer.err());
        assertTrue(answer.err().startsWith("bouton: "), answer.err());
        assertTrue(answer.err().contains(words), answer.err());
        assertTrue(answer.err().lines().count() <= 4, answer.err());
    }

    private static Answer bouton(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream o = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream e = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            int exit = BoutonCommand.execute(new Terminal(o, e, false, false, 80, true), args);
            return new Answer(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }
}
