package bouton.compiler.machine;

import bouton.compiler.Compiled;
import bouton.dsl.model.Model;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.image.machine.Machine;
import bouton.image.machine.Memory;
import bouton.image.machine.Program;
import bouton.image.machine.Statement;
import bouton.image.net.Scope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One line of a lowering for all instances: the integers, and, where the line is about a variable, how it stands for it. */
final class FieldSetting {
    /** A formula is linear if it bends by less than this part of its slope. */
    private static final double STRAIGHT = 1e-9;

    /** In formulas: 1 while synapses learn. */
    static final String LEARNING = "learning";

    private final Memory.Field field;
    private final Statement.Store place;
    private final Expr formula;
    private final Optional<String> variable;
    private final boolean learns;
    private double[] wanted = {};
    private double[] scale = {};
    private double[] offset = {};
    private boolean linear;

    FieldSetting(Machine machine, Statement.Store place, Expr formula, Model model) {
        this.place = place;
        this.field = machine.memories().get(place.memory()).fields().get(place.field());
        this.formula = formula;
        this.learns = names(formula).contains(LEARNING);
        List<String> variables = variables(formula, model);
        this.variable = variables.size() == 1 ? Optional.of(variables.getFirst()) : Optional.empty();
    }

    /** The states, weights and traces of a model that a formula mentions. */
    static List<String> variables(Expr formula, Model model) {
        Set<String> names = names(formula);
        return model.variables().stream()
                .map(Model.Variable::name)
                .filter(names::contains)
                .toList();
    }

    private static Set<String> names(Expr formula) {
        Set<String> names = new LinkedHashSet<>();
        collect(formula, names);
        return names;
    }

    private static void collect(Expr expr, Set<String> names) {
        switch (expr) {
            case Expr.Name n -> names.add(n.text());
            case Expr.Unary u -> collect(u.operand(), names);
            case Expr.Binary b -> {
                collect(b.left(), names);
                collect(b.right(), names);
            }
            case Expr.Conditional c -> {
                collect(c.condition(), names);
                collect(c.then(), names);
                collect(c.otherwise(), names);
            }
            case Expr.Within w -> collect(w.comparison(), names);
            case Expr.Call c -> c.arguments().forEach(a -> collect(a.value(), names));
            default -> {}
        }
    }

    void evaluate(List<Formulas> formulas) {
        int count = formulas.size();
        wanted = new double[count];
        scale = new double[count];
        offset = new double[count];
        linear = variable.isPresent();
        for (int i = 0; i < count; i++) {
            wanted[i] = formulas.get(i).value(formula);
            if (linear) {
                line(i, formulas.get(i), variable.get());
            }
        }
    }

    /** Between 0 and the present value, or 1 if that is 0: an amount may be linear on either side of 0 only. */
    private void line(int i, Formulas formulas, String name) {
        double present = formulas.value(new Expr.Name(name, formula.span()));
        double end = present == 0 ? 1 : present;
        double at0 = formulas.valueAt(name, 0, formula);
        double middle = formulas.valueAt(name, end / 2, formula);
        double slope = (formulas.valueAt(name, end, formula) - at0) / end;
        linear &= slope != 0 && Math.abs(middle - at0 - slope * end / 2) <= STRAIGHT * Math.abs(slope * end);
        scale[i] = 1 / slope;
        offset[i] = -at0 / slope;
    }

    double wanted(int i) {
        return wanted[i];
    }

    long got(int i) {
        return (long) Math.rint(wanted[i]);
    }

    /** Number of the first instance whose value the field cannot hold; -1 if there is none. */
    int firstBeyond() {
        for (int i = 0; i < wanted.length; i++) {
            double rounded = Math.rint(wanted[i]);
            if (!(rounded >= field.least() && rounded <= field.most())) {
                return i;
            }
        }
        return -1;
    }

    Lowered.Setting report(String of, String target, String text, Span at) {
        return Roundings.setting(of, target, text, wanted, at);
    }

    /** What switches learning on and off; empty where the line does not say {@code learning}. */
    Optional<Program.Switch> learning(List<Formulas> formulas, Scope scope) {
        if (!learns) {
            return Optional.empty();
        }
        Formulas first = formulas.getFirst();
        return Optional.of(new Program.Switch(
                scope,
                place,
                Math.round(first.valueAt(LEARNING, 1, formula)),
                Math.round(first.valueAt(LEARNING, 0, formula))));
    }

    /** What a host can read and set; empty where the line is no linear formula of one variable. */
    Optional<Program.Variable> variable(Compiled compiled, Scope scope) {
        if (!linear || variable.isEmpty()) {
            return Optional.empty();
        }
        String name = variable.get();
        return Optional.of(new Program.Variable(
                scope,
                compiled.reader(scope, name).kernel(),
                compiled.writer(scope, name),
                place,
                same(scale),
                same(offset)));
    }

    private static double[] same(double[] values) {
        for (double v : values) {
            if (v != values[0]) {
                return values.clone();
            }
        }
        return new double[] {values[0]};
    }
}
