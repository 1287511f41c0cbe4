package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people, and times in ticks. */
public final class Numbers {
    private Numbers() {}

    /** A number with at most 6 digits. */
    public static String show(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        String text = new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
        return text.length() <= 12 ? text : Double.toString(value);
    }

    /** Ticks in a time, a thousandth of a tick forgiven; reported as an error if it is not whole. At least 0. */
    public static long wholeTicks(double ms, double dt, Span span, String what, Diagnostics diagnostics) {
        double ticks = ms / dt;
        double nearest = Math.rint(ticks);
        if (!(ms > 0) || Math.abs(ticks - nearest) > 1e-3 || nearest < 1 || nearest > 1e15) {
            diagnostics.add(
                    ms > 0
                            ? Diagnostic.of(
                                    Code.T002,
                                    span,
                                    what + " is " + show(ticks) + " ticks of " + show(dt)
                                            + " ms; it must be a whole number of them")
                            : Diagnostic.of(Code.T004, span, what + " must be positive"));
            return 1;
        }
        return (long) nearest;
    }
}
