package bouton.cli.statistics;

import java.util.List;

/** A projection at the end of a run. */
public record ProjectionFigures(String name, String label, long synapses, List<Weights> weights) {
    public ProjectionFigures {
        weights = List.copyOf(weights);
    }

    /** How the values of a weight are spread, in its unit; NaN if there are no synapses. */
    public record Weights(String name, String unit, double min, double mean, double max) {
        /** @param values in the unit */
        public static Weights of(String name, String unit, double[] values) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (double value : values) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
            // The distances to the smallest are summed, so that equal weights have precisely their own mean.
            double distances = 0;
            for (double value : values) {
                distances += value - min;
            }
            return values.length == 0
                    ? new Weights(name, unit, Double.NaN, Double.NaN, Double.NaN)
                    : new Weights(name, unit, min, min + distances / values.length, max);
        }
    }
}
