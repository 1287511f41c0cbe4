package bouton.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.dsl.check.Environment;
import bouton.dsl.check.Frontend;
import bouton.dsl.chip.Chip;
import bouton.dsl.chip.Core;
import bouton.dsl.chip.Engine;
import bouton.dsl.chip.Figure;
import bouton.dsl.chip.Learning;
import bouton.dsl.chip.Operation;
import bouton.dsl.chip.Synapses;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.TextRenderer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The texts of the chips are right, and say what they are meant to. */
class ProfilesTest {
    private static final Environment ONLY_PROFILES = new Environment() {
        @Override
        public Optional<Text> source(String importer, List<String> path) {
            return Optional.empty();
        }

        @Override
        public Numbers data(String importer, String format, List<String> files) throws IOException {
            throw new IOException("there are no files here");
        }

        @Override
        public Optional<Text> chip(String name) throws IOException {
            return Profiles.chip(name).map(b -> new Text(name, b));
        }
    };

    private static Chip chip(String name) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<Chip> chip =
                Frontend.load("", new byte[0], ONLY_PROFILES, diagnostics).chip(name, diagnostics);
        assertTrue(diagnostics.sorted().isEmpty(), () -> new TextRenderer(false).render(diagnostics.sorted()));
        return chip.orElseThrow();
    }

    @TestFactory
    Stream<DynamicTest> everyProfileIsWithoutFaultsAndDescribed() {
        return Profiles.names().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Chip chip = chip(name);
                    assertEquals(name, chip.name());
                    assertFalse(chip.documentation().isBlank());
                }));
    }

    @Test
    void unknownProfilesHaveNoText() throws IOException {
        assertTrue(Profiles.chip("nothing").isEmpty());
        assertTrue(Profiles.source("crossbar256", "nothing.bouton").isEmpty());
    }

    @Test
    void idealHasNoLimits() {
        Chip ideal = chip("ideal");
        assertTrue(ideal.isReal());
        assertEquals(Core.UNLIMITED, ideal.neurons());
        assertTrue(ideal.tick().free());
    }

    @Test
    void crossbar256() {
        Chip chip = chip("crossbar256");
        assertEquals(List.of("prog"), chip.family());
        assertEquals(1, chip.coreCount());
        Core core = chip.cores().getFirst();
        assertEquals(new Synapses.Crossbar(256, 256, 0), core.synapses());
        assertEquals(8, core.arithmetic().weight().bits());
        assertEquals(8, core.arithmetic().trace().bits());
        assertEquals(24, core.arithmetic().state().bits());
        assertEquals(16, core.arithmetic().accumulator().bits());
        Learning.Programmable learning = assertInstanceOf(Learning.Programmable.class, core.learning());
        assertEquals(64, learning.words());
        assertTrue(learning.atPost().isEmpty());
    }

    @Test
    void manycore() {
        Chip chip = chip("manycore");
        Core core = chip.cores().getFirst();
        assertEquals(1024, core.neurons());
        assertEquals(4096, core.axons());
        assertInstanceOf(Synapses.Lists.class, core.synapses());
        // Links are ideal.
        assertTrue(chip.tiles().getFirst().costs().operations().isEmpty());
    }

    /** What nobody has built is not said to be measured. */
    @Test
    void inventedChipsAreAssumed() {
        for (String name : List.of("prog", "crossbar256", "manycore")) {
            Chip chip = chip(name);
            for (Core core : chip.cores()) {
                core.origins().values().forEach(o -> assertEquals(Figure.Provenance.ASSUMED, o.provenance()));
                core.costs()
                        .operations()
                        .values()
                        .forEach(c ->
                                c.energy().ifPresent(f -> assertEquals(Figure.Provenance.ASSUMED, f.provenance())));
            }
        }
    }

    /** Architecture-simulators.md, 2.5. */
    @Test
    void costsOfLoihi() {
        Chip chip = chip("loihi_costs");
        assertEquals(128, chip.coreCount());
        assertEquals(1, chip.topology().x(5));
        assertEquals(1, chip.topology().y(5));
        assertEquals(5, chip.sites().get(20).tile());
        Engine.Barrier barrier =
                assertInstanceOf(Engine.Ticks.class, chip.engine()).barrier();
        assertEquals(0.6e-6, barrier.seconds(1));
        assertEquals(1.0e-6, barrier.seconds(3));
        assertEquals(1.4e-6, barrier.seconds(28));
        assertEquals(1.8e-6, barrier.seconds(29));
        Core core = chip.cores().getFirst();
        Optional<String> lif = Optional.of("loihi_lif");
        cost(core, Operation.NEURON_ACCESS, lif, 51.2e-12, 6.0e-9);
        cost(core, Operation.NEURON_UPDATE, lif, 21.6e-12, 3.7e-9);
        cost(core, Operation.SPIKE_OUT, lif, 69.3e-12, 30.0e-9);
        cost(core, Operation.SYNAPSE, Optional.empty(), 35.5e-12, 3.8e-9);
        cost(core, Operation.SYNAPSE, Optional.of("loihi_conv_synapse"), 24.0e-12, 3.1e-9);
        cost(core, Operation.AXON_IN, Optional.empty(), 0, 16.0e-9);
        cost(core, Operation.AXON_OUT, Optional.empty(), 111.0e-12, 5.1e-9);
        var tile = chip.tiles().getFirst().costs();
        assertEquals(4.2e-12, tile.find(Operation.HOP_NORTH).orElseThrow().joules());
        assertEquals(4.1e-9, tile.find(Operation.HOP_WEST).orElseThrow().seconds(0));
    }

    private static void cost(Core core, Operation operation, Optional<String> unit, double joules, double seconds) {
        var cost = core.cost(operation, unit).orElseThrow();
        assertEquals(joules, cost.joules());
        assertEquals(seconds, cost.seconds(0));
    }
}
