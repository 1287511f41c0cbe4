package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Builtin;
import bouton.dsl.model.Term;
import bouton.dsl.model.Term.ArithmeticOperator;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Expr;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks calls: functions of the language, draws, the user's functions, and what a scope makes of other names. */
final class CallTyper {
    private final Typer typer;
    private final Diagnostics diagnostics;

    CallTyper(Typer typer) {
        this.typer = typer;
        this.diagnostics = typer.diagnostics();
    }

    Term call(Expr.Call c) {
        if (!(c.callee() instanceof Expr.Name f)) {
            Term found = c.callee() instanceof Expr.Member m
                    ? typer.scope().call(m.span().text(), c, typer)
                    : null;
            return found != null
                    ? found
                    : typer.poison(Diagnostic.of(Code.N003, c.callee().span(), "this cannot be called"), c.span());
        }
        if (c.during().isPresent()) {
            return typer.misplaced(c, "`during` belongs into an experiment");
        }
        Optional<Builtin> builtin = Builtin.find(f.text());
        if (builtin.isPresent()) {
            // `max(w)` of one thing, `min(E : v)`: a reduction in the clothes of a function.
            boolean usual = c.arguments().size() == builtin.get().arity() && isPlain(c);
            Term other = usual ? null : typer.scope().call(f.text(), c, typer);
            return other != null ? other : builtin(builtin.get(), c);
        }
        Optional<Term.DrawKind> draw = draw(f.text());
        if (draw.isPresent()) {
            return draw(draw.get(), c);
        }
        FileScope.Entry entry = typer.scope().file().find(f.text());
        if (entry != null && entry.declaration() instanceof Declaration.Function function) {
            return function(function, entry.home(), c);
        }
        Term special = typer.scope().call(f.text(), c, typer);
        if (special != null) {
            return special;
        }
        if (typer.scope().isDoubtful(f.text())) {
            return new Term.Poison(c.span());
        }
        List<String> known = new ArrayList<>(typer.scope().file().names(Declaration.Function.class));
        Stream.of(Builtin.values()).map(Builtin::word).forEach(known::add);
        Stream.of(Term.DrawKind.values())
                .map(k -> k.name().toLowerCase(Locale.ROOT))
                .forEach(known::add);
        return typer.poison(
                Diagnostic.of(Code.N001, f.span(), "there is no function `" + f.text() + "`")
                        .suggest(f.text(), known),
                c.span());
    }

    private static boolean isPlain(Expr.Call c) {
        return c.arguments().stream().allMatch(a -> a.isPlain() && a.name().isEmpty());
    }

