package bouton.compiler;

import bouton.dsl.model.Network;
import bouton.image.net.Connectivity;

/** How the synapses of a projection are made. */
final class Connections {
    private Connections() {}

    static Connectivity of(Network.Builder builder) {
        return switch (builder) {
            case Network.Builder.OneToOne b -> new Connectivity.OneToOne();
            case Network.Builder.AllToAll b -> new Connectivity.AllToAll(b.self());
            case Network.Builder.Probability b -> new Connectivity.Probability(b.p(), b.self());
            case Network.Builder.FanIn b -> new Connectivity.FanIn(b.k(), b.self(), b.multiple());
            case Network.Builder.FanOut b -> new Connectivity.FanOut(b.k(), b.self(), b.multiple());
            case Network.Builder.Total b -> new Connectivity.Total(b.n(), b.self(), b.multiple());
            case Network.Builder.Pairs b -> new Connectivity.Pairs(b.pre(), b.post());
            case Network.Builder.Displaced b ->
                new Connectivity.Displaced(b.sources(), b.sourceSteps(), b.targets(), b.targetSteps(), b.p(), b.self());
        };
    }
}
