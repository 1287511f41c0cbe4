package bouton.emulator.interpret;

import java.util.Arrays;

/**
 * One {@code Adaptive} of a kernel: integrates the words of an instance over a tick. The words themselves hold the trial
 * values, so derivative, margins and bodies are ordinary programs, run on a frame that points at this one instance.
 *
 * <p>A crossing is seen where its margin is not negative at the end of an accepted step; one that comes and goes within a
 * step is not (as in NEST). It is located on the continuous output of the step.
 */
final class AdaptiveUnit {
    record Crossing(Program margin, Program body) {}

    /** Steps below this part of a tick are no steps. */
    private static final double SMALLEST_STEP = 1e-14;

    /** A crossing is located to this part of a step, by this many bisections. */
    private static final int BISECTIONS = 44;

    private static final int MOST_CROSSINGS = 10_000;

    /** Accepted and refused steps in a tick; an equation that needs more is stiff and needs another method. */
    private static final int MOST_STEPS = 100_000;

    private final int[] states;
    private final Program derivative;
    private final double[] time;
    private final double tolerance;
    private final Crossing[] crossings;
    private final String place;

    private final DormandPrince solver;
    private final double[] y;
    private final double[] located;
    private final boolean[] armed;
    private int fired;
    private Frame frame = Frame.NOWHERE;

    /** @param time lane of the register that the derivative reads the time since the start of the tick from */
    AdaptiveUnit(
            int[] states, Program derivative, double[] time, double tolerance, Crossing[] crossings, String place) {
        this.states = states;
        this.derivative = derivative;
        this.time = time;
        this.tolerance = tolerance;
        this.crossings = crossings;
        this.place = place;
        this.solver = new DormandPrince(states.length, this::slopes);
        this.y = new double[states.length];
        this.located = new double[states.length];
        this.armed = new boolean[crossings.length];
    }

    /** Integrates the one instance that the frame points at over a tick of length {@code dt}. */
    void run(double dt, Frame instance) {
        frame = instance;
        fired = 0;
        Arrays.fill(armed, true);
        fireWhereReached();
        read(y);
        checkFinite(dt);
        integrate(dt);
        write(y);
    }

    private void checkFinite(double dt) {
        for (double value : y) {
            if (!Double.isFinite(value) || !Double.isFinite(dt)) {
                throw new ArithmeticException("nothing to integrate from a state of " + value + " in " + place);
            }
        }
    }

    private void integrate(double dt) {
        double t = 0;
        double h = dt;
        // Where the solution has blown up last: to do so twice in one place is to get nowhere.
        double blownUp = -1;
        solver.restart();
        for (int steps = 0; t < dt; steps++) {
            if (steps == MOST_STEPS) {
                throw new ArithmeticException("more than " + MOST_STEPS + " steps in a tick in " + place);
            }
            boolean last = h >= dt - t;
            double step = last ? dt - t : h;
            solver.step(t, step, y);
            double error = solver.error(step, y, tolerance);
            if (!(error <= 1)) {
                h = step * (error > 1 ? Math.max(0.2, 0.9 * root5(error)) : 0.1);
                if (h < SMALLEST_STEP * dt || t + h == t) {
                    if (t == blownUp || !crossNext()) {
                        throw new ArithmeticException("the solution blows up in " + place);
                    }
                    blownUp = t;
                    h = dt - t;
                }
                continue;
            }
            double theta = crossAlong(step);
            if (theta >= 0) {
                t = theta == 1 && last ? dt : t + theta * step;
                h = dt - t;
                continue;
            }
            System.arraycopy(solver.end(), 0, y, 0, y.length);
            solver.advance();
            t = last ? dt : t + step;
            h = step * Math.min(5, 0.9 * root5(Math.max(error, 1e-5)));
        }
    }

    /** error^(-1/5), the same bits everywhere. */
    private static double root5(double error) {
        return StrictMath.pow(error, -0.2);
    }

    /**
     * Looks for the first crossing inside the accepted step and acts on it.
     *
     * @return its place in the step, 0 .. 1, or -1 for none
     */
    private double crossAlong(double step) {
        int first = -1;
        double theta = 2;
        for (int c = 0; c < crossings.length; c++) {
            write(solver.end());
            double margin = margin(c);
            if (!armed[c]) {
                armed[c] = !(margin >= 0);
            } else if (margin >= 0) {
                double place = locate(c, step);
                if (place < theta) {
                    theta = place;
                    first = c;
                }
            }
        }
        if (first < 0) {
            return -1;
        }
        solver.dense(theta, step, y, located);
        System.arraycopy(located, 0, y, 0, y.length);
        act(first);
        return theta;
    }

    /** The fraction of the last step at which the margin of a crossing reaches 0; it is not negative there. */
    private double locate(int crossing, double step) {
        double before = 0;
        double behind = 1;
        for (int k = 0; k < BISECTIONS; k++) {
            double middle = 0.5 * (before + behind);
            solver.dense(middle, step, y, located);
            write(located);
            if (margin(crossing) >= 0) {
                behind = middle;
            } else {
                before = middle;
            }
        }
        return behind;
    }

    /**
     * No step is small enough: the first crossing that is still to come counts as crossed, at the last good state.
     *
     * @return false if there is none
     */
    private boolean crossNext() {
        for (int c = 0; c < crossings.length; c++) {
            if (armed[c]) {
                act(c);
                return true;
            }
        }
        return false;
    }

    /** Runs the body of a crossing on the state {@code y}, and of those that it makes cross. */
    private void act(int crossing) {
        write(y);
        fire(crossing);
        fireWhereReached();
        read(y);
        solver.restart();
    }

    private void fire(int crossing) {
        if (++fired > MOST_CROSSINGS) {
            throw new ArithmeticException("more than " + MOST_CROSSINGS + " crossings in a tick in " + place);
        }
        armed[crossing] = false;
        crossings[crossing].body.run(frame);
    }

    /** Runs bodies while the words are where an armed crossing acts; those left negative are armed again. */
    private void fireWhereReached() {
        for (int c = 0; c < crossings.length; c++) {
            if (!(margin(c) >= 0)) {
                armed[c] = true;
            } else if (armed[c]) {
                fire(c);
                // The body may have moved any of the margins.
                c = -1;
            }
        }
    }

    private double margin(int crossing) {
        Program program = crossings[crossing].margin;
        program.run(frame);
        return program.result(0)[0];
    }

    private void slopes(double t, double[] state, double[] slope) {
        write(state);
        time[0] = t;
        derivative.run(frame);
        for (int s = 0; s < slope.length; s++) {
            slope[s] = derivative.result(s)[0];
        }
    }

    private void read(double[] target) {
        int offset = frame.place(0);
        for (int s = 0; s < states.length; s++) {
            target[s] = frame.doubles(states[s])[offset];
        }
    }

    private void write(double[] source) {
        int offset = frame.place(0);
        for (int s = 0; s < states.length; s++) {
            frame.doubles(states[s])[offset] = source[s];
        }
    }
}
