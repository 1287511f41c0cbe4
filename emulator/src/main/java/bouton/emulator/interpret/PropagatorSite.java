package bouton.emulator.interpret;

import bouton.image.ir.Instruction;
import bouton.image.math.MatrixExponential;

/** One {@code Propagator} of a kernel and where it stands. Keeps no state. */
public final class PropagatorSite {
    private final int rows;
    private final int n;
    private final String place;

    /** @param place kernel and place in the user's text, for messages */
    public PropagatorSite(Instruction.Propagator propagator, String place) {
        this.rows = propagator.rows();
        this.n = propagator.n();
        this.place = place;
    }

    /**
     * The first rows of exp(M h), row by row.
     *
     * @param matrix M, row by row
     * @throws ArithmeticException if a coefficient is not finite
     */
    public double[] exp(double[] matrix, double step) {
        double[][] a = new double[n][n];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                a[r][c] = matrix[r * n + c] * step;
                if (!Double.isFinite(a[r][c])) {
                    throw new ArithmeticException("coefficient " + matrix[r * n + c] + " in " + place);
                }
            }
        }
        double[][] power = MatrixExponential.exp(a);
        double[] result = new double[rows * n];
        for (int r = 0; r < rows; r++) {
            System.arraycopy(power[r], 0, result, r * n, n);
        }
        return result;
    }
}
