package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Network;
import bouton.dsl.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Members of a group with several axes by their coordinates: {@code h[3, 5]}, {@code h[0 .. 3, 2 ..]}. */
public final class GridMembers {
    private static final int MOST_RANGES = 100_000;

    private final Network.Grid grid;
    private final Diagnostics diagnostics;

    private GridMembers(Network.Grid grid, Diagnostics diagnostics) {
        this.grid = grid;
        this.diagnostics = diagnostics;
    }

    /**
     * The same members by number, as ranges of numbers. One index stands for numbers as it does without a shape.
     *
     * @return null after a report
     */
    public static @Nullable List<Expr.Arg> numbers(List<Expr.Arg> at, Network.Grid grid, Diagnostics diagnostics) {
        return grid.dims().size() == 1 || at.size() < 2 ? at : new GridMembers(grid, diagnostics).flat(at);
    }

    private record Along(int from, int to) {
        int size() {
            return to - from + 1;
        }
    }

    private @Nullable List<Expr.Arg> flat(List<Expr.Arg> at) {
        int axes = grid.dims().size();
        if (at.size() != axes) {
            diagnostics.add(Diagnostic.of(
                    Code.D002,
                    at.getLast().value().span(),
                    "there are " + axes + " axes, this gives " + at.size() + " coordinates"));
            return null;
        }
        List<Along> along = new ArrayList<>();
        for (int a = 0; a < axes; a++) {
            Along found = along(at.get(a), grid.dims().get(a));
            if (found == null) {
                return null;
            }
            along.add(found);
        }
        List<Integer> starts = List.of(0);
        for (int a = 0; a < axes - 1; a++) {
            if ((long) starts.size() * along.get(a).size() > MOST_RANGES) {
                diagnostics.add(Diagnostic.of(
                        Code.E003,
                        at.getFirst().value().span(),
                        "at most %,d rows can be chosen".formatted(MOST_RANGES)));
                return null;
            }
            List<Integer> next = new ArrayList<>();
            for (int start : starts) {
                for (int i = along.get(a).from; i <= along.get(a).to; i++) {
                    next.add(start + i * grid.stride(a));
                }
            }
            starts = next;
        }
        Along last = along.getLast();
        return starts.stream()
                .map(start -> range(start + last.from, start + last.to, at.getFirst()))
                .toList();
    }

    private @Nullable Along along(Expr.Arg arg, int n) {
        Expr e = arg.value();
        Integer from = coordinate(e instanceof Expr.Range r ? r.from() : e);
        Integer to = from;
        if (e instanceof Expr.Range r) {
            to = r.to().isPresent() ? coordinate(r.to().get()) : Integer.valueOf(n - 1);
        }
        if (from == null || to == null || arg.name().isPresent() || !arg.isPlain()) {
            diagnostics.add(
                    Diagnostic.of(Code.S006, e.span(), "a coordinate is a written whole number, or a range `0 .. 9`")
                            .help("compute a member's number instead: row times columns plus column"));
            return null;
        }
        if (to >= n || from > to) {
            diagnostics.add(Diagnostic.of(Code.E003, e.span(), "coordinates of this axis are 0 .. " + (n - 1)));
            return null;
        }
        return new Along(from, to);
    }

    private static @Nullable Integer coordinate(Expr e) {
        return e instanceof Expr.Number n && n.unit().isEmpty() && n.text().matches("[0-9]{1,9}")
                ? Integer.valueOf(n.text())
                : null;
    }

    private static Expr.Arg range(int from, int to, Expr.Arg at) {
        Expr first = new Expr.Number(
                Integer.toString(from), Optional.empty(), at.value().span());
        Expr last = new Expr.Number(
                Integer.toString(to), Optional.empty(), at.value().span());
        Expr value = from == to
                ? first
                : new Expr.Range(first, Optional.of(last), at.value().span());
        return new Expr.Arg(Optional.empty(), value, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }
}
