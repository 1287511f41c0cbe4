package bouton.image.run;

/**
 * What became of the spikes that entered a projection, counted once for each synapse.
 *
 * @param sent the sum of the other three
 * @param delivered have reached their synapses
 * @param waiting are on their way, for their delay is longer than what is left of the run
 * @param dropped were on their way when the projection was reset
 */
public record Traffic(int projection, long sent, long delivered, long waiting, long dropped) {}
