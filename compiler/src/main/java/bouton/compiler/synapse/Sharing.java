package bouton.compiler.synapse;

import bouton.compiler.ode.Decay;
import bouton.dsl.check.Folding;
import bouton.dsl.check.Terms;
import bouton.dsl.model.Model;
import bouton.dsl.model.Statement;
import bouton.dsl.model.Term;
import bouton.image.ir.Word;
import bouton.image.net.Lag;
import bouton.image.net.Trigger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the variables of a rule that have the same value in all synapses of a source, or of a target: they begin with one
 * constant, decay to one constant by one constant factor or not at all, and only events of that end that reach all its synapses at once
 * write them (besides the clock and events of the network), from nothing but constants and each other. What is found is sure;
 * what is not found may still be the same by what nobody can see here.
 */
final class Sharing {
    /**
     * What is known of the rule.
     *
     * @param decays how variables decay that have a closed form, by variable
     * @param eager variables with an equation of every tick
     * @param ofSource lag of the source's events at the synapse
     * @param ofTarget lag of the target's events at the synapse
     * @param apart variables that something outside of the rule sees as words of synapses
     */
    record Rule(
            Model model,
            List<Parts.Part> parts,
            Map<Integer, Decay> decays,
            Set<Integer> eager,
            Lag ofSource,
            Lag ofTarget,
            Set<Integer> apart) {}

    private final Rule rule;
    private final Model model;
    private final Map<Integer, Word.Space> shared = new TreeMap<>();

    private Sharing(Rule rule) {
        this.rule = rule;
        this.model = rule.model();
    }

    /** Whose words the shared variables are: ROW or COLUMN, by variable. */
    static Map<Integer, Word.Space> of(Rule rule) {
        Sharing sharing = new Sharing(rule);
        for (int v = 0; v < sharing.model.variables().size(); v++) {
            if (sharing.isSteady(v)) {
                sharing.end(v);
            }
        }
        while (sharing.drop()) {}
        return sharing.shared;
    }

    // ---- one variable by itself

    /** Whether it begins and decays in the same way in all synapses, and nothing from outside tells them apart. */
    private boolean isSteady(int variable) {
        Model.Variable v = model.variables().get(variable);
        boolean plain = v.role() != Model.Role.WEIGHT
                && v.range().isEmpty()
                && !v.settable()
                && v.initial() instanceof Term.Constant;
        boolean free = !rule.eager().contains(variable) && !rule.apart().contains(variable);
        Decay decay = rule.decays().get(variable);
        return plain
                && free
                && (decay == null
                        || (rate(model, decay).isPresent() && goal(model, decay).isPresent()));
    }

    /** The rate of a decay in 1/ms, if it is one number for all synapses. */
    static OptionalDouble rate(Model model, Decay decay) {
        return value(model, decay.rate());
    }

    /** Where a decay goes to, if it is one number for all synapses. */
    static OptionalDouble goal(Model model, Decay decay) {
        return value(model, decay.goal());
    }

    private static OptionalDouble value(Model model, Term term) {
        return switch (term) {
            case Term.Constant c -> OptionalDouble.of(c.value());
            case Term.ParamRef p
            when isConstant(model, p) ->
                value(model, model.params().get(p.index()).value());
            case Term.Negate n -> {
                OptionalDouble of = value(model, n.operand());
                yield of.isPresent() ? OptionalDouble.of(-of.getAsDouble()) : of;
            }
            case Term.Arithmetic a -> {
                OptionalDouble left = value(model, a.left());
                OptionalDouble right = value(model, a.right());
                yield left.isPresent() && right.isPresent()
                        ? OptionalDouble.of(Folding.compute(a.operator(), left.getAsDouble(), right.getAsDouble()))
                        : OptionalDouble.empty();
            }
            default -> OptionalDouble.empty();
        };
    }

