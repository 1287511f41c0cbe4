package bouton.cli.conform;

import java.util.List;
import java.util.Optional;

/** Replays files of one kind. */
interface Kind {
    /** Why this file cannot be replayed in this version; empty if it can. */
    default Optional<String> notBuilt(Fields file) {
        return Optional.empty();
    }

    /**
     * Replays all cases of a file.
     *
     * @throws VectorException if the file is not what its kind says
     */
    List<Outcome> replay(Fields file);

    /** Number of cases in the file. */
    default int cases(Fields file) {
        return file.has("cases") ? file.objects("cases").size() : 1;
    }
}
