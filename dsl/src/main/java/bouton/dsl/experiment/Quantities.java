package bouton.dsl.experiment;

import bouton.dsl.check.Numbers;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.Builtin;
import bouton.dsl.source.Span;
import bouton.dsl.unit.Dimension;
import bouton.dsl.unit.Unit;
import bouton.dsl.unit.Units;
import java.util.List;
import java.util.Optional;

/** Dimensions of formulas: what fits, what to say where it does not, and the unit to show a value in. */
public final class Quantities {
    private Quantities() {}

    /** A bare 0 or infinity is the same in every unit, as is a list without elements. */
    static boolean isFlexible(Formula f) {
        return isEmptyList(f)
                || f instanceof Formula.Constant c
                        && c.type().isNumber()
                        && c.unit().isEmpty()
                        && (c.value() == 0 || Double.isInfinite(c.value()));
    }

    static boolean isEmptyList(Formula f) {
        return f instanceof Formula.ListOf l && l.elements().isEmpty();
    }

    /** The flexible constant in this dimension. */
    static Formula in(Formula f, Dimension dimension) {
        if (f instanceof Formula.ListOf l) {
            return new Formula.ListOf(l.elements(), Type.number(dimension, 1), l.span());
        }
        Formula.Constant c = (Formula.Constant) f;
        return new Formula.Constant(c.value(), c.unit(), Type.number(dimension), c.span());
    }

    /** Both with one dimension; empty if that cannot be. */
    static Optional<Formula[]> match(Formula left, Formula right) {
        if (left.type().dimension().equals(right.type().dimension())) {
            return Optional.of(new Formula[] {left, right});
        }
        if (isFlexible(left)) {
            return Optional.of(new Formula[] {in(left, right.type().dimension()), right});
        }
        if (isFlexible(right)) {
            return Optional.of(new Formula[] {left, in(right, left.type().dimension())});
        }
        return Optional.empty();
    }

    static Diagnostic.Builder mismatch(Span span, String message, Dimension one, Dimension other) {
        return Diagnostic.of(Code.U001, span, message)
                .note("in base units: " + one + " against " + other + "; they differ by " + one.per(other));
    }

    /** A dimension by a unit of it that people use. */
    static String name(Dimension dimension) {
        return dimension.isNone() ? "no unit" : Units.usual(dimension).symbol();
    }

    /** A value in a unit, for people. */
    public static String show(double internal, Unit unit) {
        double value = internal * unit.display();
        String number = Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : Numbers.show(value);
        return unit.symbol().isEmpty() || unit.symbol().equals("1") ? number : number + " " + unit.symbol();
    }

    /** The unit of this dimension that the formula itself writes, else the usual one. */
    public static Unit unit(Formula f, Dimension dimension) {
        return written(f, dimension).orElseGet(() -> Units.usual(dimension));
    }

    private static Optional<Unit> written(Formula f, Dimension dimension) {
        if (f instanceof Formula.Constant c
                && c.unit().isPresent()
                && c.unit().get().dimension().equals(dimension)
                && !c.unit().get().symbol().isEmpty()) {
            return c.unit();
        }
        // cos(60 deg) is no angle.
        if (f instanceof Formula.Apply a && a.function().rule() != Builtin.Rule.SAME) {
            return Optional.empty();
        }
        // A tolerance of 5 % says nothing about what is compared.
        List<Formula> parts = f instanceof Formula.Compare c ? List.of(c.left(), c.right()) : Formulas.children(f);
        for (Formula part : parts) {
            Optional<Unit> found = written(part, dimension);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