    /** Whether a parameter is a constant of the image, and no word. */
    private static boolean isConstant(Model model, Term.ParamRef p) {
        Model.Param param = model.params().get(p.index());
        return param.value() instanceof Term.Constant && !param.settable();
    }

    /** Finds the end whose events write the variable, if it is one. */
    private void end(int variable) {
        Set<Word.Space> ends = EnumSet.noneOf(Word.Space.class);
        for (Model.Trace t : model.traces()) {
            if (t.variable() == variable) {
                boolean pre = t.side() == Model.Side.PRE;
                ends.add(end(pre ? Word.Space.ROW : Word.Space.COLUMN, pre ? rule.ofSource() : rule.ofTarget()));
            }
        }
        for (Parts.Part part : rule.parts()) {
            if (Terms.assigns(part.body(), variable)) {
                boolean plain = part.body().stream()
                        .filter(s -> !(s instanceof Statement.Assign))
                        .noneMatch(s -> Terms.assigns(List.of(s), variable));
                switch (part.trigger()) {
                    case Trigger.PreEvent t when plain -> ends.add(end(Word.Space.ROW, t.lag()));
                    case Trigger.PostEvent t when plain -> ends.add(end(Word.Space.COLUMN, t.lag()));
                    case Trigger.Every t when plain -> {}
                    case Trigger.Global t when plain -> {}
                    default -> ends.add(Word.Space.SELF);
                }
            }
        }
        if (ends.size() == 1 && !ends.contains(Word.Space.SELF)) {
            shared.put(variable, ends.iterator().next());
        }
    }

    private static Word.Space end(Word.Space end, Lag lag) {
        return lag.field() < 0 ? end : Word.Space.SELF;
    }

    // ---- variables among each other

    /** Takes out variables that depend on others that are not shared, or cannot be written apart; false if there are none. */
    private boolean drop() {
        Set<Integer> out = new TreeSet<>();
        for (Parts.Part part : rule.parts()) {
            boolean apart = hasOtherLag(part);
            for (Word.Space end : Split.ENDS) {
                for (Statement.Assign a : Split.writes(part.body(), end, shared)) {
                    if (apart || !isCommon(a.value(), end)) {
                        out.add(a.variable());
                    }
                }
                out.addAll(Split.entangled(part.body(), end, shared, model));
            }
        }
        return shared.keySet().removeAll(out);
    }

    /** Whether a value is the same for all synapses of the end. */
    private boolean isCommon(Term term, Word.Space end) {
        return !Terms.any(term, t -> switch (t) {
            case Term.VariableRef v -> shared.get(v.index()) != end;
            case Term.ParamRef p -> !isConstant(model, p);
            case Term.EndRef e -> model.endPorts().get(e.index()).side() != Model.Side.GLOBAL;
            case Term.Draw d -> true;
            case Term.Index i -> true;
            case Term.LocalRef l -> true;
            case Term.HoldRef h -> true;
            case Term.Since s -> true;
            case Term.Delayed d -> true;
            case Term.PortRef p -> true;
            case Term.Poison p -> true;
            case Term.Constant c -> false;
            case Term.Truth c -> false;
            case Term.Payload p -> false;
            case Term.Time c -> false;
            case Term.DataRef d -> false;
            case Term.Negate n -> false;
            case Term.Not n -> false;
            case Term.Arithmetic a -> false;
            case Term.Compare c -> false;
            case Term.Logic l -> false;
            case Term.Choose c -> false;
            case Term.Apply a -> false;
        });
    }

    /**
     * Whether another part has its turn in the same phase with another lag of source events: then turns go by the age of the
     * events, and what a part reads and what it writes must stay together.
     */
    private boolean hasOtherLag(Parts.Part part) {
        List<Lag> lags = new ArrayList<>();
        for (Parts.Part other : rule.parts()) {
            if (other.turn().equals(part.turn()) && other.trigger() instanceof Trigger.PreEvent t) {
                lags.add(t.lag());
            }
        }
        return lags.stream().distinct().count() > 1;
    }
}
