package bouton.compiler.quantise;

import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.NumberFormat;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Source;
import bouton.dsl.source.Span;
import java.util.List;
import java.util.Random;

/** Arithmetics of random cores, and findings that nobody reads. */
final class Cores {
    private static final NumberFormat WORD =
            new NumberFormat(16, true, -1, NumberFormat.Overflow.SATURATE, NumberFormat.Rounding.NEAREST, false);

    private Cores() {}

    /**
     * @param multiplier bits, 0 for none
     * @param constant bits, 0 for {@code shifts} powers of two
     */
    static Arithmetic of(int register, int multiplier, int constant, int shifts, int table) {
        return new Arithmetic(
                WORD,
                WORD,
                WORD,
                WORD,
                WORD,
                WORD,
                WORD,
                register,
                multiplier,
                true,
                constant,
                shifts,
                table,
                16,
                true);
    }

    /** Registers of 16 to 48 bits; constants of 1 to 4 powers of two, or of 6 to 24 bits; multipliers of 8 to 24. */
    static Arithmetic random(Random random) {
        int register = 16 + random.nextInt(33);
        int multiplier = 8 + random.nextInt(17);
        boolean shifts = random.nextInt(3) == 0;
        return of(register, multiplier, shifts ? 0 : 6 + random.nextInt(19), shifts ? 1 + random.nextInt(4) : 0, 256);
    }

    /** Collects into {@code diagnostics}, all at one place. */
    static Findings findings(Diagnostics diagnostics) {
        return new Findings(List.of(), new Span(new Source("test", " "), 0, 0), diagnostics);
    }
}
