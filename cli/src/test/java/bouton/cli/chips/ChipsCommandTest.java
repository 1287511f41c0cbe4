package bouton.cli.chips;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.cli.command.BoutonCommand;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** `bouton chips`: what it shows and writes. {@code -Dbouton.rewrite=true} writes the expected texts anew. */
class ChipsCommandTest {
    private static final Path EXPECTED = Path.of("src/test/resources/bouton/cli/chips");

    @TempDir
    private Path folder;

    private record Answer(int exit, String out, String err) {}

    private static Answer bouton(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                100,
                false);
        int exit = BoutonCommand.execute(terminal, args);
        return new Answer(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @TestFactory
    Stream<DynamicTest> pages() {
        return Stream.of("list", "crossbar256", "sop", "sdsp", "loihi_costs", "odin", "tinyodin")
                .map(chip -> DynamicTest.dynamicTest(chip, () -> {
                    Answer answer = chip.equals("list") ? bouton("chips") : bouton("chips", chip);
                    assertEquals(0, answer.exit(), answer.err());
                    Path expected = EXPECTED.resolve(chip + ".txt");
                    if (Boolean.getBoolean("bouton.rewrite")) {
                        Files.writeString(expected, answer.out());
                    }
                    assertEquals(Files.readString(expected), answer.out());
                }));
    }

    @Test
    void jsonForTools() {
        Map<?, ?> chip = (Map<?, ?>) Objects.requireNonNull(
                Json.parse(bouton("chips", "crossbar256", "--json").out()));
        assertEquals("crossbar256", chip.get("name"));
        assertTrue(bouton("chips", "--json").out().contains("\"manycore\""));
    }

    @Test
    void aNewChipIsWrittenOnceAndShown() throws IOException {
        Path file = folder.resolve("my-chip.bouton");
        Answer made = bouton("chips", "--new", file.toString(), "--from", "crossbar256");
        assertEquals(0, made.exit(), made.err());
        assertTrue(Files.readString(file).contains("chip my_chip = crossbar256 {"));
        assertTrue(bouton("chips", file.toString()).out().startsWith("my_chip, derived from crossbar256, prog\n"));
        assertTrue(bouton("chips", file + ":my_chip").out().startsWith("my_chip"));
        Answer again = bouton("chips", "--new", file.toString(), "--from", "prog");
        assertEquals(2, again.exit());
        assertTrue(again.err().contains("it is not overwritten"), again.err());
        assertTrue(Files.readString(file).contains("crossbar256"));
    }

    @Test
    void checkReadsTheCircuitsOfAChip() throws IOException {
        Path copy = folder.resolve("copy.bouton");
        assertTrue(bouton("chips", "--new", copy.toString(), "--from", "tinyodin")
                .out()
                .contains("a copy of tinyodin"));
        assertEquals(0, bouton("check", copy.toString()).exit());
        Files.writeString(copy, Files.readString(copy).replace("core += w", "core += w ; thr += 1"));
        Answer checked = bouton("check", copy.toString());
        assertEquals(2, checked.exit());
        assertTrue(checked.err().contains("error[Q111]"), checked.err());
        assertEquals(2, bouton("chips", copy.toString()).exit());
        Path user = Files.writeString(folder.resolve("user.bouton"), "use copy.copy\ntarget t : copy { dt = 1 ms }\n");
        assertTrue(bouton("check", user.toString()).err().contains("error[Q111]"));
    }

    @Test
    void faultsAreTold() throws IOException {
        assertTrue(bouton("chips", "crosbar256").err().contains("did you mean `crossbar256`?"));
        assertTrue(bouton("chips", "--from", "prog").err().contains("--new"));
        assertTrue(bouton("chips", "--new", "x.bouton", "--from", "prgo").err().contains("--from: there is no chip"));
        assertTrue(
                bouton("chips", folder.resolve("none.bouton").toString()).err().contains("cannot read"));
        Path two = Files.writeString(folder.resolve("two.bouton"), "chip a { core { } }\nchip b { core { } }\n");
        assertTrue(bouton("chips", two.toString()).err().contains("declares 2 chips"));
        assertTrue(bouton("chips", two + ":c").err().contains("declares no chip `c`"));
        Path none = Files.writeString(folder.resolve("net.bouton"), "network n { }\n");
        assertTrue(bouton("chips", none.toString()).err().contains("declares no chip"));
        Path wrong = Files.writeString(folder.resolve("wrong.bouton"), "chip a { core { nuerons 3 } }\n");
        Answer answer = bouton("chips", wrong.toString());
        assertEquals(2, answer.exit());
        assertTrue(answer.err().contains("error[S005]"), answer.err());
    }
}
