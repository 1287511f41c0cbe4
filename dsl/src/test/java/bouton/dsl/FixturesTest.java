package bouton.dsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.dsl.check.Bindings;
import bouton.dsl.diagnostic.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Programs and what is said about them: every folder {@code cases/AREA/NAME} holds {@code input.bouton} and
 * {@code expected.txt}, the rendered diagnostics or {@code none}. Other programs there ({@code right.bouton},
 * {@code local.bouton}) are correct neighbours. {@code mvn test -Dbouton.rewrite=true} writes the expected texts anew.
 */
class FixturesTest {
    static final Path CASES = Path.of("src/test/resources/cases");

    /** Codes that only experiments produce; they are covered by the tests of that package. */
    static final Set<Code> OF_EXPERIMENTS = EnumSet.of(Code.E001, Code.E002);

    /** Codes that only compiling for a chip produces; they are covered by the tests of the compiler. */
    static final Set<Code> OF_COMPILER = EnumSet.of(
            Code.Q103, Code.Q104, Code.Q105, Code.Q106, Code.Q107, Code.Q108, Code.Q110, Code.Q112, Code.Q113,
            Code.Q114, Code.F210, Code.F211, Code.F212, Code.F213, Code.F214, Code.F220, Code.F221, Code.F222,
            Code.F223, Code.F224, Code.F225, Code.F226, Code.F227, Code.F130, Code.F131, Code.F132, Code.F133,
            Code.F134, Code.Q111, Code.F230, Code.F231, Code.F232, Code.F233, Code.F234);

    /** Codes of what does not fit the cores of a chip, which only the placer produces: covered by its tests. */
    private static final Set<Code> OF_PLACER = EnumSet.of(
            Code.F201, Code.F202, Code.F203, Code.F204, Code.F205, Code.F206, Code.F207, Code.F208, Code.F209,
            Code.F215, Code.F228);

    /** Needs an input of 2 MB: {@link RobustnessTest}. */
    private static final Set<Code> ELSEWHERE = EnumSet.of(Code.S003);

    @TestFactory
    Stream<DynamicTest> saysWhatIsExpected() throws IOException {
        return inputs().map(input -> DynamicTest.dynamicTest(name(input), () -> {
            String said = check(input).rendered();
            String text = said.isEmpty() ? "none\n" : said;
            Path expected = input.resolveSibling("expected.txt");
            if (Boolean.getBoolean("bouton.rewrite")) {
                Files.writeString(expected, text);
            }
            assertEquals(Files.readString(expected), text);
        }));
    }

    @TestFactory
    Stream<DynamicTest> acceptsTheCorrectNeighbour() throws IOException {
        return programs()
                .filter(p -> List.of("right.bouton", "local.bouton")
                        .contains(p.getFileName().toString()))
                .map(p -> DynamicTest.dynamicTest(name(p), () -> {
                    Checked checked = check(p);
                    Set<Code> rest = EnumSet.noneOf(Code.class);
                    rest.addAll(checked.codes());
                    rest.remove(Code.W003);
                    assertTrue(rest.isEmpty(), checked::rendered);
                }));
    }

    /** `cases/codes/N001-…` is about N001 alone: one cause, one message. */
    @TestFactory
    Stream<DynamicTest> saysNothingButTheCodeInItsName() throws IOException {
        return inputs().filter(p -> area(p).equals("codes"))
                .map(p -> DynamicTest.dynamicTest(name(p), () -> {
                    Checked checked = check(p);
                    Code code = code(p);
                    Set<Code> others = EnumSet.noneOf(Code.class);
                    others.addAll(checked.codes());
                    assertTrue(others.remove(code), checked::rendered);
                    if (code != Code.W003) {
                        others.remove(Code.W003);
                    }
                    assertTrue(others.isEmpty(), checked::rendered);
                }));
    }

    @Test
    void everyCodeHasAFixture() throws IOException {
        Set<Code> missing = EnumSet.allOf(Code.class);
        missing.removeAll(OF_EXPERIMENTS);
        missing.removeAll(OF_COMPILER);
        missing.removeAll(OF_PLACER);
        missing.removeAll(ELSEWHERE);
        for (Path input : inputs().toList()) {
            if (area(input).equals("codes")) {
                missing.remove(code(input));
            }
        }
        assertEquals(EnumSet.noneOf(Code.class), missing);
    }

    @Test
    void everyCheatHasALocalForm() throws IOException {
        List<String> without = new ArrayList<>();
        long cheats = 0;
        for (Path input : inputs().filter(p -> area(p).equals("cheats")).toList()) {
            cheats++;
            if (!Files.exists(input.resolveSibling("local.bouton"))
                    || check(input).errors().isEmpty()) {
                without.add(name(input));
            }
        }
        assertEquals(List.of(), without);
        assertTrue(cheats >= 14);
    }

    static Checked check(Path program) throws IOException {
        return Checked.of(
                program.getFileName().toString(),
                Files.readAllBytes(program),
                new Folder(program.resolveSibling("")),
                new Bindings());
    }

    static Stream<Path> inputs() throws IOException {
        return programs().filter(p -> p.endsWith("input.bouton"));
    }

    static Stream<Path> programs() throws IOException {
        try (Stream<Path> all = Files.walk(CASES)) {
            return all.filter(p -> p.toString().endsWith(".bouton")).sorted().toList().stream();
        }
    }

    /** The code that a fixture of the area `codes` is named after. */
    private static Code code(Path program) {
        return Code.valueOf(CASES.relativize(program).getName(1).toString().substring(0, 4));
    }

    private static String area(Path program) {
        return CASES.relativize(program).getName(0).toString();
    }

    private static String name(Path program) {
        return CASES.relativize(program).toString();
    }
}
