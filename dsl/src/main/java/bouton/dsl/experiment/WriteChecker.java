package bouton.dsl.experiment;

import bouton.dsl.check.NestedNames;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.Model;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks {@code set}: parameters, states, traces and weights, and the switch `learning`. */
final class WriteChecker {
    private static final String LEARNING = "learning";

    private final Checking checking;
    private final FormulaChecker formulas;
    private final Places places;
    private final Parameters parameters;

    WriteChecker(Checking checking) {
        this.checking = checking;
        this.formulas = new FormulaChecker(checking);
        this.places = new Places(checking);
        this.parameters = new Parameters(checking);
    }

    /** Null after a report. */
    @Nullable
    Step check(Item.SetItem s) {
        Expr target = NestedNames.joined(s.arrow().orElse(s.target()), checking.network);
        if (target instanceof Expr.Name n && s.arrow().isEmpty() && n.text().equals(LEARNING)) {
            return learning(parameters.all(), s);
        }
        if (target instanceof Expr.Member m && m.name().text().equals(LEARNING)) {
            List<Place> found = learners(s, m);
            return found == null ? null : learning(found, s);
        }
        if (places.isPlace(s.target(), s.arrow())) {
            return member(s);
        }
        return switch (target) {
            case Expr.Name n -> bare(n, s);
            case Expr.Member m
            when m.of() instanceof Expr.Name owner && checking.names.find(owner.text()) == null -> {
                Parameters.Found p = parameters.find(new Ident(owner.text(), owner.span()), m.name());
                yield p == null ? faulty(s) : parameter(p, m.name().text(), s);
            }
            default -> {
                Expr root = Places.root(target);
                boolean own = root instanceof Expr.Name n && checking.names.find(n.text()) != null;
                yield own ? ownVariable(root, s) : unknown(s, target);
            }
        };
    }

    private @Nullable Step unknown(Item.SetItem s, Expr target) {
        if (!(target instanceof Expr.Faulty)) {
            checking.diagnostics.add(
                    Diagnostic.of(Code.N003, target.span(), "`set` changes a parameter, or a state, trace or weight")
                            .help("for example `set lif.tau_m = 10 ms`, `set E.v = -70 mV`, `set A -> B.w = 0`"));
        }
        return faulty(s);
    }

    /** The value is looked at all the same. */
    private @Nullable Step faulty(Item.SetItem s) {
        formulas.check(s.value());
        return null;
    }

    // ---- back to initial values

    /** Null after a report. */
    @Nullable
    Step reset(Item.Reset r) {
        Places.Found found = places.resolve(r.subject(), r.arrow());
        if (found == null) {
            return null;
        }
        Model model = places.model(found.place());
        if (model == null) {
            if (checking.network.isDriven(found.place().index())) {
                checking.diagnostics.add(Diagnostic.of(
                                Code.N005,
                                r.span(),
                                "`" + places.describe(found.place()) + "` is written by a foreign neuron")
                        .help("its class is reset once, before the run; let it listen to an `in` that begins anew"));
                return null;
            }
            checking.diagnostics.add(Diagnostic.of(
                            Code.N005,
                            r.span(),
                            "`" + places.describe(found.place()) + "` is a stimulus; it has no state")
                    .help("write `present " + places.describe(found.place()) + " = …`"));
            return null;
        }
        if (!found.index().isEmpty()) {
            checking.diagnostics.add(
                    Diagnostic.of(Code.S006, r.span(), "`reset` is for all of a population or projection")
                            .help("`set` changes some members"));
            return null;
        }
        if (found.name().isPresent() && model.variable(found.name().get().text()) < 0) {
            Ident name = found.name().get();
            List<String> known =
                    model.variables().stream().map(Model.Variable::name).toList();
            checking.diagnostics.add(Diagnostic.of(
                            Code.N001,
                            name.span(),
                            "`" + places.describe(found.place()) + "` has no state, weight or trace `" + name + "`")
                    .suggest(name.text(), known));
            return null;
        }
        return new Step.Reset(found.place(), found.name().map(Ident::text), r.span());
    }

    // ---- learning

    private @Nullable List<Place> learners(Item.SetItem s, Expr.Member m) {
        if (s.arrow().isEmpty()
                && m.of() instanceof Expr.Name owner
                && !places.isPlace(owner.text())
                && checking.names.find(owner.text()) == null) {
            List<Place> users = parameters.users(owner.text());
            if (!users.isEmpty()) {
                return users;
            }
        }
        Expr base = m.of();
        Places.Found found = s.arrow().isPresent()
                ? places.resolve(s.target(), Optional.of(base))
                : places.resolve(base, Optional.empty());
        return found == null ? null : List.of(found.place());
    }

    private @Nullable Step learning(List<Place> of, Item.SetItem s) {
        if (s.value() instanceof Expr.Name n
                && (n.text().equals("on") || n.text().equals("off"))) {
            List<Place> able = of.stream().filter(p -> places.model(p) != null).toList();
            if (able.isEmpty()) {
                checking.diagnostics.add(Diagnostic.of(Code.N003, s.span(), "a stimulus does not learn"));
                return null;
            }
            return new Step.Learning(able, n.text().equals("on"), s.span());
        }
        checking.diagnostics.add(Diagnostic.of(Code.U006, s.value().span(), "`learning` is `on` or `off`"));
        return null;
    }

    // ---- parameters by name

