package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Method;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import bouton.dsl.unit.Dimension;
import java.util.Optional;
import java.util.stream.Stream;

/** `method rk4`, `@method(rk4)`. */
final class MethodChecker {
    private MethodChecker() {}

    static Optional<Method> method(Item.Method m, Typer typer, Diagnostics diagnostics) {
        return method(m.name(), m.argument(), m.span(), typer, diagnostics);
    }

    static Optional<Method> annotation(Item.Annotation a, Typer typer, Diagnostics diagnostics) {
        if (a.arguments().size() == 1) {
            Expr value = a.arguments().getFirst().value();
            if (value instanceof Expr.Name n) {
                return method(new Ident(n.text(), n.span()), Optional.empty(), a.span(), typer, diagnostics);
            }
            if (value instanceof Expr.Call c
                    && c.callee() instanceof Expr.Name n
                    && c.arguments().size() == 1) {
                return method(
                        new Ident(n.text(), n.span()),
                        Optional.of(c.arguments().getFirst().value()),
                        a.span(),
                        typer,
                        diagnostics);
            }
        }
        diagnostics.add(Diagnostic.of(Code.S009, a.span(), "write `@method(rk4)`"));
        return Optional.empty();
    }

    private static Optional<Method> method(
            Ident name, Optional<Expr> argument, Span span, Typer typer, Diagnostics diagnostics) {
        Optional<Method.Kind> kind = Method.Kind.find(name.text());
        if (kind.isEmpty()) {
            diagnostics.add(Diagnostic.of(Code.T006, name.span(), "there is no method `" + name + "`")
                    .suggest(
                            name.text(),
                            Stream.of(Method.Kind.values())
                                    .map(Method.Kind::word)
                                    .toList())
                    .note("methods: euler, rk2, rk4, exponential_euler, exact, adaptive(tolerance)"));
            return Optional.empty();
        }
        double tolerance = Double.NaN;
        if (kind.get() == Method.Kind.ADAPTIVE) {
            tolerance = 1e-10;
        }
        if (argument.isPresent()) {
            Term value = typer.number(argument.get(), Dimension.NONE, "a tolerance");
            if (kind.get() != Method.Kind.ADAPTIVE) {
                diagnostics.add(Diagnostic.of(Code.T006, span, "`" + name + "` takes no argument"));
            } else if (value instanceof Term.Constant c && c.value() >= 1e-14 && c.value() <= 0.1) {
                tolerance = c.value();
            } else if (!(value instanceof Term.Poison)) {
                diagnostics.add(
                        Diagnostic.of(Code.T006, argument.get().span(), "a tolerance is a number from 1e-14 to 0.1"));
            }
        }
        return Optional.of(new Method(kind.get(), tolerance, span));
    }
}
