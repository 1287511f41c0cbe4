package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import bouton.dsl.syntax.Expr;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Locality: what a neuron or a synapse may not read, and why. A synapse sits between two neurons: it has its own words and what
 * those two send or export. Everything else is somewhere else on the chip.
 */
final class Foreign {
    private static final Set<String> REDUCTIONS = Set.of(
            "sum",
            "mean",
            "average",
            "rate",
            "count",
            "normalise",
            "normalize",
            "argmax",
            "argmin",
            "std",
            "var",
            "median",
            "norm");
    private static final Set<String> FUTURE = Set.of("next", "future", "upcoming");

    private final ModelChecker model;

    Foreign(ModelChecker model) {
        this.model = model;
    }

    private boolean isSynapse() {
        return model.isSynapse();
    }

    /** `owner.name`, where owner is not a name of this model. */
    @Nullable
    Term member(String owner, Expr.Member member, Typer typer) {
        String name = member.name().text();
        boolean end = isSynapse() && (owner.equals("pre") || owner.equals("post"));
        if (end && name.equals("index")) {
            return new Term.Index(owner.equals("pre") ? Term.End.PRE : Term.End.POST, member.span());
        }
        Term.Poison poison = new Term.Poison(member.span());
        if (end) {
            ModelTable.Entry own = model.table().find(name);
            if (own != null && own.kind == ModelTable.Kind.VARIABLE) {
                typer.diagnostics().add(otherSynapses(member, owner, name));
            } else if (FUTURE.contains(name) || name.startsWith("next")) {
                typer.diagnostics().add(future(member));
            } else {
                typer.diagnostics().add(throughPort(member, owner, name));
            }
            return poison;
        }
        if (owner.equals("out") || owner.equals("in")) {
            typer.diagnostics().add(otherSynapses(member, owner, name));
            return poison;
        }
        if (isSynapse() || owner.equals("pre") || owner.equals("post") || model.isPopulation(owner)) {
            if (typerKnows(owner)) {
                return null;
            }
            if (!isSynapse() && (owner.equals("pre") || owner.equals("post"))) {
                typer.diagnostics().add(neuronReadsSynapse(member, name));
                return poison;
            }
            if (model.isPopulation(owner) || FUTURE.contains(owner)) {
                typer.diagnostics().add(otherNeuron(member, owner));
                return poison;
            }
        }
        if (model.isSynapseModel(owner)) {
            typer.diagnostics().add(isSynapse() ? otherRule(member, owner) : neuronReadsSynapse(member, name));
            return poison;
        }
        return null;
    }

    private Diagnostic.Builder throughPort(Expr.Member member, String owner, String name) {
        Ends ends = model.ends();
        Model.@Nullable Variable variable = ends == null
                ? null
                : GroupView.of(owner.equals("pre") ? ends.source() : ends.target())
                        .variable(name);
        String unit = variable == null ? "UNIT" : variable.unit().symbol();
        return Diagnostic.of(
                        Code.L308, member.span(), "a synapse reads the value of a neuron through a port of its own")
                .label("not a port")
                .note("what a neuron does not export stays inside: only an `out` is wired to its synapses")
                .help("declare `in " + name + ": " + unit + " from " + owner + "." + name + "` in the synapse and `out "
                        + name + "` in the neuron, then read `" + name + "`");
    }

    private boolean typerKnows(String owner) {
        return model.table().find(owner) != null;
    }

    private static Diagnostic.Builder future(Expr member) {
        return Diagnostic.of(Code.L306, member.span(), "a rule cannot read what has not happened yet")
                .label("this is in the future")
                .note("hardware learns from the past: from the last event, or from a trace that decays since then")
                .help(
                        "use `on post { … }` and a `trace` of the pre events: it sees the same pair when the later event comes");
    }

    private static Diagnostic.Builder otherSynapses(Expr at, String owner, String name) {
        if (owner.equals("post") || owner.equals("pre")) {
            return Diagnostic.of(Code.L301, at.span(), "a learning rule may not read the weights of other synapses")
                    .label("`" + name + "` is stored at the synapses, not at the neuron")
                    .note("a neuron has many synapses, each with a `" + name + "` of its own")
                    .help("write `" + name + "` for the one of this synapse");
        }
        return Diagnostic.of(Code.L301, at.span(), "a learning rule may not read the weights of other synapses")
                .label("reads `" + name + "` of other synapses")
                .note("this is the weight-transport problem: those weights are stored at other neurons")
                .help("send what the rule needs through a projection of its own, as feedback alignment does");
    }

    private static Diagnostic.Builder otherNeuron(Expr at, String owner) {
        return Diagnostic.of(
                        Code.L303,
                        at.span(),
                        "this reads the state of `" + owner + "`, which is stored at other neurons")
                .label("not local")
                .note("a neuron or synapse sees its own words and what reaches it through ports")
                .help("send the value: `project " + owner + " -> …` delivers it to a port");
    }

    private static Diagnostic.Builder otherRule(Expr at, String owner) {
        return Diagnostic.of(Code.L301, at.span(), "a synapse may not read the words of other synapses")
                .label("belongs to the synapses of `" + owner + "`")
                .note("each synapse has words of its own; two synapses meet only at the neurons where they end")
                .help("keep the value here too (a `trace` of the same event), or let the neuron keep it and `out` it");
    }

