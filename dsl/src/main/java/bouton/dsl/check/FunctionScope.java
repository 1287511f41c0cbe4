package bouton.dsl.check;

import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Ident;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inside a function of the user: its parameters, and nothing else. */
record FunctionScope(Declaration.Function function, List<Term> arguments, FileScope file) implements Scope {
    @Override
    public @Nullable Term name(String name, Span span) {
        for (int i = 0; i < arguments.size(); i++) {
            if (function.parameters().get(i).text().equals(name)) {
                return arguments.get(i);
            }
        }
        return null;
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
