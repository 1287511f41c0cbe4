package bouton.cli.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A bug that showed while a run had a folder: where its trace has been written, if that was possible. */
final class BugException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable Path trace;

    BugException(Throwable cause, @Nullable Path trace) {
        super(cause);
        this.trace = trace;
    }

    @Nullable
    Path trace() {
        return trace;
    }
}
