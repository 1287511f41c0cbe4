package bouton.cli.terminal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them. */
public final class Figures {
    private Figures() {}

    /** {@code 1,234,567}. */
    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** {@code 1 neuron}, {@code 1,234 neurons}. */
    public static String count(long n, String one, String many) {
        return count(n) + " " + (n == 1 ? one : many);
    }

    /** At most four significant digits; a dash for NaN. */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
        return size >= 1e6 || size < 1e-4
                ? String.format(Locale.ROOT, "%.3e", value)
                : rounded.scale() < 0 ? rounded.toBigInteger().toString() : rounded.toPlainString();
    }

    /** {@code 6.717 us}, {@code 5.976 nJ}: with a prefix for a power of 1000. */
    public static String prefixed(double value, String unit) {
        String[] prefixes = {"f", "p", "n", "u", "m", "", "k", "M", "G"};
        int k = prefixes.length - 1;
        double scale = 1e9;
        while (k > 0 && Math.abs(value) < 0.99995 * scale) {
            scale = Math.pow(10, 3 * (--k - 5));
        }
        return value == 0 ? "0 " + unit : number(value / scale) + " " + prefixes[k] + unit;
    }

    /** {@code 12 MB}, in powers of 1000. */
    public static String bytes(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        boolean whole = unit == 0 || value >= 9.95;
        return String.format(Locale.ROOT, whole ? "%.0f " : "%.1f ", value) + units[unit];
    }

    /** A duration: {@code 0.012 s}, {@code 4.2 s}, {@code 1 min 12 s}, {@code 2 h 3 min}. */
    public static String duration(double seconds) {
        if (seconds < 0.0005) {
            return "0 s";
        }
        if (seconds < 59.95) {
            return new BigDecimal(seconds)
                            .round(new MathContext(seconds < 10 ? 2 : 3))
                            .stripTrailingZeros()
                            .toPlainString()
                    + " s";
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    /** A simulated time, given in ms. */
    public static String simulated(double ms) {
        return ms < 999.95 ? number(ms) + " ms" : number(ms / 1000) + " s";
    }
}
