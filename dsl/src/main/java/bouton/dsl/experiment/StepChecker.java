package bouton.dsl.experiment;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.Network;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import bouton.dsl.unit.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Checks the statements of an experiment. */
final class StepChecker {
    private static final List<String> WORDS = List.of(
            "run",
            "rest",
            "present",
            "set",
            "reset",
            "record",
            "require",
            "sweep",
            "for",
            "repeat",
            "protocol",
            "emit",
            "state",
            "let",
            "if");

    private final Checking checking;
    private final ProtocolChecker protocols;
    private final FormulaChecker formulas;

    StepChecker(Checking checking, ProtocolChecker protocols) {
        this.checking = checking;
        this.protocols = protocols;
        this.formulas = new FormulaChecker(checking);
    }

    List<Step> block(List<Item> items) {
        List<Step> result = new ArrayList<>();
        for (Item item : items) {
            Step step = step(item);
            if (step != null) {
                result.add(step);
            }
        }
        return result;
    }

    private List<Step> nested(List<Item> items) {
        checking.names.open();
        try {
            return block(items);
        } finally {
            checking.names.close();
        }
    }

    private @Nullable Step step(Item item) {
        return switch (item) {
            case Item.Run r when checking.axes.isPresent() -> atTheEnd(r);
            case Item.RunUntil r when checking.axes.isPresent() -> atTheEnd(r);
            case Item.Rest r when checking.axes.isPresent() -> atTheEnd(r);
            case Item.Run r -> run(r);
            case Item.RunUntil r -> runUntil(r);
            case Item.Repeat r -> repeat(r);
            case Item.Protocol p -> {
                protocols.declare(p);
                yield null;
            }
            case Item.Emit e -> emit(e);
            case Item.Call c -> protocols.call(c);
            case Item.Reset r -> new WriteChecker(checking).reset(r);
            case Item.Rest r -> {
                Formula duration = duration(r.duration());
                yield duration.type().isFaulty() ? null : new Step.Rest(duration, r.span());
            }
            case Item.Present p -> new PresentChecker(checking).check(p);
            case Item.SetItem s -> new WriteChecker(checking).check(s);
            case Item.Record r
            when checking.axes.isPresent() -> {
                checking.diagnostics.add(Diagnostic.of(
                        Code.S006, r.span(), "a record belongs to a point of the sweeps; `across` reads records"));
                yield null;
            }
            case Item.Record r -> record(r);
            case Item.Require r -> {
                Formula condition = formulas.truths(r.condition());
                yield condition.type().isFaulty() ? null : new Step.Require(condition, r.span());
            }
            case Item.Let l -> declare(l.name(), formulas.check(l.value()), false, l.span());
            case Item.Variable v when !v.weight() -> state(v);
            case Item.Assign a -> new AssignChecker(checking).check(a);
            case Item.If i -> {
                Formula condition = formulas.truth(i.condition(), "a condition");
                List<Step> then = nested(i.then());
                List<Step> otherwise = nested(i.otherwise());
                yield condition.type().isFaulty() ? null : new Step.If(condition, then, otherwise, i.span());
            }
            case Item.For f -> loop(f);
            case Item.Across a -> {
                checking.diagnostics.add(
                        Diagnostic.of(Code.S006, a.span(), "`across` stands at the end of an experiment, once"));
                yield null;
            }
            case Item.Sweep s -> {
                checking.diagnostics.add(
                        Diagnostic.of(Code.S006, s.span(), "a sweep stands before everything else of an experiment")
                                .note("each of its values is a run from the beginning"));
                yield null;
            }
            case Item.Unknown u -> unknown(u);
            case Item.Faulty f -> null;
            default -> misplaced(item);
        };
    }

    private @Nullable Step atTheEnd(Item item) {
        checking.diagnostics.add(
                Diagnostic.of(Code.S006, item.span(), "all points have run: nothing more runs in `across`"));
        return null;
    }

    private @Nullable Step misplaced(Item item) {
        Diagnostic.Builder builder =
                Diagnostic.of(Code.S006, item.span(), "`" + item.word() + "` does not belong into an experiment");
        if (item instanceof Item.Param) {
            builder.help("`let` gives a value a name, `sweep` gives it several");
        } else if (item instanceof Item.ProbeItem) {
            builder.help("probes belong into the network; an experiment asks for values where it needs them");
        } else {
            builder.note("an experiment holds " + String.join(", ", WORDS));
        }
        checking.diagnostics.add(builder);
        return null;
    }

