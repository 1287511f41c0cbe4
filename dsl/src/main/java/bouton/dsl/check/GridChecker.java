package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Network;
import bouton.dsl.model.Term;
import bouton.dsl.syntax.Expr;
import bouton.dsl.unit.Dimension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks where the members of a group are: {@code at grid(10 um)}, or a pitch for each axis. */
final class GridChecker {
    private static final String GRID = "grid";

    private final Diagnostics diagnostics;

    GridChecker(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /**
     * @param dims sizes of the axes, empty if they are faulty
     * @return null if the sizes are faulty or after a report
     */
    Network.@Nullable Grid check(List<Integer> dims, Optional<Expr> at, Typer typer) {
        List<Double> pitch = at.isEmpty() ? List.of() : pitch(dims, at.get(), typer);
        return pitch == null || dims.isEmpty() ? null : new Network.Grid(dims, pitch);
    }

    private @Nullable List<Double> pitch(List<Integer> dims, Expr at, Typer typer) {
        if (!(at instanceof Expr.Call call) || !(call.callee() instanceof Expr.Name name)) {
            if (!(at instanceof Expr.Faulty)) {
                diagnostics.add(Diagnostic.of(Code.S008, at.span(), "this must say where the members are")
                        .help("write `at grid(10 um)`, the distance of neighbours"));
            }
            return null;
        }
        if (!name.text().equals(GRID)) {
            diagnostics.add(Diagnostic.of(Code.N001, name.span(), "there is no arrangement `" + name.text() + "`")
                    .suggest(name.text(), List.of(GRID))
                    .note("members stand on a `grid`"));
            return null;
        }
        List<Expr.Arg> arguments = call.arguments();
        int axes = dims.size();
        boolean named = arguments.stream().anyMatch(a -> a.name().isPresent());
        if (named || axes > 0 && arguments.size() != 1 && arguments.size() != axes) {
            String wanted = axes > 1 ? "one distance for all axes, or one for each of the " + axes : "one distance";
            diagnostics.add(Diagnostic.of(Code.N009, at.span(), "`grid` takes " + wanted));
            return null;
        }
        List<Double> result = new ArrayList<>();
        for (Expr.Arg argument : arguments) {
            Double distance = distance(argument.value(), typer);
            if (distance == null) {
                return null;
            }
            result.add(distance);
        }
        return result.size() == 1 ? Collections.nCopies(Math.max(1, axes), result.getFirst()) : result;
    }

    private @Nullable Double distance(Expr expr, Typer typer) {
        Term term = typer.number(expr, Dimension.LENGTH, "the distance of neighbours");
        if (term instanceof Term.Constant c && c.value() > 0 && c.value() < Double.POSITIVE_INFINITY) {
            return c.value();
        }
        if (!(term instanceof Term.Poison)) {
            diagnostics.add(
                    Diagnostic.of(Code.E003, expr.span(), "the distance of neighbours is a known number above 0"));
        }
        return null;
    }
}
