package bouton.cli.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.cli.command.BoutonCommand;
import bouton.cli.command.ExitCode;
import bouton.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What {@code bouton compile} says of networks on a chip that is described bit by bit, with what it warns of. {@code
 * -Dbouton.rewrite=true} writes the expected texts anew.
 */
final class CompileReportTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "bouton", "cli", "machine", "compile");

    @TestFactory
    Stream<DynamicTest> asText() {
        return Stream.of("kinds", "learning", "rounded")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    same(name + ".txt", compile(name));
                    same(name + ".json", compile(name, "--json"));
                }));
    }

    private static String compile(String name, String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String file = FOLDER.resolve(name + ".bouton").toString();
        String[] command = Stream.concat(Stream.of("compile", file, "--chip", "odin"), Stream.of(more))
                .toArray(String[]::new);
        Terminal terminal = new Terminal(stream(out), stream(err), false, false, 100, false);
        assertEquals(ExitCode.FINE, BoutonCommand.execute(terminal, command), text(err));
        return more.length > 0 ? text(out) : text(out) + withoutLines(text(err));
    }

    /** Warnings without the lines that they point at: the chip's text may grow. */
    private static String withoutLines(String warnings) {
        return warnings.lines()
                .map(String::strip)
                .filter(l -> l.startsWith("warning") || l.startsWith("= "))
                .map(l -> l + "\n")
                .collect(Collectors.joining());
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void same(String name, String text) throws IOException {
        Path expected = FOLDER.resolve(name);
        if (Boolean.getBoolean("bouton.rewrite")) {
            Files.writeString(expected, text);
        }
        assertEquals(Files.readString(expected), text);
    }
}
