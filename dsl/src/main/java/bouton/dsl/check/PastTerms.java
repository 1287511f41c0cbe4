package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Model;
import bouton.dsl.model.Term;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model may know of the past: `since(event)`. */
final class PastTerms {
    static final String SINCE = "since";

    private final ModelChecker model;
    private final Typer typer;
    private final Diagnostics diagnostics;

    PastTerms(ModelChecker model, Typer typer) {
        this.model = model;
        this.typer = typer;
        this.diagnostics = typer.diagnostics();
    }

    /** Time since the last event of this name before now. */
    Term since(Expr.Call call) {
        Path path = plain(call, 1) ? path(call.arguments().getFirst().value()) : null;
        if (path == null) {
            return typer.poison(
                    Diagnostic.of(Code.N009, call.span(), "`since` takes the name of an event")
                            .help(
                                    model.isSynapse()
                                            ? "for example `since(pre)`, `since(post)`, `since(post.burst)`"
                                            : "for example `since(spike)`"),
                    call.span());
        }
        EventNames.SideEvent event = new EventNames(model, diagnostics).resolve(path);
        if (event == null) {
            return new Term.Poison(call.span());
        }
        ModelTable.Entry entry = path.isSimple() ? model.table().find(path.text()) : null;
        if (entry != null) {
            entry.read = true;
        }
        Model.Since since = new Model.Since(event.side(), event.event());
        List<Model.Since> all = model.table().sinces;
        if (!all.contains(since)) {
            all.add(since);
        }
        return new Term.Since(all.indexOf(since), call.span());
    }

    private static boolean plain(Expr.Call call, int count) {
        return call.arguments().size() == count
                && call.arguments().stream()
                        .allMatch(a -> a.isPlain() && a.name().isEmpty());
    }

    /** Names joined by dots; null if the expression is something else. */
    private static @Nullable Path path(Expr expr) {
        List<Ident> names = new ArrayList<>();
        Expr rest = expr;
        while (rest instanceof Expr.Member m) {
            names.addFirst(m.name());
            rest = m.of();
        }
        if (!(rest instanceof Expr.Name n)) {
            return null;
        }
        names.addFirst(new Ident(n.text(), n.span()));
        return new Path(names, expr.span());
    }
}