    private @Nullable Step unknown(Item.Unknown u) {
        String word = u.first().text();
        checking.diagnostics.add(Diagnostic.of(Code.S005, u.first().span(), "an experiment knows no `" + word + "`")
                .suggest(word, WORDS)
                .note("an experiment holds " + String.join(", ", WORDS)));
        return null;
    }

    /** What is known now is told now; the rest when its turn comes. */
    private Formula duration(Expr expr) {
        Formula result = formulas.number(expr, Dimension.TIME, "a duration");
        OptionalDouble time = Constants.value(result, 1);
        if (!result.type().isFaulty() && time.isPresent() && !(time.getAsDouble() > 0)) {
            checking.diagnostics.add(Diagnostic.of(Code.T004, result.span(), "a duration must be positive"));
        }
        return result;
    }

    private @Nullable Step run(Item.Run r) {
        Formula duration = duration(r.duration());
        int window = r.window().map(w -> checking.windows.indexOf(w.text())).orElse(-1);
        return duration.type().isFaulty() ? null : new Step.Run(duration, window, r.span());
    }

    private @Nullable Step runUntil(Item.RunUntil r) {
        Formula condition = formulas.truth(r.condition(), "what a run waits for");
        Formula most = duration(r.most());
        int window = r.window().map(w -> checking.windows.indexOf(w.text())).orElse(-1);
        boolean faulty = condition.type().isFaulty() || most.type().isFaulty();
        return faulty ? null : new Step.RunUntil(condition, most, window, r.span());
    }

    private @Nullable Step emit(Item.Emit e) {
        int event = checking.network.event(e.event().text());
        Optional<Formula> payload =
                e.payload().map(p -> formulas.number(p, Dimension.NONE, "what an event of the network brings"));
        if (event < 0) {
            List<String> known = checking.network.events().stream()
                    .map(Network.EventDef::name)
                    .toList();
            checking.diagnostics.add(Diagnostic.of(
                            Code.N001,
                            e.event().span(),
                            "network `" + checking.network.name() + "` has no event `" + e.event() + "`")
                    .suggest(e.event().text(), known)
                    .help("declare it in the network: `event " + e.event() + "`"));
            return null;
        }
        return payload.filter(p -> p.type().isFaulty()).isPresent() ? null : new Step.Emit(event, payload, e.span());
    }

    private @Nullable Step repeat(Item.Repeat r) {
        Formula times = formulas.number(r.times(), Dimension.NONE, "a number of rounds");
        List<Step> body = nested(r.body());
        Optional<Formula> until = r.until().map(u -> formulas.truth(u, "what `repeat` waits for"));
        boolean faulty = times.type().isFaulty()
                || until.filter(u -> u.type().isFaulty()).isPresent();
        return faulty ? null : new Step.Repeat(times, until, body, r.span());
    }

    private @Nullable Step loop(Item.For f) {
        Formula from;
        Optional<Formula> to = Optional.empty();
        if (f.values() instanceof Expr.Range r) {
            if (r.to().isEmpty()) {
                checking.diagnostics.add(Diagnostic.of(Code.E003, r.span(), "this range has no end"));
            }
            from = formulas.number(r.from(), Dimension.NONE, "an end of a range");
            to = r.to().map(e -> formulas.number(e, Dimension.NONE, "an end of a range"));
        } else {
            from = formulas.check(f.values());
            if (!from.type().isFaulty() && from.type().rank() == 0) {
                from = checking.report(
                        Diagnostic.of(
                                        Code.N003,
                                        f.values().span(),
                                        "`for` goes over a range, a list or the rows of data")
                                .help("for example `for k in 0 .. 9`"),
                        f.values().span());
            }
        }
        boolean faulty = from.type().isFaulty()
                || to.filter(x -> x.type().isFaulty()).isPresent()
                || (to.isEmpty() && f.values() instanceof Expr.Range);
        Type element = to.isPresent() || faulty
                ? Type.number(Dimension.NONE)
                : from.type().withRank(from.type().rank() - 1);
        checking.names.open();
        try {
            int slot = checking.newSlot();
            boolean shadowed = checking.faulty.contains(f.name().text());
            if (faulty && !(from.type().isNumber() && to.isPresent())) {
                checking.faulty.add(f.name().text());
            } else {
                checking.faulty.remove(f.name().text());
                checking.names.declare(new Names.Local(
                        slot, f.name().text(), element, false, f.name().span()));
            }
            List<Step> body = block(f.body());
            if (!shadowed) {
                checking.faulty.remove(f.name().text());
            }
            return faulty ? null : new Step.For(slot, from, to, body, f.span());
        } finally {
            checking.names.close();
        }
    }

