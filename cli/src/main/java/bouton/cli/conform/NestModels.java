package bouton.cli.conform;

import bouton.dsl.check.Bindings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which of NEST's models have a source, and what is common to the values of their files. */
final class NestModels {
    /** Neurons, with what a weight of 1 is at their ports. */
    private static final Map<String, String> NEURONS = Map.of(
            "iaf_psc_exp", "1 pA",
            "iaf_psc_alpha", "1 pA",
            "iaf_psc_delta", "1 mV",
            "izhikevich", "1",
            "mat2_psc_exp", "1 pA");

    private static final Set<String> PLASTIC = Set.of(
            "stdp_synapse",
            "stdp_nn_symm_synapse",
            "stdp_nn_pre_centered_synapse",
            "stdp_nn_restr_synapse",
            "stdp_triplet_synapse",
            "vogels_sprekeler_synapse");

    private NestModels() {}

    static Optional<String> neuronMissing(String model) {
        return NEURONS.containsKey(model) ? Optional.empty() : Optional.of("neuron " + model + " is not built yet");
    }

    static Optional<String> synapseMissing(String model) {
        return isPlastic(model) || model.equals("static_synapse")
                ? Optional.empty()
                : Optional.of("synapse " + model + " is not built yet");
    }

    static boolean isPlastic(String synapse) {
        return PLASTIC.contains(synapse);
    }

    static String unit(String neuron) {
        return NEURONS.getOrDefault(neuron, "1");
    }

    /** What a file leaves out: nothing is injected, states start at 0, no lower bound, NEST's defaults of switches. */
    static Bindings defaults() {
        return new Bindings()
                .give("V_min", Double.NEGATIVE_INFINITY)
                .give("refractory_input", 0)
                .give("consistent_integration", 1)
                .give("I_e", 0)
                .give("init_V_m", 0)
                .give("init_U_m", 0)
                .give("init_I_syn_ex", 0)
                .give("init_I_syn_in", 0)
                .give("stimulus_current", new double[] {0});
    }

    static void give(Bindings bindings, Fields params, String prefix) {
        for (String name : params.names()) {
            if (params.isList(name)) {
                bindings.give(prefix + name, params.numbers(name));
            } else {
                bindings.give(prefix + name, params.number(name));
            }
        }
    }
}
