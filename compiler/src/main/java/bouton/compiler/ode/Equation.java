package bouton.compiler.ode;

import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.unit.Dimension;
import java.util.Optional;

/**
 * One equation of a system.
 *
 * @param trace it is the decay of a trace, which every method solves exactly
 */
public record Equation(int variable, Term rate, Optional<Term> unless, boolean trace, Span span) {
    public static Equation of(Model.Ode ode) {
        return new Equation(ode.variable(), ode.rate(), ode.unless(), false, ode.span());
    }

    /** x' = -x / tau. */
    public static Equation of(Model.Trace trace) {
        Span span = trace.span();
        Term x = new Term.VariableRef(trace.variable(), Dimension.NONE, span);
        Term rate = Algebra.negate(Algebra.over(x, trace.tau()));
        return new Equation(trace.variable(), rate, Optional.empty(), true, span);
    }
}
