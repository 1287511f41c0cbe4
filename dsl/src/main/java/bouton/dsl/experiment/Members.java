package bouton.dsl.experiment;

import bouton.dsl.source.Span;
import java.util.List;
import java.util.Optional;

/** A set that an expression runs over. */
public sealed interface Members {
    /**
     * Neurons, sources or synapses.
     *
     * @param chosen empty for all
     */
    record OfPlace(Place place, List<Range> chosen, Span span) implements Members {
        public OfPlace {
            chosen = List.copyOf(chosen);
        }
    }

    /**
     * Elements of a list, by their numbers in it.
     *
     * @param chosen empty for all
     */
    record OfList(Formula list, List<Range> chosen, Span span) implements Members {
        public OfList {
            chosen = List.copyOf(chosen);
        }
    }

    /**
     * Indices {@code from .. to}, both included; negative ones count from the end.
     *
     * @param to empty if {@code open}: to the last; else only {@code from}
     */
    record Range(Formula from, Optional<Formula> to, boolean open, Span span) {}
}
