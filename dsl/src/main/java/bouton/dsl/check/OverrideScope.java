package bouton.dsl.check;

import bouton.dsl.model.DataTable;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names in a value that a population or projection gives to its instances: those of the network, data, and indices. */
record OverrideScope(Scope base, boolean synapse, @Nullable String drawPath, DataTables data) implements Scope {
    @Override
    public @Nullable Term name(String name, Span span) {
        Term found = base.name(name, span);
        if (found != null) {
            return found;
        }
        if (name.equals("index")) {
            return new Term.Index(Term.End.SELF, span);
        }
        DataTable table = data.find(name, file());
        if (table == null) {
            return null;
        }
        return data.isFaulty(table) ? new Term.Poison(span) : DataTerms.bare(table, synapse, span);
    }

    @Override
    public @Nullable Term member(Expr.Member member, Typer typer) {
        if (member.of() instanceof Expr.Name n) {
            if (synapse
                    && member.name().text().equals("index")
                    && (n.text().equals("pre") || n.text().equals("post"))) {
                return new Term.Index(n.text().equals("pre") ? Term.End.PRE : Term.End.POST, member.span());
            }
            DataTables.Loaded loaded = data.load(n.text(), file());
            DataTable part =
                    loaded == null ? null : loaded.parts().get(member.name().text());
            if (part != null) {
                return DataTerms.bare(part, synapse, member.span());
            }
            if (loaded != null && data.isFaulty(loaded.whole())) {
                return new Term.Poison(member.span());
            }
        }
        return base.member(member, typer);
    }

    @Override
    public @Nullable Term index(Expr.Index index, Typer typer) {
        if (index.of() instanceof Expr.Name n) {
            DataTable table = data.find(n.text(), file());
            if (table != null) {
                return data.isFaulty(table) ? new Term.Poison(index.span()) : DataTerms.element(table, index, typer);
            }
        }
        return base.index(index, typer);
    }

    @Override
    public @Nullable DataUse data(String name, FileScope home) {
        DataTable table = data.find(name, home);
        return table == null ? null : new DataUse(table, data.isFaulty(table), synapse);
    }

    @Override
    public List<String> names() {
        return base.names();
    }

    @Override
    public boolean isDoubtful(String name) {
        return base.isDoubtful(name);
    }

    @Override
    public FileScope file() {
        return base.file();
    }
}
