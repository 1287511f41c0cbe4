package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Term;
import bouton.dsl.model.Term.Comparison;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.UnitSyntax;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import bouton.dsl.unit.Units;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks expressions: names through a {@link Scope}, dimensions, truth values against numbers. What is wrong is reported once
 * and becomes {@link Term.Poison}, which is silent from then on.
 */
final class Typer {
    private static final int MOST_FACTORS = 20;

    private final Scope scope;
    private final double dt;
    private final Diagnostics diagnostics;
    private final List<String> calls;
    private final Expansion expansion;

    /** @param dt length of a tick in ms: what {@code 1 tick} means */
    Typer(Scope scope, double dt, Diagnostics diagnostics) {
        this(scope, dt, diagnostics, new Expansion());
    }

    /** @param expansion shared by all expressions of a model */
    Typer(Scope scope, double dt, Diagnostics diagnostics, Expansion expansion) {
        this(scope, dt, diagnostics, new ArrayList<>(), expansion);
    }

    private Typer(Scope scope, double dt, Diagnostics diagnostics, List<String> calls, Expansion expansion) {
        this.scope = scope;
        this.dt = dt;
        this.diagnostics = diagnostics;
        this.calls = calls;
        this.expansion = expansion;
    }

    /** The same, with other names. */
    Typer in(Scope other) {
        return new Typer(other, dt, diagnostics, calls, expansion);
    }

