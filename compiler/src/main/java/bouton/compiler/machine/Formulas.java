package bouton.compiler.machine;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.syntax.Expr;
import bouton.dsl.unit.Units;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/** Evaluates the formulas of a lowering: numbers in internal units. What cannot be evaluated is reported, once, and is NaN. */
final class Formulas {
    private static final double PERCENT = 0.01;
    private static final int MOST_STEPS = 10_000;
    private static final double PRECISE = 1e-10;
    /** {@link #least} looks for valleys in so many parts first. */
    private static final int PARTS = 64;

    /** Exact for polynomials up to degree 39. */
    private static final GaussIntegrator MEAN = new GaussIntegratorFactory().legendre(20, 0, 1);

    private static final Set<String> FUNCTIONS =
            Set.of("min", "max", "abs", "round", "floor", "ceil", "exp", "log", "sqrt", "mean", "least");

    /** What names stand for. */
    interface Values {
        /** @return empty if there is none of this name */
        Optional<Double> find(String name);

        /** All names, for suggestions. */
        Set<String> names();
    }

    private final Values values;
    private final Diagnostics diagnostics;
    private final Map<String, Double> bound = new HashMap<>();

    Formulas(Values values, Diagnostics diagnostics) {
        this.values = values;
        this.diagnostics = diagnostics;
    }

    private double fail(Diagnostic.Builder builder) {
        diagnostics.add(builder);
        return Double.NaN;
    }

    /** From here on a name stands for a value. */
    void bind(String name, double value) {
        bound.put(name, value);
    }

    double value(Expr expr) {
        return switch (expr) {
            case Expr.Number n -> number(n);
            case Expr.Name n -> name(n);
            case Expr.Unary u ->
                switch (u.operator()) {
                    case MINUS -> -value(u.operand());
                    case NOT -> truth(value(u.operand()) == 0);
                };
            case Expr.Binary b -> binary(b.operator(), value(b.left()), value(b.right()));
            case Expr.Within w -> within(w);
            case Expr.Conditional c -> value(c.condition()) != 0 ? value(c.then()) : value(c.otherwise());
            case Expr.Call c -> call(c);
            case Expr.Faulty f -> Double.NaN;
            default ->
                fail(Diagnostic.of(Code.F130, expr.span(), "`" + expr.span().text() + "` is no number"));
        };
    }

    private static double truth(boolean value) {
        return value ? 1 : 0;
    }

    private double number(Expr.Number n) {
        BigDecimal number = new BigDecimal(n.text());
        if (n.unit().isEmpty()) {
            return number.doubleValue();
        }
        if (n.unit().get().span().text().equals("%")) {
            return number.doubleValue() * PERCENT;
        }
        return switch (Units.parse(n.unit().get())) {
            case Units.Parsed.Good good -> good.unit().internal(number);
            case Units.Parsed.Bad bad ->
                fail(Diagnostic.of(
                        Code.U003,
                        bad.factor().symbol().span(),
                        "there is no unit `" + bad.factor().symbol() + "`"));
        };
    }

    private double name(Expr.Name n) {
        Double own = bound.get(n.text());
        if (own != null) {
            return own;
        }
        return values.find(n.text()).orElseGet(() -> {
            Set<String> known = new TreeSet<>(values.names());
            known.addAll(bound.keySet());
            return fail(
                    Diagnostic.of(Code.N001, n.span(), "neither the models nor the lowering have a `" + n.text() + "`")
                            .suggest(n.text(), known));
        });
    }

