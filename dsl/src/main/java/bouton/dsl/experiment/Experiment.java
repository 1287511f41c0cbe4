package bouton.dsl.experiment;

import bouton.dsl.source.Span;
import bouton.dsl.unit.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A checked experiment.
 *
 * @param network name of the network it runs
 * @param sweeps they nest in this order, the first is outermost
 * @param settable parameters, states, weights and traces that it sets while the network runs: the network must be checked with them
 * @param slots number of variables
 * @param records lists that {@code record} appends to
 * @param windows names of runs
 * @param events whose counts or times it reads
 * @param samples values that it reads over runs, tick by tick
 * @param across runs once behind all points
 * @param isControl a negative control: one of its requirements must fail
 * @param changes values whose change in the last tick it reads
 */
public record Experiment(
        String name,
        String network,
        List<Sweep> sweeps,
        List<Step> body,
        Set<String> settable,
        int slots,
        List<RecordDef> records,
        List<String> windows,
        List<EventUse> events,
        List<SampleUse> samples,
        List<ChangeUse> changes,
        Optional<Across> across,
        boolean isControl,
        Span span) {
    public Experiment {
        sweeps = List.copyOf(sweeps);
        body = List.copyOf(body);
        settable = Set.copyOf(settable);
        records = List.copyOf(records);
        windows = List.copyOf(windows);
        events = List.copyOf(events);
        samples = List.copyOf(samples);
        changes = List.copyOf(changes);
    }

    /**
     * A list that grows.
     *
     * @param type of one entry
     * @param unit to show entries in
     */
    public record RecordDef(String name, Type type, Unit unit) {}

    /**
     * Statements about all points together.
     *
     * @param records slot of the list of all entries, by number of the record
     * @param axes what the entries' axes are
     */
    public record Across(List<Step> body, Map<Integer, Integer> records, List<Axis> axes) {
        public Across {
            body = List.copyOf(body);
            records = Map.copyOf(records);
            axes = List.copyOf(axes);
        }
    }

    /**
     * The values of a swept name, one for each entry of a record (-1: one for each point).
     *
     * @param sweep number of the sweep
     * @param name number of the name in the sweep
     */
    public record Axis(int record, int sweep, int name, int slot) {}

    /** A value whose change in the last tick is asked for. */
    public record ChangeUse(Place place, String name) {}

    /** A value of the members of a group. */
    public record SampleUse(int group, String name) {}

    /** Number of sweep points; 1 without sweeps. */
    public int points() {
        int n = 1;
        for (Sweep s : sweeps) {
            n = Math.multiplyExact(n, s.rows().size());
        }
        return n;
    }

    /** The number of the row of each sweep at a point: the last sweep changes fastest. */
    public int[] rowsAt(int point) {
        int[] result = new int[sweeps.size()];
        int rest = point;
        for (int s = sweeps.size() - 1; s >= 0; s--) {
            int n = sweeps.get(s).rows().size();
            result[s] = rest % n;
            rest /= n;
        }
        return result;
    }
}
