package bouton.dsl.experiment;

import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.dsl.check.Bindings;
import bouton.dsl.check.Environment;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever stands in an experiment, checking it ends with diagnostics and not with an exception. */
class MutatedExperimentsTest {
    private static final Path CASES = Path.of("src/test/resources/experiments");
    private static final Pattern TOKEN = Pattern.compile("\\w+|\\S|\\s+");
    private static final long LIMIT_NANOS = 4_000_000_000L;

    @Test
    void noMutationThrows() throws IOException {
        Random random = new Random(7);
        List<String> sources = new ArrayList<>();
        for (String name : List.of("right", "kinds", "values-of-sets", "names")) {
            sources.add(Files.readString(CASES.resolve(name).resolve("input.bouton")));
        }
        long start = System.nanoTime();
        int done = 0;
        while (System.nanoTime() - start < LIMIT_NANOS) {
            String text = mutated(sources.get(random.nextInt(sources.size())), random);
            try {
                check(text);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(text, e);
            }
            done++;
        }
        assertTrue(done > 10, "only " + done);
    }

    /** Tokens of the experiment dropped, doubled or exchanged; the network before it stays whole. */
    private static String mutated(String source, Random random) {
        int at = source.indexOf("experiment ");
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(source.substring(at));
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        int changes = 1 + random.nextInt(4);
        for (int c = 0; c < changes; c++) {
            int where = 8 + random.nextInt(tokens.size() - 10);
            switch (random.nextInt(3)) {
                case 0 -> tokens.remove(where);
                case 1 -> tokens.add(where, tokens.get(8 + random.nextInt(tokens.size() - 10)));
                default -> tokens.set(where, tokens.get(8 + random.nextInt(tokens.size() - 10)));
            }
        }
        return source.substring(0, at) + String.join("", tokens);
    }

    private static void check(String text) {
        Diagnostics diagnostics = new Diagnostics();
        Program program = Frontend.load(
                "input.bouton", text.getBytes(StandardCharsets.UTF_8), Environment.NONE, diagnostics);
        Experiments.checkAll(program, program.target("", diagnostics), new Bindings(), diagnostics);
    }
}
