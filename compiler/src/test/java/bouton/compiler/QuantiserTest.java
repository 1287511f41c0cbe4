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
}
