package bouton.cli.bench;

import bouton.cli.json.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The script of a peer, running in Python and waiting to be told to run its network: {@code peer_protocol.py} says what is said
 * in both directions. It ends when its standard input does, so it does not outlive this JVM by more than a run.
 */
final class PeerProcess implements AutoCloseable {
    private static final String PROTOCOL = "peer_protocol.py";

    private final Process process;
    private final BufferedWriter to;
    private final BufferedReader from;
    private final Path errors;
    private String version = "";

    private PeerProcess(Process process, Path errors) {
        this.process = process;
        this.to = process.outputWriter(StandardCharsets.UTF_8);
        this.from = process.inputReader(StandardCharsets.UTF_8);
        this.errors = errors;
    }

    /** Python does not know the simulator. */
    static final class MissingException extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** The script ended, or said what it should not; the message is what it said last. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1;

        FailedException(String message) {
            super(message);
        }
    }

    /** Whether this Python can be started at all. */
    static boolean isThere(String python) {
        try {
            Process process = new ProcessBuilder(python, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Starts the script and waits until it is ready to run; Brian2 has compiled its program then. */
    static PeerProcess start(
            String python, Peer peer, Workload.OfNetwork workload, int neurons, double ms, int threads, Scratch scratch)
            throws MissingException, FailedException {
        scratch.put(PROTOCOL);
        Path script = scratch.put(peer.script());
        Path folder = scratch.folder().resolve(peer.name() + "-" + workload.name());
        Path errors = scratch.folder().resolve("peer.err");
        ProcessBuilder builder = new ProcessBuilder(
                        python,
                        "-B",
                        script.toString(),
                        workload.name(),
                        Integer.toString(neurons),
                        Double.toString(ms),
                        Integer.toString(threads),
                        folder.toString())
                .redirectError(errors.toFile());
        PeerProcess started;
        try {
            started = new PeerProcess(builder.start(), errors);
        } catch (IOException e) {
            throw new FailedException(String.valueOf(e.getMessage()));
        }
        try {
            Map<?, ?> ready = started.answer();
            if (ready.containsKey("missing")) {
                throw new MissingException();
            }
            started.version = String.valueOf(ready.get("version"));
            return started;
        } catch (MissingException | FailedException e) {
            started.close();
            throw e;
        }
    }

    /** Of the simulator. */
    String version() {
        return version;
    }

    /**
     * One run.
     *
     * @param build seconds
     * @param run seconds of the simulation alone
     * @param spikes of all neurons
     */
    record Trial(double build, double run, long spikes) {}

    /** Runs the network once, built anew. */
    Trial run() throws FailedException {
        try {
            to.write("run\n");
            to.flush();
        } catch (IOException e) {
            throw new FailedException(lastWords());
        }
        Map<?, ?> answer = answer();
        return new Trial(number(answer, "build"), number(answer, "run"), (long) number(answer, "spikes"));
    }

    private double number(Map<?, ?> answer, String name) throws FailedException {
        if (answer.get(name) instanceof Number n) {
            return n.doubleValue();
        }
        throw new FailedException("its answer has no number `" + name + "`: " + answer);
    }

    private Map<?, ?> answer() throws FailedException {
        @Nullable String line;
        try {
            line = from.readLine();
        } catch (IOException e) {
            line = null;
        }
        if (line == null) {
            throw new FailedException(lastWords());
        }
        try {
            if (Json.parse(line) instanceof Map<?, ?> answer) {
                return answer;
            }
        } catch (JacksonException e) {
            // Said below: what it is instead is in the line.
            throw new FailedException("it said `" + line + "`");
        }
        throw new FailedException("it said `" + line + "`");
    }

    /** The last line on its standard error: of a Python exception, the one that names it. */
    private String lastWords() {
        try {
            process.waitFor();
            List<String> lines =
                    Files.readString(errors).lines().filter(l -> !l.isBlank()).toList();
            return lines.isEmpty()
                    ? "it ended with " + process.exitValue()
                    : lines.getLast().strip();
        } catch (IOException e) {
            return "it ended early";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
