package bouton.dsl.experiment;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.syntax.Expr;
import bouton.dsl.unit.Dimension;
import java.util.List;
import java.util.Optional;

/** Checks {@code mean(x)}, {@code max(E where v > 0 mV : w)}, {@code corr(x, y)}. */
final class StatisticChecker {
    private final FormulaChecker formulas;
    private final Checking checking;

    StatisticChecker(FormulaChecker formulas) {
        this.formulas = formulas;
        this.checking = formulas.checking();
    }

    Formula call(Statistic s, Expr.Call c) {
        if (c.arguments().size() != s.arity()) {
            return checking.report(
                    Diagnostic.of(
                            Code.N009,
                            c.span(),
                            "`" + s.word() + "` takes " + CallChecker.count(s.arity()) + ", not "
                                    + c.arguments().size()),
                    c.span());
        }
        if (!c.arguments().getFirst().over().isEmpty()) {
            return AcrossChecker.over(s, c, formulas);
        }
        SetChecker sets = new SetChecker(formulas);
        Expr.Arg first = c.arguments().getFirst();
        Optional<SetChecker.Chosen> chosen = Optional.empty();
        Formula values;
        if (sets.isSet(first)) {
            chosen = Optional.ofNullable(sets.choose(first));
            values = chosen.map(x -> sets.each(x, c.span())).orElse(new Formula.Faulty(c.span()));
        } else {
            values = formulas.wholes().check(first.value());
        }
        if (s.arity() == 1) {
            return values.type().isFaulty() ? new Formula.Faulty(c.span()) : summary(s, List.of(values), c);
        }
        Formula second = s == Statistic.QUANTILE
                ? formulas.single().number(c.arguments().get(1).value(), Dimension.NONE, "a quantile")
                : second(c.arguments().get(1), sets, chosen, c);
        return Operators.isFaulty(values, second)
                ? new Formula.Faulty(c.span())
                : summary(s, List.of(values, second), c);
    }

    /** In {@code corr(E : v, w)} the second expression runs over the set of the first. */
    private Formula second(Expr.Arg arg, SetChecker sets, Optional<SetChecker.Chosen> chosen, Expr.Call c) {
        if (sets.isSet(arg)) {
            return sets.each(arg, c.span());
        }
        boolean shares = chosen.isPresent() && chosen.get().body().isPresent();
        if (!shares) {
            return formulas.wholes().check(arg.value());
        }
        SetChecker.Chosen of = chosen.get();
        return sets.each(of, formulas.inside(of.set()).check(arg.value()), c.span());
    }

    Formula summary(Statistic s, List<Formula> given, Expr.Call c) {
        List<Formula> arguments = given.stream()
                .map(f -> f.type().isRow() || (f.type().isTruth() && !s.takesTruths()) ? formulas.asNumbers(f) : f)
                .toList();
        if (arguments.stream().anyMatch(f -> f.type().isFaulty())) {
            return new Formula.Faulty(c.span());
        }
        Formula values = arguments.getFirst();
        if (s.needsTruths() && !values.type().isTruth()) {
            return checking.report(
                    Diagnostic.of(Code.U006, values.span(), "`" + s.word() + "` counts what is true, these are numbers")
                            .help("compare them with something, for example `> 0`"),
                    c.span());
        }
        for (Formula f : s.comparesLists() ? arguments : List.of(values)) {
            if (f.type().rank() == 0) {
                return checking.report(
                        Diagnostic.of(
                                        Code.N003,
                                        f.span(),
                                        "`" + s.word() + "` is of a list or a set, this is one value")
                                .help("a set is written `" + s.word() + "(E : v)`, `" + s.word() + "(A -> B : w)`"),
                        c.span());
            }
            if (f.type().rank() > 1 && !s.worksByElement()) {
                return checking.report(
                        Diagnostic.of(Code.D002, f.span(), "`" + s.word() + "` is of a list, this is a list of lists"),
                        c.span());
            }
        }
        return new Formula.Summary(s, arguments, type(s, arguments), c.span());
    }

    private static Type type(Statistic s, List<Formula> arguments) {
        Dimension d = arguments.getFirst().type().dimension();
        int rank = arguments.getFirst().type().rank() - 1;
        return switch (s) {
            case SUM, MEAN, STD, MIN, MAX, MEDIAN, QUANTILE -> Type.number(d, rank);
            case VAR -> Type.number(d.times(d), rank);
            case FRACTION, COUNT -> Type.number(Dimension.NONE, rank);
            case NORM -> Type.number(d);
            case ARGMAX, CORR, ANGLE -> Type.number(Dimension.NONE);
            case SLOPE -> Type.number(arguments.get(1).type().dimension().per(d));
        };
    }
}
