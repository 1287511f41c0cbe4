package bouton.dsl.check;

import bouton.dsl.model.Model;
import bouton.dsl.model.Statement;
import bouton.dsl.model.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the variables of a synapse live: the least home that holds all that a variable reads and every event that writes it. A
 * variable at home PRE has one value for all synapses of a source, one at SYNAPSE needs a word for each synapse.
 */
public final class Homes {
    /** Homes, the wider last. PRE and POST hold nothing of each other: what needs both is at the synapse. */
    public enum Home {
        CONSTANT,
        GLOBAL,
        PRE,
        POST,
        SYNAPSE;

        /** The least home that holds both. */
        public Home join(Home other) {
            if (this == other || other.ordinal() < PRE.ordinal()) {
                return ordinal() >= other.ordinal() ? this : other;
            }
            return ordinal() < PRE.ordinal() ? other : SYNAPSE;
        }

        /** Whether what lives here can be read there. */
        public boolean reaches(Home there) {
            return join(there) == there;
        }

        /** As written behind {@code @home}. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Model model;
    private final int delay;
    private final int dendriticDelay;
    private final Home[] variables;
    private final Map<Integer, Home> locals = new HashMap<>();

    private Homes(Model model) {
        this.model = model;
        this.delay = model.param("delay");
        this.dendriticDelay = model.param("dendritic_delay");
        this.variables = new Home[model.variables().size()];
        java.util.Arrays.fill(variables, Home.CONSTANT);
    }

    /** The home of each variable of a synapse model, in their order. */
    public static List<Home> of(Model synapse) {
        if (!synapse.synapse()) {
            throw new IllegalArgumentException(synapse.name() + " is a neuron");
        }
        Homes homes = new Homes(synapse);
        List<Home> before;
        do {
            before = List.of(homes.variables);
            homes.pass();
        } while (!before.equals(List.of(homes.variables)));
        return before;
    }

    private void pass() {
        for (int i = 0; i < variables.length; i++) {
            widen(i, term(model.variables().get(i).initial()));
        }
        for (Model.Trace t : model.traces()) {
            widen(t.variable(), side(t.side()).join(term(t.tau())));
        }
        for (Model.Ode o : model.odes()) {
            widen(o.variable(), Home.GLOBAL.join(term(o.rate())));
            o.unless().ifPresent(u -> widen(o.variable(), term(u)));
            o.noises().forEach(n -> widen(o.variable(), Home.SYNAPSE));
        }
        for (Model.HandlerDef h : model.handlers()) {
            body(h.body(), trigger(h.trigger()));
        }
    }

    private void widen(int variable, Home home) {
        variables[variable] = variables[variable].join(home);
    }

    private void body(List<Statement> statements, Home home) {
        for (Statement s : statements) {
            switch (s) {
                case Statement.Assign a -> widen(a.variable(), home.join(term(a.value())));
                case Statement.Let l -> locals.merge(l.id(), home.join(term(l.value())), Home::join);
                case Statement.If i -> {
                    Home inside = home.join(term(i.condition()));
                    body(i.then(), inside);
                    body(i.otherwise(), inside);
                }
                case Statement.After a -> body(a.body(), home);
                case Statement.Deliver d -> {}
                case Statement.Emit e -> {}
                case Statement.Hold h -> {}
            }
        }
    }

    private Home trigger(Model.TriggerDef trigger) {
        return switch (trigger) {
            case Model.TriggerDef.OnEnd e ->
                side(e.side()).join(e.after().map(this::term).orElse(Home.CONSTANT));
            case Model.TriggerDef.OnTick t -> Home.GLOBAL;
            case Model.TriggerDef.Every e -> Home.GLOBAL;
            case Model.TriggerDef.OnGlobal g -> Home.GLOBAL;
            case Model.TriggerDef.OnPort p -> Home.SYNAPSE;
            case Model.TriggerDef.OnOwn o -> Home.SYNAPSE;
            case Model.TriggerDef.OnWhen w -> Home.SYNAPSE;
        };
    }

    /** An event of an end reaches all synapses there at once only if they share the delay. */
    private Home side(Model.Side side) {
        return switch (side) {
            case PRE -> Home.PRE.join(param(delay));
            case POST -> Home.POST.join(param(dendriticDelay));
            case SELF, MIRROR -> Home.SYNAPSE;
            case GLOBAL -> Home.GLOBAL;
        };
    }

    private Home param(int index) {
        return index < 0 ? Home.CONSTANT : term(model.params().get(index).value());
    }

    private Home term(Term term) {
        List<Home> all = new ArrayList<>();
        Terms.visit(term, t -> all.add(leaf(t)));
        return all.stream().reduce(Home.CONSTANT, Home::join);
    }

    private Home leaf(Term term) {
        return switch (term) {
            case Term.VariableRef v -> variables[v.index()];
            case Term.ParamRef p ->
                model.params().get(p.index()).value() instanceof Term.ParamRef ? Home.SYNAPSE : param(p.index());
            case Term.LocalRef l -> locals.getOrDefault(l.id(), Home.CONSTANT);
            case Term.EndRef e ->
                switch (model.endPorts().get(e.index()).side()) {
                    case PRE -> Home.PRE;
                    case POST -> Home.POST;
                    case GLOBAL -> Home.GLOBAL;
                    case MIRROR, SELF -> Home.SYNAPSE;
                };
            case Term.Index i ->
                switch (i.end()) {
                    case PRE -> Home.PRE;
                    case POST -> Home.POST;
                    case SELF -> Home.SYNAPSE;
                };
            case Term.Draw d -> Home.SYNAPSE;
            case Term.Since s -> side(model.sinces().get(s.index()).side());
            case Term.Payload p -> Home.SYNAPSE;
            case Term.Time t -> Home.GLOBAL;
            default -> Home.CONSTANT;
        };
    }
}
