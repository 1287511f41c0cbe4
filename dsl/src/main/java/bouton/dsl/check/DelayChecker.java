package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.DataTable;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import bouton.dsl.model.Term;

/** Checks the delays of a projection against the ticks and the order in force. */
final class DelayChecker {
    /** The history of events is kept this long; a longer delay is surely a wrong unit. */
    static final double MOST_TICKS = 1_000_000;

    private DelayChecker() {}

    static void check(Network.ProjectionDef p, Network.GroupDef source, TargetDef target, Diagnostics diagnostics) {
        boolean dendritic = p.dendriticDelay() >= 0;
        if (p.delay() >= 0) {
            Model.Param delay = p.model().params().get(p.delay());
            check(delay, "delay", 0, target, diagnostics);
            rounded(delay, target, diagnostics);
            // Several delays in one projection cannot have several ranks.
            boolean fromPopulation = source instanceof Network.PopulationDef;
            if (fromPopulation && target.deliversBeforeThreshold() && !dendritic) {
                zeroAmongOthers(delay, target, diagnostics);
            }
        }
        if (dendritic) {
            Model.Param d = p.model().params().get(p.dendriticDelay());
            check(d, "dendritic_delay", target.dt(), target, diagnostics);
            rounded(d, target, diagnostics);
        }
    }

    private static void check(Model.Param p, String name, double least, TargetDef target, Diagnostics diagnostics) {
        if (p.value() instanceof Term.Constant c) {
            double ticks = c.value() / target.dt();
            if (!(c.value() >= 0) || ticks > MOST_TICKS || (least > 0 && Math.rint(ticks) < 1)) {
                Diagnostic.Builder builder = Diagnostic.of(
                        Code.T001,
                        c.span(),
                        c.value() < 0
                                ? "a delay cannot be negative"
                                : ticks > MOST_TICKS
                                        ? "`%s` is %,.0f ticks of %s ms; at most %,d are kept"
                                                .formatted(name, ticks, Numbers.show(target.dt()), (long) MOST_TICKS)
                                        : "`" + name + "` is at least one tick (" + Numbers.show(target.dt()) + " ms)");
                diagnostics.add(builder);
            }
            return;
        }
        Terms.visit(p.value(), t -> {
            if (t instanceof Term.DataRef d) {
                negative(d, diagnostics);
            }
        });
    }

    private static void negative(Term.DataRef d, Diagnostics diagnostics) {
        DataTable table = d.data();
        for (double v : table.values()) {
            if (v < 0) {
                diagnostics.add(Diagnostic.of(
                        Code.T001, d.span(), "`" + table.name() + "` holds a negative delay, " + Numbers.show(v)));
                return;
            }
        }
    }

    private static void zeroAmongOthers(Model.Param delay, TargetDef target, Diagnostics diagnostics) {
        if (delay.value() instanceof Term.Constant) {
            return;
        }
        Terms.visit(delay.value(), t -> {
            if (t instanceof Term.DataRef d) {
                for (double v : d.data().values()) {
                    if (v == 0) {
                        diagnostics.add(
                                Diagnostic.of(
                                                Code.T001,
                                                d.span(),
                                                "`" + d.data().name()
                                                        + "` holds a delay of 0: between populations it takes at least one tick")
                                        .help(
                                                "in an order that delivers after thresholds (`target … { order … }`) 0 is possible; so is a projection of its own with `delay = 0 ms`"));
                        return;
                    }
                }
            }
        });
    }

    private static void rounded(Model.Param p, TargetDef target, Diagnostics diagnostics) {
        if (p.value() instanceof Term.Constant c && c.value() > 0) {
            double ticks = c.value() / target.dt();
            double kept = Math.max(1, Math.rint(ticks));
            if (Math.abs(kept - ticks) > 0.01 * ticks) {
                diagnostics.add(Diagnostic.of(
                        Code.T005,
                        c.span(),
                        "this is %s ticks; it becomes %s (%s ms)"
                                .formatted(Numbers.show(ticks), Numbers.show(kept), Numbers.show(kept * target.dt()))));
            }
        }
    }
}
