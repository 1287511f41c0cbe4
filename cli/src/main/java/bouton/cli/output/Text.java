package bouton.cli.output;

import java.math.BigDecimal;

/** Numbers and names as the files of a run hold them. */
final class Text {
    private Text() {}

    /** The shortest text that reads back as the same double; whole numbers without a point. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < 0x1p53 && (value != 0 || 1 / value > 0)) {
            return Long.toString((long) value);
        }
        return Double.toString(value);
    }

    /** {@code ticks} ticks in ms as people write it: 3 ticks of 0.1 ms are 0.3, not 0.30000000000000004. */
    static String time(long ticks, double dt) {
        BigDecimal time = BigDecimal.valueOf(dt).multiply(BigDecimal.valueOf(ticks));
        return time.signum() == 0 ? "0" : time.stripTrailingZeros().toPlainString();
    }

    /** A field of a CSV file. */
    static String field(String text) {
        boolean special = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return special ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** A column's heading: the name, with the unit if it has one. */
    static String heading(String name, String unit) {
        return field(unit.isEmpty() || unit.equals("1") ? name : name + " (" + unit + ")");
    }

    /** A name with whatever a file system may not like replaced. */
    static String fileName(String name) {
        String safe = name.replaceAll("[^\\p{Alnum}_.]+", "-");
        return safe.startsWith(".") ? "_" + safe : safe;
    }
}
