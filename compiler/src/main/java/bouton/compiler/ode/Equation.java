package bouton.compiler.ode;

import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.unit.Dimension;
import java.util.List;
import java.util.Optional;

/**
 * One equation of a system.
 *
 * @param noises white noise that is added to the rate
 * @param trace it is the decay of a trace, which every method solves exactly
 */
public record Equation(
        int variable, Term rate, Optional<Term> unless, List<Model.Noise> noises, boolean trace, Span span) {
    public Equation {
        noises = List.copyOf(noises);
    }

    public static Equation of(Model.Ode ode) {
        return new Equation(ode.variable(), ode.rate(), ode.unless(), ode.noises(), false, ode.span());
    }

    /** x' = -x / tau. */
    public static Equation of(Model.Trace trace) {
        Span span = trace.span();
        Term x = new Term.VariableRef(trace.variable(), Dimension.NONE, span);
        Term rate = Algebra.negate(Algebra.over(x, trace.tau()));
        return new Equation(trace.variable(), rate, Optional.empty(), List.of(), true, span);
    }
}
