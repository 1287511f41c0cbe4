package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Network;
import bouton.dsl.model.Placement;
import bouton.dsl.model.TargetDef;

/** Checks that a network has the neurons that its target places; which populations there are is known before. */
final class PlacementBounds {
    private PlacementBounds() {}

    static void check(Network network, TargetDef target, Diagnostics diagnostics) {
        for (Placement placement : target.placements()) {
            for (Network.GroupDef group : network.groups()) {
                long last = placement.to() == Placement.ALL ? placement.from() : placement.to();
                if (group.name().equals(placement.group()) && last >= group.size()) {
                    diagnostics.add(Diagnostic.of(
                                    Code.E003,
                                    placement.span(),
                                    "neuron " + last + " of `" + group.name() + "` is placed, and there is none")
                            .note("`" + group.name() + "` has " + group.size() + " neurons, from 0 to "
                                    + (group.size() - 1))
                            .also(group.span(), "declared here"));
                }
            }
        }
    }
}
