package bouton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a Maven and a JVM that only write down how they were called. */
final class LauncherTest {
    private static final String JAVA = """
            #!/bin/sh
            echo "$*" >> "$CALLS"
            for word in "$@"; do
              case $word in
                -XX:AOTCacheOutput=*) echo cache > "${word#*=}" ;;
              esac
            done
            case "$*" in
              *bouton.cli.install.Installer*)
                [ -z "${NO_INSTALL:-}" ] || exit 1
                for to; do :; done
                mkdir -p "$to/lib" && echo rewritten > "$to/bouton.jar" ;;
              *bouton.cli.install.Training*) ;;
              *) echo ran ;;
            esac
            """;
    private static final String MAVEN = """
            #!/bin/sh
            echo "mvn $*" >> "$CALLS"
            [ -z "${NO_BUILD:-}" ] || { echo "ERROR: it does not compile"; exit 1; }
            mkdir -p cli/target/lib && echo jar > cli/target/bouton.jar
            """;

    @TempDir
    private Path folder;

    private Path tree = Path.of("");
    private Path calls = Path.of("");

    private record Ended(int exit, String out, String err, List<String> calls) {
        String last() {
            return calls.getLast();
        }
    }

    @BeforeEach
    void aTree() throws IOException {
        tree = folder.resolve("a tree");
        calls = folder.resolve("calls.txt");
        copy("bouton");
        copy(".mvn/tools.sh");
        write("pom.xml", "<project/>");
        write("cli/pom.xml", "<project/>");
        write("cli/src/main/java/A.java", "class A {}");
        write("cli/src/main/launcher/training.bouton", "");
        write("examples/first.bouton", "");
        script("jdk/bin/java", JAVA);
        script("jdk/bin/javac", "#!/bin/sh\n");
        write("jdk/release", "JAVA_VERSION=\"25.0.3\"\n");
        script("tools/mvn", MAVEN);
    }

    private void copy(String name) throws IOException {
        Path to = tree.resolve(name);
        Files.createDirectories(to.getParent());
        Files.copy(Path.of("..").resolve(name), to);
        assertTrue(to.toFile().setExecutable(true));
    }

    private Path write(String name, String text) throws IOException {
        Path file = tree.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        // Older than anything that is built now.
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        return file;
    }

    private void script(String name, String text) throws IOException {
        assertTrue(write(name, text).toFile().setExecutable(true));
    }

    private Ended bouton(Map<String, String> settings, String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(tree.resolve("bouton").toString()));
        command.addAll(Arrays.asList(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.remove("BOUTON_NO_BUILD");
        environment.remove("BOUTON_JAVA_OPTS");
        environment.put("JAVA_HOME", tree.resolve("jdk").toString());
        environment.put("CALLS", calls.toString());
        environment.put("PATH", tree.resolve("tools") + ":" + environment.get("PATH"));
        environment.putAll(settings);
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Files.writeString(calls, "");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running");
        return new Ended(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8),
                Files.readAllLines(calls));
    }

    @Test
    void theFirstStartBuildsInstallsAndTrains() throws Exception {
        Ended first = bouton(Map.of(), "check", "my file.bouton");
        assertEquals(0, first.exit(), first.err());
        assertEquals("ran\n", first.out());
        assertTrue(first.err().startsWith("bouton: building"), first.err());
        assertEquals(4, first.calls().size(), first.calls().toString());
        assertTrue(first.calls().get(0).startsWith("mvn "));
        assertTrue(first.calls().get(1).contains("Installer"));
        assertTrue(first.calls().get(2).contains("Training"));
        assertTrue(first.calls().get(2).contains("examples/first.bouton"));
        assertTrue(first.last().endsWith("check my file.bouton"), first.last());
        assertEquals("rewritten\n", Files.readString(tree.resolve("cli/target/app/bouton.jar")));

        Ended second = bouton(Map.of(), "check", "x");
        assertEquals(1, second.calls().size(), second.calls().toString());
        assertEquals("", second.err());
    }

    @Test
    void aChangeIsBuiltAndAStartWithoutBuildingIsPossible() throws Exception {
        Ended none = bouton(Map.of("BOUTON_NO_BUILD", "1"), "check", "x");
        assertEquals(1, none.exit());
        assertTrue(none.err().contains("nothing has been built yet"), none.err());
        bouton(Map.of(), "check", "x");
        Files.setLastModifiedTime(
                tree.resolve("cli/src/main/java/A.java"),
                FileTime.from(Instant.now().plusSeconds(1)));
        assertEquals(
                1, bouton(Map.of("BOUTON_NO_BUILD", "1"), "check", "x").calls().size());
        Ended changed = bouton(Map.of(), "check", "x");
        assertTrue(
                changed.calls().getFirst().startsWith("mvn "), changed.calls().toString());
    }

    @Test
    void aBuildThatFailsIsToldAndNothingRuns() throws Exception {
        Ended failed = bouton(Map.of("NO_BUILD", "1"), "check", "x");
        assertEquals(1, failed.exit());
        assertTrue(failed.err().contains("ERROR: it does not compile"), failed.err());
        assertTrue(failed.err().contains("the build failed"), failed.err());
        assertEquals(1, failed.calls().size());
    }

    @Test
    void jarsThatCannotBeRewrittenAreCopied() throws Exception {
        Ended plain = bouton(Map.of("NO_INSTALL", "1"), "check", "x");
        assertEquals(0, plain.exit(), plain.err());
        assertEquals("ran\n", plain.out());
        assertEquals("jar\n", Files.readString(tree.resolve("cli/target/app/bouton.jar")));
    }

    @Test
    void longRunsGetTheOptimisingCompilerAndShortOnesDoNot() throws Exception {
        bouton(Map.of(), "check", "x");
        for (String command : List.of("run", "test", "bench", "conform")) {
            String call = bouton(Map.of(), command, "x").last();
            assertTrue(call.contains("-XX:+UseParallelGC"), call);
            assertFalse(call.contains("TieredStopAtLevel"), call);
        }
        for (String command : List.of("check", "explain", "inspect", "--version")) {
            String call = bouton(Map.of(), command, "x").last();
            assertTrue(call.contains("-XX:+UseSerialGC"), call);
            assertTrue(call.contains("-XX:TieredStopAtLevel=1"), call);
        }
        assertTrue(bouton(Map.of()).last().contains("TieredStopAtLevel"));
    }

    @Test
    void allRunsSelectWithVectors() throws Exception {
        Ended first = bouton(Map.of(), "run", "x");
        for (String call : List.of(first.calls().get(2), first.last())) {
            assertTrue(call.contains("-XX:+UseCMoveUnconditionally -XX:+UseVectorCmov"), call);
            assertTrue(call.indexOf("-XX:+IgnoreUnrecognizedVMOptions") >= 0, call);
        }
        // The user's own options come last, and a mistake in them is told.
        String own =
                bouton(Map.of("BOUTON_JAVA_OPTS", "-Xmx3g -Xint"), "run", "x").last();
        assertTrue(own.indexOf("-Xmx3g -Xint") > own.indexOf("UseVectorCmov"), own);
        assertFalse(own.contains("IgnoreUnrecognizedVMOptions"), own);
    }
}
