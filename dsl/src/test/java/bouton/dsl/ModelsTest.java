package bouton.dsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.dsl.check.Homes;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Statement;
import bouton.dsl.model.Term;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of models: derivation, values of uses, functions, homes, ranks, draws. */
class ModelsTest {
    private static final String LIF = """
            neuron lif {
              param tau = 20 ms
              param g = tau / 10 ms
              in exc: mV
              state v: mV = 0 mV
              let drop = -v / tau
              v' = drop
              on exc(k) { v += k * g }
              on when v > 10 mV { v = 0 mV ; emit spike }
            }
            """;

    @Test
    void aDerivedModelReplacesWhatHasTheSameName() {
        Model model = neuron(LIF + """
                neuron fast = lif {
                  param tau = 5 ms
                  state u: mV = 1 mV
                  v' = (u - v) / tau
                  on when v > 10 mV { v = 1 mV ; emit spike }
                }
                """, "fast");
        assertEquals(5, constant(model, "tau"));
        assertEquals(0.5, constant(model, "g"));
        assertEquals(
                List.of("v", "u"),
                model.variables().stream().map(Model.Variable::name).toList());
        assertEquals(1, model.odes().size());
        assertEquals(2, model.handlers().size());
        assertEquals("fast", model.name());
    }

    @Test
    void valuesOfADerivationAreOverriddenByThoseOfAUse() {
        String program = LIF + "neuron fast = lif { tau = 5 ms }\nneuron faster = fast { tau = 2 ms }\n";
        assertEquals(5, constant(neuron(program, "fast"), "tau"));
        assertEquals(2, constant(neuron(program, "faster"), "tau"));
        assertEquals(1, constant(neuron(program, "faster { tau = 1 ms }"), "tau"));
        assertEquals(0.1, constant(neuron(program, "faster { tau = 1 ms }"), "g"));
    }

    @Test
    void aNetworkDerivesToo() {
        Network n = Checked.of(LIF + """
                synapse s { weight w = 1 mV ; on pre { deliver w } }
                synapse t { weight w = 2 mV ; on pre { deliver w } }
                network a { param n = 3 ; population E[n] of lif ; project E -> E.exc by all_to_all() with s }
                network b = a { n = 5 ; project E -> E.exc by one_to_one() with t }
                """).network("b");
        assertEquals(5, n.groups().getFirst().size());
        assertEquals(1, n.projections().size());
        assertEquals("t", n.projections().getFirst().model().name());
    }

    @Test
    void functionsArePutIn() {
        Model model = neuron("""
                function twice(x) = 2 * x
                function scaled(x, by) = twice(x) * by
                neuron unit { state v: mV = scaled(3 mV, 4) ; on tick { v = scaled(v, 1) } }
                """, "unit");
        assertEquals(
                24,
                assertInstanceOf(
                                Term.Constant.class,
                                model.variables().getFirst().initial())
                        .value());
        Statement.Assign assign = assertInstanceOf(
                Statement.Assign.class, model.handlers().getFirst().body().getFirst());
        assertInstanceOf(Term.Arithmetic.class, assign.value());
    }

    @Test
    void aFunctionSeesItsArgumentsOnly() {
        Checked checked = Checked.of("""
                function f(x) = x + v
                neuron unit { state v: 1 = 0 ; on tick { v = f(1) } }
                """);
        assertEquals(1, checked.errors().size());
        assertEquals("v", checked.errors().getFirst().span().text());
    }

    @Test
    void everyDrawOfAHandlerIsAnother() {
        Model model = neuron("""
                neuron unit { state v: 1 = 0 ; let noise = normal(0, 1) ; on tick { v = noise + noise + normal(0, 1) } }
                """, "unit");
        Set<Integer> uses = new java.util.TreeSet<>();
        Statement.Assign assign =
                (Statement.Assign) model.handlers().getFirst().body().getFirst();
        bouton.dsl.check.Terms.visit(assign.value(), t -> {
            if (t instanceof Term.Draw d) {
                uses.add(d.use());
            }
        });
        assertEquals(Set.of(0, 1, 2), uses);
    }

    @Test
    void aConditionThatItsHandlerResetsIsAThreshold() {
        Model model = neuron("""
                neuron unit {
                  state v: 1 = 0 ; state n: 1 = 0
                  on when v > 1 { v = 0 }
                  on when v > 0.5 { n += 1 }
                  on tick { v += 0.1 }
                }
                """, "unit");
        assertTrue(((Model.TriggerDef.OnWhen) model.handlers().get(0).trigger()).threshold());
        assertEquals(false, ((Model.TriggerDef.OnWhen) model.handlers().get(1).trigger()).threshold());
    }