    private static Optional<Term.DrawKind> draw(String word) {
        return Stream.of(Term.DrawKind.values())
                .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    private @Nullable List<Term> arguments(Expr.Call c) {
        List<Term> result = new ArrayList<>();
        for (Expr.Arg arg : c.arguments()) {
            if (!arg.isPlain() || arg.name().isPresent()) {
                diagnostics.add(Diagnostic.of(Code.S006, arg.value().span(), "a plain value is needed here"));
                return null;
            }
            result.add(typer.number(arg.value()));
        }
        return result.stream().anyMatch(t -> t instanceof Term.Poison) ? null : result;
    }

    private Term builtin(Builtin f, Expr.Call c) {
        if (c.arguments().size() != f.arity()) {
            return typer.poison(
                    Diagnostic.of(
                            Code.N009,
                            c.span(),
                            "`" + f.word() + "` takes " + count(f.arity(), "argument") + ", not "
                                    + c.arguments().size()),
                    c.span());
        }
        List<Term> args = arguments(c);
        if (args == null) {
            return new Term.Poison(c.span());
        }
        return switch (f.rule()) {
            case PLAIN -> {
                for (Term a : args) {
                    if (!a.dimension().isNone()) {
                        yield typer.poison(
                                Diagnostic.of(
                                                Code.U004,
                                                a.span(),
                                                "`" + f.word() + "` needs a plain number, this is in "
                                                        + Mismatch.name(a.dimension()))
                                        .help("divide by a quantity of the same kind, for example `" + f.word() + "("
                                                + Mismatch.operand(a) + " / 1 " + Mismatch.name(a.dimension()) + ")`"),
                                c.span());
                    }
                }
                yield Folding.apply(f, args, Dimension.NONE, c.span());
            }
            case TO_PLAIN -> Folding.apply(f, args, Dimension.NONE, c.span());
            case ROOT -> {
                Optional<Dimension> root = args.getFirst().dimension().power(0.5);
                yield root.isPresent()
                        ? Folding.apply(f, args, root.get(), c.span())
                        : typer.poison(
                                Diagnostic.of(
                                        Code.U004,
                                        c.span(),
                                        "no root of "
                                                + Mismatch.name(args.getFirst().dimension())),
                                c.span());
            }
            case SAME -> {
                List<Term> matched = unify(args, f.word(), c.span());
                yield matched == null
                        ? new Term.Poison(c.span())
                        : Folding.apply(f, matched, matched.getFirst().dimension(), c.span());
            }
        };
    }

    /** All of one dimension, or null after a report. */
    private @Nullable List<Term> unify(List<Term> args, String what, Span span) {
        Dimension dimension = args.stream()
                .filter(a -> !Typer.isFlexible(a))
                .map(Term::dimension)
                .findFirst()
                .orElse(Dimension.NONE);
        List<Term> result = new ArrayList<>();
        for (Term a : args) {
            if (Typer.isFlexible(a)) {
                result.add(new Term.Constant(((Term.Constant) a).value(), dimension, a.span()));
            } else if (a.dimension().equals(dimension)) {
                result.add(a);
            } else {
                diagnostics.add(Mismatch.of(
                        span,
                        "`" + what + "` of " + Mismatch.name(dimension) + " and " + Mismatch.name(a.dimension()),
                        dimension,
                        a.dimension()));
                return null;
            }
        }
        return result;
    }

    private Term draw(Term.DrawKind kind, Expr.Call c) {
        String path = typer.scope().drawPath();
        if (path == null) {
            return typer.poison(
                    Diagnostic.of(Code.R001, c.span(), "nothing can be drawn here")
                            .note("a value that is drawn stands behind `~`; `=` gives all the same")
                            .help("write `~` instead of `=`, or draw in a handler"),
                    c.span());
        }
        List<Term> args = arguments(c);
        if (args == null) {
            return new Term.Poison(c.span());
        }
        int wanted = switch (kind) {
            case UNIFORM, NORMAL, LOGNORMAL, GAMMA -> 2;
            case EXPONENTIAL, POISSON, CHANCE -> 1;
            case CHOICE -> Math.max(1, args.size());
        };
        if (args.size() != wanted) {
            return typer.poison(
                    Diagnostic.of(
                            Code.N009,
                            c.span(),
                            "`" + c.callee().span().text() + "` takes " + count(wanted, "argument") + ", not "
                                    + args.size()),
                    c.span());
        }
        String bad = DrawRules.problem(kind, args);
        if (bad != null) {
            return typer.poison(Diagnostic.of(Code.R002, c.span(), bad), c.span());
        }
        if (kind == Term.DrawKind.CHANCE && args.getFirst().dimension().equals(Dimension.FREQUENCY)) {
            Term exponent = Folding.arithmetic(
                    ArithmeticOperator.MULTIPLY,
                    Folding.negate(args.getFirst(), c.span()),
                    new Term.Constant(typer.dt(), Dimension.TIME, c.span()),
                    Dimension.NONE,
                    c.span());
            Term p =
                    Folding.negate(Folding.apply(Builtin.EXPM1, List.of(exponent), Dimension.NONE, c.span()), c.span());
            return new Term.Draw(kind, List.of(p), path, typer.nextDraw(path), Dimension.NONE, c.span());
        }
        boolean plain =
                kind == Term.DrawKind.LOGNORMAL || kind == Term.DrawKind.POISSON || kind == Term.DrawKind.CHANCE;
        if (kind == Term.DrawKind.GAMMA) {
            Term shape = typer.expect(args.getFirst(), Dimension.NONE, "the shape of `gamma`");
            return shape instanceof Term.Poison
                    ? shape
                    : new Term.Draw(
                            kind, args, path, typer.nextDraw(path), args.get(1).dimension(), c.span());
        }
        if (plain) {
            for (Term a : args) {
                if (!a.dimension().isNone()) {
                    return typer.poison(
                            Diagnostic.of(
                                            Code.U004,
                                            a.span(),
                                            "`" + c.callee().span().text() + "` needs plain numbers, this is in "
                                                    + Mismatch.name(a.dimension()))
                                    .help("multiply the draw by a unit: `lognormal(0, 1) * 1 mV`"),
                            c.span());
                }
            }
        }
        List<Term> matched = unify(args, c.callee().span().text(), c.span());
        return matched == null
                ? new Term.Poison(c.span())
                : new Term.Draw(
                        kind,
                        matched,
                        path,
                        typer.nextDraw(path),
                        matched.getFirst().dimension(),
                        c.span());
    }

    private Term function(Declaration.Function function, FileScope home, Expr.Call c) {
        String name = function.name().text();
        if (c.arguments().size() != function.parameters().size()) {
            return typer.poison(
                    Diagnostic.of(
                                    Code.N009,
                                    c.span(),
                                    "`" + name + "` takes "
                                            + count(function.parameters().size(), "argument") + ", not "
                                            + c.arguments().size())
                            .also(function.name().span(), "declared here"),
                    c.span());
        }
        if (typer.calls().contains(name)) {
            return typer.poison(
                    Diagnostic.of(
                                    Code.N013,
                                    c.span(),
                                    "function `" + name + "` calls itself, directly or through others")
                            .also(function.name().span(), "declared here")
                            .note("functions are put in where they are called; there is no end to this one"),
                    c.span());
        }
        List<Term> args = c.arguments().stream().map(a -> typer.term(a.value())).toList();
        if (args.stream().anyMatch(a -> a instanceof Term.Poison)) {
            return new Term.Poison(c.span());
        }
        typer.calls().add(name);
        try {
            return typer.named(
                    c.span(),
                    () -> typer.in(new FunctionScope(function, args, home, typer.scope()))
                            .term(function.body()));
        } finally {
            typer.calls().removeLast();
        }
    }

    static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }
}
