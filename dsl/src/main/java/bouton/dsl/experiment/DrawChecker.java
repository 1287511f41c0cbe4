package bouton.dsl.experiment;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.Builtin;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.unit.Dimension;
import java.util.List;
import java.util.Optional;

/** Checks draws: a new one at every evaluation. */
final class DrawChecker {
    private final FormulaChecker formulas;
    private final Checking checking;

    DrawChecker(FormulaChecker formulas) {
        this.formulas = formulas;
        this.checking = formulas.checking();
    }

    Formula draw(Term.DrawKind kind, Expr.Call c) {
        int wanted = switch (kind) {
            case UNIFORM, NORMAL, LOGNORMAL, GAMMA -> 2;
            case EXPONENTIAL, POISSON, CHANCE -> 1;
            case CHOICE -> Math.max(1, c.arguments().size());
        };
        Optional<List<Expr>> plain = CallChecker.plain(c, wanted, checking);
        if (plain.isEmpty()) {
            return new Formula.Faulty(c.span());
        }
        String word = c.callee().span().text();
        List<Formula> args = plain.get().stream()
                .map(e -> formulas.one(formulas.numbers(e), "an argument of `" + word + "`"))
                .toList();
        if (args.stream().anyMatch(a -> a.type().isFaulty())) {
            return new Formula.Faulty(c.span());
        }
        return switch (kind) {
            case CHANCE -> chance(args.getFirst(), c.span());
            case LOGNORMAL, POISSON -> plain(kind, args, word, c.span());
            case GAMMA -> {
                Formula shape = formulas.expect(args.getFirst(), Dimension.NONE, "the shape of `gamma`");
                yield shape.type().isFaulty()
                        ? shape
                        : formulas.draw(kind, args, args.get(1).type(), c.span());
            }
            case UNIFORM, NORMAL, EXPONENTIAL, CHOICE -> {
                Optional<List<Formula>> matched = new FunctionChecker(formulas).unify(args, word, c.span());
                yield matched.isEmpty()
                        ? new Formula.Faulty(c.span())
                        : formulas.draw(
                                kind, matched.get(), matched.get().getFirst().type(), c.span());
            }
        };
    }

    private Formula plain(Term.DrawKind kind, List<Formula> args, String word, Span span) {
        for (Formula a : args) {
            if (!a.type().dimension().isNone()) {
                return checking.report(
                        Diagnostic.of(
                                        Code.U004,
                                        a.span(),
                                        "`" + word + "` needs plain numbers, this is in "
                                                + Quantities.name(a.type().dimension()))
                                .help("multiply the draw by a unit: `lognormal(0, 1) * 1 mV`"),
                        span);
            }
        }
        return formulas.draw(kind, args, Type.number(Dimension.NONE), span);
    }

    /** {@code chance(p)}; a rate is that of a tick, 1 - exp(-rate dt). */
    private Formula chance(Formula p, Span span) {
        if (!p.type().dimension().equals(Dimension.FREQUENCY)) {
            Formula plain = formulas.expect(p, Dimension.NONE, "a probability");
            return plain.type().isFaulty()
                    ? plain
                    : formulas.draw(Term.DrawKind.CHANCE, List.of(plain), Type.TRUTH, span);
        }
        Type none = Type.number(Dimension.NONE);
        Formula exponent = new Formula.Arithmetic(
                Term.ArithmeticOperator.MULTIPLY,
                new Formula.Negate(p, p.type(), span),
                new Formula.Tick(span),
                none,
                span);
        Formula missed = new Formula.Apply(Builtin.EXPM1, List.of(exponent), none, span);
        return formulas.draw(Term.DrawKind.CHANCE, List.of(new Formula.Negate(missed, none, span)), Type.TRUTH, span);
    }
}
