package bouton.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.cli.bench.Peer;
import bouton.cli.bench.Workload;
import bouton.cli.bench.Workloads;
import bouton.cli.json.Json;
import bouton.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code bouton bench} as a user sees it, on workloads of a moment. */
final class BenchCommandTest {
    private static final Workloads SMALL = new Workloads(List.of(
            network("tiny", List.of(Peer.NEST, Peer.BRIAN2)),
            network("falsified", List.of()),
            new Workload.OfProcess("check", "a process", "tiny.bouton", "check")));

    @TempDir
    private Path folder;

    private record Answer(int exit, String out, String err) {}

    private static Workload network(String name, List<Peer> peers) {
        return new Workload.OfNetwork(name, "what it is", "tiny.bouton", "tiny", "", 20, 20, peers);
    }

    private static Answer bench(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream o = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream e = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            Terminal terminal = new Terminal(o, e, false, false, 80, true);
            Failures failures = new Failures(terminal);
            int exit = new CommandLine(new BenchCommand(terminal, SMALL))
                    .setParameterExceptionHandler(failures)
                    .setExecutionExceptionHandler(failures)
                    .execute(args);
            return new Answer(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }

    private static void said(Answer answer, String words) {
        assertEquals(2, answer.exit(), answer.toString());
        assertTrue(answer.err().contains(words), answer.err());
    }

    // A tree of JSON: each step is a name or a number of an element.
    private static Object at(String json, Object... path) {
        Object at = Objects.requireNonNull(Json.parse(json));
        for (Object step : path) {
            at = Objects.requireNonNull(
                    step instanceof Integer k ? ((List<?>) at).get(k) : ((Map<?, ?>) at).get(step),
                    () -> step + " in " + json);
        }
        return at;
    }

    private static double number(String json, Object... path) {
        return ((Number) at(json, path)).doubleValue();
    }

    @Test
    void aNetworkIsCheckedAndMeasured() {
        Answer answer = bench("tiny", "--repeat", "2");
        assertEquals(0, answer.exit(), answer.toString());
        assertEquals("", answer.err());
        assertTrue(answer.out().contains("20 neurons, 76 synapses"), answer.out());
        assertTrue(answer.out().contains("20 ms in 200 ticks"), answer.out());
        assertTrue(
                answer.out().contains("✓ spikes and weights of 50 ms with 20 neurons are those recorded"),
                answer.out());
        for (String row : List.of("  compile  ", "  build    ", "  run      ")) {
            assertTrue(answer.out().lines().anyMatch(l -> l.matches(row + " *[0-9.]+ s +[0-9.]+ s .*%.*")), row);
        }
        assertFalse(answer.out().contains("Summary"));
        answer.out().lines().skip(4).forEach(l -> assertTrue(l.length() <= 80, l));
    }

    @Test
    void whatDiffersFromItsRecordingHasNoFigures() {
        Answer answer = bench("tiny", "falsified", "--repeat", "1");
        assertEquals(1, answer.exit(), answer.toString());
        assertTrue(answer.out().contains("WRONG, not measured: a short run gives as many spikes as recorded, but"));
        assertTrue(answer.out().contains("Summary"));
        String own = answer.out()
                .substring(answer.out().indexOf("falsified"), answer.out().indexOf("Summary"));
        assertFalse(own.contains("median"), own);

        String json = bench("falsified", "--json").out();
        assertEquals(false, at(json, "workloads", 0, "correct"));
        assertFalse(((Map<?, ?>) at(json, "workloads", 0)).containsKey("run"), json);
    }

    @Test
    void scriptsReadJson() {
        Answer answer = bench("tiny", "--json", "--repeat", "3", "--size", "30", "--time", "10 ms", "--threads", "2");
        assertEquals(0, answer.exit(), answer.err());
        String json = answer.out();
        assertEquals(3, number(json, "repeat"));
        assertEquals(2, number(json, "threads"));
        assertTrue(number(json, "machine", "cores") >= 1);
        assertEquals(true, at(json, "workloads", 0, "correct"));
        assertEquals(30, number(json, "workloads", 0, "neurons"));
        assertEquals(24 * 6 + 6 * 3, number(json, "workloads", 0, "synapses"));
        assertEquals(100, number(json, "workloads", 0, "ticks"));
        assertEquals(20, number(json, "workloads", 0, "checked", "neurons"));
        assertEquals(3, ((List<?>) at(json, "workloads", 0, "run", "seconds")).size());
        double median = number(json, "workloads", 0, "run", "median");
        assertTrue(number(json, "workloads", 0, "run", "lowest") <= median);
        assertTrue(number(json, "workloads", 0, "run", "highest") >= median);
        assertEquals(
                number(json, "workloads", 0, "events") / median,
                number(json, "workloads", 0, "events_per_second"),
                1e-6 * number(json, "workloads", 0, "events_per_second"));
        assertEquals("[]", at(json, "workloads", 0, "peers").toString());
    }

    @Test
    void processesAreMeasuredWhole() {
        String json =
                bench("check", "tiny", "--whole", "--json", "--repeat", "1").out();
        // In the order of the list, whatever the order of the names.
        assertEquals("tiny", at(json, "workloads", 0, "name"));
        assertTrue(number(json, "workloads", 0, "whole", "median") > number(json, "workloads", 0, "run", "median"));
        assertEquals("process", at(json, "workloads", 1, "kind"));
        assertTrue(number(json, "workloads", 1, "whole", "median") > 0.01);
    }

    @Test
    void peersRunInTurn() throws IOException {
        // It answers as the scripts do: NEST is there, ten times faster in each run; Brian2 is not.
        Path log = folder.resolve("log");
        Path python = Files.writeString(folder.resolve("python"), """
                #!/bin/sh
                case $2 in
                  *nest*) ;;
                  *brian2*) echo '{"missing": "no brian2"}' ; exit 0 ;;
                  *) exit 0 ;;
                esac
                echo "$3 $4 $5 $6" >> LOG
                echo '{"version": "3.10.0"}'
                while read -r line; do echo "$line" >> LOG ; echo '{"build": 2.5, "run": 0.25, "spikes": 100}' ; done
                """.replace("LOG", "'" + log + "'"));
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));

