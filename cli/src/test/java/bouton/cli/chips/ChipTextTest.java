package bouton.cli.chips;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.cli.json.Json;
import bouton.cli.world.FileEnvironment;
import bouton.compiler.machine.MachineCompiler;
import bouton.dsl.check.Frontend;
import bouton.dsl.chip.Chip;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.TextRenderer;
import bouton.image.machine.Machine;
import bouton.profiles.Profiles;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A chip that is written out and read again is the same chip. */
class ChipTextTest {
    /** Texts with what no profile has. */
    private static final List<String> OTHERS = List.of("""
            chip other {
              topology mesh(2, 2) { link_buffer 3 ; numbering columns } ; clock 33.3 MHz @measured("a \\"scope\\"") ; tick 0.5 ms .. 2 ms
              engine tick { order integrate, deliver, threshold ; timing detailed ; sync { 2: 7 cycle ; 4: 1 us } }
              cost { host 1 nJ ; idle 3 mW @fitted("a fit") }
              tile a[3] { core[2] { numbers s16.15 @wrap @round(even) ; learning native sdsp, other ; readable at pre: synapse } ; attribute noise "f" }
              tile b { cost { hop 2 pJ } ; core big { neurons 7 ; synapses list 3 KiB { entry 64 bit } ; numbers u12 @round(stochastic)
                unit both: synapse, soma { every_tick on ; cost { neuron access 1.25 pJ @measured("x"), 3 cycle } ; attribute bits [1, 2.5, on] } }
                core small { synapses crossbar 8 x 9 { cell 24 bit } ; numbers s8 ; constant none ; shifts 3 ; buffer axon_out inside ; synapse_words 2 ; traces none } }
            }
            """, """
            chip other {
              core { numbers s8 ; learning sum_of_products { epoch 4 tick ; w: s9 ; t: u3 @wrap ; sgn t ; reads new } }
            }
            """);

    @TestFactory
    Stream<DynamicTest> everyProfile() {
        return Profiles.names().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Chip chip = chip("", name);
                    same(chip, chip(ChipText.whole(chip), name));
                    if (!MachineCompiler.isMachine(chip)) {
                        String all = ChipText.derived(chip, "mine").replaceAll("(?m)^( *)# ", "$1");
                        same(chip, chip(all, "mine"));
                    }
                    same(chip, chip(ChipText.derived(chip, "mine"), "mine"));
                }));
    }

    /** The copy of a chip that is described bit by bit is the same machine: nothing is lost on the way, and nothing depends on its name. */
    @TestFactory
    Stream<DynamicTest> copiesAreTheSameMachine() {
        return Stream.of("odin", "tinyodin")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Chip chip = chip("", name);
                    String copy = ChipText.derived(chip, "mine");
                    assertTrue(copy.contains("chip mine"), copy);
                    assertEquals(
                            machine(chip).toString().replace("name=" + name + ",", "name=mine,"),
                            machine(chip(copy, "mine")).toString());
                }));
    }

    private static Machine machine(Chip chip) {
        return MachineCompiler.compile(chip, new Diagnostics()).orElseThrow();
    }

    @TestFactory
    Stream<DynamicTest> others() {
        return OTHERS.stream()
                .map(text -> DynamicTest.dynamicTest(text.strip(), () -> {
                    Chip chip = chip(text, "other");
                    same(chip, chip(ChipText.whole(chip), "other"));
                }));
    }

    private static Chip chip(String text, String name) {
        Diagnostics diagnostics = new Diagnostics();
        Chip chip = Frontend.load("", text.getBytes(StandardCharsets.UTF_8), new FileEnvironment(), diagnostics)
                .chip(name, diagnostics)
                .orElse(null);
        assertTrue(
                chip != null && diagnostics.sorted().isEmpty(),
                () -> text + new TextRenderer(false).render(diagnostics.sorted()));
        return Objects.requireNonNull(chip);
    }

    /** The same in all but its name and where the text says something: what is written out says everything. */
    private static void same(Chip expected, Chip found) {
        assertEquals(json(expected), json(found));
        expected.origins()
                .forEach((item, origin) -> assertEquals(origin, found.origins().get(item), item));
        for (int i = 0; i < expected.cores().size(); i++) {
            var origins = found.cores().get(i).origins();
            expected.cores().get(i).origins().forEach((item, origin) -> {
                if (!item.equals("numbers")) {
                    assertEquals(origin, origins.get(item), item);
                }
            });
        }
    }

    private static String json(Chip chip) {
        return Json.text(without(ChipJson.of(chip, MachineCompiler.compile(chip, new Diagnostics()))));
    }

    private static @Nullable Object without(@Nullable Object tree) {
        if (tree instanceof List<?> list) {
            return list.stream().map(ChipTextTest::without).toList();
        }
        if (!(tree instanceof Map<?, ?> map)) {
            return tree;
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            boolean ofTheChip = map.containsKey("topology")
                    && Set.of("name", "family", "documentation").contains(key);
            if (!ofTheChip && !key.equals("origins")) {
                result.put(key.toString(), without(value));
            }
        });
        return result;
    }
}
