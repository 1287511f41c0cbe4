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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code bouton test} on chips: what it prints stands beside the programs of {@code command/table}, without the times;
 * {@code -Dbouton.rewrite=true} writes it anew.
 */
final class TestTableTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "bouton", "cli", "command", "table");

    private record Answer(int exit, String out, String err) {}

    @Test
    void aTableTellsWhatPassesWhere() throws IOException {
        Answer all = test("decay", "divides", "learns");
        assertEquals("", all.err());
        assertEquals(ExitCode.REQUIRE_FAILED, all.exit());
        Path expected = FOLDER.resolve("expected.txt");
        if (Boolean.getBoolean("bouton.rewrite")) {
            Files.writeString(expected, all.out());
        }
        assertEquals(Files.readString(expected), all.out());
    }

    @Test
    void whatAChipRefusesHasNotFailed() {
        Answer refused = test("divides");
        assertEquals(ExitCode.FINE, refused.exit(), refused.out());
        assertTrue(refused.out().endsWith("1 passed, 0 failed, 1 refused\n"), refused.out());
    }

    @Test
    void jsonTellsTheChipAndTheReason() {
        Answer json = test("divides", "--json");
        assertTrue(json.out().contains("\"chip\" : \"ideal\""), json.out());
        assertTrue(json.out().contains("\"refused\" : \"F211\""), json.out());
        assertTrue(json.out().contains("divides.bouton:1:"), json.out());
    }

    private static Answer test(String... words) {
        List<String> command = new ArrayList<>(List.of("test"));
        for (String word : words) {
            command.add(
                    word.startsWith("-")
                            ? word
                            : FOLDER.resolve(word + ".bouton").toString());
        }
        command.addAll(List.of(
                "--chip", "ideal", "--chip", FOLDER.resolve("tiny.bouton").toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                200,
                false);
        int exit = BoutonCommand.execute(terminal, command.toArray(String[]::new));
        return new Answer(exit, plain(out), plain(err));
    }

    /** Without folders and times. */
    private static String plain(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(FOLDER + "/", "").replaceAll("(?m), [0-9.]+ s$", "");
    }
}
