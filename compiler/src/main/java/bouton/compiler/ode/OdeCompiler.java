package bouton.compiler.ode;

import bouton.compiler.kernel.KernelWriter;
import bouton.compiler.kernel.Names;
import bouton.compiler.kernel.Ranges;
import bouton.compiler.layout.Layout;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Method;
import bouton.dsl.model.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Chooses how the equations of a model are solved, and writes the kernels' parts that do it. Without a method in the text:
 * exactly where a set of connected equations is linear with constant coefficients, else by `rk4`, in which those that are
 * linear and do not read the others are exact all the same. A formula of the time (not a
 * look-up of data) is not constant during a tick: then `rk4` is the more accurate one.
 */
public final class OdeCompiler {
    private final Layout layout;
    private final Ranges ranges;
    private final double dt;
    private final String owner;
    private final Diagnostics diagnostics;
    private final Function<KernelWriter, Names> maker;
    private final List<OdePart> parts = new ArrayList<>();
    private final List<NoiseSource> noises = new ArrayList<>();

    /**
     * @param maker names for kernels inside of a kernel (the derivative of an adaptive method)
     */
    public OdeCompiler(
            Layout layout,
            Ranges ranges,
            double dt,
            String owner,
            Function<KernelWriter, Names> maker,
            Diagnostics diagnostics) {
        this.layout = layout;
        this.ranges = ranges;
        this.dt = dt;
        this.owner = owner;
        this.maker = maker;
        this.diagnostics = diagnostics;
    }

    /**
     * Prepares equations.
     *
     * @param method as asked for by the model, else by the target
     * @param crossings `on when … @within` of the model
     */
    public void add(List<Equation> equations, Optional<Method> method, List<Model.HandlerDef> crossings) {
        if (!crossings.isEmpty()
                && method.filter(m -> m.kind() == Method.Kind.ADAPTIVE).isEmpty()) {
            for (Model.HandlerDef h : crossings) {
                diagnostics.add(Diagnostic.of(
                                Code.T006, h.span(), "`@within` acts inside the tick, which needs an adaptive method")
                        .help("write `method adaptive(1e-10)` in the neuron or the target, or leave `@within` out"));
            }
            return;
        }
        if (equations.isEmpty()) {
            return;
        }
        addNoises(equations, method);
        if (method.isEmpty()) {
            LinearSystem.components(equations).forEach(this::addByDefault);
            return;
        }
        switch (method.get().kind()) {
            case EULER -> parts.add(new RungeKuttaPart(RungeKuttaPart.Scheme.EULER, equations, null, ranges));
            case RK2 -> parts.add(new RungeKuttaPart(RungeKuttaPart.Scheme.RK2, equations, null, ranges));
            case RK4 -> parts.add(new RungeKuttaPart(RungeKuttaPart.Scheme.RK4, equations, null, ranges));
            case EXPONENTIAL_EULER -> addExponential(equations);
            case EXACT -> LinearSystem.components(equations).forEach(this::addExact);
            case ADAPTIVE -> addAdaptive(equations, method.get().tolerance(), crossings);
        }
    }

    private void addNoises(List<Equation> equations, Optional<Method> method) {
        boolean exact = switch (method.map(Method::kind).orElse(Method.Kind.EXACT)) {
            case EXACT, EXPONENTIAL_EULER -> true;
            case EULER, RK2, RK4, ADAPTIVE -> false;
        };
        for (Equation e : equations) {
            if (!e.noises().isEmpty()) {
                noises.add(new NoiseSource(e, equations, exact, layout, dt));
            }
        }
    }

    private void addByDefault(List<Equation> equations) {
        LinearSystem system = LinearSystem.of(equations);
        boolean exact = system != null
                && !system.hasFormulaOfTime()
                && ExactPart.countConditions(equations) <= ExactPart.MOST_CONDITIONS;
        parts.add(exact && system != null ? exact(system) : mixed(equations));
    }

    /** Runge-Kutta, but what is linear and does not read the rest is exact at every stage. */
    private RungeKuttaPart mixed(List<Equation> equations) {
        List<Equation> linear = LinearSystem.independent(equations);
        LinearSystem system = LinearSystem.of(linear);
        if (linear.isEmpty() || system == null) {
            return new RungeKuttaPart(RungeKuttaPart.Scheme.RK4, equations, null, ranges);
        }
        List<Equation> rest =
                equations.stream().filter(e -> !linear.contains(e)).toList();
        String name = "P" + parts.size();
        RungeKuttaPart.Driver driver = new RungeKuttaPart.Driver(
                new ExactPart(system, layout, dt / 2, ranges, name + ".half"),
                new ExactPart(system, layout, dt, ranges, name));
        return new RungeKuttaPart(RungeKuttaPart.Scheme.RK4, rest, driver, ranges);
    }

    private void addExact(List<Equation> equations) {
        LinearSystem system = LinearSystem.of(equations);
        if (system == null) {
            Equation culprit = LinearSystem.firstNonlinear(equations);
            diagnostics.add(Diagnostic.of(
                            Code.T006,
                            (culprit == null ? equations.getFirst() : culprit).span(),
                            "`method exact` needs equations that are linear with constant coefficients; this one is not")
                    .help("leave the method out (`rk4` is used then), or name another one"));
        } else if (ExactPart.countConditions(equations) > ExactPart.MOST_CONDITIONS) {
            diagnostics.add(Diagnostic.of(
                    Code.T006,
                    equations.getFirst().span(),
                    "`method exact` takes up to " + ExactPart.MOST_CONDITIONS
                            + " different `unless` conditions in connected equations"));
        } else {
            parts.add(exact(system));
        }
    }

    private ExactPart exact(LinearSystem system) {
        return new ExactPart(system, layout, dt, ranges, "P" + parts.size());
    }

    private void addExponential(List<Equation> equations) {
        for (Equation e : equations) {
            if (!e.trace() && !ExponentialEulerPart.fits(e)) {
                diagnostics.add(Diagnostic.of(
                                Code.T006,
                                e.span(),
                                "`exponential_euler` needs an equation that is linear in its own variable")
                        .help("use `rk4`, or rewrite it as `x' = A * x + B` where A and B do not contain x"));
                return;
            }
        }
        parts.add(new ExponentialEulerPart(equations, ranges));
    }

    private void addAdaptive(List<Equation> equations, double tolerance, List<Model.HandlerDef> crossings) {
        for (Model.HandlerDef h : crossings) {
            if (!AdaptivePart.hasMargin(((Model.TriggerDef.OnWhen) h.trigger()).condition())) {
                diagnostics.add(Diagnostic.of(
                                Code.T006,
                                h.span(),
                                "`@within` needs a condition that can be crossed: `a > b` or `a < b`")
                        .help("split the condition, or leave `@within` out"));
                return;
            }
        }
        parts.add(new AdaptivePart(equations, tolerance, crossings, ranges, owner, maker::apply));
    }

    /** Whether there is nothing to advance. */
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Writes what computes coefficients from parameters. */
    public void derive(Names names) {
        parts.forEach(p -> p.derive(names));
        noises.forEach(n -> n.derive(names));
    }

    /**
     * Writes the step of a tick. All parts read values of the start of the step: they have no variable in common, and noise,
     * whose strength may read any variable, comes first.
     */
    public void step(Names names) {
        Map<Integer, Integer> kicks = new HashMap<>();
        noises.forEach(n -> kicks.put(n.variable(), n.kick(names)));
        parts.forEach(p -> p.step(names, kicks));
    }
}
