package bouton.cli.protocol;

import java.util.List;

/**
 * A sweep point: one run of an experiment's protocol.
 *
 * @param index from 0
 * @param total number of points of the experiment, 1 without sweeps
 * @param values of the swept names, outermost sweep first
 */
public record Point(String experiment, int index, int total, List<Quantity> values) {
    public Point {
        values = List.copyOf(values);
    }
}
