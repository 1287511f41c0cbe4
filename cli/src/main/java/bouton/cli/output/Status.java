package bouton.cli.output;

import java.util.Locale;

/** How far a run, or a point of it, has come. */
public enum Status {
    RUNNING,
    COMPLETE,
    /** Interrupted: what is there is valid, but not all. */
    PARTIAL,
    FAILED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
