package bouton.compiler.ode;

import bouton.compiler.kernel.Expressions;
import bouton.compiler.kernel.KernelWriter;
import bouton.compiler.kernel.Names;
import bouton.compiler.kernel.Ranges;
import bouton.compiler.kernel.Shared;
import bouton.compiler.kernel.Statements;
import bouton.compiler.layout.Layout;
import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Special;
import bouton.image.ir.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** `adaptive(tolerance)`: Dormand-Prince 5(4) inside the tick, with conditions that act where they are crossed. */
final class AdaptivePart extends OdePart {
    /** Makes the names of a kernel of its own. */
    interface NamesMaker {
        Names make(KernelWriter writer);
    }

    private final List<Equation> equations;
    private final double tolerance;
    private final List<Model.HandlerDef> crossings;
    private final Ranges ranges;
    private final String owner;
    private final NamesMaker maker;

    /**
     * @param crossings the model's `on when … @within`
     * @param maker names for the kernels inside: derivative, margins, bodies
     */
    AdaptivePart(
            List<Equation> equations,
            double tolerance,
            List<Model.HandlerDef> crossings,
            Ranges ranges,
            String owner,
            NamesMaker maker) {
        this.equations = equations;
        this.tolerance = tolerance;
        this.crossings = crossings;
        this.ranges = ranges;
        this.owner = owner;
        this.maker = maker;
    }

    @Override
    void step(Names names, Map<Integer, Integer> kicks) {
        KernelWriter writer = names.writer();
        Layout layout = names.layout();
        List<Word> states = new ArrayList<>();
        equations.forEach(e -> states.add(Word.self(layout.variable(e.variable()))));
        // The solver writes into the words themselves; a weight gets its old value back and then the new one by a store
        // that is left out while learning is off.
        Map<Integer, Integer> weights = new LinkedHashMap<>();
        for (Equation e : equations) {
            if (layout.model().variables().get(e.variable()).role() == Model.Role.WEIGHT) {
                weights.put(e.variable(), names.variable(e.variable()));
            }
        }
        KernelWriter inner = new KernelWriter();
        int time = inner.register();
        Kernel derivative = derivative(inner, time);
        writer.add(new Instruction.Adaptive(
                states,
                derivative,
                time,
                writer.constant(names.shared().dt()),
                tolerance,
                crossings.stream().map(this::crossing).toList(),
                names.shared().origins().of(equations.getFirst().span())));
        writer.forgetWords();
        Steps steps = new Steps(names, ranges, kicks);
        for (Equation e : equations) {
            boolean ranged =
                    layout.model().variables().get(e.variable()).range().isPresent();
            Integer before = weights.get(e.variable());
            if (ranged || before != null || kicks.containsKey(e.variable())) {
                steps.result(e.variable(), names.variable(e.variable()));
            }
            if (before != null) {
                writer.store(Word.self(layout.variable(e.variable())), before);
            }
        }
        steps.store();
    }

    private Kernel derivative(KernelWriter inner, int time) {
        Names names = maker.make(inner);
        StageNames stage = new StageNames(names);
        Shared shared = names.shared();
        int start = inner.times(inner.readNumber(Special.TICK), inner.constant(shared.dt()));
        stage.setTime(inner.plus(start, time));
        for (int i = 0; i < equations.size(); i++) {
            inner.yield(i, Steps.rate(equations.get(i), stage));
        }
        return inner.finish(owner + ".derivative");
    }

    private Instruction.Crossing crossing(Model.HandlerDef handler) {
        KernelWriter margin = new KernelWriter();
        Names names = maker.make(margin);
        Model.TriggerDef.OnWhen when = (Model.TriggerDef.OnWhen) handler.trigger();
        int value = new Expressions(names).number(margin(when.condition()));
        for (int hold : when.blockedBy()) {
            value = margin.select(names.hold(hold), margin.constant(-1), value);
        }
        margin.yield(0, value);
        KernelWriter body = new KernelWriter();
        new Statements(maker.make(body), ranges).write(handler.body());
        return new Instruction.Crossing(margin.finish(owner + ".margin"), body.finish(owner + ".crossing"));
    }

    static boolean hasMargin(Term condition) {
        return condition instanceof Term.Compare c
                && c.comparison() != Term.Comparison.EQUAL
                && c.comparison() != Term.Comparison.NOT_EQUAL;
    }

    private static Term margin(Term condition) {
        Term.Compare c = (Term.Compare) condition;
        boolean above = c.comparison() == Term.Comparison.GREATER || c.comparison() == Term.Comparison.GREATER_EQUAL;
        return above ? Algebra.minus(c.left(), c.right()) : Algebra.minus(c.right(), c.left());
    }
}
