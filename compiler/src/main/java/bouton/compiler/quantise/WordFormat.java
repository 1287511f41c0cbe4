package bouton.compiler.quantise;

import bouton.dsl.chip.NumberFormat;

/**
 * How the chip keeps the numbers of a {@link Site}: as integers, each of which stands for so many steps.
 *
 * @param number bits, overflow, rounding
 * @param step what 1 stands for, in internal units; above 0
 * @param range the values it was chosen for
 * @param reason how the range is known
 */
public record WordFormat(NumberFormat number, double step, Interval range, Reason reason) {
    /** How the range of a value is known. */
    public enum Reason {
        /** Written in the text. */
        DECLARED,
        /** Follows from the text. */
        PROVEN,
        /** Seen in a run in float64, with a margin. */
        OBSERVED,
        /** As that of the weights that arrive at this port. */
        WEIGHTS,
        /** Nothing limits it but the format. */
        FORMAT
    }

    public WordFormat {
        if (!(step > 0) || Double.isInfinite(step)) {
            throw new IllegalArgumentException("step " + step);
        }
    }

    /** Nothing but 0 was seen: as long as that is so, it needs no room in sums, so the word is kept at 0, and counted. */
    boolean isAlwaysZero() {
        return reason == Reason.OBSERVED && range.equals(Interval.ZERO);
    }

    /** The least integer that the word is let have. */
    long least() {
        return isAlwaysZero() ? 0 : number.min();
    }

    /** The largest integer that the word is let have. */
    long most() {
        return isAlwaysZero() ? 0 : number.max();
    }

    /** The integer next to a value, not limited by the format. */
    public double whole(double value) {
        return Math.rint(value / step);
    }

    /** The values that the format can hold. */
    public Interval reach() {
        return new Interval(number.min() * step, number.max() * step);
    }
}
