package bouton.dsl.check;

import bouton.dsl.model.DataTable;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;

/**
 * Data as the instances of a model read it.
 *
 * @param isFaulty whether its declaration was refused; reading it is then no second error
 * @param inSynapse whether the reader is a synapse, which has two neurons whose number could be meant
 */
record DataUse(DataTable table, boolean isFaulty, boolean inSynapse) {
    /** The name alone. */
    Term bare(Span span) {
        return isFaulty ? new Term.Poison(span) : DataTerms.bare(table, inSynapse, span);
    }

    /** {@code d[i]}. */
    Term element(Expr.Index index, Typer typer) {
        return isFaulty ? new Term.Poison(index.span()) : DataTerms.element(table, index, typer);
    }

    /** {@code d(t)}. */
    Term byTime(Expr.Call call, Typer typer) {
        return isFaulty ? new Term.Poison(call.span()) : DataTerms.byTime(table, call, typer);
    }
}
