package bouton.compiler.quantise;

import bouton.dsl.chip.NumberFormat;
import bouton.image.ir.Rounding;

/** Roundings of chips as those of kernels. */
final class Roundings {
    private Roundings() {}

    /** Stochastic rounding is that towards minus infinity, behind the addition of random bits. */
    static Rounding of(NumberFormat.Rounding rounding) {
        return switch (rounding) {
            case FLOOR, STOCHASTIC -> Rounding.FLOOR;
            case ZERO -> Rounding.ZERO;
            case NEAREST -> Rounding.NEAREST;
            case EVEN -> Rounding.EVEN;
            case AWAY -> Rounding.AWAY;
        };
    }

    /** A number that is known before the run, rounded once and for all: to the nearest where a stored value is rounded at random. */
    static long whole(double value, NumberFormat.Rounding rounding) {
        double whole = switch (rounding) {
            case FLOOR -> Math.floor(value);
            case ZERO -> value < 0 ? Math.ceil(value) : Math.floor(value);
            case NEAREST -> Math.floor(value + 0.5);
            case EVEN, STOCHASTIC -> Math.rint(value);
            case AWAY -> value < 0 ? -Math.floor(0.5 - value) : Math.floor(value + 0.5);
        };
        return (long) whole;
    }
}
