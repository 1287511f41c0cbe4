package bouton.cli.diff;

/**
 * How the spike trains of a population differ.
 *
 * @param spikesFirst of the first side
 * @param spikesSecond of the second side
 * @param differing spikes that one side has and the other has not in the same tick
 * @param differingNeurons neurons with such a spike
 * @param rateFirst mean over the neurons, in Hz
 * @param rateSecond likewise
 * @param rateDistance root of the mean squared difference of the neurons' rates, in Hz
 * @param vanRossum root of the mean squared distance of the neurons
 * @param isi mean ISI distance of the neurons
 * @param coincidence mean coincidence factor of the neurons that spike; NaN if none does
 */
public record TrainFigures(
        String name,
        int size,
        long spikesFirst,
        long spikesSecond,
        long differing,
        int differingNeurons,
        double rateFirst,
        double rateSecond,
        double rateDistance,
        double vanRossum,
        double isi,
        double coincidence) {}
