package bouton.cli.conform;

import static bouton.cli.conform.Conforming.BRIAN;
import static bouton.cli.conform.Conforming.NEST;
import static bouton.cli.conform.Conforming.add;
import static bouton.cli.conform.Conforming.cases;
import static bouton.cli.conform.Conforming.object;
import static bouton.cli.conform.Conforming.objects;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A recording with an error in it does not agree. */
class SharpnessTest {
    @TempDir
    private Path folder;

    private Conforming with(Path recording, Consumer<ObjectNode> change) {
        Conforming found = Conforming.ideal(Conforming.changed(recording, folder, change));
        assertEquals("", found.err());
        return found;
    }

    private void differs(Path recording, Consumer<ObjectNode> change) {
        Conforming found = with(recording, change);
        assertEquals(1, found.exit(), () -> String.join("\n", found.out()));
        assertTrue(found.out().getFirst().contains("MISMATCH"), () -> String.join("\n", found.out()));
    }

    @Test
    void delaysOfNestInputs() {
        differs(
                NEST.resolve("v01_iaf_psc_exp.json.gz"),
                f -> cases(f).forEach(c -> objects(c.get("inputs")).forEach(i -> add(i, "delay", 1))));
    }

    @Test
    void refractoryTimeOfNest() {
        differs(
                NEST.resolve("v03_iaf_psc_delta.json.gz"),
                f -> cases(f).forEach(c -> add(object(c, "params"), "t_ref", 0.1)));
    }

    @Test
    void currentsOneStepLate() {
        differs(
                NEST.resolve("v02_iaf_psc_alpha.json.gz"),
                f -> cases(f).forEach(c -> objects(c.get("currents")).forEach(i -> add(i, "delay", 1))));
    }

    @Test
    void dendriticDelayOfNest() {
        for (String name :
                new String[] {"v11_stdp_synapse", "v13_stdp_nn_pre_centered_synapse", "v14_stdp_nn_restr_synapse"}) {
            differs(NEST.resolve(name + ".json.gz"), f -> cases(f).forEach(c -> add(c, "delay", 1)));
        }
    }

    @Test
    void parametersOfConductancesAndHodgkinHuxley() {
        for (String name : new String[] {"v04_iaf_cond_exp", "v05_iaf_cond_alpha", "v06_aeif_cond_exp"}) {
            differs(
                    NEST.resolve(name + ".json.gz"),
                    f -> cases(f).forEach(c -> add(object(c, "params"), "tau_syn_ex", 1e-4)));
        }
        differs(
                NEST.resolve("v09_hh_psc_alpha.json.gz"),
                f -> cases(f).forEach(c -> add(object(c, "params"), "g_L", 1e-4)));
    }

    @Test
    void receptorsAndAfterSpikeCurrents() {
        Path recording = NEST.resolve("v10_glif_psc.json.gz");
        differs(recording, f -> objects(cases(f).get(1).get("inputs")).forEach(i -> i.put("receptor", 1)));
        differs(recording, f -> add(object(cases(f).get(1), "params"), "asc_decay", 1e-6));
        differs(recording, f -> object(cases(f).get(1), "params").put("after_spike_currents", false));
        differs(recording, f -> object(cases(f).get(1), "params").put("adapting_threshold", false));
    }

    @Test
    void readoutOfFacets() {
        differs(
                NEST.resolve("v19_stdp_facetshw_synapse_hom.json.gz"),
                f -> cases(f).forEach(c -> add(object(c, "common"), "driver_readout_time", 5)));
    }

    @Test
    void firstIntervalOfShortTermPlasticity() {
        differs(NEST.resolve("v20_tsodyks_synapse.json.gz"), f -> add(object(cases(f).get(2), "params"), "y", 1e-6));
        differs(NEST.resolve("v21_tsodyks2_synapse.json.gz"), f -> add(object(cases(f).get(2), "params"), "x", 1e-6));
    }

    @Test
    void dopamineOneStepLate() {
        differs(NEST.resolve("v22_stdp_dopamine_synapse.json.gz"), f -> cases(f).forEach(c -> add(c, "dopa_delay", 1)));
    }

    @Test
    void delaysOfClopath() {
        Path recording = NEST.resolve("v23_clopath_synapse.json.gz");
        differs(recording, f -> objects(f.get("synapses")).forEach(s -> add(s, "delay", 1)));
        differs(recording, f -> add(object(f, "params"), "delay_u_bars", 0.1));
        differs(recording, f -> add(object(f, "params"), "t_clamp", 0.1));
    }

    @Test
    void finalWeightsOfNetworkIncludeNoLaterPreSpike() {
        differs(NEST.resolve("v32_stdp_psc_exp.json.gz"), f -> f.put("min_delay", 40));
    }

    @Test
    void oneWeightOfNetwork() {
        differs(NEST.resolve("v33_vogels_psc_exp.json.gz"), f -> {
            ArrayNode weights = (ArrayNode) f.get("expect").get("final_weight").get("IE");
            weights.set(7, weights.get(7).doubleValue() * (1 + 2e-9));
        });
    }

    @Test
    void spikeMissing() {
        Conforming found = with(BRIAN.resolve("v10_cuba_net.json.gz"), f -> {
            ObjectNode spikes = object(object(f, "expect"), "spikes");
            ((ArrayNode) spikes.get("neuron")).remove(3);
            ((ArrayNode) spikes.get("step")).remove(3);
        });
        assertEquals(1, found.exit());
        String detail = found.out().get(1);
        assertTrue(detail.startsWith("  v10_cuba_net cuba_net: spike number 3: expected step "), detail);
        assertEquals("0 passed, 1 failed", found.last());
    }

    @Test
    void stepsOfBrian() {
        differs(BRIAN.resolve("v01_lif_exact.json.gz"), f -> add(object(f, "exc"), "delay_steps", 1));
        differs(BRIAN.resolve("v01_lif_exact.json.gz"), f -> add(object(f, "params"), "t_ref_ms", 0.1));
        differs(
                BRIAN.resolve("v13_stdp_pair_additive.json.gz"),
                f -> add(object(f, "synapses"), "post_delay_steps", 1));
    }

    @Test
    void orderOfBrian() {
        differs(
                BRIAN.resolve("v15_stdp_pair_post_first.json.gz"),
                f -> object(f, "params").put("order", "pre, post"));
    }

    @Test
    void methodsOfBrian() {
        differs(
                BRIAN.resolve("v02_lif_methods.json.gz"),
                f -> objects(f.get("expect").get("runs")).forEach(r -> r.put("method", "euler")));
    }

    @Test
    void smallestValueBeyondTolerance() {
        Conforming found = with(BRIAN.resolve("v16_stdp_triplet.json.gz"), f -> {
            ArrayNode row = (ArrayNode) f.get("expect").get("rows").get("w").get(4);
            row.set(5, row.get(5).doubleValue() * (1 + 3e-9));
        });
        assertEquals(1, found.exit());
        String detail = found.out().get(1);
        assertTrue(detail.contains("stdp_triplet: w[5] at step 400: expected "), detail);
        assertTrue(detail.contains("; relative 3.0e-09)"), detail);
    }
}
