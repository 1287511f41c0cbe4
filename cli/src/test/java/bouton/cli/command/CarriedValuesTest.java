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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Values that come to a neuron with events, as levels or from the whole network mean the same on a chip as in float64: each
 * program of {@code command/carried} meets its requirements on both.
 */
final class CarriedValuesTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "bouton", "cli", "command", "carried");

    @TestFactory
    List<DynamicTest> onAChipAsInFloat64() throws IOException {
        try (Stream<Path> programs = Files.list(FOLDER)) {
            return programs.sorted()
                    .map(p -> DynamicTest.dynamicTest(p.getFileName().toString(), () -> passes(p)))
                    .toList();
        }
    }

    private static void passes(Path program) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(out, out, false, false, 200, false);
        int exit =
                BoutonCommand.execute(terminal, "test", program.toString(), "--chip", "ideal", "--chip", "crossbar256");
        String said = bytes.toString(StandardCharsets.UTF_8);
        assertEquals(ExitCode.FINE, exit, said);
        assertTrue(said.endsWith("2 passed, 0 failed, 0 refused\n"), said);
    }
}
