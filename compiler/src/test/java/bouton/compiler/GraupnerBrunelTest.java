package bouton.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bouton.image.net.Scope;
import java.util.TreeSet;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;

/**
 * The calcium rule of Graupner and Brunel (2012) without noise, as its differential equation, against an integrator that
 * knows where calcium crosses the thresholds: it integrates from crossing to crossing.
 */
final class GraupnerBrunelTest {
    private static final double TAU = 150_000;
    private static final double TAU_CA = 20;
    private static final int PAIRS = 3;

    /** C_pre, C_post, theta_p, gamma_d, gamma_p, D in ms: the six sets of the paper. */
    private static final double[][] SETS = {
        {1, 2, 1.3, 200, 321.808, 13.7},
        {0.9, 0.9, 1.3, 250, 550, 4.6},
        {1, 2, 2.5, 50, 600, 2.2},
        {2, 2, 1.3, 160, 257.447, 0},
        {0.6, 0.6, 1.3, 500, 550, 0},
        {1, 2, 3.5, 60, 600, 0},
    };

    private static final double[] LAGS = {-40, -10, 0, 20};

    private static final String RULE = """
            neuron relay { in go: 1 ; in exc: 1 ; on go(k) { emit spike } }
            synapse one { weight w: 1 = 1 ; on pre { deliver w } }
            synapse calcium {
              param C_pre = %s ; param C_post = %s ; param theta_p = %s ; param g_d = %s ; param g_p = %s ; param D = %s ms
              weight rho: 1 = 0.6 ; state c: 1 = 0
              c' = -c / 20 ms
              rho' = (-rho * (1 - rho) * (0.5 - rho) + g_p * (1 - rho) * step(c - theta_p) - g_d * rho * step(c - 1)) / 150 s
              on pre after D { c += C_pre }
              on post { c += C_post }
            }
            network pair {
              stimulus a[1] = regular(1 s, from = 100 ms) ; stimulus b[1] = regular(1 s, from = %s ms)
              population post[1] of relay
              project b -> post.go by one_to_one() with one
              project S: a -> post.exc by one_to_one() with calcium
            }
            target t : ideal { dt = 0.1 ms ; method adaptive(1e-10) }
            """;

    @Test
    void agreesWithAnIntegratorThatLocatesTheCrossings() {
        for (double[] set : SETS) {
            for (double lag : LAGS) {
                double expected = located(set, lag, 0.6);
                String text = RULE.formatted(set[0], set[1], set[2], set[3], set[4], set[5], 100 + lag);
                try (Bench bench = Bench.of(text)) {
                    bench.run(PAIRS * 10_000);
                    assertEquals(
                            expected,
                            bench.read(new Scope.OfProjection(1), "rho")[0],
                            1e-6,
                            "set " + set[4] + ", lag " + lag);
                }
            }
        }
    }

    private static double located(double[] set, double lag, double rho) {
        double end = PAIRS * 1000;
        double[] preTimes = new double[PAIRS];
        double[] postTimes = new double[PAIRS];
        TreeSet<Double> times = new TreeSet<>();
        for (int k = 0; k < PAIRS; k++) {
            preTimes[k] = 100 + k * 1000 + set[5];
            postTimes[k] = 100 + k * 1000 + lag;
            times.add(preTimes[k]);
            times.add(postTimes[k]);
        }
        times.add(end);
        double now = 0;
        double c = 0;
        double x = rho;
        for (double next : times) {
            x = between(set, c, x, next - now);
            c *= Math.exp(-(next - now) / TAU_CA);
            for (int k = 0; k < PAIRS; k++) {
                c += preTimes[k] == next ? set[0] : 0;
                c += postTimes[k] == next ? set[1] : 0;
            }
            now = next;
        }
        return x;
    }

    /** From c at the start, calcium decays and crosses each threshold at most once. */
    private static double between(double[] set, double c, double rho, double length) {
        double high = Math.clamp(TAU_CA * Math.log(c / set[2]), 0, length);
        double low = Math.clamp(TAU_CA * Math.log(c), 0, length);
        double x = segment(rho, high, set[4], set[3]);
        x = segment(x, low - high, 0, set[3]);
        return segment(x, length - low, 0, 0);
    }

    private static double segment(double rho, double length, double up, double down) {
        if (length <= 0) {
            return rho;
        }
        double[] y = {rho};
        new DormandPrince853Integrator(1e-9, 1000, 1e-13, 1e-13)
                .integrate(
                        new FirstOrderDifferentialEquations() {
                            @Override
                            public int getDimension() {
                                return 1;
                            }

                            @Override
                            public void computeDerivatives(double t, double[] r, double[] rate) {
                                rate[0] = (-r[0] * (1 - r[0]) * (0.5 - r[0]) + up * (1 - r[0]) - down * r[0]) / TAU;
                            }
                        },
                        0,
                        y,
                        length,
                        y);
        return y[0];
    }
}
