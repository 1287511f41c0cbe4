package bouton.cli.output;

import java.util.List;

/**
 * Which point of which experiment.
 *
 * @param index from 0
 * @param total number of points of the experiment
 * @param values of its sweeps
 */
public record PointLabel(String experiment, int index, int total, List<Quantity> values) {
    public PointLabel {
        values = List.copyOf(values);
    }
}
