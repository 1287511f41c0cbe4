package bouton.emulator.interpret;

import bouton.image.ir.Instruction;
import java.util.List;

/** One {@code Propagator} of a kernel, lane by lane. */
final class PropagatorUnit implements Operation.ByLane {
    private final PropagatorSite site;
    private final double[][] results;
    private final double[][] matrix;
    private final double[] step;
    private final double[] coefficients;

    PropagatorUnit(Instruction.Propagator propagator, Registers registers, PropagatorSite site) {
        this.site = site;
        this.results = lanes(propagator.dst(), registers);
        this.matrix = lanes(propagator.matrix(), registers);
        this.step = registers.doubles(propagator.step());
        this.coefficients = new double[matrix.length];
    }

    private static double[][] lanes(List<Integer> numbers, Registers registers) {
        return numbers.stream().map(registers::doubles).toArray(double[][]::new);
    }

    @Override
    public void run(Frame frame, int lane) {
        for (int k = 0; k < matrix.length; k++) {
            coefficients[k] = matrix[k][lane];
        }
        double[] power = site.exp(coefficients, step[lane]);
        for (int k = 0; k < results.length; k++) {
            results[k][lane] = power[k];
        }
    }
}
