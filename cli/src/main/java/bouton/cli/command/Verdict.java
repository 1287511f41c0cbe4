package bouton.cli.command;

import bouton.cli.protocol.Requirement;
import bouton.dsl.diagnostic.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What came of an experiment on a target.
 *
 * @param chip as the command line names it; empty for the target of the text
 * @param experiment empty if none could be begun
 * @param what in words
 * @param seconds that it took
 * @param broken requirements that failed although they must not
 * @param reason why the chip refuses it
 */
record Verdict(
        Path file,
        String chip,
        String experiment,
        Kind kind,
        String what,
        double seconds,
        List<Requirement> broken,
        Optional<Diagnostic> reason) {
    /** Good, bad, or impossible there. */
    enum Kind {
        PASSED,
        /** Passed, with requirements that allow for the steps of the chip's words. */
        LOOSER,
        FAILED,
        /** The chip cannot do what the network asks for, and the compiler has said why. */
        REFUSED,
        /** The program has errors of its own, or something could not be computed. */
        BROKEN;

        boolean isGood() {
            return this == PASSED || this == LOOSER;
        }

        boolean isBad() {
            return this == FAILED || this == BROKEN;
        }
    }

    Verdict {
        broken = List.copyOf(broken);
    }
}
