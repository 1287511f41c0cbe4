package bouton.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.dsl.check.Bindings;
import bouton.image.net.Scope;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

/** Every method against its own definition or a closed form. */
class MethodTest {
    private static final double EXACT = 1e-13;

    private static String one(String neuron, String target) {
        return neuron + "\nnetwork w { population N of n ; probe N.x }\ntarget t : ideal { " + target + " }\n";
    }

    private static void close(double expected, double actual, double relative) {
        assertEquals(expected, actual, relative * Math.max(1e-300, Math.abs(expected)));
    }

    @Test
    void aLinearEquationIsSolvedExactly() {
        try (Bench b = Bench.of(one("neuron n { state x: mV = 3 mV ; x' = (2 mV - x) / 7 ms }", "dt = 0.3 ms"))) {
            double[] x = b.run(100).column(0, 0);
            for (int n = 0; n <= 100; n++) {
                close(2 + Math.exp(-n * 0.3 / 7), x[n], EXACT);
            }
        }
    }

    @Test
    void anAlphaFunctionWithEqualTimeConstantsIsExact() {
        String neuron = """
                neuron n { param tau = 5 ms ; state y: 1 = 1 ; state x: 1 = 0
                  y' = -y / tau ; x' = (y - x) / tau }""";
        try (Bench b = Bench.of(one(neuron, "dt = 0.1 ms"))) {
            double[] x = b.run(1000).column(0, 0);
            for (int n = 1; n <= 1000; n++) {
                double t = n * 0.1;
                close(t / 5 * Math.exp(-t / 5), x[n], 1e-12);
            }
        }
    }

    @Test
    void aPostsynapticPotentialIsExactWithDifferentTimeConstants() {
        String neuron = """
                neuron n { param C = 250 pF ; param tau = 20 ms ; param ts = 2 ms
                  state I: pA = 100 pA ; state x: mV = 0 mV
                  I' = -I / ts ; x' = -x / tau + I / C }""";
        try (Bench b = Bench.of(one(neuron, "dt = 0.1 ms"))) {
            double[] x = b.run(500).column(0, 0);
            for (int n = 1; n <= 500; n++) {
                double t = n * 0.1;
                // 100 pA / 250 pF = 0.4 mV/ms
                double expected = 0.4 * (20.0 * 2 / (20 - 2)) * (Math.exp(-t / 20) - Math.exp(-t / 2));
                close(expected, x[n], 1e-12);
            }
        }
    }

    @Test
    void coefficientsMayDifferFromNeuronToNeuron() {
        String text = """
                neuron n { param tau ~ uniform(5 ms, 50 ms) ; state x: 1 = 1 ; x' = (0.25 - x) / tau }
                network w { population N[20] of n ; probe N.x ; probe N.tau }
                """;
        try (Bench b = Bench.of(text).run(300)) {
            for (int i = 0; i < 20; i++) {
                double tau = b.column(1, i)[0];
                assertTrue(tau >= 5 && tau < 50);
                close(0.25 + 0.75 * Math.exp(-30 / tau), b.column(0, i)[300], 1e-12);
            }
        }
    }

    @Test
    void aParameterSetWhileRunningChangesThePropagator() {
        String text = """
                neuron n { param tau = 10 ms ; param half = tau / 2 ; state x: 1 = 1 ; state y: 1 = 1
                  x' = -x / tau ; y' = -y / half }
                network w { population N of n }
                """;
        try (Bench b = Bench.of(text, new Bindings(), Set.of("N.tau")).run(100)) {
            close(Math.exp(-1), b.read("N", "x"), EXACT);
            b.write(b.group("N"), "tau", 40);
            b.run(200);
            close(Math.exp(-1 - 0.5), b.read("N", "x"), EXACT);
            close(Math.exp(-2 - 1), b.read("N", "y"), EXACT);
            assertEquals(20, b.read("N", "half"));
        }
    }