        Answer answer = bench("tiny", "--repeat", "2", "--python", python.toString());
        assertEquals(0, answer.exit(), answer.toString());
        assertEquals(List.of("tiny 20 20.0 1", "run", "run", "run"), Files.readAllLines(log));
        assertTrue(answer.out().contains("NEST 3.10.0, build  2.500 s"), answer.out());
        assertTrue(answer.out().contains("NEST 3.10.0, run    0.250 s"), answer.out());
        assertTrue(answer.out().contains(" times as fast as "), answer.out());
        assertTrue(answer.out().contains("note: neurons fire at 250 Hz in NEST"), answer.out());
        assertTrue(answer.out().contains("Brian2 is not installed in " + python), answer.out());
        assertTrue(answer.err().contains("pip install brian2"), answer.err());

        String json = bench("tiny", "--json", "--repeat", "2", "--python", python.toString())
                .out();
        assertEquals("ran", at(json, "workloads", 0, "peers", 0, "status"));
        assertEquals("missing", at(json, "workloads", 0, "peers", 1, "status"));
        assertEquals(
                0.25 / number(json, "workloads", 0, "run", "median"),
                number(json, "workloads", 0, "peers", 0, "speedup", "median"),
                1e-9);
    }

    @Test
    void aPeerThatBreaksDownIsToldAndNothingElseSuffers() throws IOException {
        Path python = Files.writeString(folder.resolve("python"), """
                #!/bin/sh
                case $2 in
                  *nest*) echo '{"version": "3"}' ; read -r line ; echo "Trace" >&2 ; echo "KeyError: 'v'" >&2 ; exit 1 ;;
                  *brian2*) echo 'hello' ;;
                esac
                """);
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
        Answer answer = bench("tiny", "--repeat", "1", "--python", python.toString());
        assertEquals(0, answer.exit(), answer.toString());
        assertTrue(answer.out().contains("NEST could not run it: KeyError: 'v'"), answer.out());
        assertTrue(answer.out().contains("Brian2 could not run it: it said `hello`"), answer.out());
        assertTrue(answer.out().lines().anyMatch(l -> l.startsWith("  run ")), answer.out());
    }

    @Test
    void whatCanBeMeasuredIsListed() {
        Answer answer = bench("--list");
        assertEquals(0, answer.exit());
        assertEquals(4, answer.out().lines().count(), answer.out());
        assertTrue(answer.out().contains("tiny"), answer.out());
        assertTrue(answer.out().contains("NEST, Brian2"), answer.out());
        assertEquals("falsified", at(bench("--list", "--json").out(), 1, "name"));
        assertEquals(7, Workloads.standard().all().size());
    }

    @Test
    void whatIsMistypedIsSuggested() {
        said(bench("tinny"), "there is no workload `tinny`; did you mean `tiny`?");
        said(bench("something"), "there are: tiny, falsified, check");
        said(bench("--repeat", "0"), "--repeat: 0 is not a number of runs from 1 to 1000");
        said(bench("--threads", "0"), "--threads: 0 is not a number");
        said(bench("--size", "23"), "a multiple of 5, not 23");
        said(bench("--time", "3 mV"), "--time: `3 mV` is no time");
        said(bench("--time", "-3 ms"), "a run takes a positive time");
        said(bench("tiny", "--time", "1 us"), "less than a tick");
        said(bench("check", "--time", "1 s"), "--time is for networks, and `check` is none");
        said(bench("tiny", "--python", folder.resolve("nowhere").toString()), "--python: cannot start ");
        assertTrue(bench("check", "--peers").err().contains("--peers is for networks"));
    }
}
