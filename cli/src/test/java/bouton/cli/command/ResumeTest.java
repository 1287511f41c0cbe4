package bouton.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.cli.json.Json;
import bouton.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are interrupted and gone on with leave what uninterrupted ones leave; what cannot be gone on with is refused. */
final class ResumeTest {
    private static final Path PROGRAMS = Path.of("src/test/resources/bouton/cli/command/resume");
    private static final int PATIENCE_S = 120;

    private static final String PROGRAM = """
            neuron drifting { state x = 0 ; on tick { x += normal(1, 0.1) } ; on when x > 20 { x -= 20 ; emit spike } }
            network net { param n = 3 ; population N[n] of drifting ; probe N.spike ; probe N.x every 10 tick }
            experiment e : net { repeat %s { run 100 tick ; record r = rate(N) } ; require rate(N) > 0 Hz }
            """;

    @TempDir
    private Path folder;

    private String said = "";

    private int bouton(String... words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int exit = BoutonCommand.execute(new Terminal(out, out, false, false, 80, false), words);
        said = bytes.toString(StandardCharsets.UTF_8);
        return exit;
    }

    // ---- the same results

    @ParameterizedTest
    @ValueSource(strings = {"everything.bouton", "sweeps.bouton", "parts.bouton"})
    void killedAndResumedRunsLeaveTheSameFiles(String name) throws IOException {
        KilledRun run = new KilledRun(PROGRAMS.resolve(name), folder, new Random(20));
        long moments = run.whole(folder.resolve("whole"));
        int resumes = 0;
        for (int round = 0; resumes < 20; round++) {
            KilledRun again = new KilledRun(PROGRAMS.resolve(name), folder, new Random(20 + round));
            resumes += again.inPieces(10, moments).resumed();
            assertEquals("", KilledRun.difference(folder.resolve("whole"), again.folder()));
        }
    }

    @Test
    void anotherStateWouldBeNoticed() throws IOException {
        KilledRun run = new KilledRun(PROGRAMS.resolve("sweeps.bouton"), folder, new Random(1));
        run.whole(folder.resolve("whole"));
        run.whole(folder.resolve("other"));
        assertEquals("", KilledRun.difference(folder.resolve("whole"), folder.resolve("other")));
        Path events = folder.resolve("other/finer/point-0001/events/N.spike.csv");
        Files.writeString(events, Files.readString(events).replaceFirst("5", "6"));
        assertTrue(KilledRun.difference(folder.resolve("whole"), folder.resolve("other"))
                .contains("N.spike.csv differs"));
    }

    // ---- processes

