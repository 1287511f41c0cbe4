package bouton.dsl.experiment;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.syntax.Expr;
import java.util.List;
import java.util.Optional;

/** Checks {@code lsb(S.w)}, {@code lsb(A -> B : w)}, {@code lsb(w)} inside of a set: what one step of a value's word stands for. */
final class LsbChecker {
    private final FormulaChecker formulas;
    private final Checking checking;

    LsbChecker(FormulaChecker formulas) {
        this.formulas = formulas;
        this.checking = formulas.checking();
    }

    Formula call(Expr.Call c) {
        Formula value = value(c);
        if (value.type().isFaulty()) {
            return new Formula.Faulty(c.span());
        }
        Optional<Formula.MemberValue> word = word(value);
        if (word.isEmpty() || word.get().type().isTruth()) {
            return checking.report(
                    Diagnostic.of(
                                    Code.N003,
                                    value.span(),
                                    "`lsb` is asked of something that a population, stimulus or projection keeps")
                            .help("for example `lsb(S.w)`, or `lsb(w)` inside of a set; 2 of them are `2 * lsb(S.w)`"),
                    c.span());
        }
        Formula.MemberValue m = word.get();
        return new Formula.Lsb(m.place(), m.name(), m.type(), c.span());
    }

    private Formula value(Expr.Call c) {
        SetChecker sets = new SetChecker(formulas);
        if (c.arguments().size() == 1 && sets.isSet(c.arguments().getFirst())) {
            return Optional.ofNullable(sets.choose(c.arguments().getFirst()))
                    .map(chosen -> sets.each(chosen, c.span()))
                    .orElse(new Formula.Faulty(c.span()));
        }
        Optional<List<Expr>> plain = CallChecker.plain(c, 1, checking);
        return plain.isEmpty()
                ? new Formula.Faulty(c.span())
                : formulas.wholes().check(plain.get().getFirst());
    }

    /** All members of a place keep a value in words of one format, so which of them is meant does not matter. */
    private static Optional<Formula.MemberValue> word(Formula f) {
        return switch (f) {
            case Formula.MemberValue m -> Optional.of(m);
            case Formula.Each e -> word(e.body());
            case Formula.Element e -> word(e.of());
            case Formula.Slice s -> word(s.of());
            default -> Optional.empty();
        };
    }
}
