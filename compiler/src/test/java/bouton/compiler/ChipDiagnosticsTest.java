package bouton.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is said where a network is compiled for the integers of a chip. {@code chips/codes/CODE-NAME} holds a program and the
 * rendered diagnostics, all of that code; {@code chips/silent} near misses, about which nothing is said. {@code mvn test
 * -Dbouton.rewrite=true} writes the expected texts anew. The examples of the long texts do what these say.
 */
class ChipDiagnosticsTest {
    private static final Path CASES = Path.of("src/test/resources/chips");

    /** A network without an experiment, so without a run that shows its ranges. */
    private static final Set<Code> WITHOUT_RANGES = EnumSet.of(Code.Q103);

    @TestFactory
    Stream<DynamicTest> saysWhatIsExpected() throws IOException {
        return inputs("codes")
                .map(input -> DynamicTest.dynamicTest(name(input), () -> {
                    ChipProgram program = compile(input);
                    Path expected = input.resolveSibling("expected.txt");
                    if (Boolean.getBoolean("bouton.rewrite")) {
                        Files.writeString(expected, program.rendered());
                    }
                    assertEquals(Files.readString(expected), program.rendered());
                    assertEquals(EnumSet.of(code(input)), program.codes(), program::rendered);
                }));
    }

    @TestFactory
    Stream<DynamicTest> saysNothingOfNearMisses() throws IOException {
        return inputs("silent")
                .map(input -> DynamicTest.dynamicTest(name(input), () -> {
                    ChipProgram program = compile(input);
                    assertEquals(Set.of(), program.codes(), program::rendered);
                }));
    }

    @Test
    void everyCodeHasAFixture() throws IOException {
        Set<Code> missing = EnumSet.copyOf(ChipProgram.CODES);
        inputs("codes").forEach(input -> missing.remove(code(input)));
        assertEquals(Set.of(), missing);
    }

    @TestFactory
    Stream<DynamicTest> wrongExamplesOfExplanationsProduceTheCode() {
        return explained(
                (code, example) -> {
                    ChipProgram program = ChipProgram.of("example.bouton", example, ticks(code));
                    assertTrue(program.codes().contains(code), () -> example + program.rendered());
                },
                "wrong");
    }

    @TestFactory
    Stream<DynamicTest> rightExamplesOfExplanationsDoNot() {
        return explained(
                (code, example) -> {
                    ChipProgram program = ChipProgram.of("example.bouton", example, ticks(code));
                    assertFalse(program.codes().contains(code), () -> example + program.rendered());
                    assertTrue(
                            program.diagnostics().stream().noneMatch(d -> d.severity() == Severity.ERROR),
                            () -> example + program.rendered());
                },
                "right");
    }

    private interface Example {
        void check(Code code, String example);
    }

    private static Stream<DynamicTest> explained(Example check, String kind) {
        Consumer<Code> all = code -> {
            List<String> examples = Pattern.compile(
                            "^```bouton " + kind + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                    .matcher(code.explanation())
                    .results()
                    .map(r -> r.group(1))
                    .toList();
            assertFalse(examples.isEmpty());
            examples.forEach(e -> check.check(code, e));
        };
        return ChipProgram.CODES.stream().map(c -> DynamicTest.dynamicTest(kind + " " + c, () -> all.accept(c)));
    }

    private static int ticks(Code code) {
        return WITHOUT_RANGES.contains(code) ? 0 : ChipProgram.TICKS;
    }

    private static ChipProgram compile(Path input) throws IOException {
        boolean ranges = !folder(input).getFileName().toString().startsWith("Q103");
        return ChipProgram.of("input.bouton", Files.readString(input), ranges ? ChipProgram.TICKS : 0);
    }

    private static Stream<Path> inputs(String area) throws IOException {
        try (Stream<Path> all = Files.walk(CASES.resolve(area))) {
            return all.filter(p -> p.endsWith("input.bouton")).sorted().toList().stream();
        }
    }

    private static Path folder(Path input) {
        return Objects.requireNonNull(input.getParent());
    }

    private static Code code(Path input) {
        return Code.valueOf(folder(input).getFileName().toString().substring(0, 4));
    }

    private static String name(Path input) {
        return CASES.relativize(folder(input)).toString();
    }
}
