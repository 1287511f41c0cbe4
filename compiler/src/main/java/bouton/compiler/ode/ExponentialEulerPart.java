package bouton.compiler.ode;

import bouton.compiler.kernel.Expressions;
import bouton.compiler.kernel.KernelWriter;
import bouton.compiler.kernel.Names;
import bouton.compiler.kernel.Ranges;
import bouton.dsl.model.Term;
import bouton.image.ir.CompareOp;
import bouton.image.ir.UnaryOp;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * `exponential_euler`: every variable for itself, with all others at their old values: x' = A x + B has the exact solution
 * x + (A x + B) dt φ(A dt), φ(z) = (exp(z) - 1) / z.
 */
final class ExponentialEulerPart extends OdePart {
    private final List<Equation> equations;
    private final Ranges ranges;

    ExponentialEulerPart(List<Equation> equations, Ranges ranges) {
        this.equations = equations;
        this.ranges = ranges;
    }

    /** Whether the equation is linear in its own variable. */
    static boolean fits(Equation e) {
        return Affine.of(e.rate(), Set.of(e.variable()), true) != null;
    }

    @Override
    void step(Names names, Map<Integer, Integer> kicks) {
        Steps steps = new Steps(names, ranges, kicks);
        Names stage = Steps.readsTime(equations) ? Steps.stage(names, 0) : names;
        for (Equation e : equations) {
            steps.result(e.variable(), e.trace() ? RungeKuttaPart.decayed(names, e, 1) : result(stage, e));
        }
        steps.store();
    }

    private static int result(Names stage, Equation e) {
        KernelWriter writer = stage.writer();
        double dt = stage.shared().dt();
        int old = stage.variable(e.variable());
        int rate = Steps.rate(e, stage);
        Affine row = java.util.Objects.requireNonNull(Affine.of(e.rate(), Set.of(e.variable()), true));
        Term coefficient = row.coefficients().get(e.variable());
        int change = writer.times(rate, writer.constant(dt));
        return writer.plus(old, coefficient == null ? change : writer.times(change, phi(stage, coefficient)));
    }

    private static int phi(Names stage, Term coefficient) {
        KernelWriter writer = stage.writer();
        int z = writer.times(
                new Expressions(stage).number(coefficient),
                writer.constant(stage.shared().dt()));
        int none = writer.compare(CompareOp.EQ, z, writer.constant(0));
        int quotient = writer.over(writer.unary(UnaryOp.EXPM1, z), z);
        return writer.select(none, writer.constant(1), quotient);
    }
}
