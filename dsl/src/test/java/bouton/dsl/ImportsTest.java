package bouton.dsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.dsl.check.Bindings;
import bouton.dsl.check.Environment;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImportsTest {
    private static final String UNIT = "neuron unit { param k = rate ; state x: 1 = 0 ; on tick { x += k * f(1) } }\n"
            + "function f(x) = 2 * x\ndata rate = 3\nneuron other = unit { k = 4 }\n";

    @Test
    void anImportedModelSeesTheNamesOfItsFile() {
        Checked checked = check("use lib.unit\nnetwork n { population E[1] of unit }", Map.of("lib", UNIT));
        assertTrue(checked.errors().isEmpty(), checked::rendered);
    }

    @Test
    void theImporterDoesNotSeeThem() {
        Checked checked =
                check("use lib.unit\nneuron own { state x: 1 = 0 ; on tick { x = f(1) } }", Map.of("lib", UNIT));
        assertEquals(List.of(Code.N001), codes(checked));
    }

    @Test
    void aDerivationGoesThroughFiles() {
        Checked checked = check(
                "use lib.other\nneuron mine = other { k = 5 }\nnetwork n { population E[1] of mine }",
                Map.of("lib", UNIT));
        assertTrue(checked.errors().isEmpty(), checked::rendered);
    }

    @Test
    void severalNamesInBraces() {
        Checked checked = check(
                "use deep.lib.{ unit, other }\nnetwork n { population E[1] of unit ; population F[1] of other }",
                Map.of("deep/lib", UNIT));
        assertTrue(checked.errors().isEmpty(), checked::rendered);
    }

    @Test
    void errorsOfAnImportedFileAreReportedThere() {
        Checked checked =
                check("use lib.a\nnetwork n { population E[1] of a }", Map.of("lib", "neuron a { on tick { x = 1 } }"));
        assertEquals(List.of(Code.N004), codes(checked));
        assertEquals("lib.bouton", checked.errors().getFirst().file());
    }

    @Test
    void aNameThatIsImportedAndDeclared() {
        Checked checked = check("use lib.unit\nneuron unit { }", Map.of("lib", UNIT));
        assertEquals(List.of(Code.N002), codes(checked));
    }

    @Test
    void oneFileOnTwoWaysIsNoCircle() {
        Checked checked = check(
                "use a.x\nuse b.y\nnetwork n { population E[1] of x ; population F[1] of y }",
                Map.of(
                        "a", "use lib.unit\nneuron x = unit { k = 1 }",
                        "b", "use lib.unit\nneuron y = unit { k = 2 }",
                        "lib", UNIT));
        assertTrue(checked.errors().isEmpty(), checked::rendered);
    }

    @Test
    void aCircleIsShown() {
        Checked checked = check("use a.x", Map.of("a", "use b.x", "b", "use a.y"));
        assertTrue(codes(checked).contains(Code.N008), checked::rendered);
        assertTrue(checked.rendered().contains("a.bouton -> b.bouton -> a.bouton"), checked::rendered);
    }

    @Test
    void aFileThatCannotBeReadIsReported() {
        Environment broken = new Environment() {
            @Override
            public Optional<Text> source(String importer, List<String> path) throws IOException {
                throw new IOException("the disk is on fire");
            }

            @Override
            public Numbers data(String importer, String format, List<String> files) throws IOException {
                throw new IOException("here too");
            }
        };
        Checked checked = Checked.of(
                "test.bouton", "use a.b\ndata d = csv(\"x\")".getBytes(StandardCharsets.UTF_8), broken, new Bindings());
        assertEquals(List.of(Code.N007, Code.D001), codes(checked));
    }

    private static List<Code> codes(Checked checked) {
        return checked.errors().stream().map(Diagnostic::code).toList();
    }

    private static Checked check(String program, Map<String, String> files) {
        Environment environment = new Environment() {
            @Override
            public Optional<Text> source(String importer, List<String> path) {
                String name = String.join("/", path);
                return Optional.ofNullable(files.get(name))
                        .map(t -> new Text(name + ".bouton", t.getBytes(StandardCharsets.UTF_8)));
            }

            @Override
            public Numbers data(String importer, String format, List<String> names) throws IOException {
                throw new IOException("none");
            }
        };
        return Checked.of("test.bouton", program.getBytes(StandardCharsets.UTF_8), environment, new Bindings());
    }
}
