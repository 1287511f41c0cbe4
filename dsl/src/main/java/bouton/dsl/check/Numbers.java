package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Numbers for people, and times in ticks. */
public final class Numbers {
    private static final int MOST_DIGITS = 400;

    private Numbers() {}

    /** The number that is written, exactly; null after a report if it is none that a float64 can hold. */
    public static @Nullable BigDecimal parse(Expr.Number n, Diagnostics diagnostics) {
        String problem = "this number is too large for a float64";
        if (n.text().length() > MOST_DIGITS) {
            problem = "this number has more than " + MOST_DIGITS + " digits";
        } else {
            // The plain reading knows numbers of any exponent; it tells what the exact one would choke on.
            double near = Double.parseDouble(n.text());
            boolean zero = n.text().chars().takeWhile(c -> c != 'e' && c != 'E').noneMatch(c -> c >= '1' && c <= '9');
            if (zero) {
                return BigDecimal.ZERO;
            }
            if (near > 1e-300 && near < 1e300) {
                return new BigDecimal(n.text());
            }
            problem = near < 1 ? "this number is too small for a float64" : problem;
        }
        diagnostics.add(Diagnostic.of(Code.S007, n.span(), problem));
        return null;
    }

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

    /** Tells of a time that is rounded to the nearest tick, where that changes it by more than 1 %. */
    static void tellRounded(Term.Constant time, double dt, Diagnostics diagnostics) {
        double ticks = time.value() / dt;
        double kept = Math.rint(ticks);
        if (Math.abs(kept - ticks) > 0.01 * ticks) {
            diagnostics.add(Diagnostic.of(
                    Code.T005,
                    time.span(),
                    "this is %s ticks; it becomes %s (%s ms)".formatted(show(ticks), show(kept), show(kept * dt))));
        }
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
