package bouton.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks in integers stay near those in float64. */
final class QuantiserTest {
    private static final String LIF = """
            neuron cell {
              in exc: mV
              state v: mV = 0 mV
              state i: mV = 0 mV
              v' = (i - v) / 20 ms
              i' = -i / 5 ms
              on exc(k) { i += k }
              on when v >= 8 mV { v = 0 mV ; emit spike }
            }
            synapse plain { weight w: mV = 10 mV ; on pre { deliver w } }
            network n {
              stimulus s[20] = poisson(40 Hz)
              population P[10] of cell
              project s -> P.exc by all_to_all() with plain { w ~ uniform(2 mV, 6 mV) }
              probe P.v every 1 ms
              probe P.spike
            }
            target t : ideal { dt = 1 ms }
            """;

    @Test
    void aNeuronInSixteenBitsFollowsItsIdeal() {
        try (Bench ideal = Bench.of(LIF).run(500);
                Bench chip = Bench.chip(LIF, Chips.of(8), 500).run(500)) {
            int member = 3;
            List<Long> wanted = ideal.spikes("P", member);
            List<Long> got = chip.spikes("P", member);
            assertTrue(wanted.size() > 5, wanted.toString());
            assertEquals(wanted.size(), got.size(), 1, wanted + " and " + got);
            assertEquals(ideal.row(0, 10)[member], chip.row(0, 10)[member], 0.2);
        }
    }

    /** What is only ever set to a constant may begin anywhere. */
    @Test
    void initialValuesCountInTheRange() {
        String text = """
                neuron cell { in exc: 1 ; state v: 1 = 0 ; on exc(k) { v = 0 } }
                synapse plain { weight w: 1 = 1 ; on pre { deliver w } }
                network n {
                  stimulus s[1] = spikes([50 ms])
                  population P[100] of cell { v ~ normal(3, 1) }
                  project s -> P.exc by all_to_all() with plain
                }
                target t : ideal { dt = 1 ms }
                """;
        try (Bench ideal = Bench.of(text);
                Bench chip = Bench.chip(text, Chips.of(8), 10)) {
            double[] wanted = ideal.read(ideal.group("P"), "v");
            double[] got = chip.read(chip.group("P"), "v");
            for (int i = 0; i < wanted.length; i++) {
                assertEquals(wanted[i], got[i], 1e-3);
            }
        }
    }
}
