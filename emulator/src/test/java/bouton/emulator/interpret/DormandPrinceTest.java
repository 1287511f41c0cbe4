package bouton.emulator.interpret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince54Integrator;
import org.junit.jupiter.api.Test;

/** Steps of the solver against those of commons-math3 and against closed forms. */
final class DormandPrinceTest {
    private static void slope(double t, double[] y, double[] slope) {
        slope[0] = y[1] - Math.sin(t);
        slope[1] = -y[0] * y[0] + 0.3 * y[1];
    }

    private static final FirstOrderDifferentialEquations EQUATIONS = new FirstOrderDifferentialEquations() {
        @Override
        public int getDimension() {
            return 2;
        }

        @Override
        public void computeDerivatives(double t, double[] y, double[] slope) {
            slope(t, y, slope);
        }
    };

    @Test
    void stepsAreThoseOfCommonsMath() {
        DormandPrince solver = new DormandPrince(2, DormandPrinceTest::slope);
        double[] y = {0.7, -0.2};
        for (double h : new double[] {0.5, 0.1, 0.01}) {
            solver.restart();
            solver.step(0.25, h, y);
            // Tolerances that any step keeps: one step of length h.
            DormandPrince54Integrator reference = new DormandPrince54Integrator(1e-9, 2 * h, 1e9, 1e9);
            reference.setInitialStepSize(h);
            double[] expected = new double[2];
            reference.integrate(EQUATIONS, 0.25, y.clone(), 0.25 + h, expected);
            assertEquals(7, reference.getEvaluations(), "one step");
            assertArrayEquals(expected, solver.end(), 1e-15);
        }
    }

    /** The step has order 5, the estimate of its error and the continuous output have order 4: halve h and see. */
    @Test
    void ordersAreFiveAndFour() {
        double[] end = new double[2];
        double[] middle = new double[2];
        double[] estimate = new double[2];
        for (int k = 0; k < 2; k++) {
            double h = 0.2 / (k + 1);
            DormandPrince solver = new DormandPrince(1, (t, y, slope) -> slope[0] = y[0] * Math.cos(t));
            double[] y = {1};
            double[] dense = new double[1];
            solver.step(0, h, y);
            end[k] = Math.abs(solver.end()[0] - Math.exp(Math.sin(h)));
            solver.dense(0.4, h, y, dense);
            middle[k] = Math.abs(dense[0] - Math.exp(Math.sin(0.4 * h)));
            estimate[k] = solver.error(h, y, 1e-6);
            solver.dense(0, h, y, dense);
            assertEquals(y[0], dense[0]);
            solver.dense(1, h, y, dense);
            assertEquals(solver.end()[0], dense[0], 1e-16);
        }
        // Local errors: one order more.
        assertEquals(6, Math.log(end[0] / end[1]) / Math.log(2), 0.6);
        assertEquals(5, Math.log(middle[0] / middle[1]) / Math.log(2), 0.6);
        assertEquals(5, Math.log(estimate[0] / estimate[1]) / Math.log(2), 0.6);
    }

    @Test
    void whatIsNotFiniteHasNoError() {
        DormandPrince solver = new DormandPrince(1, (t, y, slope) -> slope[0] = Double.POSITIVE_INFINITY);
        double[] y = {1};
        solver.step(0, 1, y);
        assertTrue(Double.isNaN(solver.error(1, y, 1e-6)));
    }
}
