package bouton.dsl.experiment;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.Network;
import bouton.dsl.model.Network.StimulusValue;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Item;
import bouton.dsl.unit.Dimension;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks {@code present S = v}: levels, rates, times from now, a period, or a whole description of what it does. */
final class PresentChecker {
    private static final List<String> KINDS = List.of("poisson", "spikes", "regular", "level");

    private final Checking checking;
    private final FormulaChecker formulas;

    PresentChecker(Checking checking) {
        this.checking = checking;
        this.formulas = new FormulaChecker(checking);
    }

    /** Null after a report. */
    @Nullable
    Step check(Item.Present p) {
        String name = p.stimulus().text();
        int group = checking.network.group(name);
        if (group < 0 || !(checking.network.groups().get(group) instanceof Network.StimulusDef stimulus)) {
            formulas.check(isDescription(p.value()) ? new Expr.Faulty(p.value().span()) : p.value());
            List<String> stimuli = checking.network.groups().stream()
                    .filter(g -> g instanceof Network.StimulusDef)
                    .map(Network.GroupDef::name)
                    .toList();
            Diagnostic.Builder builder = group >= 0
                    ? Diagnostic.of(Code.N003, p.stimulus().span(), "`" + name + "` is no stimulus")
                            .help("only a stimulus can present something; `set` changes states and parameters")
                    : Diagnostic.of(
                                    Code.N001,
                                    p.stimulus().span(),
                                    "network `" + checking.network.name() + "` has no stimulus `" + name + "`")
                            .suggest(name, stimuli);
            checking.diagnostics.add(
                    stimuli.isEmpty() ? builder : builder.note("stimuli: " + String.join(", ", stimuli)));
            return null;
        }
        if (checking.network.isDriven(group)) {
            checking.diagnostics.add(
                    Diagnostic.of(Code.N003, p.stimulus().span(), "`" + name + "` is written by a foreign neuron")
                            .also(stimulus.span(), "an `out` of it")
                            .help("send the neuron what it has to know through an `in`"));
            return null;
        }
        Input input = p.value() instanceof Expr.Call c && isDescription(c)
                ? described(c, stimulus)
                : plain(p.value(), stimulus);
        return input == null ? null : new Step.Present(group, input, p.span());
    }

    private static boolean isDescription(Expr value) {
        return value instanceof Expr.Call c
                && c.callee() instanceof Expr.Name f
                && KINDS.contains(f.text())
                // `poisson(3)` with a plain number is a draw; as a stimulus it is a rate.
                && c.during().isEmpty();
    }

    private @Nullable Input described(Expr.Call c, Network.StimulusDef s) {
        String kind = c.callee().span().text();
        boolean level = s.value() instanceof StimulusValue.Level || s.value() instanceof StimulusValue.LevelRows;
        if (level != kind.equals("level")) {
            checking.diagnostics.add(Diagnostic.of(
                            Code.N003,
                            c.span(),
                            "`" + s.name() + "` "
                                    + (level ? "has a level, and no events" : "emits events, and has no level"))
                    .also(s.span(), "declared here"));
            return null;
        }
        Optional<Expr> first = Optional.empty();
        Optional<Expr> from = Optional.empty();
        Optional<Expr> count = Optional.empty();
        for (Expr.Arg a : c.arguments()) {
            String name = a.name().map(n -> n.text()).orElse("");
            boolean regular = kind.equals("regular");
            if (name.isEmpty() && first.isEmpty() && a.isPlain()) {
                first = Optional.of(a.value());
            } else if (regular && name.equals("from")) {
                from = Optional.of(a.value());
            } else if (regular && name.equals("count")) {
                count = Optional.of(a.value());
            } else {
                checking.diagnostics.add(Diagnostic.of(
                                Code.N009,
                                a.value().span(),
                                name.isEmpty()
                                        ? "`" + kind + "` takes one value"
                                        : "`" + kind + "` knows no `" + name + "`")
                        .suggest(name, List.of("from", "count")));
                return null;
            }
        }
        if (first.isEmpty() && !kind.equals("spikes")) {
            checking.diagnostics.add(Diagnostic.of(Code.S008, c.span(), "`" + kind + "` needs a value"));
            return null;
        }
        return switch (kind) {
            case "level" -> level(first.orElseThrow(), s);
            case "poisson" -> rates(first.orElseThrow());
            case "regular" -> regular(first.orElseThrow(), from, count);
            default -> times(first.orElse(new Expr.ListOf(List.of(), c.span())), Optional.empty());
        };
    }

    private @Nullable Input plain(Expr value, Network.StimulusDef s) {
        return switch (s.value()) {
            case StimulusValue.Level l -> level(value, s);
            case StimulusValue.LevelRows l -> level(value, s);
            case StimulusValue.Poisson p -> rates(value);
            case StimulusValue.Regular r -> regular(value, Optional.empty(), Optional.empty());
            case StimulusValue.Spikes t -> times(value, Optional.of(s.size()));
        };
    }

    private @Nullable Input level(Expr value, Network.StimulusDef s) {
        Formula f = formulas.numbers(value, s.dimension(), "the level of `" + s.name() + "`");
        if (f.type().isFaulty()) {
            return null;
        }
        return f.type().rank() < Type.MAX_RANK ? new Input.Levels(f) : new Input.LevelRows(f);
    }

    private @Nullable Input rates(Expr value) {
        Formula f = flat(formulas.numbers(value, Dimension.FREQUENCY, "a rate"), "rates");
        return f.type().isFaulty() ? null : new Input.Poisson(f);
    }

    /** @param size of a stimulus whose sources each take one of the times */
    private @Nullable Input times(Expr value, Optional<Integer> size) {
        Formula f = formulas.numbers(value, Dimension.TIME, "the time of a spike");
        if (f.type().isFaulty()) {
            return null;
        }
        if (f.type().rank() == Type.MAX_RANK) {
            return new Input.SpikeRows(f);
        }
        return f.type().rank() == 1 && size.isPresent() && size.get() > 1
                ? new Input.SpikePerSource(f)
                : new Input.SpikesOfAll(f);
    }

    private @Nullable Input regular(Expr period, Optional<Expr> from, Optional<Expr> count) {
        Formula p = flat(formulas.numbers(period, Dimension.TIME, "a period"), "periods");
        Optional<Formula> f = from.map(e -> flat(formulas.numbers(e, Dimension.TIME, "a start"), "starts"));
        Optional<Formula> n = count.map(e -> formulas.number(e, Dimension.NONE, "a count"));
        boolean faulty = p.type().isFaulty()
                || f.filter(x -> x.type().isFaulty()).isPresent()
                || n.filter(x -> x.type().isFaulty()).isPresent();
        return faulty ? null : new Input.Regular(p, f, n);
    }

    private Formula flat(Formula f, String what) {
        if (f.type().rank() < Type.MAX_RANK) {
            return f;
        }
        return checking.report(
                Diagnostic.of(Code.D002, f.span(), what + " are one value, or a list with one for each source"),
                f.span());
    }
}
