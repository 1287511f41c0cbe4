package bouton.compiler.machine;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import java.util.Locale;

/** Tells of parameters that a chip's integers are not close to. */
final class Roundings {
    /** Part of the value by which an integer may miss it. */
    private static final double CLOSE = 0.01;

    private static final double EXACT = 1e-9;

    private Roundings() {}

    /**
     * What becomes of the values of a line.
     *
     * @param wanted of each instance
     */
    static Lowered.Setting setting(String of, String field, String formula, double[] wanted, Span at) {
        int inexact = 0;
        int worst = 0;
        double most = -1;
        for (int i = 0; i < wanted.length; i++) {
            double error = Math.abs(Math.rint(wanted[i]) - wanted[i]);
            inexact += error > EXACT * Math.max(1, Math.abs(wanted[i])) ? 1 : 0;
            double relative = wanted[i] == 0 ? error : error / Math.abs(wanted[i]);
            if (relative > most) {
                most = relative;
                worst = i;
            }
        }
        long got = (long) Math.rint(wanted[worst]);
        return new Lowered.Setting(of, field, formula, wanted[worst], got, wanted.length, inexact, at);
    }

    /** Reports Q104 at the population or projection if an integer is more than 1 % off what its formula asks for. */
    static void warn(Lowered.Setting setting, String chip, Span formula, Diagnostics diagnostics) {
        if (Math.abs(setting.relativeError()) <= CLOSE) {
            return;
        }
        String which = setting.instances() == 1
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; %,d of %,d values are rounded, and this is the worst",
                        setting.inexact(),
                        setting.instances());
        diagnostics.add(Diagnostic.of(
                        Code.Q104,
                        setting.span(),
                        String.format(
                                Locale.ROOT,
                                "`%s` of `%s` becomes %,d, and should be %.4g: %+.3g %%",
                                setting.name(),
                                setting.of(),
                                setting.got(),
                                setting.wanted(),
                                100 * setting.relativeError()))
                .also(formula, "by this formula of `" + chip + "`")
                .note("`" + chip + "` keeps whole numbers only" + which)
                .help("other parameters, for which `" + setting.formula() + "` is a whole number or a larger one"));
    }
}
