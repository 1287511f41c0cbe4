package bouton.dsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.dsl.diagnostic.Code;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The long texts of `bouton explain`: every code has one, and its examples do what it says. */
class ExplanationsTest {
    /**
     * No example of a few lines shows a file of 2 MB; those of experiments are run where experiments are, and whether a network
     * fits on a chip is found out where it is placed.
     */
    private static final Set<Code> WITHOUT_WRONG = EnumSet.range(Code.F201, Code.F209);

    static {
        WITHOUT_WRONG.addAll(EnumSet.of(Code.S003, Code.E001, Code.E002, Code.F215, Code.F228));
    }

    /** What is right about an import needs a second file. */
    private static final Set<Code> WITHOUT_RIGHT = EnumSet.of(Code.N007);

    /** The examples of the others are compiled where that is tested. */
    private static final Predicate<Code> OF_FRONT_END = code -> !FixturesTest.OF_COMPILER.contains(code);

    @TestFactory
    Stream<DynamicTest> startsWithCodeAndTitle() {
        return codes("title", code -> true, code -> {
            assertTrue(code.explanation().startsWith("# " + code + ": " + code.title() + "\n\n"));
            assertTrue(code.explanation().length() > 100);
        });
    }

    @TestFactory
    Stream<DynamicTest> wrongExamplesProduceTheCode() {
        return codes("wrong", OF_FRONT_END, code -> {
            List<String> examples = examples(code, "wrong");
            assertEquals(WITHOUT_WRONG.contains(code), examples.isEmpty());
            for (String example : examples) {
                Checked checked = Checked.of(example.replace("\\0", "\0"));
                assertTrue(checked.codes().contains(code), () -> example + checked.rendered());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> rightExamplesDoNot() {
        return codes("right", OF_FRONT_END, code -> {
            List<String> examples = examples(code, "right");
            assertEquals(WITHOUT_RIGHT.contains(code), examples.isEmpty());
            for (String example : examples) {
                Checked checked = Checked.of(example);
                assertFalse(checked.codes().contains(code), () -> example + checked.rendered());
                boolean data = checked.codes().equals(Set.of(Code.D003));
                assertTrue(data || checked.errors().isEmpty(), () -> example + checked.rendered());
            }
        });
    }

    @Test
    void findsCodesWhateverTheirCase() {
        assertEquals(Code.L301, Code.find("l301").orElseThrow());
        assertTrue(Code.find("L999").isEmpty());
    }

    private static Stream<DynamicTest> codes(String what, Predicate<Code> select, Consumer<Code> test) {
        return Stream.of(Code.values())
                .filter(select)
                .map(c -> DynamicTest.dynamicTest(what + " " + c, () -> test.accept(c)));
    }

    private static List<String> examples(Code code, String kind) {
        return Pattern.compile("^```bouton " + kind + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(code.explanation())
                .results()
                .map((MatchResult r) -> r.group(1))
                .toList();
    }
}
