package bouton.compiler.layout;

import bouton.dsl.check.Terms;
import bouton.dsl.model.Model;
import bouton.dsl.model.Statement;
import bouton.dsl.model.Term;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Questions about the terms of a model. */
public final class ModelTerms {
    private ModelTerms() {}

    /** Visits every term of a model at any depth, but not the values of the parameters. */
    public static void visit(Model model, Consumer<Term> visitor) {
        model.variables().forEach(v -> {
            Terms.visit(v.initial(), visitor);
            v.range().ifPresent(r -> {
                Terms.visit(r.lo(), visitor);
                Terms.visit(r.hi(), visitor);
            });
        });
        model.traces().forEach(t -> Terms.visit(t.tau(), visitor));
        model.odes().forEach(o -> {
            Terms.visit(o.rate(), visitor);
            o.unless().ifPresent(u -> Terms.visit(u, visitor));
            o.noises().forEach(n -> Terms.visit(n.amplitude(), visitor));
        });
        model.delays().forEach(d -> {
            Terms.visit(d.value(), visitor);
            Terms.visit(d.time(), visitor);
        });
        model.outs().forEach(o -> Terms.visit(o.value(), visitor));
        for (Model.HandlerDef h : model.handlers()) {
            if (h.trigger() instanceof Model.TriggerDef.OnWhen w) {
                Terms.visit(w.condition(), visitor);
            }
            if (h.trigger() instanceof Model.TriggerDef.OnEnd e) {
                e.after().ifPresent(a -> Terms.visit(a, visitor));
            }
            Terms.visit(h.body(), visitor, s -> {});
        }
    }

    /** Whether something reads the parameter, another parameter's value included. */
    static boolean readsParam(Model model, int param) {
        boolean[] found = new boolean[1];
        Consumer<Term> visitor = t -> found[0] |= t instanceof Term.ParamRef p && p.index() == param;
        visit(model, visitor);
        model.params().forEach(p -> Terms.visit(p.value(), visitor));
        return found[0];
    }

    public static boolean any(List<Statement> statements, Predicate<Term> predicate) {
        boolean[] found = new boolean[1];
        Terms.visit(statements, t -> found[0] |= predicate.test(t), s -> {});
        return found[0];
    }

    /** Whether a value is the same in all ticks of a run (it may differ from instance to instance). */
    public static boolean isConstantInRun(Term term) {
        return !Terms.any(term, t -> switch (t) {
            case Term.VariableRef v -> true;
            case Term.PortRef p -> true;
            case Term.EndRef e -> true;
            case Term.HoldRef h -> true;
            case Term.Since s -> true;
            case Term.Delayed d -> true;
            case Term.Payload p -> true;
            case Term.Time x -> true;
            case Term.Draw d -> true;
            case Term.LocalRef l -> true;
            default -> false;
        });
    }
}
