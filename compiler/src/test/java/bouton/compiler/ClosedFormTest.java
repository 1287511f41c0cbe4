package bouton.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Models of the standard library against closed forms (relative error at most 1e-9): waveforms of synaptic currents, steady states
 * of short-term plasticity, sums over pairs and triplets of spikes.
 */
class ClosedFormTest {
    private static final double RELATIVE = 1e-9;
    private static final double DT = 0.1;

    private static void same(double expected, double got, String what) {
        assertEquals(expected, got, RELATIVE * Math.max(1e-30, Math.abs(expected)), what);
    }

    /** One arrival of weight 100 at 1 ms; `probe` is recorded in every tick. */
    private static Bench oneArrival(String neuron, String settings, String unit, String... probes) {
        StringBuilder text = new StringBuilder("use std.neurons.{" + neuron + "}\nuse std.synapses.{static}\n");
        text.append("network net { stimulus s = spikes([1 ms]) ; population N of ")
                .append(neuron);
        text.append(" { theta = 1000 mV ; ").append(settings).append(" }\n");
        text.append("project s -> N.exc by one_to_one() with static { w = 100 ")
                .append(unit)
                .append(" }\n");
        for (String p : probes) {
            text.append("probe N.").append(p).append('\n');
        }
        return Bench.of(text.append('}').toString()).run(1000);
    }

    @Test
    void anExponentialCurrentAndItsPotential() {
        try (Bench b = oneArrival("lif", "tau_m = 10 ms ; tau_exc = 2 ms ; C = 250 pF", "pA", "I_exc", "v")) {
            for (int n = 10; n <= 1000; n++) {
                // The arrival is part of the equations of its tick, which begins at 0.9 ms.
                double t = (n - 9) * DT;
                same(100 * Math.exp(-t / 2), b.column(0, 0)[n], "current at " + n);
                double rise = 100.0 / 250 * (10.0 * 2 / (10 - 2)) * (Math.exp(-t / 10) - Math.exp(-t / 2));
                assertEquals(-70 + rise, b.column(1, 0)[n], RELATIVE * 70, "potential at " + n);
            }
        }
    }

    @Test
    void anAlphaCurrent() {
        try (Bench b = oneArrival("lif_alpha", "tau_exc = 3 ms", "pA", "I_exc")) {
            for (int n = 11; n <= 1000; n++) {
                double t = (n - 10) * DT;
                same(100 * t / 3 * Math.exp(1 - t / 3), b.column(0, 0)[n], "at " + n);
            }
            // Its peak is the weight, at t = tau.
            same(100, b.column(0, 0)[40], "peak");
        }
    }

    @Test
    void aDifferenceOfExponentials() {
        try (Bench b =
                oneArrival("lif_diff_exp", "tau_rise = 2 ms ; tau_decay = 10 ms", "pA", "slow", "fast", "peak")) {
            double at = 10.0 * 2 / (10 - 2) * Math.log(10.0 / 2);
            assertEquals(4.0236, at, 1e-4);
            same(Math.exp(-at / 10) - Math.exp(-at / 2), b.column(2, 0)[0], "peak of the difference");
            for (int n = 11; n <= 1000; n++) {
                double t = (n - 10) * DT;
                double got = (b.column(0, 0)[n] - b.column(1, 0)[n]) / b.column(2, 0)[0];
                double expected = 100 * (Math.exp(-t / 10) - Math.exp(-t / 2)) / 0.53499;
                assertEquals(expected, got, 1e-4 * expected, "about, with the tabulated peak");
                same(
                        100 * (Math.exp(-t / 10) - Math.exp(-t / 2)) / (Math.exp(-at / 10) - Math.exp(-at / 2)),
                        got,
                        "at " + n);
            }
        }
    }

    @Test
    void aDeltaSynapseMovesThePotential() {
        try (Bench b = oneArrival("lif_delta", "", "mV", "v")) {
            for (int n = 10; n <= 1000; n++) {
                assertEquals(-70 + 100 * Math.exp(-(n - 10) * DT / 10), b.column(0, 0)[n], RELATIVE * 100, "at " + n);
            }
        }
    }

    @Test
    void aConductanceDecaysAsItShould() {
        // The potential is not linear in it and is solved by rk4, the conductance exactly all the same.
        try (Bench b = oneArrival("lif_cond", "", "nS", "g_exc")) {
            for (int n = 10; n <= 1000; n++) {
                same(100 * Math.exp(-(n - 9) * DT / 5), b.column(0, 0)[n], "at " + n);
            }
        }
    }

