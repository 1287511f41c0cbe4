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
                        "v07_izhikevich",
                        "v08_mat2_psc_exp",
                        "v11_stdp_synapse",
                        "v12_stdp_nn_symm_synapse",
                        "v13_stdp_nn_pre_centered_synapse",
                        "v14_stdp_nn_restr_synapse",
                        "v15_stdp_triplet_synapse",
                        "v16_vogels_sprekeler_synapse",
                        "v24_stdp_synapse",
                        "v31_balanced_psc_exp",
                        "v32_stdp_psc_exp",
                        "v33_vogels_psc_exp"),
                found.matching());
        assertTrue(found.out()
                .contains("v09_hh_psc_alpha                   skipped (neuron hh_psc_alpha is not built yet)"));
        assertEquals(15, found.skipped().size());
        assertEquals("39 passed, 0 failed", found.last());
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
                        "v10_cuba_net",
                        "v13_stdp_pair_additive",
                        "v14_stdp_pair_nearest",
                        "v15_stdp_pair_post_first",
                        "v16_stdp_triplet"),
                found.matching());
        assertEquals(28, found.skipped().size());
        assertEquals("11 passed, 0 failed", found.last());
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
        assertEquals("93 passed, 0 failed", found.last());
        assertEquals(0, found.exit());
    }
}
