package bouton.cli.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import bouton.cli.command.BoutonCommand;
import bouton.cli.command.ExitCode;
import bouton.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where a network's numbers are whole steps of a chip's fields, and the order inside a tick cannot matter, the chip computes what
 * the ideal computes: every state, weight and spike of the programs of {@code machine/same} is the same, bit for bit.
 */
final class SameBitsTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "bouton", "cli", "machine", "same");

    @TempDir
    private Path folder = Path.of("");

    @TestFactory
    List<DynamicTest> onOdinAsInFloat64() throws IOException {
        try (Stream<Path> programs = Files.list(FOLDER)) {
            return programs.sorted()
                    .map(p -> DynamicTest.dynamicTest(p.getFileName().toString(), () -> same(p)))
                    .toList();
        }
    }

    private void same(Path program) throws IOException {
        Path ideal = folder.resolve(program.getFileName() + "-ideal");
        Path chip = folder.resolve(program.getFileName() + "-odin");
        run("run", program.toString(), "--out", ideal.toString());
        run("run", program.toString(), "--chip", "odin", "--out", chip.toString());
        List<Path> files;
        try (Stream<Path> all = Files.walk(ideal)) {
            files = all.filter(SameBitsTest::isResult).map(ideal::relativize).toList();
        }
        assertFalse(files.isEmpty());
        for (Path file : files) {
            assertArrayEquals(
                    Files.readAllBytes(ideal.resolve(file)), Files.readAllBytes(chip.resolve(file)), file.toString());
        }
    }

    private static boolean isResult(Path file) {
        String folder = String.valueOf(Objects.requireNonNull(file.getParent()).getFileName());
        String name = file.getFileName().toString();
        boolean values = folder.equals("values") || folder.equals("synapses") || folder.equals("events");
        return values && (name.endsWith(".npy") || name.endsWith(".csv"));
    }

    private static void run(String... command) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int exit = BoutonCommand.execute(new Terminal(out, out, false, false, 200, false), command);
        assertEquals(ExitCode.FINE, exit, bytes.toString(StandardCharsets.UTF_8));
    }
}
