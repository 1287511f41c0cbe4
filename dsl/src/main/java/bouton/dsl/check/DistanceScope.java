package bouton.dsl.check;

import bouton.dsl.model.Builtin;
import bouton.dsl.model.Network;
import bouton.dsl.model.Term;
import bouton.dsl.model.Term.ArithmeticOperator;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.unit.Dimension;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names in the values of a projection between groups with positions: those of the network, and {@code d}, the distance of
 * source and target, computed from the numbers of the two.
 */
record DistanceScope(NetworkScope base, Network.Grid source, Network.Grid target) implements Scope {
    static final String DISTANCE = "d";

    /** The scope of the projection's values: what is declared in the program hides {@code d}. */
    static Scope of(NetworkScope base, Network.Grid source, Network.Grid target) {
        boolean measured = source.isPlaced()
                && target.isPlaced()
                && source.dims().size() == target.dims().size();
        return measured ? new DistanceScope(base, source, target) : base;
    }

    @Override
    public @Nullable Term name(String name, Span span) {
        Term found = base.name(name, span);
        return found == null && name.equals(DISTANCE) && base.data().find(name, file()) == null
                ? distance(span)
                : found;
    }

    private Term distance(Span span) {
        int axes = source.dims().size();
        if (axes == 1) {
            return Folding.apply(Builtin.ABS, List.of(along(0, span)), Dimension.LENGTH, span);
        }
        Dimension area = Dimension.LENGTH.times(Dimension.LENGTH);
        Term sum = new Term.Constant(0, area, span);
        for (int axis = 0; axis < axes; axis++) {
            Term along = along(axis, span);
            Term square = Folding.arithmetic(ArithmeticOperator.MULTIPLY, along, along, area, span);
            sum = axis == 0 ? square : Folding.arithmetic(ArithmeticOperator.ADD, sum, square, area, span);
        }
        return Folding.apply(Builtin.SQRT, List.of(sum), Dimension.LENGTH, span);
    }

    /** From source to target along an axis. */
    private Term along(int axis, Span span) {
        return Folding.arithmetic(
                ArithmeticOperator.SUBTRACT,
                position(target, Term.End.POST, axis, span),
                position(source, Term.End.PRE, axis, span),
                Dimension.LENGTH,
                span);
    }

    private static Term position(Network.Grid grid, Term.End end, int axis, Span span) {
        int n = grid.dims().get(axis);
        int stride = grid.stride(axis);
        Term index = new Term.Index(end, span);
        if (stride > 1) {
            Term rows = plain(ArithmeticOperator.DIVIDE, index, number(stride, span), span);
            index = Folding.apply(Builtin.FLOOR, List.of(rows), Dimension.NONE, span);
        }
        if (axis > 0) {
            index = Folding.apply(Builtin.MOD, List.of(index, number(n, span)), Dimension.NONE, span);
        }
        Term centred = plain(ArithmeticOperator.SUBTRACT, index, number((n - 1) / 2.0, span), span);
        Term pitch = new Term.Constant(grid.pitch().get(axis), Dimension.LENGTH, span);
        return Folding.arithmetic(ArithmeticOperator.MULTIPLY, centred, pitch, Dimension.LENGTH, span);
    }

    private static Term plain(ArithmeticOperator op, Term a, Term b, Span span) {
        return Folding.arithmetic(op, a, b, Dimension.NONE, span);
    }

    private static Term number(double value, Span span) {
        return new Term.Constant(value, Dimension.NONE, span);
    }

    @Override
    public @Nullable Term member(Expr.Member member, Typer typer) {
        return base.member(member, typer);
    }

    @Override
    public @Nullable Term index(Expr.Index index, Typer typer) {
        return base.index(index, typer);
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
