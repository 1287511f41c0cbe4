package bouton.dsl.chip;

/**
 * Lengths that a tick may have, in ms.
 *
 * @param free whether the text says that any will do
 */
public record TickRange(double shortest, double longest, boolean free) {
    /** Any that a target may have. */
    public static final TickRange FREE = new TickRange(1e-6, 1e3, true);

    /** Whether a tick may be so long. */
    public boolean contains(double dt) {
        return dt >= shortest && dt <= longest;
    }

    /** The length that is nearest to a wanted one. */
    public double nearest(double dt) {
        return Math.clamp(dt, shortest, longest);
    }
}
