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

    private Roundings() {}

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
                                "`%s` of `%s` becomes %,d, and should be %.4g: %+.2g %%",
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
