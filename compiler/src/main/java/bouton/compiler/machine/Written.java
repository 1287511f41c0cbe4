package bouton.compiler.machine;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as messages show them. */
final class Written {
    private static final MathContext DIGITS = new MathContext(6);

    private Written() {}

    /** Six digits, without zeros at the end. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
        int digits = rounded.precision() - rounded.scale();
        return digits > -5 && digits < 16 ? rounded.toPlainString() : rounded.toString();
    }
}
