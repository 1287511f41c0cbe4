package bouton.dsl.experiment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Events that an experiment asks for.
 *
 * @param times their times are needed, not only their number
 */
public record EventUse(int group, int event, boolean times) {
    /** What is asked of the events of a member in a run. */
    public enum Function {
        COUNT,
        RATE,
        /** Time of the first since the run began; infinite without one. */
        FIRST,
        /** Times between successive events. */
        INTERVALS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean needsTimes() {
            return this == FIRST || this == INTERVALS;
        }

        static Optional<Function> find(String word) {
            return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
        }
    }
}