    private Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "bouton.cli.Main"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }

    private void waitForCheckpoint(Path run, Process process) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        Path file = run.resolve("checkpoint");
        // That of the process before may be there already.
        Object old = Files.exists(file) ? Files.getLastModifiedTime(file) : "none";
        while (process.isAlive() && System.nanoTime() < end) {
            if (Files.exists(file) && !Files.getLastModifiedTime(file).equals(old)) {
                return;
            }
            Thread.sleep(5);
        }
        throw new AssertionError("no checkpoint was written: " + Files.readString(folder.resolve("said")));
    }

    @Test
    void killedProcessesLeaveTheSameFiles() throws Exception {
        String file = program(1000);
        assertEquals(0, bouton("run", file, "--out", folder + "/whole", "--quiet"), () -> said);
        Path run = folder.resolve("run");
        Process process = start("run", file, "--out", run.toString(), "--checkpoint", "30 ms", "--no-progress");
        for (int k = 0; k < 3; k++) {
            waitForCheckpoint(run, process);
            process.destroyForcibly().waitFor();
            process = start("run", "--resume", run.toString(), "--no-progress");
        }
        assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS), "still running");
        assertEquals(0, process.exitValue(), () -> said());
        assertEquals("", KilledRun.difference(folder.resolve("whole"), run));
        List<?> resumed = (List<?>) manifest(run).get("resumed");
        assertTrue(resumed != null && resumed.size() == 3, () -> String.valueOf(resumed));
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void ctrlCKeepsAllAndSaysHowToGoOn() throws Exception {
        String file = program(1000);
        assertEquals(0, bouton("run", file, "--out", folder + "/whole", "--quiet"), () -> said);
        Path run = folder.resolve("run");
        Process process = start("run", file, "--out", run.toString(), "--checkpoint-every", "5 ms", "--no-progress");
        waitForCheckpoint(run, process);
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS), "does not stop");
        assertEquals(130, process.exitValue());
        assertTrue(said().contains("to go on: bouton run --resume " + run), said());
        assertEquals("partial", manifest(run).get("status"));
        assertTrue(manifest(run).get("checkpoint") instanceof Map<?, ?> c && "checkpoint".equals(c.get("file")));
        assertEquals(0, bouton("run", "--resume", run.toString(), "--no-progress"), () -> said);
        assertEquals("", KilledRun.difference(folder.resolve("whole"), run));
        assertEquals(2, bouton("run", "--resume", run.toString()));
        assertTrue(said.contains("is complete: nothing is left to run"), said);
    }

    private static Map<?, ?> manifest(Path run) throws IOException {
        return (Map<?, ?>) java.util.Objects.requireNonNull(Json.parse(Files.readString(run.resolve("manifest.json"))));
    }

    // ---- refusals

    private String program(int rounds) throws IOException {
        return Files.writeString(folder.resolve("mine.bouton"), PROGRAM.formatted(rounds))
                .toString();
    }

    /** A run that ended in an error, with a checkpoint behind its first round. */
    private Path interrupted() throws IOException {
        String text = PROGRAM.formatted(3).replace("require rate(N) > 0 Hz", "run 0 ms * r[0] / 1 Hz");
        Files.writeString(folder.resolve("mine.bouton"), text);
        Path run = folder.resolve("run");
        assertEquals(
                2,
                bouton(
                        "run",
                        folder.resolve("mine.bouton").toString(),
                        "--out",
                        run.toString(),
                        "--checkpoint",
                        "10 ms"),
                () -> said);
        assertTrue(Files.exists(run.resolve("checkpoint")), said);
        return run;
    }

    private void refused(String expected, String... words) {
        assertEquals(2, bouton(words), () -> said);
        assertTrue(said.contains(expected), said);
        assertFalse(said.contains("\tat ") || said.contains("internal error"), said);
    }

    private void refusedToResume(Path run, String expected) {
        refused(expected, "run", "--resume", run.toString());
    }

    @Test
    void whatFailedFailsAgain() throws IOException {
        Path run = interrupted();
        String before = said;
        refusedToResume(run, "a duration must be positive");
        assertTrue(before.contains("a duration must be positive"), before);
    }

    @Test
    void foldersThatCannotBeResumedAreToldApart() throws IOException {
        refusedToResume(folder.resolve("none"), "--resume: there is no folder " + folder.resolve("none"));
        refusedToResume(Files.createFile(folder.resolve("file")), "is a file; name the folder of the run");
        refusedToResume(
                Files.createDirectory(folder.resolve("empty")), "is no folder of a run: it has no manifest.json");
        Path run = interrupted();
        Files.delete(run.resolve("checkpoint"));
        refusedToResume(run, "there is no checkpoint in " + run);
        Files.writeString(run.resolve("checkpoint"), "something else");
        refusedToResume(run, "its checkpoint cannot be used, it is no checkpoint of Bouton");
    }

    @Test
    void damageIsTold() throws IOException {
        Path run = interrupted();
        Path file = run.resolve("checkpoint");
        byte[] good = Files.readAllBytes(file);
        byte[] bad = good.clone();
        bad[good.length / 2] ^= 4;
        Files.write(file, bad);
        refusedToResume(run, "its checkpoint cannot be used, it is damaged in section `");
        Files.write(file, java.util.Arrays.copyOf(good, good.length - 100));
        refusedToResume(run, "it is cut off after");
        Files.write(file, good);
        Path events = run.resolve("events/N.spike.csv");
        byte[] rows = Files.readAllBytes(events);
        Files.write(events, new byte[3]);
        refusedToResume(run, "the file events/N.spike.csv of the run has 3 bytes, and had ");
        Files.delete(events);
        refusedToResume(run, "the file events/N.spike.csv of the run is missing");
        Files.write(events, rows);
        refusedToResume(run, "a duration must be positive");
    }

    @Test
    void anotherProgramIsTold() throws IOException {
        Path run = interrupted();
        Path program = folder.resolve("mine.bouton");
        Files.writeString(program, Files.readString(program).replace("normal(1, 0.1)", "normal(1, 0.2)"));
        refusedToResume(run, "mine.bouton` has changed since it began");
        Files.writeString(program, "what is this");
        refusedToResume(run, "mine.bouton` has changed since it began");
        Files.delete(program);
        refusedToResume(run, "where is the program now? bouton run FILE --resume " + run);
    }

    @Test
    void theProgramMayHaveMoved() throws IOException {
        Path run = interrupted();
        Path moved = folder.resolve("moved.bouton");
        Files.move(folder.resolve("mine.bouton"), moved);
        refused("a duration must be positive", "run", moved.toString(), "--resume", run.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--seed=2",
                "--dt=0.2 ms",
                "--set=n=4",
                "--experiment=e",
                "--target=ideal",
                "--long",
                "--out=x",
                "--chip=ideal"
            })
    void optionsOfTheBeginningAreRefused(String option) throws IOException {
        Path run = interrupted();
        String name = option.contains("=") ? option.substring(0, option.indexOf('=')) : option;
        refused(name + " cannot be given with --resume", "run", "--resume", run.toString(), option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10 mV", "0 s", "-1 s", "soon"})
    void intervalsAreTimes(String interval) throws IOException {
        refused("--checkpoint: ", "run", program(1), "--checkpoint", interval);
        refused("--checkpoint-every: ", "run", program(1), "--checkpoint-every", interval);
    }

    @Test
    void aProgramIsNeeded() {
        refused("missing required parameter: 'FILE'", "run");
    }

    @Test
    void aForeignNeuronThatKeepsItsStateIsNamed() {
        refused(
                "this experiment can have no checkpoints: the class demo.Reflex keeps its state to itself: it does not"
                        + " implement bouton.image.run.ResumableNeuron",
                "run",
                "../examples/closed_loop.bouton",
                "--out",
                folder + "/run",
                "--checkpoint",
                "1 s");
    }
}
