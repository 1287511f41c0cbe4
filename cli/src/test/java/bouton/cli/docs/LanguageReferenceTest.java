package bouton.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.cli.command.BoutonCommand;
import bouton.cli.terminal.Terminal;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.experiment.EventUse;
import bouton.dsl.experiment.Statistic;
import bouton.dsl.model.Builtin;
import bouton.dsl.model.Method;
import bouton.dsl.model.TargetDef;
import bouton.dsl.model.Term;
import bouton.dsl.parse.Parser;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import bouton.dsl.unit.Units;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The reference leaves out nothing that is built, and the library's page says what the library's sources say. */
class LanguageReferenceTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path LIBRARY = Path.of("..", "dsl", "src", "main", "resources", "bouton", "std");

    @TempDir
    private Path folder;

    private static String page(String name) throws IOException {
        return Files.readString(DOCS.resolve(name));
    }

    // ---- the reference

    @Test
    void theReferenceNamesEveryWordOfTheLanguage() throws IOException {
        List<String> words = new ArrayList<>();
        Stream.of(Builtin.values()).map(Builtin::word).forEach(words::add);
        Stream.of(Statistic.values()).map(Statistic::word).forEach(words::add);
        Stream.of(EventUse.Function.values()).map(EventUse.Function::word).forEach(words::add);
        Stream.of(Term.DrawKind.values())
                .map(d -> d.name().toLowerCase(Locale.ROOT))
                .forEach(words::add);
        Stream.of(Method.Kind.values()).map(Method.Kind::word).forEach(words::add);
        words.addAll(TargetDef.STAGES);
        words.addAll(itemWords());
        assertNamed(words, page("language.md"));
    }

    /** The words at the beginning of items and declarations, from the grammar. */
    private static List<String> itemWords() throws IOException {
        String grammar = Files.readString(Path.of("..", "dsl/src/main/antlr4/bouton/dsl/parse/generated/Bouton.g4"));
        List<String> result = new ArrayList<>();
        for (String rule : List.of("declaration", "item")) {
            int from = grammar.indexOf("\n" + rule + "\n");
            String alternatives = grammar.substring(from, grammar.indexOf("\n    ;", from));
            Matcher m = Pattern.compile("'([a-z]+)'").matcher(alternatives);
            while (m.find()) {
                result.add(m.group(1));
            }
        }
        assertTrue(result.size() > 30, "the words of the grammar were found");
        return result;
    }

    private static void assertNamed(List<String> words, String page) {
        List<String> code = new ArrayList<>();
        Matcher m = Pattern.compile("```.*?```|`[^`]+`", Pattern.DOTALL).matcher(page);
        while (m.find()) {
            code.addAll(Arrays.asList(m.group().split("[^A-Za-z0-9_]+")));
        }
        List<String> missing =
                words.stream().filter(w -> !code.contains(w)).distinct().toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void theReferenceNamesEveryUnitWithoutPrefix() throws IOException {
        String page = page("language.md");
        for (String unit : List.of("s", "V", "A", "S", "F", "Ohm", "Hz", "m", "g", "C", "J", "W", "N", "mol", "M")) {
            assertTrue(Units.find(unit).isPresent() && Units.find("k" + unit).isPresent(), unit);
        }
        for (String prefix : List.of("m", "u", "n", "p", "f", "k", "M", "G", "T")) {
            assertTrue(Units.find(prefix + "V").isPresent(), prefix);
        }
        assertTrue(page.contains("`s V A S F Ohm Hz m g C J W N mol M`"));
        assertTrue(page.contains("`m u n p f k M G T`"));
        for (String symbol : Units.symbols()) {
            boolean known = Pattern.matches("[munpfkMGTcdµμ]?(s|V|A|S|F|[oO]hm|Ω|Hz|m|g|C|J|W|N|mol|M)", symbol)
                    || List.of("K", "cd", "min", "h", "rad", "deg", "%", "1").contains(symbol);
            assertTrue(known, "a unit that the reference does not name: " + symbol);
        }
    }

    @Test
    void theReferenceNamesEveryOptionOfTheCommand() throws IOException {
        String page = page("language.md");
        CommandLine line = new CommandLine(new BoutonCommand());
        line.getSubcommands().forEach((name, sub) -> {
            assertTrue(page.contains("`./bouton " + name), name);
            sub.getCommandSpec().options().stream()
                    .map(o -> o.longestName())
                    // `--help` is everywhere, and `--verbose` is for those who compare recordings.
                    .filter(o -> !List.of("--help", "--version", "--verbose").contains(o))
                    .forEach(o -> assertTrue(page.contains("`" + o), name + " " + o));
        });
    }

    // ---- the library

    private static Map<String, Declaration.Model> library() throws IOException {
        Map<String, Declaration.Model> result = new LinkedHashMap<>();
        for (String file : List.of("neurons.bouton", "synapses.bouton")) {
            Diagnostics diagnostics = new Diagnostics();
            Parser.parse(file, Files.readAllBytes(LIBRARY.resolve(file)), diagnostics).declarations().stream()
                    .filter(d -> d instanceof Declaration.Model)
                    .map(d -> (Declaration.Model) d)
                    .forEach(m -> result.put(m.name().text(), m));
            assertTrue(!diagnostics.hasErrors(), file);
        }
        return result;
    }

    @Test
    void theLibrarysPageHasARowForEveryModelWithItsDefaults() throws IOException {
        List<String> lines = page("std.md").lines().toList();
        Map<String, Declaration.Model> library = library();
        for (Declaration.Model model : library.values()) {
            String start = "| `" + model.name() + "` |";
            String row =
                    lines.stream().filter(l -> l.startsWith(start)).findFirst().orElse("");
            assertTrue(!row.isEmpty(), "a row for " + model.name());
            for (Declaration.Model m = model; m != null; ) {
                m.items().forEach(item -> assertSaid(item, row));
                m = m.base().map(b -> library.get(b.text())).orElse(null);
            }
        }
    }

    /** A parameter with its default, a port with its unit if it has one. */
    private static void assertSaid(Item item, String row) {
        if (item instanceof Item.Param p) {
            String value = p.initial()
                    .map(Item.Initial::value)
                    .filter(LanguageReferenceTest::isLiteral)
                    .map(e -> " " + e.span().text())
                    .orElse("");
            String said = "`" + p.name() + "`" + value;
            assertTrue(
                    Pattern.compile(Pattern.quote(said) + "(?=[,; |])")
                            .matcher(row)
                            .find(),
                    said + " in " + row);
        } else if (item instanceof Item.PortItem p) {
            String unit = p.unit().map(u -> " " + u.span().text()).orElse("");
            assertTrue(row.contains("`" + p.name() + "`" + unit), p.name() + " in " + row);
        }
    }

    private static boolean isLiteral(Expr e) {
        return e instanceof Expr.Number || (e instanceof Expr.Unary u && isLiteral(u.operand()));
    }

    @Test
    void theLibrarysPageHasARowForEveryFunction() throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        String file = "experiments.bouton";
        List<String> functions =
                Parser.parse(file, Files.readAllBytes(LIBRARY.resolve(file)), diagnostics).declarations().stream()
                        .filter(d -> d instanceof Declaration.Function)
                        .map(d -> (Declaration.Function) d)
                        .map(f -> f.name() + "("
                                + String.join(
                                        ", ",
                                        f.parameters().stream()
                                                .map(Object::toString)
                                                .toList())
                                + ")")
                        .toList();
        assertTrue(!diagnostics.hasErrors() && !functions.isEmpty(), file);
        String page = page("std.md");
        functions.forEach(f -> assertTrue(page.contains("| `" + f + "` |"), "a row for " + f));
    }

    @Test
    void theExamplesOfTheLibrarysPageRun() throws IOException {
        Matcher m = Pattern.compile("```bouton\n(.*?)```", Pattern.DOTALL).matcher(page("std.md"));
        int found = 0;
        while (m.find()) {
            Path file = Files.writeString(folder.resolve("std" + found++ + ".bouton"), m.group(1));
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
            Terminal terminal = new Terminal(out, out, false, false, 100, false);
            int exit = BoutonCommand.execute(terminal, "run", file.toString(), "--quiet", "--out", file + ".run");
            assertEquals("0 ", exit + " " + said.toString(StandardCharsets.UTF_8));
        }
        assertEquals(3, found, "models, functions, sdsp");
    }
}
