package bouton.dsl.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.dsl.check.Bindings;
import bouton.dsl.check.Environment;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.TextRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Experiments and what is said about them: every folder {@code experiments/NAME} holds {@code input.bouton} and
 * {@code expected.txt}, the rendered diagnostics or {@code none}. {@code mvn test -Dbouton.rewrite=true} writes the expected
 * texts anew.
 */
class ExperimentFixturesTest {
    private static final Path CASES = Path.of("src/test/resources/experiments");

    /** No files, and all Java classes of the package {@code there}. */
    private static final Environment CLASSES = new Environment() {
        @Override
        public Optional<Text> source(String importer, List<String> path) throws IOException {
            return Environment.NONE.source(importer, path);
        }

        @Override
        public Numbers data(String importer, String format, List<String> files) throws IOException {
            return Environment.NONE.data(importer, format, files);
        }

        @Override
        public void foreign(String importer, String implementation) throws IOException {
            if (!implementation.startsWith("there.")) {
                Environment.NONE.foreign(importer, implementation);
            }
        }
    };

    @TestFactory
    List<DynamicTest> saysWhatIsExpected() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted()
                    .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> compare(f)))
                    .toList();
        }
    }

    private static void compare(Path folder) throws IOException {
        String said = check(Files.readAllBytes(folder.resolve("input.bouton")));
        Path expected = folder.resolve("expected.txt");
        String text = said.isEmpty() ? "none\n" : said;
        if (Boolean.getBoolean("bouton.rewrite")) {
            Files.writeString(expected, text);
        }
        assertEquals(Files.readString(expected), text);
    }

    private static String check(byte[] program) {
        Diagnostics diagnostics = new Diagnostics();
        Program loaded = Frontend.load("input.bouton", program, CLASSES, diagnostics);
        Experiments.checkAll(loaded, loaded.target("", diagnostics), new Bindings(), diagnostics);
        return new TextRenderer(false).render(diagnostics.sorted());
    }
}
