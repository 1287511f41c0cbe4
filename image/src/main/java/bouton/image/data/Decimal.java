package bouton.image.data;

import java.math.BigDecimal;

/** Numbers as decimal text: which texts are numbers, and the shortest text of a number. */
final class Decimal {

    private Decimal() {}

    /**
     * Whether the text is {@code nan}, {@code inf}, {@code -inf}, or a decimal number with a point and an exponent
     * after {@code e} or {@code E} as it likes. Stricter than {@link Double#parseDouble}, which also takes
     * {@code 1d}, {@code 0x1p3} and {@code NaN}.
     */
    static boolean isNumber(String text) {
        if (text.equals("nan") || text.equals("inf") || text.equals("-inf")) {
            return true;
        }
        int i = afterSign(text, 0);
        int whole = afterDigits(text, i);
        int digits = whole - i;
        i = whole;
        if (i < text.length() && text.charAt(i) == '.') {
            int fraction = afterDigits(text, i + 1);
            digits += fraction - i - 1;
            i = fraction;
        }
        if (digits == 0) {
            return false;
        }
        if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            int exponent = afterSign(text, i + 1);
            i = afterDigits(text, exponent);
            if (i == exponent) {
                return false;
            }
        }
        return i == text.length();
    }

    /** The double nearest to a text that {@link #isNumber is a number}; infinite too if it is out of range. */
    static double parse(String text) {
        return switch (text) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** Whether a text that is a number writes a whole number, without point and exponent, other than {@code value}. */
    static boolean isIntegerOtherThan(double value, String text) {
        if (Math.abs(value) < 0x1p53 || Double.isInfinite(value) || Double.isNaN(value)) {
            return false;
        }
        int start = afterSign(text, 0);
        if (afterDigits(text, start) != text.length()) {
            return false;
        }
        while (start < text.length() - 1 && text.charAt(start) == '0') {
            start++;
        }
        // Few digits are left, since the value is in the range of a double.
        return new BigDecimal(text.substring(start)).compareTo(new BigDecimal(Math.abs(value))) != 0;
    }

    /** The shortest text that parses to the same double; whole numbers below 2^53 without point and exponent. */
    static String format(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < 0x1p53) {
            boolean negativeZero = value == 0 && 1 / value < 0;
            return negativeZero ? "-0" : Long.toString((long) value);
        }
        return Double.toString(value);
    }

    private static int afterSign(String text, int i) {
        return i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-') ? i + 1 : i;
    }

    private static int afterDigits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