    @Test
    void aNeuronWithoutItemsHasASpike() {
        assertEquals(List.of("spike"), neuron("neuron none { }", "none").events());
    }

    @Test
    void homesAreInferred() {
        Network n = Checked.of("""
                neuron unit { in p: 1 ; state v: 1 = 0 ; out v ; on p(k) { v += k } ; on when v > 1 { v = 0 ; emit spike } }
                synapse rule {
                  param eta ~ uniform(0, 1)
                  in v: 1 from post.v
                  weight w: 1 = 0.5
                  trace x = accumulate(pre, 20 ms)
                  trace y = accumulate(post, 20 ms)
                  state clock: 1 = 0
                  state seen: 1 = 0
                  state both: 1 = 0
                  state drawn: 1 = 0
                  state fixed: 1 = 3
                  on pre { deliver w ; both = y }
                  on post { w += eta * x ; seen = v }
                  every 1 ms { clock += 1 ; drawn = normal(0, 1) }
                }
                network n { population E[3] of unit ; project E -> E.p by all_to_all() with rule }
                """).network("n");
        Model rule = n.projections().getFirst().model();
        List<Homes.Home> homes = Homes.of(rule);
        assertEquals(Homes.Home.SYNAPSE, homes.get(rule.variable("w")));
        assertEquals(Homes.Home.PRE, homes.get(rule.variable("x")));
        assertEquals(Homes.Home.POST, homes.get(rule.variable("y")));
        assertEquals(Homes.Home.GLOBAL, homes.get(rule.variable("clock")));
        assertEquals(Homes.Home.POST, homes.get(rule.variable("seen")));
        assertEquals(Homes.Home.SYNAPSE, homes.get(rule.variable("both")));
        assertEquals(Homes.Home.SYNAPSE, homes.get(rule.variable("drawn")));
        assertEquals(Homes.Home.CONSTANT, homes.get(rule.variable("fixed")));
    }

    @Test
    void differentDelaysTakeAPreTraceToTheSynapse() {
        String program = """
                neuron unit { in p: 1 ; state v: 1 = 0 ; on p(k) { v += k } }
                synapse rule { trace x = accumulate(pre, 20 ms) ; weight w: 1 = 1 ; on pre { deliver w } ; on post { w += x } }
                network n { population E[3] of unit ; project E -> E.p by all_to_all() with rule { delay %s } }
                """;
        Model same = Checked.of(program.formatted("= 2 ms"))
                .network("n")
                .projections()
                .getFirst()
                .model();
        Model drawn = Checked.of(program.formatted("~ uniform(1 ms, 3 ms)"))
                .network("n")
                .projections()
                .getFirst()
                .model();
        assertEquals(Homes.Home.PRE, Homes.of(same).get(same.variable("x")));
        assertEquals(Homes.Home.SYNAPSE, Homes.of(drawn).get(drawn.variable("x")));
    }

    @Test
    void zeroDelaysRaiseRanks() {
        Network n = Checked.of("""
                neuron unit { in p: 1 ; state v: 1 = 0 ; on p(k) { v += k } }
                synapse s { on pre { deliver 1 } }
                network n {
                  population A[1] of unit
                  population B[1] of unit
                  population C[1] of unit
                  project A -> C.p by one_to_one() with s { delay = 0 ms }
                  project C -> B.p by one_to_one() with s { delay = 0 ms }
                  project B -> A.p by one_to_one() with s
                }
                """).network("n");
        assertEquals(List.of(0, 2, 1), n.ranks());
    }

    @Test
    void labelsOfProjectionsAreUnique() {
        Network n = Checked.of("""
                neuron unit { in p: 1 ; state v: 1 = 0 ; on p(k) { v += k } }
                synapse s { on pre { deliver 1 } }
                network n {
                  population A[1] of unit
                  project A -> A.p by all_to_all() with s
                  project A -> A.p by all_to_all() with s
                  project A_A_3: A -> A.p by all_to_all() with s
                  project A -> A.p by all_to_all() with s
                }
                """).network("n");
        assertEquals(
                List.of("A_A", "A_A_2", "A_A_3", "A_A_4"),
                n.projections().stream().map(Network.ProjectionDef::label).toList());
    }

    private static Model neuron(String program, String use) {
        Network n = Checked.of(program + "\nnetwork test_network { population P[1] of " + use + " }\n")
                .network("test_network");
        return ((Network.PopulationDef) n.groups().getFirst()).model();
    }

    private static double constant(Model model, String param) {
        return assertInstanceOf(
                        Term.Constant.class,
                        model.params().get(model.param(param)).value())
                .value();
    }
}