    private static Diagnostic.Builder neuronReadsSynapse(Expr at, String name) {
        return Diagnostic.of(Code.L307, at.span(), "a neuron cannot read the words of its synapses")
                .label("stored at the synapses")
                .note(
                        "a neuron has as many synapses as are projected to it; it sees only the sum that arrives at a port")
                .help("declare a port for it (`in total: UNIT`) and let the synapse say it: `deliver " + name
                        + " to post.total`");
    }

    /** `a[i]`. */
    @Nullable
    Term index(Expr.Index index, Typer typer) {
        Expr of = index.of();
        if (of instanceof Expr.Name n && model.table().find(n.text()) != null) {
            ModelTable.Entry entry =
                    java.util.Objects.requireNonNull(model.table().find(n.text()));
            boolean weights = isSynapse() && entry.kind == ModelTable.Kind.VARIABLE;
            typer.diagnostics()
                    .add(
                            weights
                                    ? otherSynapses(index, "", n.text())
                                    : Diagnostic.of(
                                                    Code.L303,
                                                    index.span(),
                                                    "`" + n.text()
                                                            + "` is one word of this neuron; those of other neurons cannot be read")
                                            .label("not local")
                                            .note(
                                                    "hardware gives each neuron its own words; a neighbour's value has to be sent")
                                            .help(
                                                    "send it through a projection, for example `project E -> E.PORT by all_to_all() where post.index == pre.index + 1 with …`"));
            return new Term.Poison(index.span());
        }
        String root = root(of);
        if (model.isPopulation(root)) {
            typer.diagnostics().add(otherNeuron(index, root));
            return new Term.Poison(index.span());
        }
        if (isSynapse() && (root.equals("pre") || root.equals("post") || root.equals("out"))) {
            typer.diagnostics().add(otherSynapses(index, root, of.span().text()));
            return new Term.Poison(index.span());
        }
        return null;
    }

    private static String root(Expr expr) {
        return switch (expr) {
            case Expr.Name n -> n.text();
            case Expr.Member m -> root(m.of());
            case Expr.Index i -> root(i.of());
            default -> "";
        };
    }

    /** A call of an unknown function. */
    @Nullable
    Term call(String function, Expr.Call call, Typer typer) {
        if (FUTURE.contains(function)) {
            typer.diagnostics().add(future(call));
            return new Term.Poison(call.span());
        }
        boolean several = (function.equals("max") || function.equals("min"))
                && call.arguments().size() == 1;
        if (!REDUCTIONS.contains(function) && !several) {
            return null;
        }
        Expr argument = call.arguments().isEmpty()
                ? call.callee()
                : call.arguments().getFirst().value();
        typer.diagnostics().add(reduction(function, argument, call));
        return new Term.Poison(call.span());
    }

    private Diagnostic.Builder reduction(String function, Expr argument, Expr.Call call) {
        String root = root(argument);
        String what = argument == call.callee()
                ? "a population"
                : "`" + argument.span().text() + "`";
        if (isSynapse() && isOfSynapses(argument)) {
            return Diagnostic.of(Code.L301, call.span(), "a learning rule may not read the weights of other synapses")
                    .label("reads every synapse's " + what)
                    .note(
                            what.contains("out.")
                                    ? "this is the weight-transport problem: those weights are stored at other neurons"
                                    : "a synapse holds one weight, its own; the sum of many exists nowhere until they send it")
                    .help(
                            "deliver the weight to a second port of the target (`deliver w to post.total`): the neuron then has the sum, and may send it back as an `out`");
        }
        if (!isSynapse() && (model.isSynapseVariable(root) || model.isSynapseModel(root))) {
            return neuronReadsSynapse(call, root);
        }
        return Diagnostic.of(
                        Code.L304,
                        call.span(),
                        "`" + function + "` over " + what
                                + " looks at many neurons at once, which no single neuron or synapse can")
                .label("not local")
                .note("a value of a whole population must be computed somewhere and sent")
                .help(
                        "let the neurons send what is summed to a port of one neuron: a port is a sum; its `out` can be sent on by a projection");
    }

    /** Whether the expression names words of synapses: own ones, those behind `out.`, or `post.w` of a rule with a w. */
    private boolean isOfSynapses(Expr expr) {
        return switch (expr) {
            case Expr.Name n -> {
                ModelTable.Entry entry = model.table().find(n.text());
                yield entry != null && entry.kind == ModelTable.Kind.VARIABLE;
            }
            case Expr.Member m -> {
                String owner = root(m);
                boolean end = owner.equals("pre") || owner.equals("post");
                yield owner.equals("out")
                        || owner.equals("in")
                        || model.isSynapseModel(owner)
                        || (end && model.isSynapseVariable(m.name().text()));
            }
            case Expr.Binary b -> isOfSynapses(b.left()) || isOfSynapses(b.right());
            case Expr.Unary u -> isOfSynapses(u.operand());
            case Expr.Index i -> isOfSynapses(i.of());
            case Expr.Call c -> c.arguments().stream().anyMatch(a -> isOfSynapses(a.value()));
            default -> false;
        };
    }
}
