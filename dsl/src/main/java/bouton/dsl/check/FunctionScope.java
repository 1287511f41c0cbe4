package bouton.dsl.check;

import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inside a function of the user: its parameters, and the data of its file as the caller reads it.
 *
 * @param file where the function is declared
 * @param caller the place of the call
 */
record FunctionScope(Declaration.Function function, List<Term> arguments, FileScope file, Scope caller)
        implements Scope {
    @Override
    public @Nullable Term name(String name, Span span) {
        for (int i = 0; i < arguments.size(); i++) {
            if (function.parameters().get(i).text().equals(name)) {
                return arguments.get(i);
            }
        }
        DataUse data = caller.data(name, file);
        return data == null ? null : data.bare(span);
    }

    @Override
    public @Nullable Term index(Expr.Index index, Typer typer) {
        DataUse data = index.of() instanceof Expr.Name n && !isParameter(n.text()) ? caller.data(n.text(), file) : null;
        return data == null ? null : data.element(index, typer);
    }

    @Override
    public @Nullable Term call(String name, Expr.Call call, Typer typer) {
        DataUse data = isParameter(name) ? null : caller.data(name, file);
        return data == null ? null : data.byTime(call, typer);
    }

    @Override
    public @Nullable DataUse data(String name, FileScope home) {
        return caller.data(name, home);
    }

    private boolean isParameter(String name) {
        return function.parameters().stream().anyMatch(p -> p.text().equals(name));
    }

    @Override
    public List<String> names() {
        return function.parameters().stream().map(Ident::text).toList();
    }

    @Override
    public boolean isDoubtful(String name) {
        return file.isDoubtful(name);
    }
}
