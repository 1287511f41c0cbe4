package bouton.dsl.chip;

import java.util.List;
import java.util.Locale;

/** When the parts of a chip act. */
public sealed interface Engine {
    /**
     * All in ticks, with a barrier at the end of each.
     *
     * @param order names of the stages of a tick
     * @param timing how the time that a tick takes is reckoned
     */
    record Ticks(List<String> order, Timing timing, Barrier barrier) implements Engine {
        public Ticks {
            order = List.copyOf(order);
        }
    }

    /** How the time that a tick takes is reckoned. */
    enum Timing {
        /** The slowest core's work. Packets take no time. */
        SIMPLE,
        /** Packets leave in the order of time, wait for each other on the links and at the cores. */
        DETAILED;

        /** As written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What it takes to agree that a tick is over.
     *
     * @param steps by number of tiles in use, ascending; empty: nothing
     */
    record Barrier(List<Step> steps) {
        public Barrier {
            steps = List.copyOf(steps);
        }

        /** In s: of the greatest number of tiles that is not above the number in use; below all, the first. */
        public double seconds(int tilesInUse) {
            double result = steps.isEmpty() ? 0 : steps.getFirst().time().value();
            for (Step step : steps) {
                if (step.tiles() <= tilesInUse) {
                    result = step.time().value();
                }
            }
            return result;
        }
    }

    /** @param time in s */
    record Step(int tiles, Figure time) {}
}
