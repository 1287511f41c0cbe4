package bouton.compiler.kernel;

import bouton.dsl.check.Terms;
import bouton.dsl.model.Statement;
import bouton.dsl.model.Term;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether `on PORT(k)` may run once with the sum of all arrivals: its body only adds to variables what is proportional to k,
 * with factors that it does not change itself.
 */
public final class Linearity {
    private final Set<Integer> written = new TreeSet<>();
    private final Set<Integer> locals = new TreeSet<>();

    private Linearity() {}

    public static boolean isLinear(List<Statement> body) {
        Linearity check = new Linearity();
        Terms.visit(body, t -> {}, s -> {
            if (s instanceof Statement.Assign a) {
                check.written.add(a.variable());
            }
        });
        return check.body(body);
    }

    private boolean body(List<Statement> statements) {
        for (Statement s : statements) {
            boolean good = switch (s) {
                case Statement.Assign a -> assign(a);
                case Statement.Let l -> let(l);
                case Statement.If i -> isFixed(i.condition()) && body(i.then()) && body(i.otherwise());
                case Statement.Deliver d -> false;
                case Statement.Emit e -> false;
                case Statement.Hold h -> false;
                case Statement.After a -> false;
            };
            if (!good) {
                return false;
            }
        }
        return true;
    }

    /** x = x + e or x - e with e proportional to k. */
    private boolean assign(Statement.Assign a) {
        if (!(a.value() instanceof Term.Arithmetic sum) || !isVariable(sum.left(), a.variable())) {
            return false;
        }
        boolean additive =
                sum.operator() == Term.ArithmeticOperator.ADD || sum.operator() == Term.ArithmeticOperator.SUBTRACT;
        return additive && isProportional(sum.right());
    }

    private static boolean isVariable(Term term, int variable) {
        return term instanceof Term.VariableRef v && v.index() == variable;
    }

    private boolean let(Statement.Let l) {
        if (isFixed(l.value())) {
            return true;
        }
        locals.add(l.id());
        return isProportional(l.value());
    }

    private boolean isProportional(Term term) {
        return switch (term) {
            case Term.Payload p -> true;
            case Term.LocalRef l -> locals.contains(l.id());
            case Term.Negate n -> isProportional(n.operand());
            case Term.Arithmetic a ->
                switch (a.operator()) {
                    case ADD, SUBTRACT -> isProportional(a.left()) && isProportional(a.right());
                    case MULTIPLY ->
                        isProportional(a.left()) && isFixed(a.right())
                                || isFixed(a.left()) && isProportional(a.right());
                    case DIVIDE -> isProportional(a.left()) && isFixed(a.right());
                    case POWER -> false;
                };
            default -> false;
        };
    }

    /** Neither depends on what arrives nor on what the body changes. */
    private boolean isFixed(Term term) {
        return !Terms.any(term, t -> switch (t) {
            case Term.Payload p -> true;
            case Term.Draw d -> true;
            case Term.VariableRef v -> written.contains(v.index());
            case Term.LocalRef l -> locals.contains(l.id());
            default -> false;
        });
    }
}
