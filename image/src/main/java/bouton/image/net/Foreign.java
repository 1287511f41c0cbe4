package bouton.image.net;

import java.util.List;

/**
 * A neuron that is a program outside of the image: it takes the sums of its inputs and writes the levels of its outputs, step
 * by step. In stage {@code PERIODIC} of the ticks that end at multiples of {@code period}, or when global event {@code event}
 * happens, behind the handlers of the network. What it writes is sent from the next tick on. An engine that cannot call the
 * implementation refuses the image.
 *
 * @param name of the population
 * @param implementation name of a Java class that is a {@link bouton.image.run.ForeignNeuron}
 * @param site key of its random numbers: it gets {@code RandomKey.of(seed, site)} as its seed
 * @param inputs in text order
 * @param outputs groups that are stimuli, in text order; nothing else is presented to them
 * @param period in ticks; 0: it steps at the event
 * @param event number of a global event, or -1
 */
public record Foreign(
        String name,
        String implementation,
        long site,
        List<Input> inputs,
        List<Integer> outputs,
        long period,
        int event) {
    public Foreign {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        if ((period > 0) == (event >= 0)) {
            throw new IllegalArgumentException(
                    "foreign neuron " + name + " steps every " + period + " and at " + event);
        }
    }

    /** Field {@code field} (float64) of a population holds sums; a step takes them and makes them 0. */
    public record Input(int group, int field) {}
}
