package bouton.emulator.interpret;

/**
 * One step of the Dormand-Prince 5(4) pair with its error estimate and a continuous output of order 4. Allocates nothing.
 *
 * <p>Source: E. Hairer, S. P. Norsett and G. Wanner, "Solving Ordinary Differential Equations I", 2nd ed. (1993), sections
 * II.5 and II.6 (DOPRI5).
 */
final class DormandPrince {
    /** Computes derivatives. */
    interface Derivative {
        /** Writes dy/dt at time {@code t} and state {@code y} to {@code slope}. */
        void at(double t, double[] y, double[] slope);
    }

    private static final double C2 = 1.0 / 5;
    private static final double C3 = 3.0 / 10;
    private static final double C4 = 4.0 / 5;
    private static final double C5 = 8.0 / 9;
    private static final double A21 = 1.0 / 5;
    private static final double A31 = 3.0 / 40;
    private static final double A32 = 9.0 / 40;
    private static final double A41 = 44.0 / 45;
    private static final double A42 = -56.0 / 15;
    private static final double A43 = 32.0 / 9;
    private static final double A51 = 19372.0 / 6561;
    private static final double A52 = -25360.0 / 2187;
    private static final double A53 = 64448.0 / 6561;
    private static final double A54 = -212.0 / 729;
    private static final double A61 = 9017.0 / 3168;
    private static final double A62 = -355.0 / 33;
    private static final double A63 = 46732.0 / 5247;
    private static final double A64 = 49.0 / 176;
    private static final double A65 = -5103.0 / 18656;
    private static final double B1 = 35.0 / 384;
    private static final double B3 = 500.0 / 1113;
    private static final double B4 = 125.0 / 192;
    private static final double B5 = -2187.0 / 6784;
    private static final double B6 = 11.0 / 84;
    private static final double E1 = 71.0 / 57600;
    private static final double E3 = -71.0 / 16695;
    private static final double E4 = 71.0 / 1920;
    private static final double E5 = -17253.0 / 339200;
    private static final double E6 = 22.0 / 525;
    private static final double E7 = -1.0 / 40;
    private static final double D1 = -12715105075.0 / 11282082432.0;
    private static final double D3 = 87487479700.0 / 32700410799.0;
    private static final double D4 = -10690763975.0 / 1880347072.0;
    private static final double D5 = 701980252875.0 / 199316789632.0;
    private static final double D6 = -1453857185.0 / 822651844.0;
    private static final double D7 = 69997945.0 / 29380423.0;

    private final int n;
    private final Derivative derivative;
    private final double[] trial;
    private final double[] end;
    private double[] k1;
    private final double[] k2;
    private final double[] k3;
    private final double[] k4;
    private final double[] k5;
    private final double[] k6;
    private double[] k7;
    private boolean slopeKnown;

    DormandPrince(int n, Derivative derivative) {
        this.n = n;
        this.derivative = derivative;
        trial = new double[n];
        end = new double[n];
        k1 = new double[n];
        k2 = new double[n];
        k3 = new double[n];
        k4 = new double[n];
        k5 = new double[n];
        k6 = new double[n];
        k7 = new double[n];
    }

    /** State at the end of the last step. */
    double[] end() {
        return end;
    }

    /** The next step starts somewhere else than where the last one started or was continued. */
    void restart() {
        slopeKnown = false;
    }

    /** The next step starts at the end of the last one. */
    void advance() {
        double[] swap = k1;
        k1 = k7;
        k7 = swap;
        slopeKnown = true;
    }

    /** A step from {@code y} at {@code t}; afterwards {@link #end} is the result. */
    void step(double t, double h, double[] y) {
        if (!slopeKnown) {
            derivative.at(t, y, k1);
            slopeKnown = true;
        }
        for (int i = 0; i < n; i++) {
            trial[i] = y[i] + h * (A21 * k1[i]);
        }
        derivative.at(t + C2 * h, trial, k2);
        for (int i = 0; i < n; i++) {
            trial[i] = y[i] + h * (A31 * k1[i] + A32 * k2[i]);
        }
        derivative.at(t + C3 * h, trial, k3);
        for (int i = 0; i < n; i++) {
            trial[i] = y[i] + h * (A41 * k1[i] + A42 * k2[i] + A43 * k3[i]);
        }
        derivative.at(t + C4 * h, trial, k4);
        for (int i = 0; i < n; i++) {
            trial[i] = y[i] + h * (A51 * k1[i] + A52 * k2[i] + A53 * k3[i] + A54 * k4[i]);
        }
        derivative.at(t + C5 * h, trial, k5);
        for (int i = 0; i < n; i++) {
            trial[i] = y[i] + h * (A61 * k1[i] + A62 * k2[i] + A63 * k3[i] + A64 * k4[i] + A65 * k5[i]);
        }
        derivative.at(t + h, trial, k6);
        for (int i = 0; i < n; i++) {
            end[i] = y[i] + h * (B1 * k1[i] + B3 * k3[i] + B4 * k4[i] + B5 * k5[i] + B6 * k6[i]);
        }
        derivative.at(t + h, end, k7);
    }

    /** Largest error of the last step in units of tolerance (1 + |y|); NaN if something is not finite. */
    double error(double h, double[] y, double tolerance) {
        double worst = 0;
        for (int i = 0; i < n; i++) {
            double e = E1 * k1[i] + E3 * k3[i] + E4 * k4[i] + E5 * k5[i] + E6 * k6[i] + E7 * k7[i];
            double scale = tolerance * (1 + Math.max(Math.abs(y[i]), Math.abs(end[i])));
            double ratio = Math.abs(h * e) / scale;
            // An infinite state makes the scale infinite and the ratio 0: look at the state too.
            worst = Double.isFinite(end[i]) ? Math.max(worst, ratio) : Double.NaN;
            if (Double.isNaN(worst)) {
                return worst;
            }
        }
        return worst;
    }

    /** State at the fraction {@code theta} of the last step, which started at {@code y}. */
    void dense(double theta, double h, double[] y, double[] result) {
        double rest = 1 - theta;
        for (int i = 0; i < n; i++) {
            double difference = end[i] - y[i];
            double r3 = h * k1[i] - difference;
            double r4 = difference - h * k7[i] - r3;
            double r5 = h * (D1 * k1[i] + D3 * k3[i] + D4 * k4[i] + D5 * k5[i] + D6 * k6[i] + D7 * k7[i]);
            result[i] = y[i] + theta * (difference + rest * (r3 + theta * (r4 + rest * r5)));
        }
    }
}
