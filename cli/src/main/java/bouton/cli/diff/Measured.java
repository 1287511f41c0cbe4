package bouton.cli.diff;

import bouton.image.net.Image;
import java.util.List;
import java.util.Optional;

/**
 * By how much two runs differ.
 *
 * @param first what the first side ran
 * @param second what the second side ran
 * @param ticks that ran on both
 * @param trains a figure per population
 * @param firsts the first differing spike of each neuron that has one, the earliest first
 * @param incoming synapses onto the neuron of the earliest
 * @param states of populations
 * @param weights at the end
 * @param unlike projections whose synapses join other neurons on the two sides: their weights cannot be compared
 * @param otherStimulus a stimulus that did something else, with the tick
 * @param ends of the windows of time, in ticks
 * @param series figures window by window
 */
record Measured(
        Image first,
        Image second,
        long ticks,
        List<TrainFigures> trains,
        List<FirstSpike> firsts,
        List<Incoming> incoming,
        List<ValueFigures> states,
        List<ValueFigures> weights,
        List<String> unlike,
        Optional<String> otherStimulus,
        long[] ends,
        List<Series> series,
        List<Raster.Dot> dots,
        List<WeightComparison.Scatter> scatters) {
    /** Whether anything differs: a spike, or a value by more than this part of its largest. */
    boolean differs(double tolerance) {
        return !firsts.isEmpty()
                || !unlike.isEmpty()
                || states.stream().anyMatch(s -> s.isBeyond(tolerance))
                || weights.stream().anyMatch(w -> w.isBeyond(tolerance));
    }

    /** Root of the mean squared van Rossum distance of all neurons. */
    double spikeDistance() {
        double squares = 0;
        long neurons = 0;
        for (TrainFigures t : trains) {
            squares += t.vanRossum() * t.vanRossum() * t.size();
            neurons += t.size();
        }
        return neurons == 0 ? 0 : Math.sqrt(squares / neurons);
    }

    /** The largest root mean squared difference of a weight, as a part of the largest weight of its projection. */
    double weightDistance() {
        return largest(weights);
    }

    /** Likewise of a state. */
    double stateDistance() {
        return largest(states);
    }

    private static double largest(List<ValueFigures> figures) {
        double most = 0;
        for (ValueFigures f : figures) {
            if (f.rms() > 0) {
                most = Math.max(most, f.largest() > 0 ? f.rms() / f.largest() : Double.POSITIVE_INFINITY);
            }
        }
        return most;
    }
}
