package bouton.cli.protocol;

import bouton.dsl.experiment.Experiment;
import bouton.dsl.experiment.Sweep;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the points of an experiment have recorded, for {@code across}. */
final class PointResults {
    private final Map<Integer, List<double[]>> entries = new HashMap<>();
    private final List<int[]> rows = new ArrayList<>();

    /** Takes over the records of a point that has ended. */
    void add(Experiment experiment, World world, int point) {
        Experiment.Across across = experiment.across().orElseThrow();
        rows.add(experiment.rowsAt(point));
        for (int record : across.records().keySet()) {
            entries.computeIfAbsent(record, r -> new ArrayList<>())
                    .add(world.record(record).value().numbers());
        }
    }

    /** Gives the names of {@code across} their values. */
    void give(Experiment experiment, World world) {
        Experiment.Across across = experiment.across().orElseThrow();
        across.records().forEach((record, slot) -> world.put(slot, new Value.Numbers(joined(of(record)))));
        for (Experiment.Axis axis : across.axes()) {
            Sweep sweep = experiment.sweeps().get(axis.sweep());
            List<double[]> values = new ArrayList<>();
            for (int p = 0; p < rows.size(); p++) {
                double value = sweep.rows().get(rows.get(p)[axis.sweep()]).get(axis.name());
                int times = axis.record() < 0 ? 1 : of(axis.record()).get(p).length;
                double[] repeated = new double[times];
                java.util.Arrays.fill(repeated, value);
                values.add(repeated);
            }
            world.put(axis.slot(), new Value.Numbers(joined(values)));
        }
    }

    /** Writes down what the points before have recorded. */
    void save(StateSink out) {
        int[] records = entries.keySet().stream().mapToInt(r -> r).sorted().toArray();
        out.longs("points", rows.size());
        out.ints("records", records);
        for (int record : records) {
            for (double[] values : of(record)) {
                out.doubles("record", values);
            }
        }
    }

    void restore(Experiment experiment, StateSource in) {
        int points = in.index("points");
        for (int p = 0; p < points; p++) {
            rows.add(experiment.rowsAt(p));
        }
        for (int record : in.ints("records")) {
            List<double[]> all = new ArrayList<>();
            for (int p = 0; p < points; p++) {
                all.add(in.doubles("record"));
            }
            entries.put(record, all);
        }
    }

    private List<double[]> of(int record) {
        return entries.getOrDefault(record, List.of());
    }

    private static double[] joined(List<double[]> lists) {
        return lists.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
    }
}
