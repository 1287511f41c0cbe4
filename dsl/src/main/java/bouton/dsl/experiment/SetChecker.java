package bouton.dsl.experiment;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks {@code SET where P : e}: a set, which of its members, and what is asked of each. */
final class SetChecker {
    private final FormulaChecker formulas;
    private final Checking checking;
    private final Places places;

    SetChecker(FormulaChecker formulas) {
        this.formulas = formulas;
        this.checking = formulas.checking();
        this.places = new Places(checking);
    }

    /** What an argument of a statistic names, with the members that its condition chooses. */
    record Chosen(SetContext set, Optional<Formula> where, Optional<Expr> body, Span span) {}

    /** Whether the argument is a set, not a plain value. */
    boolean isSet(Expr.Arg a) {
        return !a.isPlain() || (formulas.seesExperiment() && places.isPlace(a.value(), Optional.empty()));
    }

    /** Null after a report. */
    @Nullable
    Chosen choose(Expr.Arg a) {
        if (a.name().isPresent()) {
            checking.diagnostics.add(Diagnostic.of(Code.S006, a.name().get().span(), "this takes no argument by name"));
            return null;
        }
        boolean place = formulas.seesExperiment() && places.isPlace(a.value(), a.arrow());
        if (a.arrow().isPresent() && !formulas.seesExperiment()) {
            checking.diagnostics.add(
                    Diagnostic.of(Code.N001, a.value().span(), "a function does not see populations and projections"));
            return null;
        }
        return place ? ofPlace(a) : ofList(a);
    }

    private @Nullable Chosen ofPlace(Expr.Arg a) {
        Places.Found found = places.resolve(a.value(), a.arrow());
        if (found == null) {
            return null;
        }
        Span span = a.arrow()
                .map(x -> a.value().span().to(x.span()))
                .orElse(a.value().span());
        Optional<List<Members.Range>> chosen =
                new NameChecker(formulas).ranges(found.index(), places.size(found.place()));
        if (chosen.isEmpty()) {
            return null;
        }
        if (found.name().isPresent() && a.body().isPresent()) {
            checking.diagnostics.add(
                    Diagnostic.of(Code.S006, found.name().get().span(), "a set is a whole population or projection")
                            .help("what is asked of its members stands behind the colon"));
            return null;
        }
        SetContext set = SetContext.of(new Members.OfPlace(found.place(), chosen.get(), span));
        Optional<Expr> body = a.body().or(() -> found.name().map(n -> new Expr.Name(n.text(), n.span())));
        return where(a, set, body, span);
    }

    private @Nullable Chosen ofList(Expr.Arg a) {
        Expr base = a.value();
        Optional<List<Members.Range>> chosen = Optional.of(List.of());
        // The members of a slice keep their numbers, so that other lists are read at the same place.
        if (base instanceof Expr.Index i
                && i.at().size() == 1
                && i.at().getFirst().value() instanceof Expr.Range) {
            base = i.of();
            chosen = new NameChecker(formulas).ranges(i.at(), -1);
        }
        Formula list = formulas.wholes().check(base);
        if (list.type().isFaulty() || chosen.isEmpty()) {
            return null;
        }
        if (list.type().rank() == 0) {
            checking.diagnostics.add(Diagnostic.of(
                    Code.N003, base.span(), "a population, a projection or a list is needed here, this is one value"));
            return null;
        }
        SetContext set =
                SetContext.of(new Members.OfList(list, chosen.get(), a.value().span()));
        return where(a, set, a.body(), a.value().span());
    }

    private @Nullable Chosen where(Expr.Arg a, SetContext set, Optional<Expr> body, Span span) {
        Optional<Formula> where = a.where().map(w -> formulas.inside(set).truth(w, "a condition"));
        return where.filter(w -> w.type().isFaulty()).isPresent() ? null : new Chosen(set, where, body, span);
    }

    /** The list of what is asked of each member. */
    Formula each(Expr.Arg a, Span span) {
        Chosen chosen = choose(a);
        if (chosen == null) {
            return new Formula.Faulty(span);
        }
        return each(chosen, span);
    }

    Formula each(Chosen chosen, Span span) {
        if (chosen.body().isEmpty() && chosen.set().members() instanceof Members.OfList l) {
            Type element = l.list().type().withRank(l.list().type().rank() - 1);
            Formula self = new Formula.MemberOf(l.list(), element, l.span());
            return new Formula.Each(
                    chosen.set().members(),
                    chosen.where(),
                    self,
                    Optional.empty(),
                    l.list().type(),
                    span);
        }
        if (chosen.body().isEmpty()) {
            Place place = chosen.set().place().orElseThrow();
            List<String> values = places.values(place);
            String example = values.isEmpty() ? "x" : values.getFirst();
            return checking.report(
                    Diagnostic.of(
                                    Code.S008,
                                    chosen.span(),
                                    "what is asked of each member of `" + places.describe(place) + "`?")
                            .help("write `" + chosen.span().text() + " : " + example + "`"),
                    span);
        }
        return each(chosen, formulas.inside(chosen.set()).check(chosen.body().get()), span);
    }

    /** The list of a formula's values for each member. */
    Formula each(Chosen chosen, Formula body, Span span) {
        if (body.type().isFaulty()) {
            return new Formula.Faulty(span);
        }
        Formula value = body.type().isRow() ? formulas.asNumbers(body) : body;
        return new Formula.Each(
                chosen.set().members(),
                chosen.where(),
                value,
                isSampled(value) || chosen.where().filter(SetChecker::isSampled).isPresent()
                        ? Optional.of(formulas.window())
                        : Optional.empty(),
                value.type().withRank(Math.max(1, value.type().rank())),
                span);
    }

    private static boolean isSampled(Formula f) {
        return Formulas.any(f, x -> x instanceof Formula.MemberValue m && m.sample() >= 0);
    }
}
