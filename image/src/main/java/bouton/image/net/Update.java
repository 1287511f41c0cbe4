package bouton.image.net;

/** In which order the neurons of a population take their turns in stages {@code INTEGRATE} to {@code RESET}. */
public enum Update {
    /** All see the values of the tick before. */
    PARALLEL,
    /** One after another, each sees the newest values of those before it. */
    ASCENDING,
    /** As ASCENDING, in a new random order in every tick. */
    SHUFFLED,
    /** One neuron in a tick, drawn anew in each. */
    RANDOM
}
