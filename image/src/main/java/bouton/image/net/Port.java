package bouton.image.net;

/**
 * A sum of synaptic input.
 *
 * @param opensAtTransmit becomes 0 at the start of {@link Stage#TRANSMIT} (graded input) instead of {@link Stage#DELIVER}
 * @param unit unit in which people see it
 * @param scale what is shown is the stored value times this
 */
public record Port(String name, boolean opensAtTransmit, String unit, double scale) {}
