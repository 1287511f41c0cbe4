package bouton.dsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.dsl.check.Bindings;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Term;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Values from outside: `given`, and overrides as the command line and sweeps set them. */
class BindingsTest {
    private static final String PROGRAM = """
            neuron lif { param tau = 20 ms ; param g: nS = 3 nS ; state v: mV = 0 mV ; v' = -v / tau ; on tick { v += v * g / 1 nS } }
            network n { param size = 2 ; population E[size] of lif ; population I[1] of lif { tau = 10 ms } }
            """;

    @Test
    void anOverrideIsInInternalUnitsAndHoldsForAll() {
        Network n = Checked.of(PROGRAM, new Bindings().override("tau", 7)).network("n");
        assertEquals(7, param(n, "E", "tau"));
        assertEquals(7, param(n, "I", "tau"));
    }

    @Test
    void theMoreSpecificWins() {
        Bindings bindings =
                new Bindings().override("tau", 1).override("lif.tau", 2).override("E.tau", 3);
        Network n = Checked.of(PROGRAM, bindings).network("n");
        assertEquals(3, param(n, "E", "tau"));
        assertEquals(2, param(n, "I", "tau"));
    }

    @Test
    void networkParametersAreOverridden() {
        assertEquals(
                5,
                Checked.of(PROGRAM, new Bindings().override("size", 5))
                        .network("n")
                        .groups()
                        .getFirst()
                        .size());
        assertEquals(
                5,
                Checked.of(PROGRAM, new Bindings().override("n.size", 5))
                        .network("n")
                        .groups()
                        .getFirst()
                        .size());
    }

    @Test
    void anOverrideReplacesAValueThatIsMissing() {
        String program = """
                neuron unit { param tau: ms ; param k: 1 = given ; state x: 1 = 1 ; x' = -k * x / tau }
                network n { population E[1] of unit }
                """;
        assertEquals(2, Checked.of(program).errors().size());
        Bindings bindings = new Bindings().override("tau", 4).override("k", 2);
        Network n = Checked.of(program, bindings).network("n");
        assertEquals(4, param(n, "E", "tau"));
        assertEquals(2, param(n, "E", "k"));
    }

    @Test
    void givenNumbersAreInTheDeclaredUnit() {
        String program = """
                neuron unit { param tau: s = given ; state x: 1 = 1 ; x' = -x / tau }
                network n { population E[1] of unit }
                """;
        assertEquals(
                2000, param(Checked.of(program, new Bindings().give("tau", 2)).network("n"), "E", "tau"));
        assertEquals(
                2000, param(Checked.of(program, new Bindings().give("E.tau", 2)).network("n"), "E", "tau"));
    }

    @Test
    void givenListsGiveOneValueToEach() {
        String program = """
                neuron unit { param g: 1 = given ; state x: 1 = 1 ; x' = -g * x / 1 ms }
                network n { population E[3] of unit }
                """;
        assertTrue(Checked.of(program, new Bindings().give("g", new double[] {1, 2, 3}))
                .errors()
                .isEmpty());
        Checked wrong = Checked.of(program, new Bindings().give("g", new double[] {1, 2}));
        assertEquals(
                Set.of(Code.D002),
                Set.copyOf(wrong.errors().stream().map(Diagnostic::code).toList()));
    }

    @Test
    void anEmptyListGivesNothingToNobody() {
        String program = """
                data w0 = given ; data ends = given
                neuron unit { state x = 1 ; x' = -x / 1 ms }
                synapse r { weight w = 1 ; on pre { w = w / 2 } }
                network n {
                  population E[3] of unit
                  project E -> E by pairs(ends, ends) with r { w = w0 }
                }
                """;
        double[] none = {};
        assertEquals(
                List.of(),
                Checked.of(program, new Bindings().give("w0", none).give("ends", none))
                        .errors());
        for (String use : List.of("ends[index]", "ends[0]")) {
            String wrong = program.replace("state x = 1", "state x = " + use);
            assertTrue(
                    Checked.of(wrong, new Bindings().give("w0", none).give("ends", none))
                            .codes()
                            .contains(Code.D002),
                    use);
        }
        assertTrue(
                Checked.of(program, new Bindings().give("w0", new double[2][0]).give("ends", none))
                        .codes()
                        .contains(Code.D002));
    }

    @Test
    void anOverrideOfNothingIsReportedWithWhatWasMeant() {
        Bindings bindings =
                new Bindings().override("tua", 1).override("lif.tau", 2).override("X.tau", 3);
        Checked.of(PROGRAM, bindings);
        assertEquals(Set.of("tua", "X.tau"), bindings.unusedOverrides());
        Diagnostics diagnostics = new Diagnostics();
        bindings.reportUnused(diagnostics);
        List<Diagnostic> found = diagnostics.sorted();
        assertEquals(2, found.size());
        assertEquals("--set tua:1:1", found.get(1).span().toString());
        assertEquals(Code.N014, found.get(1).code());
        assertEquals("tua", found.get(1).span().text());
        assertEquals("tau", found.get(1).suggestions().getFirst().replacement());
    }

    @Test
    void copiesCountAsUses() {
        Bindings original = new Bindings().override("tau", 1);
        Checked.of(PROGRAM, original.copy().override("g", 2));
        assertEquals(Set.of(), original.unusedOverrides());
    }

    private static double param(Network n, String group, String name) {
        Model model = ((Network.PopulationDef) n.groups().get(n.group(group))).model();
        return ((Term.Constant) model.params().get(model.param(name)).value()).value();
    }
}
