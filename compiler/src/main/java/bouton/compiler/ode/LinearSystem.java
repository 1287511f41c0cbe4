package bouton.compiler.ode;

import bouton.dsl.check.Terms;
import bouton.dsl.model.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Linear equations with coefficients that are constant in a run: x' = A x + b + u, where u is constant during a tick.
 *
 * @param equations in order; row r of the system is that of equations.get(r)
 * @param rows their right sides taken apart
 */
record LinearSystem(List<Equation> equations, List<Affine> rows) {
    /** The system, or null if one of the equations is not of this form. */
    static @Nullable LinearSystem of(List<Equation> equations) {
        Set<Integer> variables = variables(equations);
        List<Affine> rows = new ArrayList<>();
        for (Equation e : equations) {
            Affine row = Affine.of(e.rate(), variables, false);
            if (row == null) {
                return null;
            }
            rows.add(row);
        }
        return new LinearSystem(equations, rows);
    }

    static Set<Integer> variables(List<Equation> equations) {
        Set<Integer> result = new TreeSet<>();
        equations.forEach(e -> result.add(e.variable()));
        return result;
    }

    int size() {
        return equations.size();
    }

    /** The row whose right side is not linear, for a message. */
    static @Nullable Equation firstNonlinear(List<Equation> equations) {
        Set<Integer> variables = variables(equations);
        for (Equation e : equations) {
            if (Affine.of(e.rate(), variables, false) == null) {
                return e;
            }
        }
        return null;
    }

    /** Whether an input is a formula of the time: other than data, it does not stay as it is during a tick. */
    boolean hasFormulaOfTime() {
        return rows.stream().anyMatch(r -> isFormulaOfTime(r.moving()));
    }

    private static boolean isFormulaOfTime(Term term) {
        return term instanceof Term.Time
                || !(term instanceof Term.DataRef)
                        && Terms.children(term).stream().anyMatch(LinearSystem::isFormulaOfTime);
    }

    /** Coefficient of the variable of row c in row r. */
    Term coefficient(int r, int c) {
        Term found = rows.get(r).coefficients().get(equations.get(c).variable());
        return found == null ? Algebra.constant(0, equations.get(r).span()) : found;
    }

    /** The largest set of equations that is linear and reads no other, nor a formula of the time; none is ever held. */
    static List<Equation> independent(List<Equation> equations) {
        List<Equation> result = new ArrayList<>(equations);
        result.removeIf(e -> e.unless().isPresent() || isFormulaOfTime(e.rate()));
        boolean changed = true;
        while (changed) {
            Set<Integer> inside = variables(result);
            Set<Integer> outside = variables(equations);
            outside.removeAll(inside);
            changed = result.removeIf(e -> Affine.of(e.rate(), inside, false) == null
                    || Terms.any(e.rate(), t -> t instanceof Term.VariableRef v && outside.contains(v.index())));
        }
        return result;
    }

    /** Parts that have nothing to do with each other, each in the order of the equations. */
    static List<List<Equation>> components(List<Equation> equations) {
        int n = equations.size();
        int[] part = new int[n];
        for (int i = 0; i < n; i++) {
            part[i] = i;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int variable = equations.get(j).variable();
                boolean reads = Terms.any(
                        equations.get(i).rate(), t -> t instanceof Term.VariableRef v && v.index() == variable);
                if (reads && part[i] != part[j]) {
                    int from = Math.max(part[i], part[j]);
                    int to = Math.min(part[i], part[j]);
                    for (int k = 0; k < n; k++) {
                        part[k] = part[k] == from ? to : part[k];
                    }
                }
            }
        }
        Map<Integer, List<Equation>> parts = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            parts.computeIfAbsent(part[i], p -> new ArrayList<>()).add(equations.get(i));
        }
        return List.copyOf(parts.values());
    }
}
