package bouton.cli.conform;

import bouton.cli.terminal.Figures;
import java.util.Arrays;

/** Lists of spikes as data: a row per source, filled up with NaN. */
final class SpikeLists {
    /** The first step of NEST in which something can happen: the end of its first update. */
    static final int NEST_FIRST = 1;

    private SpikeLists() {}

    /** @param first the first step there is */
    static double[][] padded(double[][] lists, int first) {
        for (double[] list : lists) {
            for (double step : list) {
                if (step < first || step != Math.rint(step)) {
                    throw new VectorException(
                            "a spike in step " + Figures.number(step) + "; steps are whole and begin with " + first);
                }
            }
        }
        int most =
                Math.max(1, Arrays.stream(lists).mapToInt(l -> l.length).max().orElse(1));
        double[][] result = new double[lists.length][];
        for (int i = 0; i < lists.length; i++) {
            result[i] = Arrays.copyOf(lists[i], most);
            Arrays.fill(result[i], lists[i].length, most, Double.NaN);
        }
        return result;
    }

    /** From `{n, neuron[], step[]}`. */
    static double[][] of(Fields spikes) {
        int n = spikes.count("n");
        int[] neuron = spikes.counts("neuron");
        double[] step = spikes.numbers("step");
        if (neuron.length != step.length) {
            throw new VectorException(
                    "a list of spikes names " + neuron.length + " neurons and " + step.length + " steps");
        }
        double[][] lists = new double[n][0];
        for (int k = 0; k < neuron.length; k++) {
            if (neuron[k] < 0 || neuron[k] >= n) {
                throw new VectorException("a spike of source " + neuron[k] + " of " + n);
            }
            double[] list = lists[neuron[k]];
            lists[neuron[k]] = Arrays.copyOf(list, list.length + 1);
            lists[neuron[k]][list.length] = step[k];
        }
        return padded(lists, 0);
    }

    /** Values behind the given steps, of a quantity that was recorded before the first tick and in every one. */
    static double[] at(double[] recorded, int[] steps) {
        double[] result = new double[steps.length];
        for (int k = 0; k < steps.length; k++) {
            if (steps[k] < 1 || steps[k] >= recorded.length) {
                throw new VectorException("a pre spike in step " + steps[k] + " lies outside of the run");
            }
            result[k] = recorded[steps[k]];
        }
        return result;
    }

    /** (step, neuron) pairs from two lists. */
    static long[][] pairs(int[] neuron, int[] step) {
        if (neuron.length != step.length) {
            throw new VectorException(
                    "expected spikes name " + neuron.length + " neurons and " + step.length + " steps");
        }
        long[][] result = new long[step.length][];
        for (int k = 0; k < result.length; k++) {
            result[k] = new long[] {step[k], neuron[k]};
        }
        return result;
    }
}
