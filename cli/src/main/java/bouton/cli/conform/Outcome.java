package bouton.cli.conform;

import java.util.Optional;

/**
 * What became of a case.
 *
 * @param name of the case
 * @param mismatch the first one, empty if all agrees
 * @param compared how many spikes and values were compared
 * @param worst largest deviation of a value, in units of the tolerance
 */
record Outcome(String name, Optional<String> mismatch, long compared, double worst) {
    boolean passed() {
        return mismatch.isEmpty();
    }
}
