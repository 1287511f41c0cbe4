package bouton.compiler;

import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.NumberFormat;

/** Arithmetics for tests. */
final class Chips {
    private Chips() {}

    static NumberFormat format(int bits, boolean signed, NumberFormat.Rounding rounding) {
        return new NumberFormat(bits, signed, -1, NumberFormat.Overflow.SATURATE, rounding, false);
    }

    static NumberFormat format(int bits, boolean signed) {
        return format(bits, signed, NumberFormat.Rounding.NEAREST);
    }

    /** Weights and traces of so many bits, states of twice as many, 40 bits in between. */
    static Arithmetic of(int bits) {
        return of(bits, 2 * bits);
    }

    /** Weights and traces of so many bits, states of others. */
    static Arithmetic of(int bits, int states) {
        return of(bits, states, NumberFormat.Rounding.STOCHASTIC);
    }

    static Arithmetic of(int bits, int states, NumberFormat.Rounding weights) {
        return new Arithmetic(
                format(bits, true, weights),
                format(bits, true),
                format(bits, false, NumberFormat.Rounding.STOCHASTIC),
                format(states, true),
                format(16, true),
                format(2 * bits, true),
                format(16, true),
                40,
                20,
                true,
                16,
                0,
                256,
                16,
                false);
    }
}
