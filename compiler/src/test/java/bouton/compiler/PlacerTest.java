package bouton.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.compiler.place.Utilisation;
import bouton.dsl.check.Bindings;
import bouton.dsl.check.Environment;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.TextRenderer;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import bouton.emulator.Emulator;
import bouton.image.chip.Hardware;
import bouton.image.chip.Operation;
import bouton.image.chip.Slice;
import bouton.image.file.ImageCheck;
import bouton.image.run.CostReport;
import bouton.image.run.Recorder;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import bouton.profiles.Profiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Neurons on cores: what fits is placed, and what does not says why. */
final class PlacerTest {
    private static final Path CASES = Path.of("src/test/resources/place");

    /** The chips of the profiles, and no files. */
    private static final Environment PROFILES = new Environment() {
        @Override
        public Optional<Text> chip(String name) throws IOException {
            return Profiles.chip(name).map(bytes -> new Text(name + ".bouton", bytes));
        }

        @Override
        public Optional<Text> source(String importer, List<String> path) {
            return Optional.empty();
        }

        @Override
        public Numbers data(String importer, String format, List<String> files) throws IOException {
            throw new IOException("no files can be read here");
        }
    };

    private static @Nullable Compiled place(String text, Diagnostics diagnostics) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Program program = Frontend.load("input.bouton", bytes, PROFILES, diagnostics);
        TargetDef target = program.target("", diagnostics);
        Bindings bindings = new Bindings();
        Network network = diagnostics.hasErrors()
                ? null
                : program.network(
                        program.networkNames().getFirst(),
                        target,
                        bindings,
                        Set.of(),
                        program.data(target, bindings, diagnostics),
                        diagnostics);
        Compiled compiled =
                network == null || diagnostics.hasErrors() ? null : Compiler.compile(network, target, diagnostics);
        return compiled == null ? null : Compiler.place(compiled, new Emulator().synapses(), diagnostics);
    }

    private static Compiled placed(String text) {
        Diagnostics diagnostics = new Diagnostics();
        Compiled compiled = place(text, diagnostics);
        if (compiled == null) {
            throw new AssertionError(new TextRenderer(false).render(diagnostics.sorted()));
        }
        assertEquals(List.of(), ImageCheck.problems(compiled.image()));
        return compiled;
    }

    @TestFactory
    Stream<DynamicTest> saysWhatDoesNotFit() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList().stream()
                    .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)));
        }
    }

    private static void check(Path folder) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        place(Files.readString(folder.resolve("input.bouton")), diagnostics);
        String text = new TextRenderer(false).render(diagnostics.sorted());
        Path expected = folder.resolve("expected.txt");
        if (Boolean.getBoolean("bouton.rewrite")) {
            Files.writeString(expected, text);
        }
        assertEquals(Files.readString(expected), text);
        String code = folder.getFileName().toString().substring(0, 4);
        assertTrue(text.contains("[" + code + "]"), text);
    }

    private static final String CELL = """
            neuron cell { in i: 1 ; state v: 1 = 0 ; on tick { v = 0.5 * v + i ; if v > 2 { v = 0 ; emit spike } } }
            synapse plain { weight w ; on pre { deliver w } }
            """;

    @Test
    void fillsCoresInTextOrder() {
        Compiled compiled = placed(CELL + """
                chip small { core[5] { neurons 10 } }
                network n { stimulus s[5] = poisson(10 Hz) ; population A[12] of cell ; population B[15] of cell
                  project s -> A.i by all_to_all() with plain { w = 1 } ; project A -> B.i by all_to_all() with plain { w = 1 } }
                target t : small { dt = 1 ms }
                """);
        Hardware hardware = compiled.image().hardware();
        assertEquals(
                List.of(new Slice(1, 0, 10, 0), new Slice(1, 10, 12, 1), new Slice(2, 0, 8, 1), new Slice(2, 8, 15, 2)),
                hardware.slices());
        Utilisation utilisation = compiled.utilisation().orElseThrow();
        assertEquals(5, utilisation.cores());
        assertEquals(
                List.of(10, 10, 7),
                utilisation.used().stream().map(Utilisation.CoreUse::neurons).toList());
        // Sources of A, sources of both, A.
        assertEquals(
                List.of(5, 17, 12),
                utilisation.used().stream().map(Utilisation.CoreUse::axons).toList());
    }

    @Test
    void respectsAxonsAndHints() {
        Compiled compiled = placed(CELL + """
                chip small { core[4] { neurons 10 ; axons 4 } }
                network n { stimulus s[8] = poisson(10 Hz) ; population A[8] of cell
                  project s -> A.i by one_to_one() with plain { w = 1 } }
                target t : small { dt = 1 ms ; place A[6 .. 7] on core 3 }
                """);
        assertEquals(
                List.of(new Slice(0, 0, 0 + 4, 0), new Slice(0, 4, 6, 1), new Slice(0, 6, 8, 2)).stream()
                        .map(s -> new Slice(1, s.from(), s.to(), s.core()))
                        .toList(),
                compiled.image().hardware().slices());
        assertEquals(3, compiled.image().hardware().cores().get(2).number());
    }

    private static void near(double expected, double actual) {
        assertEquals(expected, actual, 1e-9 * expected);
    }

    /** The network of eight neurons of architecture-simulators.md 2.7, on a chip text with SANA-FE's costs of Loihi. */
    @Test
    void hasTheEnergiesAndTimesOfSanaFe() {
        Compiled compiled = placed("""
                neuron source { param bias = 0.5 ; state v: 1 = 0
                  on tick { v = v + bias ; if v > 1 { v = 0 ; emit spike } } }
                neuron target { in i: 1 ; state v: 1 = 0
                  on tick { v = 0.5 * v + i ; if v > 2 { v = 0 ; emit spike } } }
                synapse plain { weight w ; on pre { deliver w } }
                network eight { population src[4] of source ; population dst[4] of target
                  project src -> dst.i by all_to_all() with plain { w = 1 } }
                target loihi : loihi_costs { dt = 1 ms ; place src on core 0 ; place dst on tile 5 }
                """);
        Recorder silent = new Recorder() {
            @Override
            public void events(int group, int event, long tick, int[] members, int count) {}

            @Override
            public void values(int probe, long ticks, double[] values) {}
        };
        try (Session session = new Emulator().open(compiled.image(), silent)) {
            session.run(1, RunMonitor.NONE);
            near(496e-12, session.costs().orElseThrow().energy().doubleValue());
            near(1.0388e-6, session.costs().orElseThrow().seconds().doubleValue());
            session.run(5, RunMonitor.NONE);
            CostReport report = session.costs().orElseThrow();
            near(5.9756e-9, report.energy().doubleValue());
            near(6.7172e-6, report.seconds().doubleValue());
            near(1.2210e-6, report.seconds(report.longest()).doubleValue());
            near(
                    1.136e-9,
                    report.energy(c -> c.operation() == Operation.SYNAPSE).doubleValue());
        }
    }

    @Test
    void countsDrawnConnectionsAsTheRunHasThem() {
        Compiled compiled = placed(CELL + """
                chip small { core[40] { neurons 100 ; axons 60 ; synapses list 1 KiB } }
                network n { stimulus s[100] = poisson(10 Hz) ; population A[200] of cell
                  project s -> A.i by probability(0.1) with plain { w = 1 } }
                target t : small { dt = 1 ms }
                """);
        for (Utilisation.CoreUse use : compiled.utilisation().orElseThrow().used()) {
            assertTrue(use.axons() <= 60, use.toString());
            assertTrue(use.bytes() <= 1024, use.toString());
            assertTrue(use.bytes() > 0, use.toString());
        }
    }
}
