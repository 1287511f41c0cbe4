package bouton.cli.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The recordings in the repository. */
class RecordingsTest {
    private static final Path VARIANTS = Path.of("src", "test", "resources", "conform");

    @Test
    void nestAgrees() {
        Conforming found = Conforming.ideal(Conforming.NEST);
        assertEquals("", found.err());
        assertEquals(
                List.of(
                        "v01_iaf_psc_exp",
                        "v02_iaf_psc_alpha",
                        "v03_iaf_psc_delta",
                        "v04_iaf_cond_exp",
                        "v05_iaf_cond_alpha",
                        "v06_aeif_cond_exp",
                        "v07_izhikevich",
                        "v08_mat2_psc_exp",
                        "v09_hh_psc_alpha",
                        "v10_glif_psc",
                        "v11_stdp_synapse",
                        "v12_stdp_nn_symm_synapse",
                        "v13_stdp_nn_pre_centered_synapse",
                        "v14_stdp_nn_restr_synapse",
                        "v15_stdp_triplet_synapse",
                        "v16_vogels_sprekeler_synapse",
                        "v17_stdp_pl_synapse_hom",
                        "v18_jonke_synapse",
                        "v19_stdp_facetshw_synapse_hom",
                        "v20_tsodyks_synapse",
                        "v21_tsodyks2_synapse",
                        "v22_stdp_dopamine_synapse",
                        "v23_clopath_synapse",
                        "v24_stdp_synapse",
                        "v31_balanced_psc_exp",
                        "v32_stdp_psc_exp",
                        "v33_vogels_psc_exp",
                        "v34_tsodyks_net",
                        "v35_balanced_cond_exp"),
                found.matching());
        assertTrue(found.out().contains("v41_eprop_bsshslm                  skipped (kind eprop is not built yet)"));
        assertEquals(1, found.skipped().size());
        assertEquals("66 passed, 0 failed", found.last());
        assertEquals(0, found.exit());
    }

    @Test
    void brianAgrees() {
        Conforming found = Conforming.ideal(Conforming.BRIAN);
        assertEquals("", found.err());
        assertEquals(
                List.of(
                        "v01_lif_exact",
                        "v02_lif_methods",
                        "v03_adex",
                        "v04_fhn",
                        "v05_hh_condition_refractory",
                        "v06_adaptive_threshold",
                        "v07_izhikevich_net",
                        "v08_two_compartment_rk4",
                        "v09_two_compartment_exact",
                        "v10_cuba_net",
                        "v11_coba_net",
                        "v12_brunel_net",
                        "v13_stdp_pair_additive",
                        "v14_stdp_pair_nearest",
                        "v15_stdp_pair_post_first",
                        "v16_stdp_triplet",
                        "v17_graupner_brunel",
                        "v18_calcium_event",
                        "v19_vogels_istdp",
                        "v20_pathways",
                        "v21_stdp_net",
                        "v22_istdp_net",
                        "v23_tsodyks_markram",
                        "v24_rstdp_continuous",
                        "v25_rstdp_periodic",
                        "v26_sdsp",
                        "v27_diehl_cook",
                        "v28_clopath",
                        "v29_urbanczik_senn",
                        "v30_custom_events",
                        "v31_rate_net",
                        "v32_rate_oja",
                        "v33_rate_bcm",
                        "v34_gap_net",
                        "v35_hopfield"),
                found.matching());
        assertEquals(0, found.skipped().size());
        assertEquals("42 passed, 0 failed", found.last());
        assertEquals(0, found.exit());
    }

    /** Other parameters, steps and variants than the simulators' files have, by a program that shares nothing with Bouton. */
    @Test
    void variantsAgree() {
        Conforming found = Conforming.ideal(VARIANTS.resolve("nest"), VARIANTS.resolve("brian2"));
        assertEquals("", found.err());
        assertEquals(
                List.of(),
                found.out().stream().filter(l -> l.contains("MISMATCH")).toList());
        assertEquals("346 passed, 0 failed", found.last());
        assertEquals(0, found.exit());
    }
}
