package bouton.image.chip;

/**
 * What an operation costs each time.
 *
 * @param energy in J
 * @param time in units of {@link Hardware#timeUnit()}
 */
public record Cost(double energy, long time) {
    public static final Cost NOTHING = new Cost(0, 0);

    /** The same energy and no time. */
    public Cost withoutTime() {
        return new Cost(energy, 0);
    }
}
