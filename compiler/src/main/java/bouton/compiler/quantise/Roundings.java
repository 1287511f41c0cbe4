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
}
