package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.DataTable;
import bouton.dsl.model.Network;
import bouton.dsl.model.Network.Builder;
import bouton.dsl.model.Term;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.unit.Dimension;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks {@code distance(p(d))}: a probability that depends on the distance of source and target. On grids a distance is a
 * displacement in steps of a lattice that both share, so the function is tabulated by displacement, once.
 */
final class DistanceChecker {
    /** Pitches must be in the ratio of whole numbers up to this one. */
    private static final int MOST_STEPS = 64;

    /** Displacements that are tabulated. */
    private static final long MOST_LISTED = 20_000_000;

    private final Typer typer;
    private final Diagnostics diagnostics;

    DistanceChecker(Typer typer) {
        this.typer = typer;
        this.diagnostics = typer.diagnostics();
    }

    @Nullable
    Builder check(Expr probability, boolean self, Network.GroupDef source, Network.PopulationDef target) {
        if (!placed(probability.span(), source) | !placed(probability.span(), target)) {
            return null;
        }
        Network.Grid from = source.grid();
        Network.Grid to = target.grid();
        int axes = from.dims().size();
        if (axes != to.dims().size()) {
            diagnostics.add(ends(
                    Diagnostic.of(
                            Code.D002,
                            probability.span(),
                            "a distance needs grids of as many axes; `%s` has %d, `%s` has %d"
                                    .formatted(
                                            source.name(),
                                            axes,
                                            target.name(),
                                            to.dims().size())),
                    source,
                    target));
            return null;
        }
        int[] sourceSteps = new int[axes];
        int[] targetSteps = new int[axes];
        double[] step = new double[axes];
        long size = 1;
        for (int a = 0; a < axes; a++) {
            if (!lattice(from.pitch().get(a), to.pitch().get(a), a, sourceSteps, targetSteps, step)) {
                diagnostics.add(ends(
                        Diagnostic.of(
                                Code.D002,
                                probability.span(),
                                "the distances of neighbours, %s um and %s um, are not in the ratio of small whole numbers"
                                        .formatted(
                                                Numbers.show(from.pitch().get(a)),
                                                Numbers.show(to.pitch().get(a)))),
                        source,
                        target));
                return null;
            }
            size *= span(from, sourceSteps, to, targetSteps, a);
            if (size > MOST_LISTED) {
                diagnostics.add(Diagnostic.of(
                        Code.E003,
                        probability.span(),
                        "these grids have more than %,d different displacements".formatted(MOST_LISTED)));
                return null;
            }
        }
        double[] distances = distances((int) size, from, sourceSteps, to, targetSteps, step);
        // Between a neuron and itself nothing is asked, so `1 um / d` may stand where it connects to others only.
        double[] p = probabilities(probability, distances, source == target && !self);
        return p == null ? null : new Builder.Displaced(sizes(from), sourceSteps, sizes(to), targetSteps, p, self);
    }

    private boolean placed(Span span, Network.GroupDef group) {
        if (!group.grid().isPlaced()) {
            diagnostics.add(Diagnostic.of(Code.D002, span, "`" + group.name() + "` has no positions")
                    .also(group.span(), "declared here")
                    .help("say how far apart its members are: `at grid(10 um)`"));
        }
        return group.grid().isPlaced();
    }

    private static Diagnostic.Builder ends(
            Diagnostic.Builder builder, Network.GroupDef source, Network.PopulationDef target) {
        return builder.also(source.span(), "declared here").also(target.span(), "declared here");
    }

    private static int[] sizes(Network.Grid grid) {
        return grid.dims().stream().mapToInt(n -> n).toArray();
    }

    /** Finds the coarsest lattice that holds both grids; false if there is none. */
    private static boolean lattice(
            double from, double to, int axis, int[] sourceSteps, int[] targetSteps, double[] step) {
        for (int k = 1; k <= MOST_STEPS; k++) {
            double steps = to / from * k;
            if (Math.rint(steps) >= 1
                    && Math.rint(steps) <= MOST_STEPS
                    && Math.abs(steps - Math.rint(steps)) < 1e-9 * steps) {
                sourceSteps[axis] = k;
                targetSteps[axis] = (int) Math.rint(steps);
                step[axis] = from / k;
                return true;
            }
        }
        return false;
    }

    private static long span(Network.Grid from, int[] sourceSteps, Network.Grid to, int[] targetSteps, int a) {
        return (from.dims().get(a) - 1L) * sourceSteps[a] + (to.dims().get(a) - 1L) * targetSteps[a] + 1;
    }

    /** The distance of each displacement, in um, with the last axis running fastest. */
    private static double[] distances(
            int size, Network.Grid from, int[] sourceSteps, Network.Grid to, int[] targetSteps, double[] step) {
        double[] squares = new double[size];
        int block = size;
        for (int a = 0; a < step.length; a++) {
            int n = (int) span(from, sourceSteps, to, targetSteps, a);
            int stride = block / n;
            for (int i = 0; i < size; i++) {
                // Grids lie centre upon centre, so displacements are symmetric.
                double along = (i % block / stride - (n - 1) / 2.0) * step[a];
                squares[i] += along * along;
            }
            block = stride;
        }
        return Arrays.stream(squares).map(Math::sqrt).toArray();
    }

    private double @Nullable [] probabilities(Expr expr, double[] distances, boolean others) {
        DataTable table = new DataTable("d", new int[] {1, distances.length}, distances, Double.NaN, expr.span());
        Term term = typer.in(new Tabulated(typer.scope(), table)).number(expr, Dimension.NONE, "a probability");
        if (term instanceof Term.Poison) {
            return null;
        }
        if (!Vectors.isComputable(term)) {
            diagnostics.add(Diagnostic.of(Code.R002, term.span(), "this probability cannot be computed before the run")
                    .note("it may depend on the distance `d` and on parameters of the network"));
            return null;
        }
        double[] values = Vectors.of(term, distances.length, typer);
        if (values == null) {
            return null;
        }
        double[] p = new double[distances.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = others && distances[i] == 0 ? 0 : values[values.length == 1 ? 0 : i];
            if (!(p[i] >= 0 && p[i] <= 1)) {
                diagnostics.add(Diagnostic.of(Code.R002, term.span(), "a probability is a number from 0 to 1")
                        .note("at a distance of %s um this is %s"
                                .formatted(Numbers.show(distances[i]), Numbers.show(p[i]))));
                return null;
            }
        }
        return p;
    }

    /** The names of the network and {@code d}, as a table of distances. */
    private record Tabulated(Scope base, DataTable distances) implements Scope {
        @Override
        public @Nullable Term name(String name, Span span) {
            if (!name.equals(DistanceScope.DISTANCE)) {
                return base.name(name, span);
            }
            Term number = new Term.DataRef(
                    distances, new Term.Constant(0, Dimension.NONE, span), new Term.Index(Term.End.SELF, span), span);
            Term unit = new Term.Constant(1, Dimension.LENGTH, span);
            return Folding.arithmetic(Term.ArithmeticOperator.MULTIPLY, number, unit, Dimension.LENGTH, span);
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
}
