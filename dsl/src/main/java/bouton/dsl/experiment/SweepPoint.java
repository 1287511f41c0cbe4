package bouton.dsl.experiment;

import bouton.dsl.check.Bindings;
import bouton.dsl.model.TargetDef;
import java.util.ArrayList;
import java.util.List;

/**
 * What an experiment's sweeps mean at one of their points.
 *
 * @param target with the swept `dt` and `seed`
 * @param bindings with the swept parameters
 * @param values of the swept names, outermost sweep first
 */
public record SweepPoint(TargetDef target, Bindings bindings, List<Value> values) {
    public SweepPoint {
        values = List.copyOf(values);
    }

    /** @param value in internal units */
    public record Value(Sweep.Swept swept, double value) {}

    public static SweepPoint of(Experiment experiment, int point, TargetDef target, Bindings bindings) {
        TargetDef at = target;
        Bindings with = bindings.copy();
        List<Value> values = new ArrayList<>();
        int[] rows = experiment.rowsAt(point);
        for (int s = 0; s < rows.length; s++) {
            Sweep sweep = experiment.sweeps().get(s);
            for (int n = 0; n < sweep.names().size(); n++) {
                Sweep.Swept swept = sweep.names().get(n);
                double value = sweep.rows().get(rows[s]).get(n);
                values.add(new Value(swept, value));
                switch (swept.kind()) {
                    case PARAMETER -> with.override(swept.key(), value);
                    case SEED -> at = at.withSeed((long) value);
                    case DT -> at = at.withDt(value);
                    case FREE -> {}
                }
            }
        }
        return new SweepPoint(at, with, values);
    }
}
