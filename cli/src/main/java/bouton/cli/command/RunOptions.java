package bouton.cli.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be said to {@code bouton run}. */
final class RunOptions {
    @Parameters(paramLabel = "FILE", arity = "0..1", description = "the program")
    @Nullable
    Path program;

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            description = "run this experiment only; may be given several times")
    List<String> experiments = List.of();

    @Option(names = "--long", description = "run the experiments that are marked @long, too")
    boolean withLong;

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = "one of the program's targets (default: its first, or `ideal`)")
    @Nullable
    String target;

    @Option(names = "--chip", paramLabel = "CHIP", description = "a name, a file that declares a chip, or FILE:NAME")
    @Nullable
    String chip;

    @Option(names = "--dt", paramLabel = "TIME", description = "length of a tick, such as \"0.05 ms\"")
    @Nullable
    String dt;

    @Option(names = "--seed", paramLabel = "N", description = "seed of all random numbers")
    @Nullable
    String seed;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "give a parameter another value, such as tau_m=\"15 ms\"; may be given several times")
    Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "the folder for the results (default: runs/<file>-<time>)")
    @Nullable
    Path out;

    @Option(
            names = "--checkpoint",
            paramLabel = "TIME",
            description = "keep all that is needed to go on, after every so much time of the network, such as \"10 s\"")
    @Nullable
    String checkpoint;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "TIME",
            description = "the same after every so much elapsed time, such as \"10 min\"")
    @Nullable
    String checkpointEvery;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description = "go on with the run in this folder from its last checkpoint, with the options that it had")
    @Nullable
    Path resume;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "threads that run the network (default: all processors if it is large, else 1); the results do not"
                            + " depend on it")
    @Nullable
    String threads;

    @Option(
            names = {"-q", "--quiet"},
            description = "print problems and failed conditions only")
    boolean quiet;

    @Option(names = "--no-progress", description = "do not tell how far it has come")
    boolean noProgress;

    @Option(names = "--force", description = "build a network even if it seems too large for the memory")
    boolean force;

    /** The program. */
    Path file() {
        return program == null ? Path.of("") : program;
    }
}