    @Test
    void whatIsHeldKeepsItsValueAndTheOthersSeeItSo() {
        String neuron = """
                neuron n { state v: 1 = 1 ; state x: 1 = 0
                  v' = -v / 10 ms unless quiet
                  x' = (v - x) / 5 ms
                  on when t >= 2 ms { hold(quiet, 3 ms) } }""";
        try (Bench b = Bench.of(one(neuron, "dt = 1 ms")).run(6)) {
            // The hold is set in the tick that ends at 2 ms, and lasts in the three ticks behind it.
            double v2 = Math.exp(-0.2);
            double x2 = 2 * (Math.exp(-0.2) - Math.exp(-0.4));
            close(x2, b.column(0, 0)[2], 1e-12);
            for (int n = 3; n <= 5; n++) {
                double s = n - 2;
                close(v2 + (x2 - v2) * Math.exp(-s / 5), b.column(0, 0)[n], 1e-12);
            }
            close(v2 * Math.exp(-0.1), b.read("N", "v"), 1e-12);
        }
    }

    private static double[] steps(int n, double dt, DoubleBinaryOperator rate, String method) {
        double[] x = new double[n + 1];
        x[0] = 0.5;
        for (int k = 0; k < n; k++) {
            double t = k * dt;
            double k1 = rate.applyAsDouble(x[k], t);
            double k2 = rate.applyAsDouble(x[k] + dt / 2 * k1, t + dt / 2);
            double k3 = rate.applyAsDouble(x[k] + dt / 2 * k2, t + dt / 2);
            double k4 = rate.applyAsDouble(x[k] + dt * k3, t + dt);
            x[k + 1] = x[k]
                    + dt
                            * switch (method) {
                                case "euler" -> k1;
                                case "rk2" -> k2;
                                default -> (k1 + 2 * k2 + 2 * k3 + k4) / 6;
                            };
        }
        return x;
    }

    @Test
    void explicitMethodsAreTheirDefinitions() {
        String neuron = "neuron n { state x: 1 = 0.5 ; x' = (x - x^3 + sin(t / 3 ms)) / 4 ms }";
        for (String method : List.of("euler", "rk2", "rk4")) {
            try (Bench b =
                    Bench.of(one(neuron, "dt = 0.5 ms ; method " + method)).run(200)) {
                double[] expected = steps(200, 0.5, (x, t) -> (x - x * x * x + Math.sin(t / 3)) / 4, method);
                double[] x = b.column(0, 0);
                for (int n = 0; n <= 200; n++) {
                    assertEquals(expected[n], x[n], 1e-12, method + " at " + n);
                }
            }
        }
    }

    @Test
    void withoutAMethodWhatIsNotLinearIsSolvedByRungeKutta() {
        String neuron = "neuron n { state x: 1 = 0.5 ; x' = (x - x^3 + sin(t / 3 ms)) / 4 ms }";
        try (Bench plain = Bench.of(one(neuron, "dt = 0.5 ms")).run(100);
                Bench named = Bench.of(one(neuron, "dt = 0.5 ms ; method rk4")).run(100)) {
            assertEquals(named.column(0, 0)[100], plain.column(0, 0)[100]);
        }
    }

    @Test
    void whatIsLinearInsideIsExactAtEveryStage() {
        // x' = g (1 - x) with g = 2 exp(-t / 3): 1 - x = exp(-6 (1 - exp(-t / 3))). rk4 with an exact g is of fourth
        // order.
        String neuron = """
                neuron n { param tau = 3 ms ; state g: 1 = 2 ; state x: 1 = 0
                  g' = -g / tau ; x' = g * (1 - x) / 1 ms }""";
        double[] errors = new double[2];
        for (int i = 0; i < 2; i++) {
            double dt = i == 0 ? 0.2 : 0.1;
            try (Bench b = Bench.of(one(neuron, "dt = " + dt + " ms").replace("probe N.x", "probe N.x ; probe N.g"))) {
                b.run(Math.round(2 / dt));
                double exact = 1 - Math.exp(-6 * (1 - Math.exp(-2.0 / 3)));
                errors[i] = Math.abs(b.read("N", "x") - exact);
                close(2 * Math.exp(-2.0 / 3), b.read("N", "g"), 1e-13);
            }
        }
        assertTrue(errors[1] < errors[0] / 12 && errors[1] < 1e-5, errors[0] + " and " + errors[1]);
    }

