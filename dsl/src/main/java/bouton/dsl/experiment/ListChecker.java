package bouton.dsl.experiment;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.syntax.Expr;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.List;

/** Checks {@code [1, 2, 3]} and {@code [E : v]}. */
final class ListChecker {
    private final FormulaChecker formulas;
    private final Checking checking;

    ListChecker(FormulaChecker formulas) {
        this.formulas = formulas;
        this.checking = formulas.checking();
    }

    Formula list(Expr.ListOf l) {
        boolean isSet = l.elements().size() == 1 && !l.elements().getFirst().isPlain();
        if (isSet) {
            return formulas.leaf(new SetChecker(formulas).each(l.elements().getFirst(), l.span()));
        }
        List<Formula> elements = new ArrayList<>();
        for (Expr.Arg a : l.elements()) {
            if (!a.isPlain() || a.name().isPresent()) {
                return checking.report(
                        Diagnostic.of(Code.S006, a.value().span(), "an element of a list is a plain value"), l.span());
            }
            elements.add(formulas.check(a.value()));
        }
        if (elements.stream().anyMatch(e -> e.type().isFaulty())) {
            return new Formula.Faulty(l.span());
        }
        return formulas.leaf(unified(elements, l));
    }

    private Formula unified(List<Formula> elements, Expr.ListOf l) {
        if (elements.isEmpty()) {
            return new Formula.ListOf(List.of(), Type.number(Dimension.NONE, 1), l.span());
        }
        Type first = elements.stream()
                .filter(e -> !Quantities.isFlexible(e))
                .map(Formula::type)
                .findFirst()
                .orElse(elements.getFirst().type());
        List<Formula> result = new ArrayList<>();
        for (Formula e : elements) {
            boolean fits = Quantities.isFlexible(e)
                    && first.isNumber()
                    && first.rank() == e.type().rank();
            Formula fitted = fits ? Quantities.in(e, first.dimension()) : e;
            Type t = fitted.type();
            if (t.kind() != first.kind() || t.rank() != first.rank() || t.isRow()) {
                return checking.report(
                        Diagnostic.of(
                                Code.U006,
                                e.span(),
                                "the elements of a list are of one kind: " + FormulaChecker.words(first) + " and "
                                        + FormulaChecker.words(t)),
                        l.span());
            }
            if (!t.dimension().equals(first.dimension())) {
                return checking.report(
                        Quantities.mismatch(
                                e.span(),
                                "the elements of a list are in one unit: " + Quantities.name(first.dimension())
                                        + " and " + Quantities.name(t.dimension()),
                                first.dimension(),
                                t.dimension()),
                        l.span());
            }
            result.add(fitted);
        }
        if (first.rank() >= Type.MAX_RANK) {
            return checking.report(Diagnostic.of(Code.D002, l.span(), "lists nest two deep at most"), l.span());
        }
        return new Formula.ListOf(result, first.withRank(first.rank() + 1), l.span());
    }
}
