package bouton.image.net;

import bouton.image.ir.Overflow;
import bouton.image.ir.Type;

/**
 * A sum of synaptic input. It is 0 when the port opens, and deliveries are added one by one, in the order of arrivals: by tick
 * of emission, projection, source, delay, synapse. After each addition a sum of integers takes {@code overflow}: with {@link
 * Overflow#SATURATE} it stays at the end of the range until something of the other sign arrives, as in an accumulator of
 * that width. An event that counts several times is delivered as if it came so often, one after another.
 *
 * @param opensAtTransmit becomes 0 at the start of {@link Stage#TRANSMIT} (graded input) instead of {@link Stage#DELIVER}
 * @param unit unit in which people see it
 * @param scale what is shown is the stored value times this
 * @param type float64, or an integer of at most {@value #MOST_BITS} bits
 * @param overflow of integers
 * @param counter that counts the deliveries at which a sum of integers overflowed, -1 for none
 */
public record Port(
        String name, boolean opensAtTransmit, String unit, double scale, Type type, Overflow overflow, int counter) {
    /** Bits that a float64 holds: as such arrivals and their sums are handed to handlers. */
    public static final int MOST_BITS = 53;

    /** A port that adds float64 values. */
    public Port(String name, boolean opensAtTransmit, String unit, double scale) {
        this(name, opensAtTransmit, unit, scale, Type.F64, Overflow.NEVER, -1);
    }
}
