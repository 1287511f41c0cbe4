package bouton.cli.conform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds that can be replayed, by the name in the file. */
final class Kinds {
    private static final Map<String, Kind> NEST = new LinkedHashMap<>();
    private static final Map<String, Kind> BRIAN = new LinkedHashMap<>();

    static {
        NEST.put("neuron", new NestNeuron());
        NEST.put("synapse", new NestSynapse());
        NEST.put("network", new NestNetwork());
        NEST.put("clopath", new NestClopath());
        for (String kind : List.of(
                "lif_exact",
                "lif_method",
                "adex",
                "fhn",
                "hh_net",
                "adaptive_threshold",
                "izhikevich_net",
                "two_compartment",
                "two_compartment_exact",
                "cuba_net",
                "coba_net",
                "brunel_net",
                "gap_net",
                "stdp_pair",
                "stdp_triplet",
                "graupner_brunel",
                "calcium_event",
                "vogels_istdp",
                "pathways",
                "stdp_net",
                "istdp_net",
                "tsodyks_markram",
                "rstdp",
                "sdsp",
                "diehl_cook",
                "clopath",
                "urbanczik_senn",
                "custom_events",
                "rate_net",
                "rate_hebb",
                "hopfield")) {
            BRIAN.put(kind, new BrianKind(kind));
        }
    }

    private Kinds() {}

    /** Files of Brian2 give their time step in {@code dt_ms}; a kind of either simulator may have the other's name. */
    static Optional<Kind> find(Fields file) {
        return Optional.ofNullable((file.has("dt_ms") ? BRIAN : NEST).get(file.text("kind")));
    }
}
