package bouton.cli.conform;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Replays the recordings of one profile. */
interface Suite {
    /** How names of its files end. */
    List<String> endings();

    /** Name of a file without its ending; empty if it is no file of this suite. */
    default Optional<String> stem(String file) {
        return endings().stream()
                .filter(file::endsWith)
                .findFirst()
                .map(e -> file.substring(0, file.length() - e.length()));
    }

    /**
     * Replays a file.
     *
     * @param name of the file, without its ending
     * @throws VectorException if it cannot be read or is not what its format says
     */
    Result replay(String name, Path file);

    /** What became of a file. */
    sealed interface Result {}

    /** @param cases that the file holds */
    record Skipped(String reason, int cases) implements Result {}

    /**
     * @param passed cases
     * @param failed cases
     * @param summary of the file, on one line
     * @param details lines below it
     */
    record Replayed(int passed, int failed, String summary, List<String> details) implements Result {
        public Replayed {
            details = List.copyOf(details);
        }
    }
}
