package bouton.cli.bench;

import bouton.cli.command.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Measures processes of the command from their start to their end. */
final class ProcessBench {
    private static final int SHOWN_LINES = 6;

    private final Path folder;
    private final Path said;

    ProcessBench(Scratch scratch) {
        folder = scratch.folder().resolve("run");
        said = scratch.folder().resolve("said.txt");
    }

    /** A process did not return 0. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        Failed(String message) {
            super(message);
        }
    }

    /** The folder that a call of {@code bouton run} may write; each process finds it empty. */
    Path folder() {
        return folder;
    }

    /**
     * Runs a command line once without counting, then so often.
     *
     * @param before told the number of the run that begins, 0 for the one that does not count
     */
    Measured measure(List<String> command, int repeat, IntConsumer before) throws Failed {
        before.accept(0);
        once(command);
        List<Double> seconds = new ArrayList<>();
        for (int k = 1; k <= repeat; k++) {
            before.accept(k);
            seconds.add(once(command));
        }
        return new Measured(seconds);
    }

    private double once(List<String> command) throws Failed {
        Scratch.remove(folder);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        try {
            long start = System.nanoTime();
            Process process = builder.start();
            process.getOutputStream().close();
            int exit = waitFor(process);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (exit != 0) {
                throw new Failed("its process returned " + exit + ": " + lastLines());
            }
            return seconds;
        } catch (IOException e) {
            throw new CommandException("cannot start " + command.getFirst() + ": " + e.getMessage());
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process ran", e);
        }
    }

    private String lastLines() throws IOException {
        List<String> lines =
                Files.readString(said, StandardCharsets.UTF_8).lines().toList();
        return String.join("\n    ", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }
}
