package bouton.cli.protocol;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.experiment.Place;
import bouton.dsl.experiment.Step;
import bouton.image.ir.Kernel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Does what a {@code set} says. */
final class Writer {
    private final Evaluator evaluator;
    private final World world;
    private final Map<Place, Map<String, Kernel>> kernels = new HashMap<>();

    Writer(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.world = evaluator.world();
    }

    void write(Step.Write w) {
        double[] values = evaluator.value(w.value()).numbers();
        for (double v : values) {
            if (Double.isNaN(v)) {
                throw new Fault(Code.E002, w.value().span(), "this is not a number (NaN); nothing was set");
            }
        }
        // All is computed before anything changes.
        List<double[]> payloads = new ArrayList<>();
        for (Place place : w.places()) {
            payloads.add(payload(place, w, values));
        }
        for (int i = 0; i < payloads.size(); i++) {
            Place place = w.places().get(i);
            world.session().apply(World.scope(place), kernel(place, w.name()), payloads.get(i));
        }
        world.changed();
    }

    private Kernel kernel(Place place, String name) {
        return kernels.computeIfAbsent(place, p -> new HashMap<>())
                .computeIfAbsent(name, n -> world.compiled().writer(World.scope(place), n));
    }

    private double[] payload(Place place, Step.Write w, double[] values) {
        boolean one = w.value().type().rank() == 0;
        if (w.chosen().isEmpty()) {
            if (!one && values.length != world.size(place)) {
                throw wrongCount(place, w, world.size(place), values.length);
            }
            return one || values.length == 1 ? new double[] {values[0]} : values;
        }
        int[] members = evaluator.indices(w.chosen(), world.size(place));
        if (!one && values.length != members.length) {
            throw wrongCount(place, w, members.length, values.length);
        }
        double[] all = evaluator.values(place, w.name()).clone();
        for (int i = 0; i < members.length; i++) {
            all[members[i]] = values[one ? 0 : i];
        }
        return all;
    }

    private Fault wrongCount(Place place, Step.Write w, int members, int values) {
        return new Fault(
                Code.D002,
                w.value().span(),
                "`" + world.name(place) + "` has " + members + " members here, and there are " + values + " values");
    }
}
