package bouton.image.chip;

/** How the time that a tick takes on a chip is reckoned. */
public enum Timing {
    /** The slowest core's work. Messages take no time. */
    SIMPLE,
    /** Messages leave in the order of time, wait for each other on the links and at the cores. */
    DETAILED
}