    /** What one event delivers in the steady state of a regular train. */
    private static double steady(double interval, double u, double rec, double fac) {
        String text = String.format(Locale.ROOT, """
                use std.neurons.{relay}
                use std.synapses.{tsodyks_markram}
                network net { stimulus s = regular(%1$s ms) ; population N of relay
                  project s -> N.exc by one_to_one() with tsodyks_markram {
                    w = 1 ; U = %2$s ; tau_rec = %3$s ms ; tau_fac = %4$s ms } }
                """, interval, u, rec, fac);
        try (Bench b = Bench.of(text)) {
            long ticks = Math.round(interval / DT);
            b.run(2000 * ticks);
            double before = b.read("N", "total");
            b.run(ticks);
            return b.read("N", "total") - before;
        }
    }

    @Test
    void shortTermPlasticityComesToItsSteadyState() {
        // learning-rules.md 1.2: U = 0.5, tau_rec = 800 ms without facilitation; U = 0.15, tau_rec = 50 ms, tau_fac =
        // 750 ms
        double[][] table = {
            {200, 0.181133, 0.426428}, {100, 0.105148, 0.536518}, {50, 0.057126, 0.513495}, {20, 0.024095, 0.314232}
        };
        for (double[] row : table) {
            double depressed = steady(row[0], 0.5, 800, 0.001);
            double facilitated = steady(row[0], 0.15, 50, 750);
            assertEquals(row[1], depressed, 1e-6);
            assertEquals(row[2], facilitated, 1e-6);
            double u = 0.15 / (1 - 0.85 * Math.exp(-row[0] / 750));
            double x = (1 - Math.exp(-row[0] / 50)) / (1 - (1 - u) * Math.exp(-row[0] / 50));
            assertEquals(u * x, facilitated, 1e-9 * u * x);
        }
    }

    private static final double[] PRE = {12, 25.5, 60, 61, 130.2, 200};
    private static final double[] POST = {5, 26, 58.3, 60, 90, 131, 131.4, 240};

    private static String list(double[] times) {
        StringBuilder text = new StringBuilder("[");
        for (double t : times) {
            text.append(text.length() > 1 ? ", " : "").append(t).append(" ms");
        }
        return text.append(']').toString();
    }

    private static double weight(String rule, String settings) {
        String text = """
                use std.neurons.{relay}
                use std.synapses.{static, %1$s}
                network net { stimulus a = spikes(%2$s) ; stimulus b = spikes(%3$s) ; population N of relay
                  project b -> N.go by one_to_one() with static { w = 1 }
                  project a -> N.exc by one_to_one() with %1$s { w = 0.5 ; w_max = 1 ; %4$s } }
                """.formatted(rule, list(PRE), list(POST), settings);
        try (Bench b = Bench.of(text).run(3000)) {
            return b.read(b.projection(1), "w")[0];
        }
    }

    /** Sum of exp(-lag / tau) over earlier (or, if {@code equal}, simultaneous) events; only the latest if {@code nearest}. */
    private static double trace(double[] events, double at, double tau, boolean equal, boolean nearest) {
        double sum = 0;
        for (double e : events) {
            if (e < at || equal && e == at) {
                double part = Math.exp(-(at - e) / tau);
                sum = nearest ? part : sum + part;
            }
        }
        return sum;
    }

    @Test
    void pairSums() {
        for (boolean nearest : new boolean[] {false, true}) {
            double w = 0.5;
            for (double t : POST) {
                w += 0.01 * trace(PRE, t, 17, true, nearest);
            }
            for (double t : PRE) {
                w -= 0.012 * trace(POST, t, 34, false, nearest);
            }
            String settings = "A_p = 0.01 ; A_m = 0.012 ; tau_p = 17 ms ; tau_m = 34 ms";
            same(w, weight(nearest ? "stdp_nearest" : "stdp", settings), nearest ? "nearest" : "all to all");
        }
    }

    @Test
    void tripletSums() {
        double w = 0.5;
        for (double t : POST) {
            w += trace(PRE, t, 16.8, true, false) * (0.004 + 0.03 * trace(POST, t, 125, false, false));
        }
        for (double t : PRE) {
            w -= trace(POST, t, 33.7, false, false) * (0.02 + 0.002 * trace(PRE, t, 101, false, false));
        }
        String settings = "A2_plus = 0.004 ; A3_plus = 0.03 ; A2_minus = 0.02 ; A3_minus = 0.002 ; tau_y = 125 ms";
        same(w, weight("stdp_triplet", settings), "triplets");
    }

    @Test
    void inhibitoryPlasticitySums() {
        double w = 0.5;
        for (double t : POST) {
            w += 0.005 * trace(PRE, t, 20, true, false);
        }
        for (double t : PRE) {
            w += 0.005 * (trace(POST, t, 20, false, false) - 0.2);
        }
        same(w, weight("vogels", ""), "vogels");
    }
}
