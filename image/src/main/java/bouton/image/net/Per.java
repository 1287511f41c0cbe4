package bouton.image.net;

/** How often a handler runs where its trigger happens, and so whose words it may store. */
public enum Per {
    /** Once for each instance: for each neuron of a population, for each synapse of a projection. */
    INSTANCE,
    /** Of a projection: once for each source neuron or source of a stimulus. Its words are {@link Projection#rows()}. */
    SOURCE,
    /** Of a projection: once for each target neuron. Its words are {@link Projection#columns()}. */
    TARGET
}
