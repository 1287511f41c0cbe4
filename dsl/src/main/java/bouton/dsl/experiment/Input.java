package bouton.dsl.experiment;

import java.util.Optional;

/** What a {@code present} makes a stimulus do. One value holds for all sources, a list has one for each. */
public sealed interface Input {
    record Levels(Formula values) implements Input {}

    /** One row per tick. */
    record LevelRows(Formula rows) implements Input {}

    /** One time for each source. */
    record SpikePerSource(Formula times) implements Input {}

    /** Times that hold for all sources. */
    record SpikesOfAll(Formula times) implements Input {}

    /** Lists of times, one for each source; NaN for none. */
    record SpikeRows(Formula rows) implements Input {}

    record Poisson(Formula rates) implements Input {}

    /**
     * @param from first event; the period if empty
     * @param count without end if empty
     */
    record Regular(Formula period, Optional<Formula> from, Optional<Formula> count) implements Input {}
}