    Scope scope() {
        return scope;
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    double dt() {
        return dt;
    }

    /** The number of the next draw of the declaration with this path. */
    int nextDraw(String path) {
        return expansion.nextDraw(path);
    }

    /** Functions that are being inlined, outermost first. */
    List<String> calls() {
        return calls;
    }

    /** A number of the dimension. */
    Term number(Expr expr, Dimension expected, String what) {
        return expect(number(expr), expected, what);
    }

    /** Reports the term if it has another dimension; a bare 0 or infinity has every dimension. */
    Term expect(Term term, Dimension expected, String what) {
        if (term instanceof Term.Poison || term.dimension().equals(expected)) {
            return term;
        }
        if (isFlexible(term)) {
            return new Term.Constant(((Term.Constant) term).value(), expected, term.span());
        }
        diagnostics.add(Mismatch.unitMissing(
                Mismatch.of(
                        term.span(),
                        what + " must be in " + Mismatch.name(expected) + ", this is in "
                                + Mismatch.name(term.dimension()),
                        expected,
                        term.dimension()),
                term,
                expected));
        return new Term.Poison(term.span());
    }

    Term number(Expr expr) {
        Term term = term(expr);
        if (term.isTruth()) {
            diagnostics.add(Diagnostic.of(Code.U006, term.span(), "a number is needed here, this is true or false")
                    .help("`if … then 1 else 0` makes a number of it"));
            return new Term.Poison(term.span());
        }
        return term;
    }

    Term truth(Expr expr) {
        Term term = term(expr);
        if (term.isTruth() || term instanceof Term.Poison) {
            return term;
        }
        diagnostics.add(Diagnostic.of(Code.U006, term.span(), "true or false is needed here, this is a number")
                .help("compare it with something, for example `> 0`"));
        return new Term.Poison(term.span());
    }

    /** A number or a truth value. */
    Term term(Expr expr) {
        if (!expansion.enter()) {
            return tooFar(expr.span());
        }
        try {
            return build(expr);
        } finally {
            expansion.leave();
        }
    }

    /** The value of something that has a name, unless names stand for each other without end. */
    Term named(Span span, Supplier<Term> value) {
        if (!expansion.enterName()) {
            return tooFar(span);
        }
        try {
            return value.get();
        } finally {
            expansion.leaveName();
        }
    }

    private Term tooFar(Span span) {
        return poison(
                Diagnostic.of(Code.S004, span, expansion.problem()).help("keep intermediate results in a `state`"),
                span);
    }

    private Term build(Expr expr) {
        return switch (expr) {
            case Expr.Number n -> literal(n);
            case Expr.Name n -> name(n);
            case Expr.Member m -> member(m);
            case Expr.Index i -> index(i);
            case Expr.Call c -> new CallTyper(this).call(c);
            case Expr.Unary u -> new OperatorTyper(this).unary(u);
            case Expr.Binary b -> new OperatorTyper(this).binary(b);
            case Expr.Conditional c -> conditional(c);
            case Expr.Within w -> misplaced(w, "`within` belongs behind a `require`");
            case Expr.Range r -> misplaced(r, "a range cannot stand here");
            case Expr.ListOf l -> misplaced(l, "a list cannot stand here");
            case Expr.Tuple t -> misplaced(t, "one value is needed here, not several");
            case Expr.Text t -> misplaced(t, "a text cannot stand here");
            case Expr.Faulty f -> new Term.Poison(f.span());
        };
    }

    Term misplaced(Expr expr, String message) {
        return poison(Diagnostic.of(Code.S006, expr.span(), message), expr.span());
    }

    Term poison(Diagnostic.Builder builder, Span span) {
        diagnostics.add(builder);
        return new Term.Poison(span);
    }

    private Term literal(Expr.Number n) {
        BigDecimal value = Numbers.parse(n, diagnostics);
        if (value == null) {
            return new Term.Poison(n.span());
        }
        if (n.unit().isEmpty()) {
            return new Term.Constant(value.doubleValue(), Dimension.NONE, n.span());
        }
        UnitSyntax syntax = n.unit().get();
        if (syntax.factors().size() == 1) {
            String symbol = syntax.factors().getFirst().symbol().text();
            if (symbol.equals("tick") || symbol.equals("ticks")) {
                return new Term.Constant(value.doubleValue() * dt, Dimension.TIME, n.span());
            }
        }
        Unit unit = unit(syntax);
        return unit == null
                ? new Term.Poison(n.span())
                : new Term.Constant(unit.internal(value), unit.dimension(), n.span());
    }

    /** The unit, or null if it is not known, which has been reported. */
    @Nullable
    Unit unit(UnitSyntax syntax) {
        if (syntax.factors().size() > MOST_FACTORS) {
            diagnostics.add(Diagnostic.of(Code.U003, syntax.span(), "a unit has at most " + MOST_FACTORS + " factors"));
            return null;
        }
        return switch (Units.parse(syntax)) {
            case Units.Parsed.Good good -> good.unit();
            case Units.Parsed.Bad bad -> {
                String symbol = bad.factor().symbol().text();
                Diagnostic.Builder builder =
                        Diagnostic.of(Code.U003, bad.factor().symbol().span(), "`" + symbol + "` is not a unit");
                if (Units.find(symbol).isPresent()) {
                    builder = Diagnostic.of(
                            Code.U003, bad.factor().symbol().span(), "this power of `" + symbol + "` cannot be used");
                } else {
                    Term other = scope.name(symbol, syntax.span());
                    if (other != null && !(other instanceof Term.Poison)) {
                        builder.note("`" + symbol + "` is a name here")
                                .help("to multiply, write `*` between the number and the name");
                    } else {
                        Units.ofWord(symbol).ifPresent(builder::didYouMean);
                        if (Units.ofWord(symbol).isEmpty()) {
                            builder.suggest(symbol, Units.symbols());
                        }
                    }
                }
                diagnostics.add(builder);
                yield null;
            }
        };
    }

    private Term name(Expr.Name n) {
        Term found = scope.name(n.text(), n.span());
        if (found != null) {
            return scope instanceof FunctionScope && !expansion.putIn(found) ? tooFar(n.span()) : found;
        }
        switch (n.text()) {
            case "pi" -> {
                return new Term.Constant(Math.PI, Dimension.NONE, n.span());
            }
            case "inf" -> {
                return new Term.Constant(Double.POSITIVE_INFINITY, Dimension.NONE, n.span());
            }
            case "true", "false" -> {
                return new Term.Truth(n.text().equals("true"), n.span());
            }
            default -> {}
        }
        if (scope.isDoubtful(n.text())) {
            return new Term.Poison(n.span());
        }
        return poison(unknown(n.text(), n.span()), n.span());
    }

    private Diagnostic.Builder unknown(String name, Span span) {
        if (Units.find(name).isPresent()) {
            return Diagnostic.of(Code.U005, span, "`" + name + "` is a unit, not a variable")
                    .help("a unit follows a number: `1 " + name + "`; several stand in brackets: `2 [mV/ms]`");
        }
        String network = FileNames.networkWithParam(scope.file(), name);
        if (network != null && !(scope instanceof NetworkScope)) {
            return Diagnostic.of(Code.N001, span, "nothing here is called `" + name + "`")
                    .note("`" + name + "` is a parameter of network `" + network
                            + "`; a model knows its own names only, so that it can be used in other networks")
                    .help("declare `param " + name + "` here and give it where the model is used: `{ " + name + " = "
                            + name + " }`");
        }
        return Diagnostic.of(Code.N001, span, "nothing here is called `" + name + "`")
                .suggest(
                        name,
                        Stream.concat(scope.names().stream(), Stream.of("pi", "inf", "t", "dt"))
                                .toList());
    }

    private Term member(Expr.Member m) {
        Term found = scope.member(m, this);
        if (found != null) {
            return found;
        }
        if (m.of() instanceof Expr.Number n && n.unit().isEmpty()) {
            return poison(
                    Diagnostic.of(Code.S001, n.span(), "a number ends with a digit")
                            .help("write `" + n.text() + ".0 " + m.name() + "` or `" + n.text() + " " + m.name() + "`"),
                    m.span());
        }
        if (m.of() instanceof Expr.Name n && scope.isDoubtful(n.text())) {
            return new Term.Poison(m.span());
        }
        if (m.of() instanceof Expr.Name n && scope.name(n.text(), n.span()) == null) {
            return poison(unknown(n.text(), n.span()), m.span());
        }
        return poison(
                Diagnostic.of(
                        Code.N001,
                        m.name().span(),
                        "there is no `" + m.name() + "` in `" + m.of().span().text() + "`"),
                m.span());
    }

    private Term index(Expr.Index i) {
        Term found = scope.index(i, this);
        return found != null
                ? found
                : poison(
                        Diagnostic.of(Code.N003, i.span(), "`" + i.of().span().text() + "` has no elements here"),
                        i.span());
    }

    /** The value of the number, counted from 0, that the index says; all have one dimension. */
    Term choice(Expr index, List<Expr> values, Span span) {
        Term at = number(index, Dimension.NONE, "an index");
        List<Term> terms = values.stream().map(this::number).toList();
        if (at instanceof Term.Poison || terms.stream().anyMatch(t -> t instanceof Term.Poison)) {
            return new Term.Poison(span);
        }
        for (Term t : terms) {
            if (!t.dimension().equals(terms.getFirst().dimension())) {
                return poison(
                        Mismatch.of(
                                span,
                                "the members differ: "
                                        + Mismatch.name(terms.getFirst().dimension()) + " and "
                                        + Mismatch.name(t.dimension()),
                                terms.getFirst().dimension(),
                                t.dimension()),
                        span);
            }
            if (!expansion.putIn(at)) {
                return tooFar(span);
            }
        }
        return choose(at, terms, 0, span);
    }

    /** By halving: as many comparisons in a row as the number has digits. */
    private static Term choose(Term index, List<Term> values, int first, Span span) {
        if (values.size() == 1) {
            return values.getFirst();
        }
        int half = values.size() / 2;
        Term below =
                Folding.compare(Comparison.LESS, index, new Term.Constant(first + half, Dimension.NONE, span), span);
        return Folding.choose(
                below,
                choose(index, values.subList(0, half), first, span),
                choose(index, values.subList(half, values.size()), first + half, span),
                span);
    }

    private Term conditional(Expr.Conditional c) {
        Term condition = truth(c.condition());
        Term then = term(c.then());
        Term otherwise = term(c.otherwise());
        if (poisoned(condition, then) || otherwise instanceof Term.Poison) {
            return new Term.Poison(c.span());
        }
        if (then.isTruth() != otherwise.isTruth()) {
            return poison(
                    Diagnostic.of(Code.U006, otherwise.span(), "one branch is a number, the other true or false"),
                    c.span());
        }
        if (then.isTruth()) {
            return Folding.choose(condition, then, otherwise, c.span());
        }
        Term[] matched = match(then, otherwise);
        if (matched == null) {
            return poison(
                    Mismatch.of(
                            otherwise.span(),
                            "the branches differ: " + Mismatch.name(then.dimension()) + " and "
                                    + Mismatch.name(otherwise.dimension()),
                            then.dimension(),
                            otherwise.dimension()),
                    c.span());
        }
        return Folding.choose(condition, matched[0], matched[1], c.span());
    }

    /** Both terms with one dimension, or null. */
    static Term @Nullable [] match(Term left, Term right) {
        if (left.dimension().equals(right.dimension())) {
            return new Term[] {left, right};
        }
        if (isFlexible(left)) {
            return new Term[] {new Term.Constant(((Term.Constant) left).value(), right.dimension(), left.span()), right
            };
        }
        if (isFlexible(right)) {
            return new Term[] {left, new Term.Constant(((Term.Constant) right).value(), left.dimension(), right.span())
            };
        }
        return null;
    }

    /** A bare 0 or infinity is the same in every unit. */
    static boolean isFlexible(Term term) {
        return term instanceof Term.Constant c
                && c.dimension().isNone()
                && (c.value() == 0 || Double.isInfinite(c.value()));
    }

    static boolean poisoned(Term a, Term b) {
        return a instanceof Term.Poison || b instanceof Term.Poison;
    }
}
