package bouton.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.cli.command.BoutonCommand;
import bouton.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The programs in the documentation are right, the library's page is complete, and links lead somewhere. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final Path LIBRARY = ROOT.resolve("dsl/src/main/resources/bouton/std");

    @TempDir
    private Path folder;

    private static String page(String name) throws IOException {
        return Files.readString(ROOT.resolve(name));
    }

    private static List<String> blocks(String text, String language) {
        List<String> result = new ArrayList<>();
        Matcher m =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(text);
        while (m.find()) {
            result.add(m.group(1));
        }
        return result;
    }

    @TestFactory
    Stream<DynamicTest> everyProgramOfTheReferenceRuns() throws IOException {
        List<String> programs = new ArrayList<>(blocks(page("docs/language.md"), "bouton"));
        programs.addAll(blocks(page("docs/chips.md"), "bouton"));
        programs.addAll(blocks(page("README.md"), "bouton"));
        assertTrue(programs.size() > 8, "programs were found");
        return programs.stream()
                .map(p -> DynamicTest.dynamicTest(p.lines().findFirst().orElse(""), () -> runs(p)));
    }

    /** The Java classes of the reference lie beside its programs. */
    private void classes() throws IOException {
        for (String text : blocks(page("docs/language.md"), "java")) {
            Matcher m = Pattern.compile("package (\\w+);.*?class (\\w+)", Pattern.DOTALL)
                    .matcher(text);
            assertTrue(m.find(), text);
            Path home = Files.createDirectories(folder.resolve(m.group(1)));
            Files.writeString(home.resolve(m.group(2) + ".java"), text);
        }
    }

    private void runs(String program) throws IOException {
        classes();
        Path file = Files.writeString(Files.createTempFile(folder, "doc", ".bouton"), program);
        boolean runs = program.contains("experiment ");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(out, out, false, false, 100, false);
        int exit = runs
                ? BoutonCommand.execute(terminal, "run", file.toString(), "--quiet", "--out", file + ".run")
                : BoutonCommand.execute(terminal, "check", file.toString());
        String text = said.toString(StandardCharsets.UTF_8);
        assertEquals(0, exit, text);
        assertTrue(!text.contains("warning["), text);
    }

    @Test
    void theLibrarysPageNamesEverything() throws IOException {
        String text = page("docs/std.md");
        try (Stream<Path> files = Files.list(LIBRARY)) {
            for (Path file : files.sorted().toList()) {
                named(Files.readString(file), text);
            }
        }
    }

    private static void named(String library, String page) {
        Matcher models =
                Pattern.compile("^(?:neuron|synapse) (\\w+)", Pattern.MULTILINE).matcher(library);
        while (models.find()) {
            assertTrue(page.contains("`" + models.group(1) + "`"), models.group(1));
        }
        Matcher params = Pattern.compile("param (\\w+)").matcher(library);
        while (params.find()) {
            assertTrue(page.matches("(?s).*\\b" + params.group(1) + "\\b.*"), params.group(1));
        }
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> all = Files.walk(ROOT.resolve("docs"))) {
            all.filter(p -> p.toString().endsWith(".md")).forEach(pages::add);
        }
        for (Path page : pages) {
            Matcher m = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)").matcher(Files.readString(page));
            while (m.find()) {
                Path to = page.resolveSibling(m.group(1));
                assertTrue(Files.exists(to), page + " links to " + m.group(1));
            }
        }
    }
}