    @Test
    void exponentialEulerIsExactForAConstantPartner() {
        String neuron = """
                neuron n { state g: 1 = 2 ; state x: 1 = 1
                  g' = 0 / 1 ms
                  x' = (g * (3 - x) - x) / 10 ms }""";
        try (Bench b =
                Bench.of(one(neuron, "dt = 0.7 ms ; method exponential_euler")).run(50)) {
            for (int n = 0; n <= 50; n++) {
                close(2 - Math.exp(-3 * 0.7 * n / 10), b.column(0, 0)[n], 1e-12);
            }
        }
    }

    @Test
    void anAdaptiveMethodActsAtTheCrossing() {
        // x' = 1 + x^2 is tan(t); at x = 1 (t = pi / 4) it goes back to 0 inside the tick.
        String neuron = """
                neuron n { method adaptive(1e-12)
                  state x: 1 = 0
                  x' = (1 + x^2) / 1 ms
                  on when x >= 1 @within { x = 0 ; emit spike } }""";
        try (Bench b = Bench.of(one(neuron, "dt = 0.1 ms")).run(100)) {
            for (int n = 0; n <= 100; n++) {
                double t = n * 0.1 % (Math.PI / 4);
                assertEquals(Math.tan(t), b.column(0, 0)[n], 1e-9, "at " + n);
            }
            assertEquals(List.of(7L, 15L, 23L), b.spikes("N", 0).subList(0, 3));
        }
    }

    @Test
    void anAdaptiveMethodLeavesAWeightAloneWhileLearningIsOff() {
        String neuron = """
                neuron n { method adaptive(1e-12)
                  weight w: 1 = 1 in 0 .. 4 ; state x: 1 = 1
                  w' = w / 10 ms ; x' = -x * w / 10 ms }""";
        try (Bench b = Bench.of(one(neuron, "dt = 0.1 ms"))) {
            Scope scope = new Scope.OfGroup(0);
            b.run(100);
            assertEquals(Math.E, b.read(scope, "w")[0], 1e-10);
            b.session.learning(scope, false);
            double x = b.read(scope, "x")[0];
            b.run(100);
            assertEquals(Math.E, b.read(scope, "w")[0], 1e-10);
            assertTrue(b.read(scope, "x")[0] < 0.1 * x, "the state goes on");
            b.session.learning(scope, true);
            b.run(100);
            assertEquals(4, b.read(scope, "w")[0], 0, "at the end of its range");
        }
    }

    @Test
    void aTraceDecaysExactlyUnderEveryMethod() {
        for (String method : List.of("euler", "rk4", "exponential_euler", "exact", "adaptive(1e-13)")) {
            String neuron = """
                    neuron n { trace x = accumulate(spike, 10 ms) from 1 ; state y: 1 = 0
                      y' = (x - y) / 3 ms }""";
            try (Bench b =
                    Bench.of(one(neuron, "dt = 0.5 ms ; method " + method)).run(100)) {
                close(Math.exp(-5), b.column(0, 0)[100], 1e-11);
            }
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertEquals(
                List.of("T006"), Bench.codes(one("neuron n { state x: 1 = 1 ; x' = -x^2 / 1 ms }", "method exact")));
        assertEquals(
                List.of("T006"),
                Bench.codes(one("neuron n { state x: 1 = 1 ; x' = -x^2 / 1 ms }", "method exponential_euler")));
        assertEquals(
                List.of("T006"),
                Bench.codes(one(
                        "neuron n { state x: 1 = 1 ; x' = -x / 1 ms ; on when x > 1 @within { x = 0 } }",
                        "method rk4")));
    }
}