    private static double binary(Expr.BinaryOperator operator, double a, double b) {
        return switch (operator) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case POWER -> StrictMath.pow(a, b);
            case LESS -> truth(a < b);
            case LESS_EQUAL -> truth(a <= b);
            case GREATER -> truth(a > b);
            case GREATER_EQUAL -> truth(a >= b);
            case EQUAL -> truth(a == b);
            case NOT_EQUAL -> truth(a != b);
            case AND -> truth(a != 0 && b != 0);
            case OR -> truth(a != 0 || b != 0);
        };
    }

    private double within(Expr.Within w) {
        double a = value(w.comparison().left());
        double b = value(w.comparison().right());
        boolean relative = w.tolerance() instanceof Expr.Number n
                && n.unit().map(u -> u.span().text()).filter("%"::equals).isPresent();
        double tolerance = value(w.tolerance());
        return truth(Math.abs(a - b) <= (relative ? tolerance * Math.abs(b) : tolerance));
    }

    private double call(Expr.Call c) {
        String name = c.callee().span().text();
        List<Expr> arguments = c.arguments().stream().map(Expr.Arg::value).toList();
        return switch (name) {
            case "min" -> two(c, arguments) ? Math.min(value(arguments.get(0)), value(arguments.get(1))) : Double.NaN;
            case "max" -> two(c, arguments) ? Math.max(value(arguments.get(0)), value(arguments.get(1))) : Double.NaN;
            case "abs" -> one(c, arguments, Math::abs);
            case "round" -> one(c, arguments, Math::rint);
            case "floor" -> one(c, arguments, Math::floor);
            case "ceil" -> one(c, arguments, Math::ceil);
            case "exp" -> one(c, arguments, StrictMath::exp);
            case "log" -> one(c, arguments, StrictMath::log);
            case "sqrt" -> one(c, arguments, StrictMath::sqrt);
            case "mean" -> over(c, arguments) ? mean(arguments) : Double.NaN;
            case "least" -> over(c, arguments) ? least(arguments) : Double.NaN;
            default ->
                fail(Diagnostic.of(Code.N001, c.callee().span(), "a lowering has no function `" + name + "`")
                        .suggest(name, FUNCTIONS));
        };
    }

    private boolean count(Expr.Call c, List<Expr> arguments, int wanted, String example) {
        if (arguments.size() != wanted
                || !c.arguments().stream().allMatch(a -> a.isPlain() && a.name().isEmpty())) {
            fail(Diagnostic.of(Code.N009, c.span(), "`" + c.callee().span().text() + "` takes " + wanted)
                    .help("as `" + example + "`"));
            return false;
        }
        return true;
    }

    private boolean two(Expr.Call c, List<Expr> arguments) {
        return count(c, arguments, 2, c.callee().span().text() + "(a, b)");
    }

    private double one(Expr.Call c, List<Expr> arguments, DoubleUnaryOperator function) {
        return count(c, arguments, 1, c.callee().span().text() + "(a)")
                ? function.applyAsDouble(value(arguments.getFirst()))
                : Double.NaN;
    }

    private boolean over(Expr.Call c, List<Expr> arguments) {
        String example = c.callee().span().text() + "(x, 0, 1, x * x)";
        if (!count(c, arguments, 4, example)) {
            return false;
        }
        if (!(arguments.getFirst() instanceof Expr.Name)) {
            fail(Diagnostic.of(Code.F130, arguments.getFirst().span(), "a name stands here: of what varies")
                    .help("as `" + example + "`"));
            return false;
        }
        return true;
    }

    private double with(Expr name, double value, Expr formula) {
        return valueAt(((Expr.Name) name).text(), value, formula);
    }

    /** A formula with another value of a name. */
    double valueAt(String text, double value, Expr formula) {
        Double before = bound.put(text, value);
        try {
            return value(formula);
        } finally {
            if (before == null) {
                bound.remove(text);
            } else {
                bound.put(text, before);
            }
        }
    }

    /** {@code mean(x, a, b, e)}: the mean of e over x from a to b. */
    private double mean(List<Expr> arguments) {
        double from = value(arguments.get(1));
        double to = value(arguments.get(2));
        // In panels, so that corners such as those of max(…) cost little.
        double sum = 0;
        for (int k = 0; k < PARTS; k++) {
            double start = from + (to - from) * k / PARTS;
            double size = (to - from) / PARTS;
            sum += MEAN.integrate(u -> with(arguments.get(0), start + size * u, arguments.get(3)));
        }
        return sum / PARTS;
    }

    /** {@code least(x, a, b, e)}: the x from a to b for which e is least. */
    private double least(List<Expr> arguments) {
        double from = value(arguments.get(1));
        double to = value(arguments.get(2));
        if (!(from < to)) {
            return from;
        }
        double best = from;
        double found = Double.POSITIVE_INFINITY;
        for (int k = 0; k <= PARTS; k++) {
            double x = from + (to - from) * k / PARTS;
            double e = with(arguments.get(0), x, arguments.get(3));
            if (e < found) {
                best = x;
                found = e;
            }
        }
        double step = (to - from) / PARTS;
        double low = Math.max(from, best - step);
        double high = Math.min(to, best + step);
        double refined = new BrentOptimizer(PRECISE, PRECISE * Math.max(1, Math.abs(best)))
                .optimize(
                        new MaxEval(MOST_STEPS),
                        new UnivariateObjectiveFunction(x -> with(arguments.get(0), x, arguments.get(3))),
                        GoalType.MINIMIZE,
                        new SearchInterval(low, high))
                .getPoint();
        return with(arguments.get(0), refined, arguments.get(3)) < found ? refined : best;
    }
}
