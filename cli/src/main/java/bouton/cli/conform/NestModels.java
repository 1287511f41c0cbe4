package bouton.cli.conform;

import bouton.dsl.check.Bindings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which of NEST's models have a source, and what is common to the values of their files. */
final class NestModels {
    /** A neuron's source and what a weight of 1 is at its ports. */
    private record Neuron(String file, String unit, double tolerance) {}

    private static final Map<String, Neuron> NEURONS = Map.ofEntries(
            Map.entry("iaf_psc_exp", new Neuron("neurons", "1 pA", 1e-10)),
            Map.entry("iaf_psc_alpha", new Neuron("neurons", "1 pA", 1e-10)),
            Map.entry("iaf_psc_delta", new Neuron("neurons", "1 mV", 1e-10)),
            Map.entry("izhikevich", new Neuron("neurons", "1", 1e-9)),
            Map.entry("mat2_psc_exp", new Neuron("neurons", "1 pA", 1e-10)),
            Map.entry("iaf_cond_exp", new Neuron("conductances", "1 nS", 1e-6)),
            Map.entry("iaf_cond_alpha", new Neuron("conductances", "1 nS", 1e-6)),
            Map.entry("aeif_cond_exp", new Neuron("conductances", "1 nS", 1e-6)),
            Map.entry("hh_psc_alpha", new Neuron("conductances", "1 pA", 1e-6)),
            Map.entry(NestGlif.MODEL, new Neuron("glif", "1 pA", 1e-10)));

    static final String DOPAMINE = "stdp_dopamine_synapse";

    private static final Set<String> PLASTIC = Set.of(
            "stdp_synapse",
            "stdp_nn_symm_synapse",
            "stdp_nn_pre_centered_synapse",
            "stdp_nn_restr_synapse",
            "stdp_triplet_synapse",
            "vogels_sprekeler_synapse",
            "stdp_pl_synapse_hom",
            "jonke_synapse",
            "stdp_facetshw_synapse_hom",
            DOPAMINE);

    /** Lists that are not a value for each synapse. */
    private static final Set<String> TABLES = Set.of(
            "configbit_0", "configbit_1", "reset_pattern", "lookuptable_0", "lookuptable_1", "lookuptable_2");

    /** Synapses whose weight stays what it is; what they transmit changes from spike to spike. */
    private static final Set<String> SHORT_TERM = Set.of("tsodyks_synapse", "tsodyks2_synapse");

    private NestModels() {}

    static Optional<String> neuronMissing(String model) {
        return NEURONS.containsKey(model) ? Optional.empty() : Optional.of("neuron " + model + " is not built yet");
    }

    static Optional<String> synapseMissing(String model) {
        return isPlastic(model) || SHORT_TERM.contains(model) || isStatic(model)
                ? Optional.empty()
                : Optional.of("synapse " + model + " is not built yet");
    }

    static boolean isPlastic(String synapse) {
        return PLASTIC.contains(synapse);
    }

    static boolean isStatic(String synapse) {
        return synapse.equals("static_synapse");
    }

    private static Neuron neuron(String model) {
        Neuron found = NEURONS.get(model);
        if (found == null) {
            throw new VectorException("there is no neuron " + model);
        }
        return found;
    }

    static String unit(String neuron) {
        return neuron(neuron).unit;
    }

    /** What a transmitted weight may differ by, as a part of it. A weight of 4 bits must be the same. */
    static double tolerance(String synapse, double others) {
        return synapse.equals("stdp_facetshw_synapse_hom") ? 0 : others;
    }

    /** The line that imports a neuron and what it is put together from. */
    static String use(String neuron) {
        String names = neuron.equals(NestGlif.MODEL) ? NestGlif.NAMES : neuron;
        return "use kinds.nest." + neuron(neuron).file + ".{" + names + "}\n";
    }

    /** What recorded values of a neuron may differ by: its part of the value, at least of 1. */
    static Comparison.Tolerance tolerance(String neuron) {
        return Comparison.Tolerance.relative(neuron(neuron).tolerance, 1);
    }

    /** What a file leaves out: nothing is injected, states start at 0, no lower bound, NEST's defaults of switches. */
    static Bindings defaults() {
        return new Bindings()
                .give("V_min", Double.NEGATIVE_INFINITY)
                .give("refractory_input", 0)
                .give("consistent_integration", 1)
                .give("I_e", 0)
                .give("tau_minus", 20)
                .give("tau_minus_triplet", 110)
                .give("init_V_m", 0)
                .give("init_U_m", 0)
                .give("init_I_syn_ex", 0)
                .give("init_I_syn_in", 0)
                .give("init_g_ex", 0)
                .give("init_g_in", 0)
                .give("init_w", 0)
                .give("init_Act_m", 0)
                .give("init_Act_n", 0)
                .give("init_Inact_h", 0)
                .give("stimulus_current", new double[] {0});
    }

    static void give(Bindings bindings, Fields params, String prefix) {
        for (String name : params.names()) {
            if (params.isList(name)) {
                bindings.give(TABLES.contains(name) ? "data." + name : prefix + name, params.numbers(name));
            } else {
                bindings.give(prefix + name, params.number(name));
            }
        }
    }
}
