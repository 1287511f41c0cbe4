package bouton.emulator.interpret;

import bouton.image.math.MatrixExponential;

/** One {@code Propagator} of a kernel. */
final class PropagatorUnit {
    private final int[] targets;
    private final int rows;
    private final int[] matrix;
    private final int step;
    private final double[][] a;

    PropagatorUnit(int[] targets, int rows, int n, int[] matrix, int step) {
        this.targets = targets;
        this.rows = rows;
        this.matrix = matrix;
        this.step = step;
        this.a = new double[n][n];
    }

    void run(double[] registers) {
        int n = a.length;
        double h = registers[step];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                a[r][c] = registers[matrix[r * n + c]] * h;
            }
        }
        double[][] power = MatrixExponential.exp(a);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < n; c++) {
                registers[targets[r * n + c]] = power[r][c];
            }
        }
    }
}
