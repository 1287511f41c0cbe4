package bouton.cli.statistics;

import java.util.List;

/**
 * What one point of an experiment came to.
 *
 * @param ticks run
 * @param simulated the same in ms
 * @param memory bytes for state and connectivity
 * @param buildSeconds for compiling and building
 * @param runSeconds from then on
 */
public record PointFigures(
        long ticks,
        double simulated,
        long memory,
        double buildSeconds,
        double runSeconds,
        List<GroupFigures> groups,
        List<ProjectionFigures> projections,
        List<Count> counters) {
    public PointFigures {
        groups = List.copyOf(groups);
        projections = List.copyOf(projections);
        counters = List.copyOf(counters);
    }

    /** A counter that counted; {@code at} is the place in the text, empty if there is none. */
    public record Count(String what, String at, long times) {}

    /** Simulated time per elapsed time; NaN if nothing was run. */
    public double realTimeFactor() {
        return runSeconds > 0 && ticks > 0 ? simulated / 1000 / runSeconds : Double.NaN;
    }
}
