package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.Builtin;
import bouton.dsl.model.DataTable;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.unit.Dimension;
import java.util.List;

/** Data inside models and overrides: one number per instance, an element, or a row by time. */
final class DataTerms {
    private DataTerms() {}

    /** The name alone: the element of the instance; of a table, that of the pair. */
    static Term bare(DataTable data, boolean synapse, Span span) {
        Term zero = new Term.Constant(0, Dimension.NONE, span);
        return switch (data.shape().length) {
            case 0 -> new Term.Constant(data.values()[0], Dimension.NONE, span);
            case 1 -> new Term.DataRef(vector(data), zero, new Term.Index(Term.End.SELF, span), span);
            default ->
                synapse
                        ? new Term.DataRef(
                                data, new Term.Index(Term.End.PRE, span), new Term.Index(Term.End.POST, span), span)
                        : new Term.DataRef(data, zero, new Term.Index(Term.End.SELF, span), span);
        };
    }

    /** One row instead of one column. */
    private static DataTable vector(DataTable data) {
        return new DataTable(
                data.name(), new int[] {1, data.values().length}, data.values(), data.period(), data.span());
    }

    /** `d[i]`, `d[i, j]`. */
    static Term element(DataTable data, Expr.Index index, Typer typer) {
        int axes = Math.max(1, data.shape().length);
        if (index.at().size() != axes
                || index.at().stream().anyMatch(a -> !a.isPlain() || a.name().isPresent())
                || axes > 2) {
            typer.diagnostics()
                    .add(Diagnostic.of(
                            Code.D002,
                            index.span(),
                            "`" + data.name() + "` has " + (axes == 1 ? "1 axis" : axes + " axes") + ", this gives "
                                    + index.at().size()));
            return new Term.Poison(index.span());
        }
        if (empty(data, index.span(), typer)) {
            return new Term.Poison(index.span());
        }
        Term first = typer.number(index.at().getFirst().value(), Dimension.NONE, "an index");
        if (axes == 1) {
            return first instanceof Term.Poison
                    ? first
                    : new Term.DataRef(
                            vector(data), new Term.Constant(0, Dimension.NONE, index.span()), first, index.span());
        }
        Term second = typer.number(index.at().get(1).value(), Dimension.NONE, "an index");
        return Typer.poisoned(first, second)
                ? new Term.Poison(index.span())
                : new Term.DataRef(data, first, second, index.span());
    }

    /** Data that was given may have no values: a list of no synapses. It has no element that an index could find. */
    private static boolean empty(DataTable data, Span span, Typer typer) {
        if (data.values().length == 0) {
            typer.diagnostics()
                    .add(Diagnostic.of(Code.D002, span, "`" + data.name() + "` has no values: it has no elements")
                            .also(data.span(), "declared here"));
        }
        return data.values().length == 0;
    }

    /** `d(t)`: the row of that time, the element of the instance. */
    static Term byTime(DataTable data, Expr.Call call, Typer typer) {
        if (Double.isNaN(data.period())) {
            typer.diagnostics()
                    .add(Diagnostic.of(
                                    Code.D002,
                                    call.span(),
                                    "`" + data.name() + "` does not say how far apart in time its rows are")
                            .also(data.span(), "declared here")
                            .help("write `data " + data.name() + " = … every 1 ms`"));
            return new Term.Poison(call.span());
        }
        if (empty(data, call.span(), typer)) {
            return new Term.Poison(call.span());
        }
        if (call.arguments().size() != 1) {
            typer.diagnostics()
                    .add(Diagnostic.of(Code.N009, call.span(), "a look-up by time takes one argument, the time"));
            return new Term.Poison(call.span());
        }
        Term time = typer.number(call.arguments().getFirst().value(), Dimension.TIME, "the time of a look-up");
        if (time instanceof Term.Poison) {
            return time;
        }
        // A time that is a multiple of the period belongs to the new row, whatever rounding made of it.
        Span span = call.span();
        Term row = Folding.arithmetic(
                Term.ArithmeticOperator.DIVIDE,
                time,
                new Term.Constant(data.period(), Dimension.TIME, span),
                Dimension.NONE,
                span);
        Term guarded = Folding.arithmetic(
                Term.ArithmeticOperator.ADD, row, new Term.Constant(1e-6, Dimension.NONE, span), Dimension.NONE, span);
        DataTable table = data.shape().length == 1
                ? new DataTable(data.name(), new int[] {data.rows(), 1}, data.values(), data.period(), data.span())
                : data;
        Term column =
                table.columns() == 1 ? new Term.Constant(0, Dimension.NONE, span) : new Term.Index(Term.End.SELF, span);
        return new Term.DataRef(
                table, Folding.apply(Builtin.FLOOR, List.of(guarded), Dimension.NONE, span), column, span);
    }
}
