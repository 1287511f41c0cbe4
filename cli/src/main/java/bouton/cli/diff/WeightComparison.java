package bouton.cli.diff;

import bouton.compiler.Compiled;
import bouton.image.net.Field;
import bouton.image.net.Image;
import bouton.image.net.Projection;
import bouton.image.net.Reader;
import bouton.image.net.Scope;
import bouton.image.run.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares the weights of all projections whenever a window ends. */
final class WeightComparison {
    private static final int DOTS = 2000;

    private final List<Weight> weights = new ArrayList<>();
    private final List<String> unlike = new ArrayList<>();

    /** A weight of a projection, and the columns of its figures over time. */
    private static final class Weight {
        final String name;
        final Scope scope;
        final Reader first;
        final Reader second;
        final int rms;
        final int max;
        final int mean;
        Differing latest = new Differing();

        Weight(Scope scope, Reader first, Reader second, Timeline timeline) {
            this.name = first.name();
            this.scope = scope;
            this.first = first;
            this.second = second;
            this.rms = timeline.column(Timeline.Kind.LAST);
            this.max = timeline.column(Timeline.Kind.LAST);
            this.mean = timeline.column(Timeline.Kind.LAST);
        }
    }

    /** Weights of some synapses at the end: the pairs of a scatter plot. */
    record Scatter(String name, String unit, double[] first, double[] second) {}

    WeightComparison(Watcher.Standing a, Watcher.Standing b, Timeline timeline) {
        Image image = a.compiled().image();
        for (int p = 0; p < image.projections().size(); p++) {
            Projection projection = image.projections().get(p);
            List<String> names = names(projection);
            if (names.isEmpty()) {
                continue;
            }
            if (!Arrays.deepEquals(a.session().synapses(p), b.session().synapses(p))) {
                unlike.add(projection.name());
                continue;
            }
            Scope scope = new Scope.OfProjection(p);
            for (String name : names) {
                weights.add(new Weight(
                        scope, reader(a.compiled(), scope, name), reader(b.compiled(), scope, name), timeline));
            }
        }
    }

    private static Reader reader(Compiled compiled, Scope scope, String name) {
        return compiled.reader(scope, name);
    }

    /** A weight may be a word of each synapse, or of all synapses of one end. */
    private static List<String> names(Projection projection) {
        List<Field> fields = new ArrayList<>(projection.fields());
        projection.rows().forEach(r -> fields.add(r.field()));
        projection.columns().forEach(c -> fields.add(c.field()));
        return fields.stream()
                .filter(f -> f.kind() == Field.Kind.WEIGHT)
                .map(Field::name)
                .toList();
    }

    /** Projections whose synapses join other neurons on the two sides. */
    List<String> unlike() {
        return unlike;
    }

    /** Compares them as they are now. */
    void compare(Session a, Session b, Timeline timeline) {
        for (Weight w : weights) {
            Differing now = new Differing();
            now.add(a.evaluate(w.scope, w.first.kernel()), b.evaluate(w.scope, w.second.kernel()));
            w.latest = now;
            ValueFigures shown = now.figures(w.name, w.first.unit(), w.first.scale());
            timeline.set(w.rms, shown.rms());
            timeline.set(w.max, shown.max());
            timeline.set(w.mean, shown.mean());
        }
    }

    /** As they were compared last. */
    List<ValueFigures> figures() {
        return weights.stream()
                .map(w -> w.latest.figures(w.name, w.first.unit(), w.first.scale()))
                .toList();
    }

    /** Over time. */
    List<Series> series(Timeline timeline) {
        List<Series> all = new ArrayList<>();
        for (Weight w : weights) {
            String unit = w.first.unit();
            all.add(new Series(w.name, "weights, rms", unit, timeline.values(w.rms)));
            all.add(new Series(w.name, "weights, largest", unit, timeline.values(w.max)));
            all.add(new Series(w.name, "weights, mean of second - first", unit, timeline.values(w.mean)));
        }
        return all;
    }

    /** Pairs of weights as they are now, evenly chosen. */
    List<Scatter> scatters(Session a, Session b) {
        List<Scatter> all = new ArrayList<>();
        for (Weight w : weights) {
            double[] x = a.evaluate(w.scope, w.first.kernel());
            double[] y = b.evaluate(w.scope, w.second.kernel());
            int n = Math.min(DOTS, x.length);
            double[] first = new double[n];
            double[] second = new double[n];
            for (int k = 0; k < n; k++) {
                int at = (int) ((long) k * x.length / n);
                first[k] = x[at] * w.first.scale();
                second[k] = y[at] * w.second.scale();
            }
            all.add(new Scatter(w.name, w.first.unit(), first, second));
        }
        return all;
    }
}
