package bouton.dsl.experiment;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.Builtin;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the functions of the language, which work element by element. */
final class FunctionChecker {
    private final FormulaChecker formulas;
    private final Checking checking;

    FunctionChecker(FormulaChecker formulas) {
        this.formulas = formulas;
        this.checking = formulas.checking();
    }

    Formula builtin(Builtin f, Expr.Call c) {
        Optional<List<Expr>> plain = CallChecker.plain(c, f.arity(), checking);
        if (plain.isEmpty()) {
            return new Formula.Faulty(c.span());
        }
        List<Formula> args = plain.get().stream().map(formulas::numbers).toList();
        if (args.stream().anyMatch(a -> a.type().isFaulty())) {
            return new Formula.Faulty(c.span());
        }
        int rank = 0;
        for (Formula a : args) {
            rank = formulas.rank(args.getFirst(), a, c.span()) < 0
                    ? -1
                    : Math.max(rank, a.type().rank());
            if (rank < 0) {
                return new Formula.Faulty(c.span());
            }
        }
        int result = rank;
        return switch (f.rule()) {
            case TO_PLAIN -> new Formula.Apply(f, args, Type.number(Dimension.NONE, result), c.span());
            case PLAIN -> plain(f, args, result, c.span());
            case ROOT -> {
                Optional<Dimension> root = args.getFirst().type().dimension().power(0.5);
                yield root.isPresent()
                        ? new Formula.Apply(f, args, Type.number(root.get(), result), c.span())
                        : checking.report(
                                Diagnostic.of(
                                        Code.U004,
                                        c.span(),
                                        "no root of "
                                                + Quantities.name(
                                                        args.getFirst().type().dimension())),
                                c.span());
            }
            case SAME -> {
                Optional<List<Formula>> matched = unify(args, f.word(), c.span());
                yield matched.isEmpty()
                        ? new Formula.Faulty(c.span())
                        : new Formula.Apply(
                                f,
                                matched.get(),
                                Type.number(matched.get().getFirst().type().dimension(), result),
                                c.span());
            }
        };
    }

    private Formula plain(Builtin f, List<Formula> args, int rank, Span span) {
        for (Formula a : args) {
            if (!a.type().dimension().isNone()) {
                return checking.report(
                        Diagnostic.of(
                                        Code.U004,
                                        a.span(),
                                        "`" + f.word() + "` needs a plain number, this is in "
                                                + Quantities.name(a.type().dimension()))
                                .help("divide by a quantity of the same kind, for example `" + f.word()
                                        + "(v / 1 mV)`"),
                        span);
            }
        }
        return new Formula.Apply(f, args, Type.number(Dimension.NONE, rank), span);
    }

    /** All of one dimension; empty after a report. */
    Optional<List<Formula>> unify(List<Formula> args, String what, Span span) {
        Dimension dimension = args.stream()
                .filter(a -> !Quantities.isFlexible(a))
                .map(a -> a.type().dimension())
                .findFirst()
                .orElse(Dimension.NONE);
        List<Formula> result = new ArrayList<>();
        for (Formula a : args) {
            if (Quantities.isFlexible(a)) {
                result.add(Quantities.in(a, dimension));
            } else if (a.type().dimension().equals(dimension)) {
                result.add(a);
            } else {
                checking.diagnostics.add(Quantities.mismatch(
                        span,
                        "`" + what + "` of " + Quantities.name(dimension) + " and "
                                + Quantities.name(a.type().dimension()),
                        dimension,
                        a.type().dimension()));
                return Optional.empty();
            }
        }
        return Optional.of(result);
    }
}
