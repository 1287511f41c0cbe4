package bouton.dsl.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The quick way to read a text without faults gives the tree that the full parser gives. */
final class FaultlessTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void allProgramsAreReadAlike() throws IOException {
        int quick = 0;
        for (Path file : programs()) {
            Source source = new Source(file.toString(), Files.readString(file));
            Diagnostics found = new Diagnostics();
            var faultless = Parser.faultless(Parser.prepared(source));
            if (faultless != null) {
                quick++;
                assertEquals(
                        Parser.full(Parser.prepared(source), new ParseErrors(source, found))
                                .file()
                                .toStringTree(),
                        faultless.toStringTree(),
                        file.toString());
                assertTrue(found.sorted().isEmpty(), file.toString());
            }
        }
        assertTrue(quick > 150, quick + " files were read the quick way");
    }

    @Test
    void whatTheProjectShipsIsReadTheQuickWay() throws IOException {
        List<Path> shipped = programs().stream()
                .filter(f ->
                        f.startsWith(ROOT.resolve("examples")) || f.toString().contains("src/main"))
                .toList();
        assertTrue(shipped.size() > 40);
        for (Path file : shipped) {
            Source source = new Source(file.toString(), Files.readString(file));
            assertTrue(Parser.faultless(Parser.prepared(source)) != null, file.toString());
        }
    }

    private static List<Path> programs() throws IOException {
        try (Stream<Path> examples = Files.walk(ROOT.resolve("examples"));
                Stream<Path> library = Files.walk(ROOT.resolve("dsl/src"));
                Stream<Path> profiles = Files.walk(ROOT.resolve("hardware-profiles/src"))) {
            return Stream.of(examples, library, profiles)
                    .flatMap(all -> all)
                    .filter(f -> f.toString().endsWith(".bouton"))
                    .filter(FaultlessTest::isText)
                    .toList();
        }
    }

    private static boolean isText(Path file) {
        try {
            return Files.readString(file).indexOf('\0') < 0;
        } catch (IOException e) {
            // Some fixtures are no texts.
            return false;
        }
    }
}
