package bouton.dsl.check;

import bouton.dsl.model.Term;
import bouton.dsl.unit.Dimension;

/** A condition over the indices of a pair. */
final class PairConditions {
    private PairConditions() {}

    static boolean holds(Term condition, int pre, int post) {
        return Vectors.truth(substitute(condition, pre, post), 0);
    }

    private static Term substitute(Term term, int pre, int post) {
        return switch (term) {
            case Term.Index i -> new Term.Constant(i.end() == Term.End.POST ? post : pre, Dimension.NONE, i.span());
            case Term.Not n -> new Term.Not(substitute(n.operand(), pre, post), n.span());
            case Term.Logic l ->
                new Term.Logic(l.and(), substitute(l.left(), pre, post), substitute(l.right(), pre, post), l.span());
            case Term.Compare c ->
                new Term.Compare(
                        c.comparison(), substitute(c.left(), pre, post), substitute(c.right(), pre, post), c.span());
            case Term.Negate n -> new Term.Negate(substitute(n.operand(), pre, post), n.span());
            case Term.Arithmetic a ->
                new Term.Arithmetic(
                        a.operator(),
                        substitute(a.left(), pre, post),
                        substitute(a.right(), pre, post),
                        a.dimension(),
                        a.span());
            case Term.Apply a ->
                new Term.Apply(
                        a.function(),
                        a.arguments().stream()
                                .map(x -> substitute(x, pre, post))
                                .toList(),
                        a.dimension(),
                        a.span());
            case Term.Choose c ->
                new Term.Choose(
                        substitute(c.condition(), pre, post),
                        substitute(c.then(), pre, post),
                        substitute(c.otherwise(), pre, post),
                        c.span());
            case Term.DataRef d ->
                new Term.DataRef(d.data(), substitute(d.row(), pre, post), substitute(d.column(), pre, post), d.span());
            default -> term;
        };
    }
}
