package bouton.dsl.chip;

import bouton.dsl.source.Span;
import java.util.Optional;

/**
 * What something costs each time it is done. What is not given is nothing.
 *
 * @param energy in J
 * @param time in s, or in cycles
 * @param inCycles whether {@code time} counts cycles
 */
public record Cost(Optional<Figure> energy, Optional<Figure> time, boolean inCycles, Span span) {
    /** In J. */
    public double joules() {
        return energy.map(Figure::value).orElse(0.0);
    }

    /**
     * In s.
     *
     * @param cycle seconds of a cycle
     */
    public double seconds(double cycle) {
        return time.map(Figure::value).orElse(0.0) * (inCycles ? cycle : 1);
    }
}
