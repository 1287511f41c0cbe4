package bouton.dsl.chip.check;

import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.dsl.check.Bindings;
import bouton.dsl.check.Environment;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.TextRenderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever stands in a chip, checking it ends with a chip or with diagnostics. */
class ChipMutationsTest {
    private static final Pattern TOKEN = Pattern.compile("\\w+|\\s+|\\.\\.|.", Pattern.DOTALL);
    private static final long SEED = 11;
    private static final int LEAST = 20;

    private static final List<String> WORDS = List.of(
            "unlimited",
            "none",
            "on",
            "off",
            "0",
            "-1",
            "1e9",
            "1e400",
            "1e-400",
            "0.5",
            "63",
            "64",
            "s16",
            "u7",
            ".",
            "float64",
            "@wrap",
            "@saturate",
            "@round(stochastic)",
            "@assumed",
            "@published(\"x\")",
            "@measured",
            "pJ",
            "ns",
            "mW",
            "MHz",
            "ms",
            "cycle",
            "tick",
            "bit",
            "KiB",
            "..",
            ",",
            ":",
            ";",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "x",
            "*",
            "^",
            "\n",
            "\"",
            "mesh",
            "list",
            "crossbar",
            "programmable",
            "sum_of_products",
            "native",
            "pre",
            "post",
            "epoch",
            "synapse");

    @Test
    void noChangeOfATextThrows() throws IOException {
        List<String> texts = texts();
        Random random = new Random(SEED);
        long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
        int done = 0;
        while (System.nanoTime() < end || done < LEAST) {
            String text = changed(texts.get(random.nextInt(texts.size())), random, texts);
            try {
                check(text);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(text, e);
            }
            done++;
        }
    }

    private static void check(String text) {
        Diagnostics diagnostics = new Diagnostics();
        Program program =
                Frontend.load("test.bouton", text.getBytes(StandardCharsets.UTF_8), Environment.NONE, diagnostics);
        program.check(program.target("", diagnostics), new Bindings(), diagnostics);
        String said = new TextRenderer(false).render(diagnostics.sorted());
        for (String name : program.chipNames()) {
            Diagnostics own = new Diagnostics();
            Optional<?> chip = program.chip(name, own);
            // A chip with an error is none; one without says so.
            assertTrue(chip.isEmpty() || !own.hasErrors(), () -> text + said);
            assertTrue(chip.isPresent() || diagnostics.hasErrors(), () -> text + said);
        }
    }

    /** The fixtures about chips, and the examples of the reference. */
    private static List<String> texts() throws IOException {
        List<String> result = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/cases/codes"))) {
            for (Path file :
                    files.filter(p -> p.endsWith("input.bouton")).sorted().toList()) {
                // Some fixtures are no texts.
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                if (text.contains("chip ")) {
                    result.add(text);
                }
            }
        }
        Matcher examples = Pattern.compile("```bouton\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/chips.md")));
        while (examples.find()) {
            for (int i = 0; i < 10; i++) {
                result.add(examples.group(1));
            }
        }
        return result;
    }

    private static String changed(String text, Random random, List<String> others) {
        List<String> tokens = tokens(text);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && !tokens.isEmpty(); i++) {
            int at = random.nextInt(tokens.size());
            switch (random.nextInt(5)) {
                case 0 -> tokens.remove(at);
                case 1 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
                case 2 -> tokens.set(at, word(random));
                case 3 -> tokens.add(at, word(random) + " ");
                default -> {
                    List<String> other = tokens(others.get(random.nextInt(others.size())));
                    int from = random.nextInt(other.size());
                    tokens.addAll(at, other.subList(from, Math.min(other.size(), from + random.nextInt(12))));
                }
            }
        }
        return String.join("", tokens);
    }

    private static String word(Random random) {
        Level[] levels = Level.values();
        List<String> ofLevel = levels[random.nextInt(levels.length)].words();
        return random.nextBoolean() || ofLevel.isEmpty()
                ? WORDS.get(random.nextInt(WORDS.size()))
                : ofLevel.get(random.nextInt(ofLevel.size()));
    }

    private static List<String> tokens(String text) {
        List<String> result = new ArrayList<>();
        Matcher m = TOKEN.matcher(text);
        while (m.find()) {
            result.add(m.group());
        }
        return result;
    }

    @Test
    void theReferenceNamesEveryWordOfAChip() throws IOException {
        List<String> named = new ArrayList<>();
        Matcher m = Pattern.compile("```.*?```|`[^`]+`", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/chips.md")));
        while (m.find()) {
            named.addAll(Arrays.asList(m.group().split("[^A-Za-z0-9_]+")));
        }
        List<String> missing = new ArrayList<>();
        for (Level level : Level.values()) {
            level.words().stream().filter(w -> !named.contains(w)).forEach(missing::add);
        }
        assertTrue(missing.isEmpty(), missing::toString);
    }
}
