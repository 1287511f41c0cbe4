package bouton.compiler.kernel;

import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import bouton.image.net.Trigger;

/** `every T from t0` in ticks. */
public final class Periods {
    private Periods() {}

    /** Counts in stamps: with `stamp start` time T is the start of a tick, one tick later than its end. */
    public static Trigger.Every trigger(Model.TriggerDef.Every every, Shared shared) {
        long period = Math.max(1, ticks(every.period(), shared));
        long from = every.from().map(f -> ticks(f, shared)).orElse(period);
        return new Trigger.Every(period, shared.stampEnd() ? from : from + 1);
    }

    private static long ticks(Term time, Shared shared) {
        return Math.round(((Term.Constant) time).value() / shared.dt());
    }
}
