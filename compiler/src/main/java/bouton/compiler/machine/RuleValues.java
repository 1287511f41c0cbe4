package bouton.compiler.machine;

import bouton.compiler.machine.Lowerer.Resident;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Network.ProjectionDef;
import bouton.image.net.Scope;
import java.util.Arrays;

/** Parameters of the rules onto the neurons of a population: a neuron has them once, so all synapses onto it must agree. */
final class RuleValues {
    private final Resident resident;
    private final Network network;
    private final Readings readings;
    private final Diagnostics diagnostics;
    /** Projection and number of the first synapse onto each neuron; -1: there is none. */
    private final int[] projections;

    private final int[] synapses;

    RuleValues(Resident resident, Network network, Readings readings, Diagnostics diagnostics) {
        this.resident = resident;
        this.network = network;
        this.readings = readings;
        this.diagnostics = diagnostics;
        projections = new int[resident.population().size()];
        synapses = new int[projections.length];
        Arrays.fill(projections, -1);
        for (int p : resident.rules()) {
            int[] targets = readings.synapses(p)[1];
            for (int s = 0; s < targets.length; s++) {
                if (projections[targets[s]] < 0) {
                    projections[targets[s]] = p;
                    synapses[targets[s]] = s;
                }
            }
        }
        resident.rules().forEach(this::agree);
    }

    private void agree(int p) {
        ProjectionDef projection = network.projections().get(p);
        int[] targets = readings.synapses(p)[1];
        for (Model.Param param : projection.model().params()) {
            if (param.name().equals("delay")) {
                continue;
            }
            double[] own = values(p, param.name());
            for (int s = 0; s < targets.length && own.length > 0; s++) {
                int first = projections[targets[s]];
                double[] other = first == p ? own : values(first, param.name());
                if (other.length > 0 && other[synapses[targets[s]]] != own[s]) {
                    diagnostics.add(Diagnostic.of(
                                    Code.F233,
                                    projection.span(),
                                    "synapses onto one neuron of `%s` have different values of `%s`: %.6g and %.6g"
                                            .formatted(
                                                    resident.population().name(),
                                                    param.name(),
                                                    other[synapses[targets[s]]],
                                                    own[s]))
                            .also(param.span(), "declared here")
                            .note("the circuit has it once for each neuron"));
                    return;
                }
            }
        }
    }

    private double[] values(int p, String name) {
        return readings.values(new Scope.OfProjection(p), name).orElse(new double[0]);
    }

    /** Adds the parameters of the rule onto a neuron; of the first synapse of all if none leads to this one. */
    void add(ModelNames names, int member) {
        if (resident.rules().isEmpty()) {
            return;
        }
        int p = projections[member] >= 0
                ? projections[member]
                : resident.rules().getFirst();
        int s = projections[member] >= 0 ? synapses[member] : 0;
        if (readings.synapses(p)[0].length > 0) {
            names.add(new Scope.OfProjection(p), network.projections().get(p).model(), readings, s);
        }
    }
}
