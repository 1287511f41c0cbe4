package bouton.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.compiler.quantise.Quantised;
import bouton.compiler.quantise.WordFormat;
import bouton.dsl.chip.NumberFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Learning rules in integers against closed forms. */
final class ChipLearningTest {
    private static final int LAGS = 41;
    private static final double A_P = 0.05;
    private static final double A_M = 0.06;
    private static final double TAU_P = 17;
    private static final double TAU_M = 34;

    /** One pair of events for each of 41 synapses, at lags from -20 to 20 ms. */
    private static String pairs() {
        StringBuilder after = new StringBuilder();
        for (int k = 0; k < LAGS; k++) {
            after.append(k == 0 ? "[" : ", [").append(80 + k).append(" ms]");
        }
        return String.format(Locale.ROOT, """
                use std.neurons.{relay}
                use std.synapses.{static, stdp}
                network pairs {
                  stimulus before[41] = spikes([100 ms])
                  stimulus after[41] = spikes([%s])
                  population N[41] of relay
                  project after -> N.go by one_to_one() with static { w = 1 }
                  project S: before -> N.exc by one_to_one() with stdp {
                    w = 0.5 ; w_max = 1 ; A_p = %s ; A_m = %s ; tau_p = %s ms ; tau_m = %s ms
                  }
                }
                target t : ideal { dt = 1 ms }
                """, after, A_P, A_M, TAU_P, TAU_M);
    }

    private static double closed(int lag) {
        return lag >= 0 ? A_P * Math.exp(-lag / TAU_P) : -A_M * Math.exp(lag / TAU_M);
    }

    private static double lsb(Bench bench) {
        Quantised quantised = bench.compiled.quantised().orElseThrow();
        return quantised.formats().entrySet().stream()
                .filter(e -> quantised.name(e.getKey()).endsWith("exc.w"))
                .map(java.util.Map.Entry::getValue)
                .mapToDouble(WordFormat::step)
                .findFirst()
                .orElseThrow();
    }

    /** Each synapse changes once or twice: one step of the weight times the root of that is allowed. */
    private static void window(int bits, NumberFormat.Rounding weights, double steps) {
        try (Bench chip = Bench.chip(pairs(), Chips.of(bits, 24, weights), 160)) {
            double[] before = chip.read(chip.projection(1), "w");
            chip.run(160);
            double[] behind = chip.read(chip.projection(1), "w");
            double lsb = lsb(chip);
            for (int k = 0; k < LAGS; k++) {
                int lag = k - LAGS / 2;
                assertEquals(closed(lag), behind[k] - before[k], steps * lsb, "lag " + lag + " ms");
            }
        }
    }

    @Test
    void theWindowOfPairsInEightBits() {
        window(8, NumberFormat.Rounding.STOCHASTIC, Math.sqrt(2));
    }

    @Test
    void theWindowOfPairsInSixteenBits() {
        window(16, NumberFormat.Rounding.NEAREST, 1);
    }

    /** 100,000 additions of 0.3 steps: the mean of what was added is 0.3 within three standard errors. */
    @Test
    void stochasticRoundingIsUnbiased() {
        String text = """
                neuron sink { in exc: 1 ; state v: 1 = 0 in 0 .. 1 ; on exc(k) { v = k } }
                synapse grows { weight w: 1 = 0 in 0 .. 127 @bits(8) @round(stochastic) ; on pre { deliver w ; w += 0.3 } }
                network n {
                  stimulus s[1000] = spikes([1 ms, 2 ms, 3 ms, 4 ms, 5 ms, 6 ms, 7 ms, 8 ms, 9 ms, 10 ms, 11 ms, 12 ms, 13 ms, 14 ms,
                    15 ms, 16 ms, 17 ms, 18 ms, 19 ms, 20 ms, 21 ms, 22 ms, 23 ms, 24 ms, 25 ms, 26 ms, 27 ms, 28 ms, 29 ms, 30 ms,
                    31 ms, 32 ms, 33 ms, 34 ms, 35 ms, 36 ms, 37 ms, 38 ms, 39 ms, 40 ms, 41 ms, 42 ms, 43 ms, 44 ms, 45 ms, 46 ms,
                    47 ms, 48 ms, 49 ms, 50 ms, 51 ms, 52 ms, 53 ms, 54 ms, 55 ms, 56 ms, 57 ms, 58 ms, 59 ms, 60 ms, 61 ms, 62 ms,
                    63 ms, 64 ms, 65 ms, 66 ms, 67 ms, 68 ms, 69 ms, 70 ms, 71 ms, 72 ms, 73 ms, 74 ms, 75 ms, 76 ms, 77 ms, 78 ms,
                    79 ms, 80 ms, 81 ms, 82 ms, 83 ms, 84 ms, 85 ms, 86 ms, 87 ms, 88 ms, 89 ms, 90 ms, 91 ms, 92 ms, 93 ms, 94 ms,
                    95 ms, 96 ms, 97 ms, 98 ms, 99 ms, 100 ms])
                  population P[1000] of sink
                  project s -> P.exc by one_to_one() with grows
                }
                target t : ideal { dt = 1 ms }
                """;
        try (Bench chip = Bench.chip(text, Chips.of(8), 110).run(110)) {
            double sum = 0;
            double[] weights = chip.read(chip.projection(0), "w");
            for (double w : weights) {
                sum += w;
            }
            int draws = 100 * weights.length;
            double error = Math.sqrt(0.3 * 0.7 / draws);
            assertEquals(0.3, sum / draws, 3 * error);
        }
    }

    /** Rounding to nearest, the same rule does nothing, and the compiler says so. */
    @Test
    void aRuleThatIsRoundedAwayIsFound() {
        String text = """
                neuron sink { in exc: 1 ; state v: 1 = 0 in 0 .. 1 ; on exc(k) { v = k } }
                synapse grows { weight w: 1 = 5 in 0 .. 127 ; on pre { deliver w ; w += 0.3 } }
                network n {
                  stimulus s[1] = spikes([1 ms, 2 ms, 3 ms])
                  population P[1] of sink
                  project s -> P.exc by one_to_one() with grows
                }
                target t : ideal { dt = 1 ms }
                """;
        try (Bench chip = Bench.chip(text, Chips.of(8, 16, NumberFormat.Rounding.NEAREST), 10)
                .run(10)) {
            assertEquals(5, chip.read(chip.projection(0), "w")[0]);
            assertTrue(
                    Bench.last.sorted().stream().anyMatch(d -> d.code().name().equals("Q107")));
        }
    }
}
