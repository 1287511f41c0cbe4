package bouton.emulator.interpret;

import bouton.image.ir.Instruction;
import bouton.image.math.MatrixExponential;
import java.util.List;

/** One {@code Propagator} of a kernel. */
final class PropagatorUnit implements Operation.ByLane {
    private final double[][] results;
    private final int rows;
    private final double[][] matrix;
    private final double[] step;
    private final double[][] a;
    private final String place;

    PropagatorUnit(Instruction.Propagator propagator, Registers registers, String place) {
        this.results = lanes(propagator.dst(), registers);
        this.rows = propagator.rows();
        this.matrix = lanes(propagator.matrix(), registers);
        this.step = registers.doubles(propagator.step());
        this.a = new double[propagator.n()][propagator.n()];
        this.place = place;
    }

    private static double[][] lanes(List<Integer> numbers, Registers registers) {
        return numbers.stream().map(registers::doubles).toArray(double[][]::new);
    }

    @Override
    public void run(Frame frame, int lane) {
        int n = a.length;
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                a[r][c] = matrix[r * n + c][lane] * step[lane];
                if (!Double.isFinite(a[r][c])) {
                    throw new ArithmeticException("coefficient " + matrix[r * n + c][lane] + " in " + place);
                }
            }
        }
        double[][] power = MatrixExponential.exp(a);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < n; c++) {
                results[r * n + c][lane] = power[r][c];
            }
        }
    }
}
