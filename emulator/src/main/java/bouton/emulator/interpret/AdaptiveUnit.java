package bouton.emulator.interpret;

import java.util.Arrays;

/**
 * One {@code Adaptive} of a kernel: integrates the words of an instance over a tick. The words themselves hold the trial
 * values, so derivative, margins and bodies are ordinary programs.
 */
final class AdaptiveUnit {
    record Crossing(Program margin, Program body) {}

    /** Steps below this part of a tick are no steps. */
    private static final double SMALLEST_STEP = 1e-14;

    /** A crossing is located to this part of a step, by this many bisections. */
    private static final int BISECTIONS = 44;

    private static final int MOST_CROSSINGS = 10_000;

    private final int[] states;
    private final Program derivative;
    private final int timeRegister;
    private final int stepRegister;
    private final double tolerance;
    private final Crossing[] crossings;
    private final String place;

    private final DormandPrince solver;
    private final double[] y;
    private final double[] located;
    private final boolean[] armed;
    private int fired;
    // Columns and place of the instance that is being integrated.
    private double[][] columns = {};
    private int offset;
    private Frame frame;

    AdaptiveUnit(
            int[] states,
            Program derivative,
            int timeRegister,
            int stepRegister,
            double tolerance,
            Crossing[] crossings,
            String place) {
        this.states = states;
        this.derivative = derivative;
        this.timeRegister = timeRegister;
        this.stepRegister = stepRegister;
        this.tolerance = tolerance;
        this.crossings = crossings;
        this.place = place;
        this.solver = new DormandPrince(states.length, this::slopes);
        this.y = new double[states.length];
        this.located = new double[states.length];
        this.armed = new boolean[crossings.length];
        this.frame = Frame.NOWHERE;
    }

    void run(double[] registers, Frame instance) {
        frame = instance;
        columns = instance.doubles;
        offset = instance.offset;
        fired = 0;
        Arrays.fill(armed, true);
        fireWhereReached();
        read(y);
        integrate(registers[stepRegister]);
        write(y);
    }

    private void integrate(double dt) {
        double t = 0;
        double h = dt;
        solver.restart();
        while (t < dt) {
            boolean last = h >= dt - t;
            double step = last ? dt - t : h;
            solver.step(t, step, y);
            double error = solver.error(step, y, tolerance);
            if (!(error <= 1)) {
                h = step * (error > 1 ? Math.max(0.2, 0.9 * root5(error)) : 0.1);
                if (h < SMALLEST_STEP * dt || t + h == t) {
                    blowUp();
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

    /** No step is small enough: the first crossing that is still to come counts as crossed, at the last good state. */
    private void blowUp() {
        for (int c = 0; c < crossings.length; c++) {
            if (armed[c]) {
                act(c);
                return;
            }
        }
        throw new ArithmeticException("the solution blows up in " + place);
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
        Interpreter.run(crossings[crossing].body, frame);
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
        Interpreter.run(program, frame);
        return program.yields[0];
    }

    private void slopes(double t, double[] state, double[] slope) {
        write(state);
        if (timeRegister >= 0) {
            derivative.doubles[timeRegister] = t;
        }
        Interpreter.run(derivative, frame);
        System.arraycopy(derivative.yields, 0, slope, 0, slope.length);
    }

    private void read(double[] target) {
        for (int s = 0; s < states.length; s++) {
            target[s] = columns[states[s]][offset];
        }
    }

    private void write(double[] source) {
        for (int s = 0; s < states.length; s++) {
            columns[states[s]][offset] = source[s];
        }
    }
}
