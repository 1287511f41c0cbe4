package bouton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.image.data.DataFiles;
import bouton.image.data.NpyWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own: what it returns, what it prints, what it leaves behind. */
class EndToEndTest {
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final int PATIENCE_S = 120;

    @TempDir
    private Path folder;

    private record Ended(int exit, String out, String err) {
        void assertPlain() {
            assertFalse((out + err).contains("\tat "), () -> "a stack trace:\n" + err);
            assertFalse(err.contains("internal error"), err);
        }
    }

    private static ProcessBuilder bouton(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "bouton.cli.Main"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }

    private Ended run(String... args) throws Exception {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = bouton(args)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS), "still running");
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Path program(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "mine", ".bouton"), text);
    }

    @TestFactory
    Stream<DynamicTest> everyExampleHolds() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(f -> f.toString().endsWith(".bouton")).sorted().toList().stream()
                    .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> {
                        Path out = folder.resolve("run-" + f.getFileName());
                        Ended ended = run("run", f.toString(), "--out", out.toString());
                        ended.assertPlain();
                        assertEquals(0, ended.exit(), () -> ended.out() + ended.err());
                        // A note may be told, such as that weights are transported.
                        assertFalse(
                                ended.err().contains("error[") || ended.err().contains("warning["), ended.err());
                        assertTrue(
                                Files.readString(out.resolve("manifest.json")).contains("\"status\" : \"complete\""));
                    }));
        }
    }

    private static final String SMALL = """
            use std.neurons.{lif}
            use std.synapses.{static}
            network net {
              param n = 5 ; param rate = 800 Hz
              stimulus s[n] = poisson(rate)
              population N[n] of lif
              project s -> N.exc by one_to_one() with static { w = 300 pA }
              probe N.spike ; probe N.v every 1 ms
            }
            experiment e : net { run %s ; require rate(N) > %s Hz }
            """;

    @Test
    void aFailedRequireReturnsOneAndSaysWhere() throws Exception {
        Path file = program(SMALL.formatted("100 ms", "100000"));
        Ended ended = run("run", file.toString(), "--out", folder.resolve("a").toString());
        ended.assertPlain();
        assertEquals(1, ended.exit());
        assertTrue(ended.out().contains("✗ rate(N) > 100000 Hz"), ended.out());
        assertTrue(ended.out().contains(file.getFileName() + ":10:"), ended.out());
    }

    @Test
    void testTellsWhichRequirementsHold() throws Exception {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        String network = "neuron n { state x = 0 ; on tick { x += 1 } }\nnetwork net { population N[2] of n }\n";
        Files.writeString(programs.resolve("a.bouton"), network + """
                experiment good : net { run 5 tick ; require max(N : x) == 5 and t > 0 ms ; require true }
                experiment control : net @control { run 5 tick ; require max(N : x) == 6 }
                experiment hours : net @long { run 5 tick ; require max(N : x) == 5 }
                """);
        Ended fine = run("test", programs.toString());
        fine.assertPlain();
        assertEquals(0, fine.exit(), fine.out() + fine.err());
        assertTrue(fine.out().contains("a.bouton good   2 of 2 requirements"), fine.out());
        assertTrue(fine.out().contains("a.bouton control   failed, as a control must"), fine.out());
        assertTrue(fine.out().contains("2 passed, 0 failed, 1 left out (--long runs them)"), fine.out());
        assertTrue(run("test", programs.toString(), "--long").out().contains("3 passed, 0 failed"));

        Files.writeString(programs.resolve("b.bouton"), network + """
                experiment bad : net { run 5 tick ; require max(N : x) == 7 }
                experiment weak : net @control { run 5 tick ; require max(N : x) == 5 }
                """);
        Ended failing = run("test", programs.toString());
        assertEquals(1, failing.exit());
        assertTrue(failing.out().contains("b.bouton:3:45: `max(N : x)` is 5, not == 7"), failing.out());
        assertTrue(failing.out().contains("all requirements of a control hold; one must fail"), failing.out());
        assertTrue(failing.out().contains("2 passed, 2 failed"), failing.out());
        assertTrue(run("test", programs.toString(), "--json").out().contains("\"passed\" : false"));

        Files.writeString(programs.resolve("c.bouton"), "network net { population N[2] of nothing }");
        Ended broken = run("test", programs.toString());
        broken.assertPlain();
        assertEquals(2, broken.exit());
        assertTrue(broken.err().contains("error[N006]"), broken.err());
        Ended none = run("test", folder.resolve("nowhere").toString());
        none.assertPlain();
        assertEquals(2, none.exit());
    }

    @Test
    void theSameSeedGivesTheSameFilesAndAnotherSeedOthers() throws Exception {
        Path file = program(SMALL.formatted("200 ms", "1"));
        List<byte[]> spikes = new ArrayList<>();
        for (String seed : List.of("7", "7", "8")) {
            Path out = folder.resolve("seed" + spikes.size());
            assertEquals(
                    0,
                    run("run", file.toString(), "--seed", seed, "--out", out.toString())
                            .exit());
            spikes.add(Files.readAllBytes(out.resolve("events/N.spike.npy")));
        }
        assertEquals(
                List.of(true, false),
                List.of(
                        java.util.Arrays.equals(spikes.get(0), spikes.get(1)),
                        java.util.Arrays.equals(spikes.get(0), spikes.get(2))));
    }

    @Test
    void settingsComeFromTheCommandLine() throws Exception {
        Path file = program(SMALL.formatted("100 ms", "-1"));
        Path out = folder.resolve("set");
        Ended ended = run(
                "run",
                file.toString(),
                "--set",
                "n=3",
                "--set",
                "rate=2 kHz",
                "--dt",
                "0.5 ms",
                "--out",
                out.toString());
        assertEquals(0, ended.exit(), ended.err());
        assertTrue(ended.out().contains("3 neurons, 3 stimulus sources"), ended.out());
        byte[] values = Files.readAllBytes(out.resolve("values/N.v.npy"));
        assertEquals(3, DataFiles.decode("v.npy", values).values().shape()[1]);

        Ended wrong = run("run", file.toString(), "--set", "rat=2 kHz");
        wrong.assertPlain();
        assertEquals(2, wrong.exit());
        assertTrue(wrong.err().contains("did you mean `rate`?"), wrong.err());
        Ended dimension = run("run", file.toString(), "--set", "rate=2 mV");
        assertEquals(2, dimension.exit());
        Ended huge = run("run", file.toString(), "--set", "n=1e99999999999");
        huge.assertPlain();
        assertEquals(2, huge.exit());
    }

    @Test
    void badInputReturnsTwoWithADiagnostic() throws Exception {
        List<byte[]> inputs = List.of(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3, (byte) 0xff},
                SMALL.substring(0, 200).getBytes(StandardCharsets.UTF_8),
                "(".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                ("network n { param p = " + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8),
                SMALL.formatted("100 mV", "1").getBytes(StandardCharsets.UTF_8),
                "data d = npy(\"nothing.npy\")\n".getBytes(StandardCharsets.UTF_8),
                "x".repeat(3 << 20).getBytes(StandardCharsets.UTF_8));
        for (byte[] input : inputs) {
            Path file = Files.createTempFile(folder, "bad", ".bouton");
            Files.write(file, input);
            for (String command : List.of("check", "run")) {
                Ended ended = run(command, file.toString());
                ended.assertPlain();
                assertEquals(2, ended.exit(), () -> command + "\n" + ended.out() + ended.err());
                assertTrue(ended.err().contains("error["), ended.err());
                assertTrue(ended.err().length() < 20_000, "an answer that can be read");
            }
        }
        Ended missing = run("check", folder.resolve("nothing.bouton").toString());
        missing.assertPlain();
        assertEquals(2, missing.exit());
    }

    @Test
    void checkTalksToTools() throws Exception {
        Path file = program("neuron n { state v = 1 ; on tick { w = 2 } }");
        Ended json = run("check", "--json", file.toString());
        assertEquals(2, json.exit());
        assertTrue(json.out().contains("\"code\" : \"N004\""), json.out());
        Ended sarif = run("check", "--sarif", file.toString());
        assertTrue(sarif.out().contains("\"version\" : \"2.1.0\""), sarif.out());
        Ended method = run(
                "check",
                program("neuron n { method exact ; state x = 1 ; x' = -x^2 / 1 ms }\nnetwork w { population N of n }")
                        .toString());
        assertTrue(method.err().contains("T006"), method.err());
    }

    @Test
    void whatIsStoppedIsReadableAndMarked() throws Exception {
        Path file = program(SMALL.formatted("100000 s", "1"));
        Path out = folder.resolve("stopped");
        Process process = bouton("run", file.toString(), "--out", out.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        waitForValues(out.resolve("values/N.v.npy"), process);
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS), "does not stop");
        assertEquals(130, process.exitValue());
        assertTrue(Files.readString(out.resolve("manifest.json")).contains("\"status\" : \"partial\""));
        assertTrue(DataFiles.decode("v.npy", Files.readAllBytes(out.resolve("values/N.v.npy")))
                        .values()
                        .shape()[0]
                > 1);
    }

    @Test
    void whatIsKilledIsReadable() throws Exception {
        Path file = program(SMALL.formatted("100000 s", "1"));
        Path out = folder.resolve("killed");
        Path values = out.resolve("values/N.v.npy");
        Process process = bouton("run", file.toString(), "--out", out.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        waitForValues(out.resolve("values/N.v.npy"), process);
        process.destroyForcibly().waitFor();
        assertTrue(Files.readString(out.resolve("manifest.json")).contains("\"status\" : \"running\""));
        // The header counts what was flushed; the rest is behind it, and taking the file up again finds it.
        try (FileChannel channel = FileChannel.open(values, StandardOpenOption.READ, StandardOpenOption.WRITE);
                NpyWriter writer = NpyWriter.resume(channel)) {
            assertTrue(writer.rows() > 1);
        }
        assertTrue(
                DataFiles.decode("v.npy", Files.readAllBytes(values)).values().shape()[0] > 1);
    }

    private static void waitForValues(Path file, Process process) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (process.isAlive() && System.nanoTime() < end) {
            if (Files.exists(file) && Files.size(file) > 4096) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("nothing was recorded");
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        Path file = program(SMALL.formatted("10 ms", "-1"));
        Path out = Files.createDirectory(folder.resolve("full"));
        Path mine = Files.writeString(out.resolve("mine.txt"), "mine");
        Ended ended = run("run", file.toString(), "--out", out.toString());
        ended.assertPlain();
        assertEquals(2, ended.exit());
        assertEquals("mine", Files.readString(mine));
        try (Stream<Path> all = Files.walk(out)) {
            assertEquals(2, all.sorted(Comparator.naturalOrder()).count());
        }
    }

    @Test
    void anOverflowingEquationEndsTheRunWithItsPlace() throws Exception {
        Path file = program("""
                neuron n { state x = 2 ; method adaptive(1e-9) ; x' = x^2 / 1 ms }
                network net { population N of n ; probe N.x }
                experiment e : net { run 10 ms }
                """);
        Ended ended =
                run("run", file.toString(), "--out", folder.resolve("overflow").toString());
        ended.assertPlain();
        assertEquals(2, ended.exit());
        assertTrue(ended.err().contains(".bouton:1:"), ended.err());
    }

    @Test
    void aStateThatIsNoNumberAnyMoreIsTold() throws Exception {
        Path file = program("""
                neuron n { state x = 2 ; method euler ; x' = (x^2 - x^3) / 1 us }
                network net { population N[3] of n ; probe N.x }
                experiment e : net { run 10 ms }
                """);
        Ended ended = run("run", file.toString(), "--out", folder.resolve("nan").toString());
        ended.assertPlain();
        assertEquals(0, ended.exit());
        assertTrue(ended.err().contains("`N.x` is not a number in 3 of 3 neurons"), ended.err());
    }

    @Test
    void inspectAndExplain() throws Exception {
        Path file = program(SMALL.formatted("10 ms", "-1"));
        Path out = folder.resolve("inspected");
        assertEquals(0, run("run", file.toString(), "--out", out.toString()).exit());
        Ended listing = run("inspect", out.resolve("image").toString(), "--kernels");
        assertEquals(0, listing.exit(), listing.err());
        assertTrue(listing.out().contains("N.integrate"), listing.out());
        Ended explained = run("explain", "L301");
        assertEquals(0, explained.exit());
        Ended unknown = run("explain", "L999");
        unknown.assertPlain();
        assertEquals(2, unknown.exit());
        Ended version = run("--version");
        assertTrue(version.out().startsWith("bouton "), version.out());
    }
}
