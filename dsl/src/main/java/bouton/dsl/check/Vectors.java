package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.model.DataTable;
import bouton.dsl.model.Term;
import bouton.dsl.unit.Dimension;
import org.jspecify.annotations.Nullable;

/** Terms of constants, data and indices as numbers, one per instance. */
final class Vectors {
    private static final int MOST_LISTED = 20_000_000;

    private Vectors() {}

    /** Values for instances 0 .. n - 1, or one value that holds for all; null after a report. */
    static double @Nullable [] of(Term term, int n, Typer typer) {
        if (term instanceof Term.Constant c) {
            return new double[] {c.value()};
        }
        if (term instanceof Term.Poison) {
            return null;
        }
        if (n > MOST_LISTED) {
            typer.diagnostics()
                    .add(Diagnostic.of(
                            Code.E003,
                            term.span(),
                            "one value for each of %,d is too much; at most %,d can differ".formatted(n, MOST_LISTED)));
            return null;
        }
        int[] wrong = {-1};
        Terms.visit(term, t -> {
            if (t instanceof Term.DataRef d
                    && d.column() instanceof Term.Index
                    && d.data().columns() != n) {
                wrong[0] = d.data().columns();
            }
        });
        if (wrong[0] >= 0) {
            typer.diagnostics()
                    .add(Diagnostic.of(
                            Code.D002,
                            term.span(),
                            "there are " + n + " of them, the data has " + wrong[0] + " values"));
            return null;
        }
        double[] result = new double[n];
        for (int i = 0; i < n; i++) {
            result[i] = value(term, i);
        }
        return result;
    }

    private static double value(Term term, int i) {
        return switch (term) {
            case Term.Constant c -> c.value();
            case Term.Index x -> i;
            case Term.DataRef d -> {
                DataTable t = d.data();
                int row = clamp(value(d.row(), i), t.rows());
                int column = clamp(value(d.column(), i), t.columns());
                yield t.values()[row * t.columns() + column];
            }
            case Term.Negate n -> -value(n.operand(), i);
            case Term.Arithmetic a -> Folding.compute(a.operator(), value(a.left(), i), value(a.right(), i));
            case Term.Apply a -> {
                double[] x =
                        a.arguments().stream().mapToDouble(t -> value(t, i)).toArray();
                yield Folding.compute(a.function(), x).orElse(Double.NaN);
            }
            case Term.Choose c -> truth(c.condition(), i) ? value(c.then(), i) : value(c.otherwise(), i);
            default -> throw new IllegalStateException(term.toString());
        };
    }

    static boolean truth(Term term, int i) {
        return switch (term) {
            case Term.Truth t -> t.value();
            case Term.Not n -> !truth(n.operand(), i);
            case Term.Logic l ->
                l.and() ? truth(l.left(), i) && truth(l.right(), i) : truth(l.left(), i) || truth(l.right(), i);
            case Term.Compare c -> Folding.compute(c.comparison(), value(c.left(), i), value(c.right(), i));
            default -> throw new IllegalStateException(term.toString());
        };
    }

    private static int clamp(double x, int n) {
        return (int) Math.min(Math.max(0, Math.floor(x)), n - 1);
    }

    /** Whether a term can be computed here: nothing in it that exists only in a run. */
    static boolean isComputable(Term term) {
        return !Terms.any(
                term,
                t -> !(t instanceof Term.Constant
                        || t instanceof Term.Index
                        || t instanceof Term.DataRef
                        || t instanceof Term.Negate
                        || t instanceof Term.Arithmetic
                        || t instanceof Term.Apply
                        || t instanceof Term.Choose
                        || t instanceof Term.Truth
                        || t instanceof Term.Not
                        || t instanceof Term.Logic
                        || t instanceof Term.Compare));
    }

    /** A dimensionless whole number in a range, or null after a report. */
    static @Nullable Long whole(Term term, long min, long max, String what, Typer typer) {
        Term plain = typer.expect(term, Dimension.NONE, what);
        if (plain instanceof Term.Poison) {
            return null;
        }
        if (!(plain instanceof Term.Constant c)
                || c.value() != Math.rint(c.value())
                || c.value() < min
                || c.value() > max) {
            String found = plain instanceof Term.Constant c ? ", this is " + Numbers.show(c.value()) : "";
            typer.diagnostics()
                    .add(Diagnostic.of(
                            Code.E003, term.span(), what + " is a whole number from " + min + " to " + max + found));
            return null;
        }
        return (long) c.value();
    }
}