    // ---- names

    private @Nullable Step state(Item.Variable v) {
        if (v.bounds().isPresent() || !v.annotations().isEmpty()) {
            Span at = v.bounds().isPresent()
                    ? v.bounds().get().span()
                    : v.annotations().getFirst().span();
            checking.diagnostics.add(
                    Diagnostic.of(Code.S006, at, "a state of an experiment has no range and no annotations"));
        }
        if (v.initial().isEmpty()) {
            checking.diagnostics.add(Diagnostic.of(Code.S008, v.span(), "state `" + v.name() + "` has no value"));
            checking.faulty.add(v.name().text());
            return null;
        }
        Formula value = formulas.check(v.initial().get().value());
        if (v.unit().isPresent() && Units.parse(v.unit().get()) instanceof Units.Parsed.Good(Unit unit)) {
            value = formulas.expect(formulas.asNumbers(value), unit.dimension(), "`" + v.name() + "`");
        }
        return declare(v.name(), value, true, v.span());
    }

    private @Nullable Step declare(Ident name, Formula value, boolean assignable, Span span) {
        int record = checking.record(name.text());
        if (record >= 0) {
            checking.diagnostics.add(
                    Diagnostic.of(Code.N002, name.span(), "`" + name + "` is a list that `record` appends to"));
            return null;
        }
        if (value.type().isFaulty()) {
            checking.faulty.add(name.text());
            return null;
        }
        int slot = checking.newSlot();
        Names.Local before =
                checking.names.declare(new Names.Local(slot, name.text(), value.type(), assignable, name.span()));
        if (before != null) {
            checking.diagnostics.add(Diagnostic.of(Code.N002, name.span(), "`" + name + "` is declared twice")
                    .label("declared again")
                    .also(before.span(), "first declared here"));
            return null;
        }
        checking.faulty.remove(name.text());
        return new Step.Assign(slot, Optional.empty(), Item.Operator.SET, value, span);
    }

    private @Nullable Step record(Item.Record r) {
        Formula value = formulas.check(r.value());
        if (value.type().isRow()) {
            value = formulas.asNumbers(value);
        }
        if (value.type().isFaulty()) {
            if (checking.record(r.name().text()) < 0) {
                checking.faulty.add(r.name().text());
            }
            return null;
        }
        if (value.type().rank() > 1) {
            checking.diagnostics.add(
                    Diagnostic.of(Code.D002, value.span(), "a record takes one value or a list, not a list of lists"));
            return null;
        }
        Names.Local other = checking.names.find(r.name().text());
        if (other != null) {
            checking.diagnostics.add(
                    Diagnostic.of(Code.N002, r.name().span(), "`" + r.name() + "` has another meaning here")
                            .also(other.span(), "declared here"));
            return null;
        }
        int known = checking.record(r.name().text());
        if (known < 0) {
            Dimension d = value.type().dimension();
            checking.records.add(new Experiment.RecordDef(r.name().text(), value.type(), Quantities.unit(value, d)));
            return new Step.Record(checking.records.size() - 1, value, r.span());
        }
        Type before = checking.records.get(known).type();
        if (Quantities.isFlexible(value)
                && before.isNumber()
                && before.rank() == value.type().rank()) {
            value = Quantities.in(value, before.dimension());
        }
        if (!value.type().equals(before)) {
            checking.diagnostics.add(Diagnostic.of(
                    Code.U001,
                    value.span(),
                    "`" + r.name() + "` already takes " + FormulaChecker.words(before) + " in "
                            + Quantities.name(before.dimension()) + ", this is "
                            + FormulaChecker.words(value.type()) + " in "
                            + Quantities.name(value.type().dimension())));
            return null;
        }
        return new Step.Record(known, value, r.span());
    }
}
