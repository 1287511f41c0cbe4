package bouton.compiler.ode;

import bouton.compiler.layout.ModelTerms;
import bouton.dsl.check.Terms;
import bouton.dsl.model.Term;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A term as a sum: coefficients times variables of a system, plus what does not depend on them.
 *
 * @param coefficients by variable; none is zero
 * @param fixed the part of the rest that is the same in all ticks of a run
 * @param moving the part of the rest that changes from tick to tick
 */
record Affine(Map<Integer, Term> coefficients, Term fixed, Term moving) {
    /**
     * Takes a term apart.
     *
     * @param variables those of the system
     * @param anyCoefficient coefficients may change from tick to tick
     * @return null if the term is not linear in the variables
     */
    static @Nullable Affine of(Term term, Set<Integer> variables, boolean anyCoefficient) {
        if (!mentions(term, variables)) {
            Term zero = Algebra.constant(0, term.span());
            return ModelTerms.isConstantInRun(term)
                    ? new Affine(Map.of(), term, zero)
                    : new Affine(Map.of(), zero, term);
        }
        return switch (term) {
            case Term.VariableRef v -> {
                Term zero = Algebra.constant(0, term.span());
                yield new Affine(Map.of(v.index(), Algebra.constant(1, v.span())), zero, zero);
            }
            case Term.Negate n -> {
                Affine a = of(n.operand(), variables, anyCoefficient);
                yield a == null ? null : a.map(Algebra::negate);
            }
            case Term.Arithmetic a -> arithmetic(a, variables, anyCoefficient);
            default -> null;
        };
    }

    private static boolean mentions(Term term, Set<Integer> variables) {
        return Terms.any(term, t -> t instanceof Term.VariableRef v && variables.contains(v.index()));
    }

    private static @Nullable Affine arithmetic(Term.Arithmetic a, Set<Integer> variables, boolean anyCoefficient) {
        switch (a.operator()) {
            case ADD, SUBTRACT -> {
                Affine left = of(a.left(), variables, anyCoefficient);
                Affine right = of(a.right(), variables, anyCoefficient);
                if (left == null || right == null) {
                    return null;
                }
                boolean add = a.operator() == Term.ArithmeticOperator.ADD;
                return left.plus(add ? right : right.map(Algebra::negate));
            }
            case MULTIPLY -> {
                boolean first = mentions(a.left(), variables);
                if (first && mentions(a.right(), variables)) {
                    return null;
                }
                Term factor = first ? a.right() : a.left();
                Affine sum = of(first ? a.left() : a.right(), variables, anyCoefficient);
                return scale(sum, factor, anyCoefficient, t -> Algebra.times(factor, t));
            }
            case DIVIDE -> {
                if (mentions(a.right(), variables)) {
                    return null;
                }
                Affine sum = of(a.left(), variables, anyCoefficient);
                return scale(sum, a.right(), anyCoefficient, t -> Algebra.over(t, a.right()));
            }
            case POWER -> {
                return null;
            }
        }
        throw new IllegalStateException();
    }

    private interface Step {
        Term of(Term term);
    }

    private static @Nullable Affine scale(@Nullable Affine sum, Term by, boolean anyCoefficient, Step step) {
        if (sum == null) {
            return null;
        }
        if (ModelTerms.isConstantInRun(by)) {
            return sum.map(step);
        }
        if (!anyCoefficient) {
            return null;
        }
        Affine scaled = sum.map(step);
        return new Affine(
                scaled.coefficients, Algebra.constant(0, by.span()), Algebra.plus(scaled.fixed, scaled.moving));
    }

    private Affine map(Step step) {
        Map<Integer, Term> result = new TreeMap<>();
        coefficients.forEach((variable, c) -> put(result, variable, step.of(c)));
        return new Affine(result, step.of(fixed), step.of(moving));
    }

    private Affine plus(Affine other) {
        Map<Integer, Term> result = new TreeMap<>(coefficients);
        other.coefficients.forEach((variable, c) -> {
            Term before = result.get(variable);
            put(result, variable, before == null ? c : Algebra.plus(before, c));
        });
        return new Affine(result, Algebra.plus(fixed, other.fixed), Algebra.plus(moving, other.moving));
    }

    private static void put(Map<Integer, Term> map, int variable, Term coefficient) {
        if (Algebra.isZero(coefficient)) {
            map.remove(variable);
        } else {
            map.put(variable, coefficient);
        }
    }
}
