package bouton.cli.output;

import java.util.List;
import java.util.Map;

/**
 * What was asked for.
 *
 * @param command words of the command line
 * @param dt length of a tick in ms
 * @param settings what {@code --set} gave, as written
 */
public record RunDescription(
        List<String> command, String target, String chip, double dt, long seed, Map<String, String> settings) {
    public RunDescription {
        command = List.copyOf(command);
    }

    /** A file that was read. */
    public record SourceText(String name, String sha256, Kind kind) {
        /** What it was read as. */
        public enum Kind {
            PROGRAM,
            LIBRARY,
            DATA
        }
    }
}
