package bouton.dsl.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.dsl.check.Bindings;
import bouton.dsl.check.Environment;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.chip.Figure.Provenance;
import bouton.dsl.chip.NumberFormat.Overflow;
import bouton.dsl.chip.NumberFormat.Rounding;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.TextRenderer;
import bouton.dsl.model.Network;
import bouton.dsl.model.Placement;
import bouton.dsl.model.TargetDef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a chip text means. */
class ChipsTest {
    private static final String PARENT = """
            chip parent {
              clock 100 MHz
              cost { synapse 1 cycle, 0.6 pJ ; hop 1 pJ ; idle 10 mW }
              core {
                neurons 256 ; axons 256 ; synapses crossbar 256 x 256
                weight s8 ; trace u8 ; state s16 ; accumulator s20 @wrap
                learning programmable { words 64 ; registers 8 }
                readable at pre: synapse, pre
                cost { axon_in 2 pJ ; idle 1 mW }
              }
            }
            """;

    private static Program program(String text, Diagnostics diagnostics) {
        return Frontend.load("test.bouton", text.getBytes(StandardCharsets.UTF_8), Environment.NONE, diagnostics);
    }

    private static Chip chip(String name, String text) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<Chip> chip = program(text, diagnostics).chip(name, diagnostics);
        assertTrue(diagnostics.sorted().isEmpty(), () -> new TextRenderer(false).render(diagnostics.sorted()));
        return chip.orElseThrow();
    }

    private static Core core(Chip chip) {
        assertEquals(1, chip.cores().size());
        return chip.cores().getFirst();
    }

    // ---- derivation

    @Test
    void aDerivedChipReplacesWhatItNamesAndKeepsTheRest() {
        Chip chip = chip("mine", PARENT + "chip mine = parent { core { neurons 100 ; weight s4 ; trace u5 } }");
        Core core = core(chip);
        assertEquals(List.of("parent"), chip.family());
        assertEquals(100, core.neurons());
        assertEquals(256, core.axons());
        assertEquals("s4", core.arithmetic().weight().toString());
        assertEquals("u5", core.arithmetic().trace().toString());
        assertEquals("s16", core.arithmetic().state().toString());
        assertEquals(100e6, chip.clock().orElseThrow().value());
    }

    @Test
    void blocksMergeWhereTheirKindIsTheSame() {
        Core merged =
                core(chip("mine", PARENT + "chip mine = parent { core { learning programmable { words 128 } } }"));
        Learning.Programmable program = assertInstanceOf(Learning.Programmable.class, merged.learning());
        assertEquals(128, program.words());
        assertEquals(8, program.registers());
        Core bare = core(chip("mine", PARENT + "chip mine = parent { core { learning { words 32 } } }"));
        assertEquals(
                32,
                assertInstanceOf(Learning.Programmable.class, bare.learning()).words());
    }

    @Test
    void anotherKindLeavesTheInheritedBlock() {
        Core core = core(chip("mine", PARENT + "chip mine = parent { core { learning native sdsp } }"));
        Learning.Native wired = assertInstanceOf(Learning.Native.class, core.learning());
        assertEquals(List.of("sdsp"), wired.rules());
        Core none = core(chip("mine", PARENT + "chip mine = parent { core { learning none } }"));
        assertTrue(none.learning().isNone());
        Core lists =
                core(chip("mine", PARENT + "chip mine = parent { core { synapses list 2 KiB { entry 32 bit } } }"));
        assertEquals(new Synapses.Lists(2048, 32), lists.synapses());
    }

    @Test
    void numbersReplaceAllInheritedFormats() {
        Core core = core(chip("mine", PARENT + "chip mine = parent { core { numbers float64 } }"));
        assertTrue(core.arithmetic().isReal());
    }

    @Test
    void derivationGoesThroughSeveralChips() {
        Chip chip = chip("c", PARENT + "chip b = parent { core { neurons 10 } }\nchip c = b { clock 1 MHz }");
        assertEquals(List.of("b", "parent"), chip.family());
        assertEquals(10, core(chip).neurons());
        assertEquals(1e6, chip.clock().orElseThrow().value());
    }

    // ---- formats

    @Test
    void whatIsNotSaidOfFormatsFollows() {
        Arithmetic a = core(chip("parent", PARENT)).arithmetic();
        assertEquals(a.weight(), a.synapse());
        assertEquals(a.state(), a.parameter());
        assertEquals(a.state(), a.payload());
        assertEquals(Overflow.WRAP, a.accumulator().overflow());
        assertEquals(Overflow.SATURATE, a.state().overflow());
        assertEquals(Rounding.NEAREST, a.state().rounding());
        assertEquals(-1, a.state().fraction());
    }

    @Test
    void aPointFixesTheFraction() {
        Core core = core(chip("a", "chip a { core { numbers s16.15 @round(zero) } }"));
        assertEquals(
                new NumberFormat(31, true, 15, Overflow.SATURATE, Rounding.ZERO, false),
                core.arithmetic().state());
        assertEquals("s16.15", core.arithmetic().state().toString());
    }

    @Test
    void aChipThatSaysNothingIsIdeal() {
        Chip chip = chip("a", "chip a { core { } }");
        assertTrue(chip.isReal());
        assertEquals(Arithmetic.FLOAT64, core(chip).arithmetic());
        assertEquals(Core.UNLIMITED, chip.neurons());
        assertTrue(chip.tick().contains(0.1));
        assertEquals(Costs.NONE, core(chip).costs());
    }

    // ---- costs

    @Test
    void figuresAreRoundedOnce() {
        Core core = core(chip("a", "chip a { core { cost { synapse 35.5 pJ, 3.8 ns } } }"));
        Cost cost = core.cost(Operation.SYNAPSE, Optional.empty()).orElseThrow();
        assertEquals(35.5e-12, cost.joules());
        assertEquals(3.8e-9, cost.seconds(0));
    }

    @Test
    void costsAroundHoldInside() {
        Chip chip = chip("parent", PARENT);
        Core core = core(chip);
        Cost synapse = core.costs().find(Operation.SYNAPSE).orElseThrow();
        assertTrue(synapse.inCycles());
        assertEquals(10e-9, synapse.seconds(chip.cycle()));
        assertEquals(
                1e-12,
                chip.tiles()
                        .getFirst()
                        .costs()
                        .find(Operation.HOP_WEST)
                        .orElseThrow()
                        .joules());
        assertTrue(core.costs().find(Operation.HOP_WEST).isEmpty());
        assertEquals(2e-12, core.costs().find(Operation.AXON_IN).orElseThrow().joules());
    }

    @Test
    void thePowerOfAPartIsItsOwn() {
        Chip chip = chip("parent", PARENT);
        assertEquals(10e-3, chip.costs().idle().orElseThrow().value());
        assertEquals(1e-3, core(chip).costs().idle().orElseThrow().value());
        assertTrue(chip.tiles().getFirst().costs().idle().isEmpty());
    }

    @Test
    void unitsHaveCostsOfTheirOwnAndTakeOverTheOthers() {
        Chip chip = chip("a", """
                chip a { core {
                  cost { synapse 1 pJ ; neuron access 2 pJ ; spike_out 3 pJ }
                  unit dense: synapse { cost { synapse 5 pJ } }
                  unit lif: soma, dendrite { every_tick on ; cost { spike_out 7 pJ } }
                } }
                """);
        Core core = core(chip);
        assertEquals(
                5e-12,
                core.cost(Operation.SYNAPSE, Optional.empty()).orElseThrow().joules());
        assertEquals(
                2e-12,
                core.cost(Operation.NEURON_ACCESS, Optional.of("lif"))
                        .orElseThrow()
                        .joules());
        assertEquals(
                7e-12,
                core.cost(Operation.SPIKE_OUT, Optional.of("lif")).orElseThrow().joules());
        CoreUnit lif = core.unit("lif").orElseThrow();
        assertTrue(lif.everyTick());
        assertEquals(Set.of(CoreUnit.Role.SOMA, CoreUnit.Role.DENDRITE), lif.roles());
        assertFalse(lif.costs().operations().containsKey(Operation.SYNAPSE));
    }

    @Test
    void hopAloneIsAllFourUnlessOneIsNamed() {
        Costs costs = chip("a", "chip a { cost { hop north 2 pJ ; hop 1 pJ } ; core { } }")
                .tiles()
                .getFirst()
                .costs();
        assertEquals(2e-12, costs.find(Operation.HOP_NORTH).orElseThrow().joules());
        assertEquals(1e-12, costs.find(Operation.HOP_SOUTH).orElseThrow().joules());
        Costs derived = chip("b", "chip a { cost { hop north 2 pJ } ; core { } }\nchip b = a { cost { hop 1 pJ } }")
                .tiles()
                .getFirst()
                .costs();
        assertEquals(1e-12, derived.find(Operation.HOP_NORTH).orElseThrow().joules());
    }

    @Test
    void sourcesOfNumbers() {
        Core core = core(chip("a", """
                chip a { core @published("a paper") {
                  neurons 4 ; axons 5 @assumed
                  cost @fitted("a fit") { synapse 1 pJ, 2 ns @measured("a scope") ; axon_in 1 pJ @assumed, 2 ns ; axon_out 1 pJ, 2 ns }
                } }
                """));
        assertEquals(
                new Origin(Provenance.PUBLISHED, Optional.of("a paper")),
                core.origins().get("neurons"));
        assertEquals(Origin.ASSUMED, core.origins().get("axons"));
        Costs costs = core.costs();
        Cost synapse = costs.find(Operation.SYNAPSE).orElseThrow();
        assertEquals(Provenance.MEASURED, synapse.time().orElseThrow().provenance());
        assertEquals(Provenance.MEASURED, synapse.energy().orElseThrow().provenance());
        Cost in = costs.find(Operation.AXON_IN).orElseThrow();
        assertEquals(Provenance.ASSUMED, in.energy().orElseThrow().provenance());
        assertEquals(Provenance.FITTED, in.time().orElseThrow().provenance());
        assertEquals(
                Optional.of("a fit"),
                costs.find(Operation.AXON_OUT)
                        .orElseThrow()
                        .time()
                        .orElseThrow()
                        .source());
    }

    // ---- tiles, cores, time

    @Test
    void coresAreNumberedThroughTheTiles() {
        Chip chip = chip("a", """
                chip a {
                  topology mesh(2, 2) { numbering columns ; link_buffer 16 }
                  core { neurons 8 }
                  tile plain[3] { core[2] { } }
                  tile large { core big { neurons 64 } ; core small[3] { } }
                }
                """);
        assertEquals(10, chip.coreCount());
        assertEquals(3 * 2 * 8 + 64 + 3 * 8, chip.neurons());
        for (Chip.Site s : chip.sites()) {
            assertEquals(s.tile(), chip.tileOf(s.index()));
            assertEquals(s.index(), chip.firstCore(s.tile()) + s.core());
        }
        assertEquals(10, chip.firstCore(4));
        Chip.Site site = chip.sites().get(7);
        assertEquals(3, site.tile());
        assertEquals("small", site.kind().name());
        assertEquals(1, site.core());
        assertEquals(7, site.index());
        assertEquals(16, chip.topology().linkBuffer());
    }

    @Test
    void tilesByRowsAndByColumns() {
        Topology rows = new Topology(8, 4, 1, false);
        assertEquals(5, rows.x(13));
        assertEquals(1, rows.y(13));
        Topology columns = new Topology(8, 4, 1, true);
        assertEquals(3, columns.x(13));
        assertEquals(1, columns.y(13));
        for (int tile = 0; tile < 32; tile++) {
            assertEquals(tile, rows.tile(rows.x(tile), rows.y(tile)));
            assertEquals(tile, columns.tile(columns.x(tile), columns.y(tile)));
        }
    }

    @Test
    void theBarrierIsThatOfTheGreatestNumberNotAbove() {
        Chip chip = chip("a", "chip a { core { } ; engine tick { sync { 4: 1.4 us ; 2: 1 us ; 29: 1.8 us } } }");
        Engine.Barrier barrier =
                assertInstanceOf(Engine.Ticks.class, chip.engine()).barrier();
        assertEquals(1e-6, barrier.seconds(1));
        assertEquals(1e-6, barrier.seconds(3));
        assertEquals(1.4e-6, barrier.seconds(4));
        assertEquals(1.4e-6, barrier.seconds(28));
        assertEquals(1.8e-6, barrier.seconds(1000));
    }

    @Test
    void aBarrierInCyclesFollowsTheClock() {
        Chip chip = chip("a", "chip a { clock 200 MHz ; core { } ; engine tick { sync 100 cycle } }");
        assertEquals(
                0.5e-6,
                assertInstanceOf(Engine.Ticks.class, chip.engine()).barrier().seconds(1));
    }

    @Test
    void attributesAreKept() {
        Core core = core(chip(
                "a",
                "chip a { core { attribute m \"x\" ; attribute n -2.5 ; attribute o on ; attribute p [1, leaky] } }"));
        assertEquals(
                List.of("x", -2.5, true, List.of(1.0, "leaky")),
                core.attributes().stream().map(Attribute::value).toList());
    }

    // ---- targets

    private static final String NET = """
            neuron unit { state x: 1 = 0 @bits(12) @round(stochastic) ; in i: 1 @saturate ; on tick { x += i } }
            synapse s { weight w: 1 = 0 in 0 .. 1 @wrap ; on pre { deliver w } }
            network n { population E[100] of unit ; project fast: E -> E.i by one_to_one() with s }
            """;

    private static TargetDef target(String text) {
        Diagnostics diagnostics = new Diagnostics();
        TargetDef target = program(NET + text, diagnostics).target("", diagnostics);
        assertTrue(diagnostics.sorted().isEmpty(), () -> new TextRenderer(false).render(diagnostics.sorted()));
        return target;
    }

    @Test
    void aTargetWithoutATickGetsTheNearestOne() {
        assertEquals(
                1,
                target("chip a { tick 1 ms .. 10 ms ; core { } }\ntarget t : a { }")
                        .dt());
        assertEquals(0.1, target("chip a { core { } }\ntarget t : a { }").dt());
        assertEquals(
                2,
                target("chip a { tick 1 ms .. 10 ms ; core { } }\ntarget t : a { dt = 2 ms }")
                        .dt());
    }

    @Test
    void aTargetHasTheOrderOfItsChip() {
        TargetDef target =
                target("chip a { core { } ; engine tick { order integrate, threshold, deliver } }\ntarget t : a { }");
        assertEquals(List.of("integrate", "threshold", "deliver"), target.order());
        assertEquals("a", target.chip());
        assertEquals("a", target.hardware().orElseThrow().name());
        assertTrue(target.onIdeal().hardware().isEmpty());
    }

    @Test
    void placesAndUnits() {
        TargetDef target = target("""
                chip a { topology mesh(2, 1) ; core[3] { unit d: synapse ; unit m: soma } }
                target t : a {
                  place E[0] on core 4 ; place E[1 .. 9] on tile 1 core 2 ; place E[10 ..] on tile (0, 0)
                  assign fast to d ; assign E -> E.i to d ; assign E to m
                }
                """);
        List<Placement> places = target.placements();
        assertEquals(
                List.of(4, 5, Placement.ANY),
                places.stream().map(Placement::core).toList());
        assertEquals(List.of(1, 1, 0), places.stream().map(Placement::tile).toList());
        assertEquals(
                List.of(0L, 9L, Placement.ALL),
                places.stream().map(Placement::to).toList());
        assertEquals(3, target.units().size());
        assertEquals(Optional.of("E.i"), target.units().get(1).target());
    }

    @Test
    void whatModelsSayOfTheirFormatsIsKept() {
        Diagnostics diagnostics = new Diagnostics();
        Program program = program(NET, diagnostics);
        TargetDef target = program.target("", diagnostics);
        Bindings bindings = new Bindings();
        Network network = Objects.requireNonNull(program.network(
                "n", target, bindings, Set.of(), program.data(target, bindings, diagnostics), diagnostics));
        var unit = assertInstanceOf(
                        Network.PopulationDef.class, network.groups().getFirst())
                .model();
        assertEquals(
                Optional.of(12), unit.variables().getFirst().representation().bits());
        assertEquals(
                Optional.of(Rounding.STOCHASTIC),
                unit.variables().getFirst().representation().rounding());
        assertEquals(
                Optional.of(Overflow.SATURATE),
                unit.ports().getFirst().representation().overflow());
        var weight =
                network.projections().getFirst().model().variables().getFirst().representation();
        assertEquals(Optional.of(Overflow.WRAP), weight.overflow());
        assertEquals(Optional.empty(), weight.bits());
    }
}
