package bouton.cli.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.cli.command.BoutonCommand;
import bouton.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java classes as neurons: found beside the program, called in time, and their faults told as the user's. */
final class ForeignNeuronsTest {
    @TempDir
    private Path folder;

    private String said = "";

    private static final String NETWORK = """
            neuron unit { in drive: pA ; state x: pA = 0 pA ; out x ; on tick { x = drive } }
            neuron source { param r = 1 mV ; state x: mV = 0 mV ; out x ; on tick { x = r ; if t > 29.95 ms { emit spike } } }
            neuron watch { in m: 1 from global ; state y: 1 = 0 ; on tick { y = m } }
            synapse down { in a: pA from pre ; on tick { deliver a } }
            synapse up { in a: mV from pre ; on tick { deliver a } }
            network n {
              event go EVENT
              population W of world
              population U[2] of unit
              population S[2] of source { r = 1 mV + 1 mV * index }
              population Z of watch
              project W.place -> U.drive by one_to_one() with down
              project S -> W.move by one_to_one() with up { delay = 1 ms }
              broadcast W.total -> watch.m
            }
            """;

    private static final String PORTS = "{ in move[2]: mV ; out place[2]: pA ; out total: 1 ; MOMENT }\n";

    private int run(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int exit = BoutonCommand.execute(new Terminal(out, out, false, false, 100, false), arguments);
        said = bytes.toString(StandardCharsets.UTF_8);
        return exit;
    }

    private Path program(String moment, String experiment) throws IOException {
        boolean wired = moment.startsWith("wired");
        String text = "neuron world = java(\"demo.World\") "
                + PORTS.replace("MOMENT", wired ? "on event go" : moment)
                + NETWORK.replace("EVENT", wired ? "from S[0].spike" : "")
                + "experiment e : n {\n" + experiment + "}\n";
        return Files.writeString(folder.resolve("a.bouton"), text);
    }

    private void world(String reset, String step) throws IOException {
        source("World", "private static int made;\n  private int n;\n", reset, step);
    }

    private void source(String name, String fields, String reset, String step) throws IOException {
        Files.createDirectories(folder.resolve("demo"));
        Files.writeString(folder.resolve("demo/" + name + ".java"), """
                package demo;
                import bouton.image.run.ForeignNeuron;
                final class NAME implements ForeignNeuron {
                  FIELDS  public void reset(long seed, double[][] out) { RESET }
                  public void step(double[][] in, double[][] out) {
                    STEP
                  }
                }
                """.replace("NAME", name)
                .replace("FIELDS", fields)
                .replace("RESET", reset)
                .replace("STEP", step));
    }

    /** Writes what has come, and how many steps there were. */
    private void sums() throws IOException {
        world("out[0][0] = 7;", "n++; out[0][0] = in[0][1]; out[0][1] = n; out[1][0] = in[0][0] + in[0][1];");
    }

    private void fails(String expected) {
        assertEquals(2, run("run", folder.resolve("a.bouton").toString(), "--out", folder + "/out"));
        assertTrue(said.contains(expected), said);
        assertFalse(said.contains("at bouton.") || said.contains("internal error"), said);
    }

    private void passes() {
        assertEquals(0, run("run", folder.resolve("a.bouton").toString(), "--out", folder + "/out"), () -> said);
    }

    // ---- time

    @Test
    void takesTheSumsSinceTheStepBeforeAndIsHeardFromTheNextTickOn() throws IOException {
        sums();
        // Each source sends from tick 0 on, and a delay of 10 ticks: 90 of the first 100 ticks bring something, then
        // all do.
        program("every 10 ms", """
                run 10 ms
                require U[0].x == 7 pA within 1e-9 pA ; require U[1].x == 0 pA within 1e-9 pA
                require W.place[0].level == 180 pA within 1e-9 pA ; require W.place[1].level == 1 pA within 1e-9 pA
                require sum(W.move : sum) == 0 mV within 1e-9 mV ; require Z[0].y == 0 within 1e-9
                run 1 tick
                require U[0].x == 180 pA within 1e-9 pA ; require U[1].x == 1 pA within 1e-9 pA ; require Z[0].y == 270 within 1e-9
                require W.move[1].sum == 2 mV within 1e-9 mV
                run 9.9 ms
                require W.total[0].level == 300 within 1e-9 ; require W.place[1].level == 2 pA within 1e-9 pA
                rest 10 ms
                require W.place[1].level == 3 pA within 1e-9 pA
                """);
        passes();
    }

    @Test
    void stepsAtAnEventOfTheExperiment() throws IOException {
        sums();
        program("on event go", """
                run 10 ms
                require W.place[1].level == 0 pA within 1e-9 pA ; require U[0].x == 7 pA within 1e-9 pA
                emit go
                require W.place[0].level == 180 pA within 1e-9 pA
                run 1 tick
                require U[0].x == 180 pA within 1e-9 pA ; require U[1].x == 1 pA within 1e-9 pA ; require Z[0].y == 270 within 1e-9
                emit go ; emit go ; run 1 tick
                require W.place[1].level == 3 pA within 1e-9 pA ; require Z[0].y == 0 within 1e-9
                """);
        passes();
    }

