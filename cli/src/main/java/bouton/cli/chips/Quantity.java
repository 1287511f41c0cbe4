package bouton.cli.chips;

import bouton.cli.terminal.Figures;
import bouton.dsl.chip.Core;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers of chips as people read them. */
final class Quantity {
    private static final String[] PREFIXES = {"f", "p", "n", "u", "m", "", "k", "M", "G", "T"};
    private static final int OF_ONE = 5;
    private static final MathContext SHOWN = new MathContext(6, RoundingMode.HALF_EVEN);
    private static final long KIB = 1024;

    private Quantity() {}

    /** A value in SI units with the prefix that keeps it between 1 and 1000, at most six digits: {@code 35.5 pJ}. */
    static String si(double value, String unit) {
        return value == 0 ? "0 " + unit : with(BigDecimal.valueOf(value).round(SHOWN), unit);
    }

    /** The same with all digits. */
    static String exact(double value, String unit) {
        return value == 0 ? "0 " + unit : with(BigDecimal.valueOf(value), unit);
    }

    private static String with(BigDecimal value, String unit) {
        BigDecimal number = value.stripTrailingZeros();
        int power = Math.floorDiv(number.precision() - number.scale() - 1, 3);
        int prefix = Math.clamp(power + OF_ONE, 0, PREFIXES.length - 1);
        String digits = number.scaleByPowerOfTen(-3 * (prefix - OF_ONE))
                .stripTrailingZeros()
                .toPlainString();
        return digits + " " + PREFIXES[prefix] + unit;
    }

    /** A number without an exponent. */
    static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    static String limit(int number) {
        return number == Core.UNLIMITED ? "unlimited" : Figures.count(number);
    }

    static String limit(long number) {
        return number == Core.UNLIMITED ? "unlimited" : Figures.count(number);
    }

    /** A size of memory, in the largest unit that keeps it whole. */
    static String bytes(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB"};
        int unit = 0;
        long rest = bytes;
        while (rest % KIB == 0 && rest > 0 && unit < units.length - 1) {
            rest /= KIB;
            unit++;
        }
        return Figures.count(rest) + " " + units[unit];
    }
}
