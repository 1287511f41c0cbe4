package bouton.dsl.chip;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a chip keeps a number: an integer of so many bits. What one step of it stands for is chosen for each quantity by the
 * compiler, unless the chip fixes the binary point ({@code fraction} of at least 0, as in {@code s16.15}).
 *
 * @param bits of the whole number, the sign's included: 1 .. 63; 64 for float64
 * @param signed two's complement
 * @param fraction bits behind the binary point; -1: the compiler chooses the step
 * @param overflow what happens to a value that is too large
 * @param rounding how bits below the step are dropped where a value is stored
 * @param real IEEE 754 binary64 instead of an integer; the other components say nothing then
 */
public record NumberFormat(int bits, boolean signed, int fraction, Overflow overflow, Rounding rounding, boolean real) {
    /** What happens to a value that is too large for its word. */
    public enum Overflow {
        WRAP,
        SATURATE
    }

    /** How bits are dropped: the words behind {@code @round}. */
    public enum Rounding {
        FLOOR,
        /** Towards zero. */
        ZERO,
        /** To the nearest, ties up. */
        NEAREST,
        /** To the nearest, ties to even. */
        EVEN,
        /** To the nearest, ties away from zero. */
        AWAY,
        /** Up with the probability of the part that is dropped. */
        STOCHASTIC;

        /** As written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** All words, as written. */
        public static List<String> words() {
            return Arrays.stream(values()).map(Rounding::word).toList();
        }

        /** The rounding that a word means. */
        public static Optional<Rounding> find(String word) {
            return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst();
        }
    }

    /** IEEE 754 binary64. */
    public static final NumberFormat FLOAT64 =
            new NumberFormat(64, true, -1, Overflow.SATURATE, Rounding.NEAREST, true);

    public NumberFormat {
        if (!real && (bits < 1 || bits > 63 || fraction < -1)) {
            throw new IllegalArgumentException(bits + " bits, " + fraction + " of them behind the point");
        }
    }

    /** The smallest integer of this format. */
    public long min() {
        return signed ? -1L << (bits - 1) : 0;
    }

    /** The largest integer of this format. */
    public long max() {
        return signed ? ~(-1L << (bits - 1)) : ~(-1L << bits);
    }

    /** The same with another number of bits. */
    public NumberFormat withBits(int newBits) {
        return new NumberFormat(newBits, signed, fraction, overflow, rounding, real);
    }

    /** The same, rounded in another way. */
    public NumberFormat withRounding(Rounding newRounding) {
        return new NumberFormat(bits, signed, fraction, overflow, newRounding, real);
    }

    /** The same with another way to end. */
    public NumberFormat withOverflow(Overflow newOverflow) {
        return new NumberFormat(bits, signed, fraction, newOverflow, rounding, real);
    }

    /** As written in a chip text, without annotations. */
    @Override
    public String toString() {
        if (real) {
            return "float64";
        }
        String sign = signed ? "s" : "u";
        return fraction < 0 ? sign + bits : sign + (bits - fraction) + "." + fraction;
    }
}
