package bouton.dsl.experiment;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.unit.Dimension;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Checks {@code count(spike)} of a member, and {@code rate(E)}, {@code count(E.spike)}, {@code first(E : spike during W)} of a
 * population: the mean of the rates, the sum of the counts, the first of all, all intervals.
 */
final class EventChecker {
    private final FormulaChecker formulas;
    private final Checking checking;
    private final Places places;

    EventChecker(FormulaChecker formulas) {
        this.formulas = formulas;
        this.checking = formulas.checking();
        this.places = new Places(checking);
    }

    /** A call such as {@code count(x > 0)} counts something else. */
    boolean isAboutEvents(Expr.Call c, boolean isSet) {
        if (!c.callee().span().text().equals("count") || c.arguments().size() != 1) {
            return true;
        }
        Expr.Arg a = c.arguments().getFirst();
        if (!isSet) {
            return a.value() instanceof Expr.Name n && isEvent(n.text());
        }
        boolean place = formulas.seesExperiment() && places.isPlace(a.value(), a.arrow());
        return place && (a.body().isEmpty() || a.body().get() instanceof Expr.Name);
    }

    /** Of the members of the set, or where there is none of anything in the network. */
    private boolean isEvent(String name) {
        SetContext set = formulas.set();
        if (set != null && set.place().isPresent()) {
            return places.event(set.place().get(), name) >= 0;
        }
        return checking.names.find(name) == null
                && IntStream.range(0, checking.network.groups().size())
                        .anyMatch(g -> places.event(new Place(false, g), name) >= 0);
    }

    Formula call(EventUse.Function f, Expr.Call c) {
        if (c.arguments().size() != 1) {
            return checking.report(
                    Diagnostic.of(
                                    Code.N009,
                                    c.span(),
                                    "`" + f.word() + "` takes one argument, not "
                                            + c.arguments().size())
                            .help("for example `" + f.word() + "(E.spike)`"),
                    c.span());
        }
        Expr.Arg a = c.arguments().getFirst();
        SetChecker sets = new SetChecker(formulas);
        if (sets.isSet(a)) {
            SetChecker.Chosen chosen = sets.choose(a);
            return chosen == null ? new Formula.Faulty(c.span()) : formulas.leaf(ofAll(f, chosen, c.span()));
        }
        return ofMember(f, a.value(), c.span());
    }

    private Formula ofAll(EventUse.Function f, SetChecker.Chosen chosen, Span span) {
        if (chosen.set().place().isEmpty() || chosen.set().place().get().projection()) {
            return checking.report(
                    Diagnostic.of(
                                    Code.N003,
                                    chosen.span(),
                                    "`" + f.word() + "` is of the events of a population or a stimulus")
                            .help("for example `" + f.word() + "(E.spike)`"),
                    span);
        }
        Place place = chosen.set().place().get();
        Expr name = chosen.body().orElse(new Expr.Name("spike", chosen.span()));
        Formula member = events(f, place, name, span);
        Formula each = new SetChecker(formulas).each(chosen, member, span);
        if (each.type().isFaulty()) {
            return each;
        }
        return switch (f) {
            case COUNT -> summary(Statistic.SUM, each, span);
            case RATE -> summary(Statistic.MEAN, each, span);
            case FIRST -> summary(Statistic.MIN, each, span);
            case INTERVALS -> each;
        };
    }

    private static Formula summary(Statistic s, Formula each, Span span) {
        return new Formula.Summary(s, List.of(each), each.type().withRank(0), span);
    }

    private Formula ofMember(EventUse.Function f, Expr value, Span span) {
        SetContext set = formulas.set();
        Optional<Place> place = set == null ? Optional.empty() : set.place();
        if (place.isEmpty()) {
            Expr root = Places.root(value);
            boolean unknown = root instanceof Expr.Name n
                    && !isEvent(n.text())
                    && formulas.check(root).type().isFaulty();
            return unknown
                    ? new Formula.Faulty(span)
                    : checking.report(
                            Diagnostic.of(
                                            Code.N003,
                                            value.span(),
                                            "`" + f.word() + "` is of the events of a population or a stimulus")
                                    .help("for example `" + f.word() + "(E.spike)`, or for each member `[E : "
                                            + f.word() + "(spike)]`"),
                            span);
        }
        return events(f, place.get(), value, span);
    }

    private Formula events(EventUse.Function f, Place place, Expr value, Span span) {
        if (!(value instanceof Expr.Name n)) {
            return checking.report(
                    Diagnostic.of(Code.N003, value.span(), "the name of an event is needed here")
                            .note("events: " + String.join(", ", places.events(place))),
                    span);
        }
        int event = places.event(place, n.text());
        if (event < 0) {
            return checking.report(unknown(place, n), span);
        }
        int use = checking.event(place.index(), event, f.needsTimes());
        Type type = switch (f) {
            case COUNT -> Type.number(Dimension.NONE);
            case RATE -> Type.number(Dimension.FREQUENCY);
            case FIRST -> Type.number(Dimension.TIME);
            case INTERVALS -> Type.number(Dimension.TIME, 1);
        };
        return new Formula.MemberEvents(f, use, formulas.window(), type, span);
    }

    private Diagnostic.Builder unknown(Place place, Expr.Name n) {
        if (places.value(place, n.text()) != null) {
            return Diagnostic.of(Code.N003, n.span(), "`" + n.text() + "` is a value, not an event")
                    .note("events: " + String.join(", ", places.events(place)));
        }
        List<String> events = places.events(place);
        return Diagnostic.of(
                        Code.N001,
                        n.span(),
                        "`" + places.describe(place) + "` has no event `" + new Ident(n.text(), n.span()) + "`")
                .suggest(n.text(), events)
                .note(events.isEmpty() ? "synapses emit no events" : "events: " + String.join(", ", events));
    }
}
