package bouton.cli.conform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The kinds that can be replayed, by the name in the file. */
final class Kinds {
    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("neuron", new NestNeuron());
        KINDS.put("synapse", new NestSynapse());
        KINDS.put("network", new NestNetwork());
        KINDS.put("clopath", new NestClopath());
        KINDS.put("lif_exact", BrianNeurons.lifExact());
        KINDS.put("lif_method", BrianNeurons.lifMethod());
        KINDS.put("cuba_net", BrianNeurons.cubaNet());
        KINDS.put("stdp_pair", BrianSynapses.stdpPair());
        KINDS.put("stdp_triplet", BrianSynapses.stdpTriplet());
    }

    private Kinds() {}

    static Optional<Kind> find(String name) {
        return Optional.ofNullable(KINDS.get(name));
    }
}
