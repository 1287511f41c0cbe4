package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Expr;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right side of an equation taken apart: what has a value at every moment, and its `noise(s)` terms. Noise has no value at
 * a moment, so it stands in a sum of its own right and nowhere else: a factor belongs into s.
 *
 * @param deterministic the rest; empty if there is nothing but noise
 * @param noises in the order of the text
 */
record NoiseTerms(Optional<Expr> deterministic, List<Expr.Call> noises) {
    static final String WORD = "noise";

    NoiseTerms {
        noises = List.copyOf(noises);
    }

    /** @param file a function of its own by that name comes first */
    static NoiseTerms of(Expr rate, FileScope file) {
        FileScope.Entry entry = file.find(WORD);
        if (entry != null && entry.declaration() instanceof Declaration.Function) {
            return new NoiseTerms(Optional.of(rate), List.of());
        }
        List<Expr.Call> noises = new ArrayList<>();
        Optional<Expr> rest = split(rate, noises);
        return new NoiseTerms(rest, noises);
    }

    /** What is left without the noise, which is collected. Its sign does not matter. */
    private static Optional<Expr> split(Expr e, List<Expr.Call> noises) {
        switch (e) {
            case Expr.Call c
            when c.callee() instanceof Expr.Name n && n.text().equals(WORD) -> {
                noises.add(c);
                return Optional.empty();
            }
            case Expr.Binary b
            when b.operator() == Expr.BinaryOperator.ADD || b.operator() == Expr.BinaryOperator.SUBTRACT -> {
                Optional<Expr> left = split(b.left(), noises);
                Optional<Expr> right = split(b.right(), noises);
                return sum(b, left, right);
            }
            case Expr.Unary u
            when u.operator() == Expr.UnaryOperator.MINUS -> {
                return split(u.operand(), noises).map(o -> new Expr.Unary(u.operator(), o, u.span()));
            }
            default -> {
                return Optional.of(e);
            }
        }
    }

    private static Optional<Expr> sum(Expr.Binary b, Optional<Expr> left, Optional<Expr> right) {
        if (left.isEmpty()) {
            boolean minus = b.operator() == Expr.BinaryOperator.SUBTRACT;
            return minus ? right.map(r -> new Expr.Unary(Expr.UnaryOperator.MINUS, r, r.span())) : right;
        }
        return right.isEmpty() ? left : Optional.of(new Expr.Binary(b.operator(), left.get(), right.get(), b.span()));
    }

    /** The checked rest; a 0 that fits everywhere if there is none. */
    Term rate(Typer typer, Span span) {
        return deterministic.map(typer::number).orElseGet(() -> new Term.Constant(0, Dimension.NONE, span));
    }

    /** Checks what stands inside, for its own sake. */
    void look(Typer typer) {
        noises.forEach(n -> n.arguments().forEach(a -> typer.number(a.value())));
    }

    /**
     * The checked amplitude of one of the noises; null after a report.
     *
     * @param name of the variable, which is of the dimension
     */
    @Nullable
    Term amplitude(Expr.Call noise, Typer typer, String name, Dimension dimension, Diagnostics diagnostics) {
        Dimension wanted = dimension.per(Dimension.TIME.power(0.5).orElseThrow());
        if (noise.arguments().size() != 1
                || !noise.arguments().getFirst().isPlain()
                || noise.arguments().getFirst().name().isPresent()) {
            diagnostics.add(Diagnostic.of(Code.N009, noise.span(), "`noise` takes one argument, its strength"));
            return null;
        }
        Expr argument = noise.arguments().getFirst().value();
        Term amplitude = typer.number(argument);
        if (amplitude instanceof Term.Poison) {
            return null;
        }
        if (amplitude.dimension().equals(wanted)) {
            return amplitude;
        }
        if (Typer.isFlexible(amplitude)) {
            return new Term.Constant(((Term.Constant) amplitude).value(), wanted, amplitude.span());
        }
        diagnostics.add(Mismatch.of(
                        argument.span(),
                        "the noise of `" + name + "` is in " + Mismatch.name(dimension)
                                + " per square root of time, this is in " + Mismatch.name(amplitude.dimension()),
                        wanted,
                        amplitude.dimension())
                .note("white noise adds up to s * sqrt(T) in a time T")
                .help("a standard deviation s in the end, with the time constant tau: `noise(s * sqrt(2 / tau))`"));
        return null;
    }

    /** Noise where none may stand. */
    static Term misplaced(Expr.Call call, Typer typer) {
        typer.diagnostics()
                .add(
                        Diagnostic.of(Code.S006, call.span(), "`noise` is a term of an equation, of a sum at its top")
                                .note("it has no value at a moment: only what it adds up to in a time")
                                .help(
                                        "write `x' = … + noise(s)` and put factors into s; for a new value each time draw one: `normal(0, s)`"));
        return new Term.Poison(call.span());
    }
}
