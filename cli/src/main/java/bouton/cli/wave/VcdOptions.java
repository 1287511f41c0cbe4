package bouton.cli.wave;

import bouton.cli.command.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command line says of a waveform. */
public final class VcdOptions {
    @Option(
            names = "--vcd",
            paramLabel = "FILE",
            description =
                    "chips of circuits: write pins, states and memory ports of every cycle as a value change dump")
    @Nullable
    Path file;

    @Option(names = "--vcd-from", paramLabel = "CYCLE", description = "first cycle in it (default: 0)")
    @Nullable
    String from;

    @Option(names = "--vcd-to", paramLabel = "CYCLE", description = "last cycle in it (default: the last of all)")
    @Nullable
    String to;

    /**
     * The file, which is not written before the first cycle is known; null if none was asked for.
     *
     * @throws CommandException if what was said makes no sense
     */
    public @Nullable VcdFile file() {
        if (file == null) {
            if (from != null || to != null) {
                throw new CommandException((from != null ? "--vcd-from" : "--vcd-to") + ": there is no --vcd FILE");
            }
            return null;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
            throw new CommandException("--vcd: "
                    + (Files.isDirectory(file)
                            ? file + " is a folder; name a file in it"
                            : "there is no folder " + folder));
        }
        long first = from == null ? 0 : cycle("--vcd-from", from);
        long last = to == null ? Long.MAX_VALUE : cycle("--vcd-to", to);
        if (last < first) {
            throw new CommandException("--vcd-to: " + to + " comes before the first cycle, " + first);
        }
        return new VcdFile(file, first, last);
    }

    private static long cycle(String option, String written) {
        try {
            long cycle = Long.parseLong(written.replace("_", ""));
            if (cycle >= 0) {
                return cycle;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new CommandException(option + ": " + written + " is not the number of a cycle: 0, 1, …");
    }
}
