package bouton.compiler;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.model.Network;
import bouton.dsl.model.Network.PopulationDef;
import bouton.image.ir.Kernel;
import bouton.image.net.Scope;
import java.util.Optional;

/** Which values of a network a chip that is described bit by bit has, and in which of them it follows what an experiment sets. */
final class Kept {
    private Kept() {}

    /** Reports F234 for probes of states that the chip has no field for; whether there are none. */
    static boolean probes(Compiled compiled, Diagnostics diagnostics) {
        boolean all = true;
        for (Network.ProbeDef probe : compiled.network().probes()) {
            Scope scope = probe.projection() >= 0
                    ? new Scope.OfProjection(probe.projection())
                    : new Scope.OfGroup(probe.group());
            if (probe.variable().isPresent()
                    && !compiled.keeps(scope, probe.variable().get())) {
                all = false;
                diagnostics.add(Diagnostic.of(
                                Code.F234,
                                probe.span(),
                                "`%s` keeps no `%s`"
                                        .formatted(
                                                compiled.lowered()
                                                        .orElseThrow()
                                                        .program()
                                                        .machine()
                                                        .name(),
                                                probe.variable().get()))
                        .note("its lowering of the model has no field for it"));
            }
        }
        return all;
    }

    private static Optional<Model> model(Network network, Scope scope) {
        return switch (scope) {
            case Scope.OfGroup g ->
                network.groups().get(g.index()) instanceof PopulationDef p ? Optional.of(p.model()) : Optional.empty();
            case Scope.OfProjection p ->
                Optional.of(network.projections().get(p.index()).model());
        };
    }

    /** Whether it is a state, weight or trace; values of stimuli are the host's. */
    static boolean isVariable(Network network, Scope scope, String name) {
        return model(network, scope).map(m -> m.variable(name) >= 0).orElse(false);
    }

    /** Whether a field of the chip holds it; values of stimuli are the host's. */
    static boolean isStored(Compiled compiled, Scope scope, String name) {
        if (model(compiled.network(), scope).isEmpty()) {
            return true;
        }
        Kernel read = compiled.reader(scope, name).kernel();
        return compiled.lowered().orElseThrow().program().variables().stream()
                .anyMatch(v -> v.scope().equals(scope) && v.read().equals(read));
    }

    /** Whether nothing changes the scope's variables: synapses that a host addresses one by one have none that learn. */
    static boolean isConstant(Compiled compiled, Scope scope) {
        return scope instanceof Scope.OfProjection p
                && compiled.lowered().orElseThrow().chosen().stream()
                        .anyMatch(c -> c.direct()
                                && c.of().equals(compiled.network()
                                        .projections()
                                        .get(p.index())
                                        .name()));
    }
}
