package bouton.compiler.ode;

import bouton.compiler.kernel.Expressions;
import bouton.compiler.kernel.KernelWriter;
import bouton.compiler.kernel.Names;
import bouton.compiler.kernel.Ranges;
import bouton.dsl.check.Terms;
import bouton.dsl.model.Term;
import bouton.image.ir.UnaryOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Explicit Runge-Kutta steps of one tick: `euler`, `rk2` (midpoint), `rk4` (the classical four stages). Inputs are constant
 * during the tick; the time is that of the stage. A trace is its closed form at every stage, and so is what else has one, if
 * there is a {@link Driver}.
 */
final class RungeKuttaPart extends OdePart {
    /**
     * @param offsets place of each stage in the tick; stage k starts from the old values plus offset times dt times the rate of
     *     stage k - 1
     * @param weights of the stages' rates in the result, a sum of {@code divisor}
     */
    record Scheme(double[] offsets, double[] weights, double divisor) {
        static final Scheme EULER = new Scheme(new double[] {0}, new double[] {1}, 1);
        static final Scheme RK2 = new Scheme(new double[] {0, 0.5}, new double[] {0, 1}, 1);
        static final Scheme RK4 = new Scheme(new double[] {0, 0.5, 0.5, 1}, new double[] {1, 2, 2, 1}, 6);
    }

    /** Linear equations that do not read the others, solved exactly up to the middle and to the end of the tick. */
    record Driver(ExactPart half, ExactPart whole) {
        Map<Integer, Integer> values(Names names, double offset) {
            return offset == 1 ? whole.values(names) : half.values(names);
        }
    }

    private final Scheme scheme;
    private final @Nullable Driver driver;
    private final List<Equation> equations = new ArrayList<>();
    private final List<Equation> traces = new ArrayList<>();
    private final Ranges ranges;

    RungeKuttaPart(Scheme scheme, List<Equation> all, @Nullable Driver driver, Ranges ranges) {
        this.scheme = scheme;
        this.driver = driver;
        this.ranges = ranges;
        all.forEach(e -> (e.trace() ? traces : equations).add(e));
    }

    @Override
    void derive(Names names) {
        if (driver != null) {
            driver.half().derive(names);
            driver.whole().derive(names);
        }
    }

    @Override
    void step(Names names, Map<Integer, Integer> kicks) {
        KernelWriter writer = names.writer();
        double dt = names.shared().dt();
        Steps steps = new Steps(names, ranges, kicks);
        Map<Double, Map<Integer, Integer>> driven = new HashMap<>();
        int[] rates = new int[0];
        int[] sums = new int[equations.size()];
        boolean begun = false;
        for (int k = 0; k < scheme.offsets.length; k++) {
            StageNames stage = stage(names, scheme.offsets[k], rates, driven);
            rates = rates(stage);
            if (scheme.weights[k] != 0) {
                for (int i = 0; i < rates.length; i++) {
                    int weighted = scheme.weights[k] == 1
                            ? rates[i]
                            : writer.times(writer.constant(scheme.weights[k]), rates[i]);
                    sums[i] = begun ? writer.plus(sums[i], weighted) : weighted;
                }
                begun = true;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            int variable = equations.get(i).variable();
            int change = writer.times(writer.constant(dt / scheme.divisor), sums[i]);
            steps.result(variable, writer.plus(names.variable(variable), change));
        }
        for (Equation trace : traces) {
            steps.result(trace.variable(), decayed(names, trace, 1));
        }
        if (driver != null) {
            driven(names, 1, driven).forEach(steps::result);
        }
        steps.store();
    }

    private Map<Integer, Integer> driven(Names names, double offset, Map<Double, Map<Integer, Integer>> known) {
        return known.computeIfAbsent(offset, o -> driver == null ? Map.of() : driver.values(names, o));
    }

    private StageNames stage(Names names, double offset, int[] rates, Map<Double, Map<Integer, Integer>> driven) {
        KernelWriter writer = names.writer();
        StageNames stage = Steps.readsTime(equations) ? Steps.stage(names, offset) : new StageNames(names);
        if (offset == 0) {
            return stage;
        }
        int step = writer.constant(offset * names.shared().dt());
        for (int i = 0; i < equations.size(); i++) {
            int variable = equations.get(i).variable();
            stage.set(variable, writer.plus(names.variable(variable), writer.times(step, rates[i])));
        }
        driven(names, offset, driven).forEach(stage::set);
        for (Equation trace : traces) {
            if (isRead(trace)) {
                stage.set(trace.variable(), decayed(names, trace, offset));
            }
        }
        return stage;
    }

    private boolean isRead(Equation trace) {
        return equations.stream()
                .anyMatch(e ->
                        Terms.any(e.rate(), t -> t instanceof Term.VariableRef v && v.index() == trace.variable()));
    }

    private int[] rates(Names stage) {
        int[] result = new int[equations.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = Steps.rate(equations.get(i), stage);
        }
        return result;
    }

    /** The trace so much of a tick later: x exp(-offset dt / tau). */
    static int decayed(Names names, Equation trace, double offset) {
        KernelWriter writer = names.writer();
        Affine row = java.util.Objects.requireNonNull(
                Affine.of(trace.rate(), LinearSystem.variables(List.of(trace)), false));
        Term coefficient = java.util.Objects.requireNonNull(row.coefficients().get(trace.variable()));
        int exponent = new Expressions(names)
                .number(Algebra.times(
                        coefficient, Algebra.constant(offset * names.shared().dt(), trace.span())));
        return writer.times(names.variable(trace.variable()), writer.unary(UnaryOp.EXP, exponent));
    }
}
