package bouton.compiler.ode;

import bouton.dsl.model.Term;
import java.util.Optional;
import java.util.Set;

/**
 * A value that goes to a goal by itself: x' = rate (x - goal), with both constant in a run.
 *
 * @param rate in 1/ms, negative for a decay
 */
public record Decay(Term rate, Term goal) {
    /** The equation as a decay, if it is one. */
    public static Optional<Decay> of(Equation e) {
        Affine row = e.unless().isPresent() || !e.noises().isEmpty()
                ? null
                : Affine.of(e.rate(), Set.of(e.variable()), false);
        if (row == null || !Algebra.isZero(row.moving())) {
            return Optional.empty();
        }
        Term rate = row.coefficients().get(e.variable());
        return rate == null
                ? Optional.empty()
                : Optional.of(new Decay(rate, Algebra.over(Algebra.negate(row.fixed()), rate)));
    }
}