    @Test
    void stepsATickAfterTheSpikeThatCausesTheEvent() throws IOException {
        sums();
        // The first spike is in tick 299, at 30 ms; in tick 300 the levels are new, for the ports and for the
        // broadcast.
        program("wired", """
                run 30 ms
                require W.place[1].level == 0 pA within 1e-9 pA
                run 1 tick
                require W.place[1].level == 1 pA within 1e-9 pA ; require U[1].x == 1 pA within 1e-9 pA
                require Z[0].y == 3 * 290 within 1e-9
                run 1 tick
                require W.place[1].level == 2 pA within 1e-9 pA ; require Z[0].y == 3 within 1e-9
                """);
        passes();
    }

    // ---- runs

    @Test
    void aRunIsAFunctionOfTheSeed() throws IOException {
        world("out[1][0] = new java.util.Random(seed).nextInt(1 << 20);", "made++; out[0][0] = made;");
        // The number of steps counted in a static variable is that of this run alone.
        program("every 10 ms", """
                sweep seed in [1, 2, 1]
                run 30 ms ; record first = W.total[0].level ; record steps = W.place[0].level
                across { require min(steps) == 3 pA within 1e-9 pA ; require max(steps) == 3 pA within 1e-9 pA
                  require first[0] == first[2] within 1e-9 ; require abs(first[0] - first[1]) > 0.5 }
                """);
        passes();
    }

    @Test
    void aClassFileServesAsWell() throws IOException {
        sums();
        Path source = folder.resolve("demo/World.java");
        String classes = Path.of(bouton.image.run.ForeignNeuron.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-cp", classes, source.toString()));
        byte[] code = Files.readAllBytes(folder.resolve("demo/World.class"));
        Files.delete(source);
        program("every 10 ms", "run 20 ms\nrequire W.place[1].level == 2 pA within 1e-9 pA\n");
        passes();
        assertArrayEquals(code, Files.readAllBytes(folder.resolve("demo/World.class")), "nothing is written");
    }

    @Test
    void usesOtherClassesBesideIt() throws IOException {
        source("Helper", "static int two() { return 2; }\n", "", "");
        world("", "out[0][0] = Helper.two();");
        program("every 10 ms", "run 20 ms\nrequire W.place[0].level == 2 pA within 1e-9 pA\n");
        passes();
        String manifest = Files.readString(folder.resolve("out/manifest.json"));
        assertTrue(manifest.contains("demo/World.java") && manifest.contains("demo/Helper.java"), manifest);
        assertFalse(Files.exists(folder.resolve("demo/World.class")));
    }

    // ---- faults

    @Test
    void anExceptionIsTheUsersWithItsLine() throws IOException {
        world("", "if (++n == 2) throw new IllegalStateException(\"no road\");");
        program("every 10 ms", "run 1 s\n");
        fails("demo.World has failed (World.java:8): IllegalStateException: no road");
        assertTrue(said.contains("a.bouton:9:14"), said);
    }

    @Test
    void whatTheJdkThrowsIsToldWithTheUsersLine() throws IOException {
        world("java.util.List.of().getFirst();", "");
        program("every 10 ms", "run 1 s\n");
        fails("demo.World has failed (World.java:6): NoSuchElementException");
        world("", "step(in, out);");
        fails2("demo.World has failed (World.java:8): StackOverflowError");
    }

    private void fails2(String expected) {
        assertEquals(2, run("run", folder.resolve("a.bouton").toString(), "--out", folder + "/out2"));
        assertTrue(said.contains(expected), said);
    }

    @Test
    void outputsHaveTheirSizeAndAreNumbers() throws IOException {
        world("", "out[0] = new double[3];");
        program("every 10 ms", "run 1 s\n");
        fails("demo.World has put 3 values into `W.place`, which has 2");
        world("", "out[0][1] = 0.0 / 0;");
        fails2("demo.World has written NaN into `W.place` [1]");
    }

    @Test
    void whatCannotBeUsedIsToldWhenTheProgramIsChecked() throws IOException {
        Path file = program("every 10 ms", "run 1 s\n");
        String place = "a.bouton:1:21";
        checks(file, "there is neither demo/World.java nor World.class beside the program", place);
        world("", "out[0][0] = missing;");
        checks(file, "it cannot be compiled: demo/World.java:8: cannot find symbol", place);
        Files.writeString(folder.resolve("demo/World.java"), "package demo; class World { }");
        checks(file, "the class does not implement bouton.image.run.ForeignNeuron", place);
        Files.writeString(folder.resolve("demo/World.java"), "package demo; class Other { }");
        checks(file, "its file declares no class of this name", place);
        source("World", "World(int n) { }\n", "", "");
        checks(file, "the class has no constructor without arguments", place);
    }

    private void checks(Path file, String message, String place) {
        assertEquals(2, run("check", file.toString()), () -> said);
        assertTrue(said.contains("error[N007]: `demo.World` cannot be used: " + message) && said.contains(place), said);
    }
}
