package bouton.cli.protocol;

import bouton.dsl.experiment.Formula;

/**
 * Computes formulas whose parts are single numbers without making values of them: what runs once for every member of a set
 * comes here. Gives the same numbers as {@link Evaluator#value}.
 */
final class Scalars {
    private final Evaluator evaluator;

    Scalars(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** Whether all that the formula computes with are single numbers. */
    private static boolean isSingle(Formula f) {
        return f.type().rank() == 0;
    }

    double number(Formula f) {
        return switch (f) {
            case Formula.Constant c -> c.value();
            case Formula.MemberValue m -> evaluator.sets().memberValue(m);
            case Formula.Change c -> evaluator.sets().change(c);
            case Formula.MemberIndex m -> evaluator.sets().memberIndex(m.end());
            case Formula.Negate n when isSingle(n.operand()) -> -number(n.operand());
            case Formula.Not n when isSingle(n.operand()) -> number(n.operand()) == 0 ? 1 : 0;
            case Formula.Arithmetic a
            when isSingle(a.left()) && isSingle(a.right()) ->
                Elementwise.compute(a.operator(), number(a.left()), number(a.right()));
            case Formula.Compare c
            when c.tolerance().isEmpty() && isSingle(c.left()) && isSingle(c.right()) -> compare(c);
            case Formula.Logic l when isSingle(l.left()) && isSingle(l.right()) -> logic(l);
            case Formula.Choose c
            when isSingle(c.condition()) -> evaluator.truth(c.condition()) ? number(c.then()) : number(c.otherwise());
            case Formula.Apply a when a.arguments().stream().allMatch(Scalars::isSingle) -> apply(a);
            default -> ((Value.Number) evaluator.value(f)).value();
        };
    }

    private double compare(Formula.Compare c) {
        double left = number(c.left());
        double right = number(c.right());
        Elementwise.refuseNotANumber(c, left, right);
        return Elementwise.holds(c, left, right, Double.NaN) ? 1 : 0;
    }

    private double logic(Formula.Logic l) {
        boolean left = evaluator.truth(l.left());
        // The right side may make no sense where the left side has decided.
        boolean decided = left != l.and();
        return (decided ? left : evaluator.truth(l.right())) ? 1 : 0;
    }

    private double apply(Formula.Apply a) {
        double[] x = new double[a.arguments().size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = number(a.arguments().get(i));
        }
        return Elementwise.compute(a.function(), x);
    }
}
