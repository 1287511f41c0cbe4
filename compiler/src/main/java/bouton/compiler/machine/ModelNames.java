package bouton.compiler.machine;

import bouton.dsl.model.Model;
import bouton.image.net.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the names of a lowering's formulas stand for, for one neuron or synapse. */
final class ModelNames implements Formulas.Values {
    private record Part(Scope scope, Model model, Readings readings, int instance) {}

    private final Map<String, Double> fixed = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();

    /** @param neurons of the chip that are in use */
    ModelNames(double dt, boolean closed, int neurons) {
        fixed.put("neurons", (double) neurons);
        fixed.put("dt", dt);
        fixed.put("closed", closed ? 1.0 : 0.0);
        fixed.put(FieldSetting.LEARNING, 1.0);
    }

    void fix(String name, double value) {
        fixed.put(name, value);
    }

    /** Parameters and variables of an instance of a model; those added first go first. */
    void add(Scope scope, Model model, Readings readings, int instance) {
        parts.add(new Part(scope, model, readings, instance));
    }

    @Override
    public Optional<Double> find(String name) {
        Double own = fixed.get(name);
        if (own != null) {
            return Optional.of(own);
        }
        for (Part p : parts) {
            if (p.model().param(name) >= 0 || p.model().variable(name) >= 0) {
                return p.readings().values(p.scope(), name).map(v -> v[p.instance()]);
            }
        }
        return Optional.empty();
    }

    /** The values of all parameters: what formulas of nothing else depend on. */
    List<Double> constants() {
        List<Double> result = new ArrayList<>();
        new java.util.TreeMap<>(fixed).values().forEach(result::add);
        for (Part p : parts) {
            for (Model.Param param : p.model().params()) {
                result.add(p.readings()
                        .values(p.scope(), param.name())
                        .map(v -> v[p.instance()])
                        .orElse(Double.NaN));
            }
        }
        return result;
    }

    @Override
    public Set<String> names() {
        Set<String> result = new TreeSet<>(fixed.keySet());
        for (Part p : parts) {
            p.model().params().forEach(x -> result.add(x.name()));
            p.model().variables().forEach(x -> result.add(x.name()));
        }
        return result;
    }
}
