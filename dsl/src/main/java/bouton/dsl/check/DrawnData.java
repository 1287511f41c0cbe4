package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.DataTable;
import bouton.dsl.model.Term;
import bouton.dsl.syntax.Declaration;
import bouton.dsl.syntax.Expr;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws the numbers of {@code data d[rows][columns] ~ …}: element k is a function of the seed, the name and k. */
final class DrawnData {
    /** More numbers than any table in memory. */
    private static final double MOST = 1 << 28;

    private final Environment environment;
    private final long seed;
    private final double dt;
    private final Diagnostics diagnostics;

    DrawnData(Environment environment, long seed, double dt, Diagnostics diagnostics) {
        this.environment = environment;
        this.seed = seed;
        this.dt = dt;
        this.diagnostics = diagnostics;
    }

    /** Null after a report. */
    @Nullable
    DataTable draw(Declaration.Data d, FileScope home, double period) {
        int[] shape = shape(d, home);
        Expr value = d.value().value();
        Typer typer = new Typer(new DataTables.EmptyScope(home, "data " + d.name()), dt, diagnostics);
        Term term = typer.term(value);
        if (shape == null || term instanceof Term.Poison) {
            return null;
        }
        if (!(term instanceof Term.Draw draw) || !draw.arguments().stream().allMatch(Term::isConstant)) {
            diagnostics.add(Diagnostic.of(Code.R001, value.span(), "a draw with known arguments is needed here")
                    .help("for example `~ uniform(0, 1)` or `~ choice(-1, 1)`"));
            return null;
        }
        if (!draw.dimension().isNone()) {
            diagnostics.add(Diagnostic.of(
                    Code.U004,
                    value.span(),
                    "data are plain numbers: draw without a unit, and multiply by it where the data is used"));
            return null;
        }
        int count = 1;
        for (int n : shape) {
            count *= n;
        }
        double[] arguments = draw.arguments().stream()
                .mapToDouble(a -> ((Term.Constant) a).value())
                .toArray();
        try {
            double[] values = environment.draws(draw.kind(), arguments, "data " + d.name(), seed, count);
            return new DataTable(
                    d.name().text(), shape, values, period, d.name().span());
        } catch (IOException e) {
            diagnostics.add(Diagnostic.of(Code.R002, value.span(), "this cannot be drawn: " + e.getMessage()));
            return null;
        }
    }

    private int @Nullable [] shape(Declaration.Data d, FileScope home) {
        if (d.dims().isEmpty()) {
            diagnostics.add(Diagnostic.of(Code.S008, d.name().span(), "how many numbers are drawn?")
                    .help("write `data " + d.name() + "[100] ~ …`, or `[10][100]` for ten rows"));
            return null;
        }
        int[] shape = sizes(d.dims(), home, dt, diagnostics);
        if (shape == null) {
            return null;
        }
        double count = 1;
        for (int n : shape) {
            count *= n;
        }
        if (count > MOST) {
            diagnostics.add(Diagnostic.of(
                    Code.D002,
                    d.name().span(),
                    "these are " + Numbers.show(count) + " numbers, more than can be kept"));
            return null;
        }
        return shape;
    }

    /** Lengths of axes as they are written; null after a report. */
    static int @Nullable [] sizes(List<Expr> dims, FileScope home, double dt, Diagnostics diagnostics) {
        Typer typer = new Typer(new DataTables.EmptyScope(home), dt, diagnostics);
        List<Integer> sizes = new ArrayList<>();
        for (Expr e : dims) {
            Term size = typer.number(e);
            if (size instanceof Term.Constant c
                    && c.value() >= 1
                    && c.value() <= MOST
                    && c.value() == Math.rint(c.value())) {
                sizes.add((int) c.value());
            } else if (!(size instanceof Term.Poison)) {
                diagnostics.add(
                        Diagnostic.of(Code.D002, e.span(), "the length of an axis is a whole number from 1 on"));
            }
        }
        return sizes.size() < dims.size()
                ? null
                : sizes.stream().mapToInt(Integer::intValue).toArray();
    }
}
