package bouton.dsl.check;

import bouton.dsl.model.DataTable;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names among the items of a network: its parameters, and data that is one number. */
record NetworkScope(FileScope file, Map<String, Term> params, double dt, DataTables data) implements Scope {
    @Override
    public @Nullable Term name(String name, Span span) {
        Term param = params.get(name);
        if (param != null) {
            return param instanceof Term.Constant c ? new Term.Constant(c.value(), c.dimension(), span) : param;
        }
        if (name.equals("dt")) {
            return new Term.Constant(dt, Dimension.TIME, span);
        }
        DataTable table = data.find(name, file);
        if (table != null && data.isFaulty(table)) {
            return new Term.Poison(span);
        }
        return table != null && table.shape().length == 0
                ? new Term.Constant(table.values()[0], Dimension.NONE, span)
                : null;
    }

    @Override
    public @Nullable Term index(Expr.Index index, Typer typer) {
        if (index.of() instanceof Expr.Name n) {
            DataTable table = data.find(n.text(), file);
            if (table != null && data.isFaulty(table)) {
                return new Term.Poison(index.span());
            }
            if (table != null && DataTerms.element(table, index, typer) instanceof Term.DataRef d) {
                return d.row() instanceof Term.Constant r && d.column() instanceof Term.Constant c
                        ? new Term.Constant(
                                d.data().values()[(int) r.value() * d.data().columns() + (int) c.value()],
                                Dimension.NONE,
                                index.span())
                        : d;
            }
        }
        return null;
    }

    @Override
    public List<String> names() {
        List<String> result = new ArrayList<>(params.keySet());
        result.addAll(file.names(bouton.dsl.syntax.Declaration.Data.class));
        return result;
    }

    @Override
    public boolean isDoubtful(String name) {
        return file.isDoubtful(name);
    }
}
