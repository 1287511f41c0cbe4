package bouton.cli.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be said to {@code bouton diff}. */
final class DiffOptions {
    @Parameters(index = "0", paramLabel = "FILE", description = "the program")
    Path program = Path.of("");

    @Parameters(index = "1", paramLabel = "A", description = "a target of the program, or a chip")
    String first = "";

    @Parameters(index = "2", paramLabel = "B", description = "another one")
    String second = "";

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            description = "the experiment that both run (default: the first that is not marked @long)")
    @Nullable
    String experiment;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "give a parameter another value; of a swept name, choose the point (default: the first); may be"
                            + " given several times")
    Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--dt", paramLabel = "TIME", description = "length of a tick of both, such as \"0.05 ms\"")
    @Nullable
    String dt;

    @Option(names = "--seed", paramLabel = "N", description = "seed of all random numbers of both")
    @Nullable
    String seed;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            description = "values count as different if they are apart by more than X times the largest of their kind"
                    + " (default: ${DEFAULT-VALUE})")
    String tolerance = "1e-9";

    @Option(
            names = "--tau",
            paramLabel = "TIME",
            description = "time constant of the van Rossum distance (default: ${DEFAULT-VALUE})")
    String tau = "10 ms";

    @Option(
            names = "--precision",
            paramLabel = "TIME",
            description = "how far apart spikes of the coincidence factor may be (default: ${DEFAULT-VALUE})")
    String precision = "2 ms";

    @Option(
            names = "--window",
            paramLabel = "TIME",
            description =
                    "length of the windows of figures over time (default: 1 ms); it doubles when there are more than"
                            + " 128")
    @Nullable
    String window;

    @Option(
            names = "--lines",
            paramLabel = "N",
            description =
                    "try up to N lines, each computed as the ideal does, and tell how much of the difference vanishes;"
                            + " for chips")
    @Nullable
    String lines;

    @Option(names = "--json", description = "write everything as JSON to the standard output")
    boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "write a page with pictures, which needs nothing else")
    @Nullable
    Path html;

    @Option(names = "--no-progress", description = "do not tell how far it has come")
    boolean noProgress;

    @Option(names = "--force", description = "build networks even if they seem too large for the memory")
    boolean force;
}
