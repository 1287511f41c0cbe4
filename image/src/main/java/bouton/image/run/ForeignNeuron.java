package bouton.image.run;

/**
 * A neuron that is a Java class: a world around the network, a body, a task. In a program it is
 * {@code neuron track = java("demo.Track") { in move[4]: 1 ; out place[25]: 1 ; every 100 ms }}; the class is public or not,
 * has a constructor without arguments, and is found beside the program: source {@code demo/Track.java} or class file
 * {@code demo/Track.class}.
 *
 * <p>Values are in the units of the declaration. One object serves one run: calls come one after another, {@link #reset} first.
 * For the same seed and the same inputs an implementation writes the same outputs, so it takes its random numbers from the
 * seed, and nothing from a clock. An exception that it throws ends the run and is shown to the user with the line that threw
 * it. A network with it can have checkpoints if the class implements {@link ResumableNeuron}.
 */
public interface ForeignNeuron {
    /**
     * Begins a run, before tick 0.
     *
     * @param seed of its random numbers; another one for every seed of the run and every foreign neuron of the network
     * @param out as in {@link #step}; all 0, and sent from tick 0 on
     */
    void reset(long seed, double[][] out);

    /**
     * Takes a step.
     *
     * @param in for each {@code in}, in text order, what has arrived since the step before: the sum of what synapses
     *     delivered, one value per element
     * @param out for each {@code out}, in text order, the values that are sent until the next step. They are as the step
     *     before left them; NaN and infinite values end the run
     */
    void step(double[][] in, double[][] out);
}
