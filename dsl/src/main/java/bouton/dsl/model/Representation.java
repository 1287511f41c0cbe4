package bouton.dsl.model;

import bouton.dsl.chip.NumberFormat.Overflow;
import bouton.dsl.chip.NumberFormat.Rounding;
import java.util.Optional;

/**
 * What a program says of the number format of a variable, parameter or port: {@code @bits(8) @round(stochastic) @saturate}. What it
 * leaves open is as the chip has it. {@code ideal} computes in float64 and takes no notice of it.
 *
 * @param bits of the whole number, the sign's included: 1 .. 63
 */
public record Representation(Optional<Integer> bits, Optional<Rounding> rounding, Optional<Overflow> overflow) {
    /** Nothing is said. */
    public static final Representation OPEN = new Representation(Optional.empty(), Optional.empty(), Optional.empty());
}