    private @Nullable Step bare(Expr.Name n, Item.SetItem s) {
        if (checking.names.find(n.text()) != null) {
            return ownVariable(n, s);
        }
        Optional<Parameters.Found> found = parameters.find(n.text(), n.span());
        if (found == null) {
            return faulty(s);
        }
        if (found.isPresent()) {
            return parameter(found.get(), n.text(), s);
        }
        if (!checking.program.isDoubtful(n.text())) {
            checking.diagnostics.add(Diagnostic.of(
                            Code.N001,
                            n.span(),
                            "network `" + checking.network.name() + "` has no parameter `" + n.text() + "`")
                    .suggest(n.text(), parameters.names())
                    .note("a state, trace or weight is named with its population or projection: `E.v`, `A -> B.w`"));
        }
        return faulty(s);
    }

    private @Nullable Step ownVariable(Expr at, Item.SetItem s) {
        Names.Local own = checking.names.find(((Expr.Name) at).text());
        Diagnostic.Builder builder = Diagnostic.of(
                Code.N005, at.span(), "`" + at.span().text() + "` belongs to the experiment, not to the network");
        checking.diagnostics.add(
                own != null && own.assignable()
                        ? builder.help("leave out `set`: `" + at.span().text() + " = …`")
                        : builder.help("`set` changes what is in the network; this is fixed once it has a value"));
        return faulty(s);
    }

    private @Nullable Step parameter(Parameters.Found p, String name, Item.SetItem s) {
        if (p.places().isEmpty()) {
            checking.diagnostics.add(Diagnostic.of(
                            Code.N005,
                            s.target().span(),
                            "`" + name + "` is a parameter of the network, which is fixed once it is built")
                    .help("`sweep " + name + " in [ … ]` builds it for each value"));
            return faulty(s);
        }
        if (name.equals("delay") || name.equals("dendritic_delay")) {
            checking.diagnostics.add(Diagnostic.of(
                    Code.N005,
                    s.target().span(),
                    "a delay cannot be set: what is under way would be lost or come twice"));
            return faulty(s);
        }
        Formula value = formulas.number(s.value(), p.dimension(), "`" + name + "`");
        if (value.type().isFaulty()) {
            return null;
        }
        p.places().forEach(place -> parameters.markSettable(place, name));
        return new Step.Write(p.places(), name, List.of(), value, s.span());
    }

    // ---- members

    private @Nullable Step member(Item.SetItem s) {
        Places.Found found = places.resolve(s.target(), s.arrow());
        if (found == null) {
            return faulty(s);
        }
        if (found.name().isEmpty()) {
            checking.diagnostics.add(Diagnostic.of(
                            Code.S008, s.target().span(), "what of `" + places.describe(found.place()) + "` is set?")
                    .note("it has: " + String.join(", ", settable(found.place()))));
            return faulty(s);
        }
        Ident name = found.name().get();
        Dimension dimension = dimension(found.place(), name);
        Optional<List<Members.Range>> chosen =
                new NameChecker(formulas).ranges(found.index(), places.size(found.place()));
        if (dimension == null || chosen.isEmpty()) {
            return faulty(s);
        }
        Formula value = formulas.numbers(s.value(), dimension, "`" + name + "`");
        if (value.type().isFaulty()) {
            return null;
        }
        if (value.type().rank() > 1) {
            checking.diagnostics.add(Diagnostic.of(
                    Code.D002, value.span(), "one value is needed here, or a list with one for each member"));
            return null;
        }
        parameters.markSettable(found.place(), name.text());
        return new Step.Write(List.of(found.place()), name.text(), chosen.get(), value, s.span());
    }

    private List<String> settable(Place place) {
        Model model = places.model(place);
        List<String> result = new ArrayList<>();
        if (model != null) {
            model.variables().forEach(v -> result.add(v.name()));
            model.params().stream()
                    .map(Model.Param::name)
                    .filter(p -> !isDelay(model, p))
                    .forEach(result::add);
        }
        return result;
    }

    private static boolean isDelay(Model model, String name) {
        return model.synapse() && (name.equals("delay") || name.equals("dendritic_delay"));
    }

    private @Nullable Dimension dimension(Place place, Ident name) {
        Model model = places.model(place);
        if (model == null) {
            checking.diagnostics.add(Diagnostic.of(
                            Code.N005,
                            name.span(),
                            "`" + places.describe(place) + "` is a stimulus; `set` does not reach it")
                    .help("write `present " + places.describe(place) + " = …`"));
            return null;
        }
        if (model.variable(name.text()) >= 0) {
            return model.variables().get(model.variable(name.text())).dimension();
        }
        if (isDelay(model, name.text())) {
            checking.diagnostics.add(Diagnostic.of(
                            Code.N005,
                            name.span(),
                            "a delay cannot be set: what is under way would be lost or come twice")
                    .help("give it in the projection; a parameter of the network there can be swept"));
            return null;
        }
        if (model.param(name.text()) >= 0) {
            return model.params().get(model.param(name.text())).dimension();
        }
        if (places.value(place, name.text()) != null || places.event(place, name.text()) >= 0) {
            checking.diagnostics.add(
                    Diagnostic.of(Code.N005, name.span(), "`" + name + "` cannot be set: the network computes it")
                            .note("what can be set: " + String.join(", ", settable(place))));
            return null;
        }
        checking.diagnostics.add(
                Diagnostic.of(Code.N001, name.span(), "`" + places.describe(place) + "` has no `" + name + "`")
                        .suggest(name.text(), settable(place))
                        .note("what can be set: " + String.join(", ", settable(place))));
        return null;
    }
}
