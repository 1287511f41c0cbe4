package bouton.dsl.chip;

import java.math.BigDecimal;

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

    /** For people: {@code its ticks are from 0.1 ms to 1 ms}. */
    @Override
    public String toString() {
        return shortest == longest
                ? "its ticks are of " + number(shortest) + " ms"
                : "its ticks are from " + number(shortest) + " ms to " + number(longest) + " ms";
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** The length that is nearest to a wanted one. */
    public double nearest(double dt) {
        return Math.clamp(dt, shortest, longest);
    }
}
