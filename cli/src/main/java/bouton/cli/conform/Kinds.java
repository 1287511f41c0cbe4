package bouton.cli.conform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The kinds that can be replayed, by the name in the file. */
final class Kinds {
    /** Both simulators have a kind `clopath`; only the files of NEST name a model. */
    private static final String CLOPATH_OF_NEST = "clopath with a model";

    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("neuron", new NestNeuron());
        KINDS.put("synapse", new NestSynapse());
        KINDS.put("network", new NestNetwork());
        KINDS.put(CLOPATH_OF_NEST, new NestClopath());
        KINDS.put("lif_exact", BrianNeurons.lifExact());
        KINDS.put("lif_method", BrianNeurons.lifMethod());
        KINDS.put("cuba_net", BrianNeurons.cubaNet());
        KINDS.put("stdp_pair", BrianSynapses.stdpPair());
        KINDS.put("stdp_triplet", BrianSynapses.stdpTriplet());
    }

    private Kinds() {}

    /** The kind of a file. */
    static Optional<Kind> find(Fields file) {
        String kind = file.text("kind");
        String name = kind.equals("clopath") && file.has("model") ? CLOPATH_OF_NEST : kind;
        return Optional.ofNullable(KINDS.get(name));
    }
}
