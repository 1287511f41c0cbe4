package bouton.emulator.cost;

import bouton.emulator.connect.Wiring;
import java.util.Arrays;
import java.util.List;

/**
 * Which cores a message of each member of a group goes to, and how many synapses of which projection it meets there. The entries
 * of member s are those from {@link #start}(s) to {@link #end}(s) - 1, by core.
 */
final class Fanout {
    private final List<Integer> projections;
    private final int[] start;
    private int[] core = new int[64];
    private int[] counts;
    private long[] time = {};

    private Fanout(int members, List<Integer> projections) {
        this.projections = List.copyOf(projections);
        this.start = new int[members + 1];
        this.counts = new int[64 * projections.size()];
    }

    /**
     * Counts the synapses.
     *
     * @param members of the source
     * @param projections that take these messages, at least one
     * @param chip says where targets are
     */
    static Fanout of(int members, List<Integer> projections, Floorplan chip, Synapses synapses) {
        Fanout result = new Fanout(members, projections);
        int[][] found = new int[projections.size()][chip.cores() + 1];
        int[] met = new int[chip.cores() + 1];
        boolean[] seen = new boolean[met.length];
        for (int s = 0; s < members; s++) {
            int cores = 0;
            for (int k = 0; k < found.length; k++) {
                cores = count(projections.get(k), s, chip, synapses, found[k], seen, met, cores);
            }
            Arrays.sort(met, 0, cores);
            for (int c = 0; c < cores; c++) {
                result.add(met[c], found);
                seen[met[c]] = false;
            }
            result.start[s + 1] = result.start[s] + cores;
        }
        return result;
    }

    private static int count(
            int projection,
            int source,
            Floorplan chip,
            Synapses synapses,
            int[] found,
            boolean[] seen,
            int[] met,
            int before) {
        int target = chip.target(projection);
        Wiring[] parts = synapses.wirings().get(projection);
        int cores = before;
        for (int part = 0; part < parts.length; part++) {
            int first = synapses.partitions().get(target).start(part);
            Wiring wiring = parts[part];
            for (int p = wiring.start(source); p < wiring.end(source); p++) {
                int c = chip.coreOf(target, first + wiring.target(p));
                found[c]++;
                if (!seen[c]) {
                    seen[c] = true;
                    met[cores++] = c;
                }
            }
        }
        return cores;
    }

    private int entries;

    private void add(int c, int[][] found) {
        if (entries == core.length) {
            core = Arrays.copyOf(core, 2 * entries);
            counts = Arrays.copyOf(counts, 2 * entries * found.length);
        }
        core[entries] = c;
        for (int k = 0; k < found.length; k++) {
            counts[entries * found.length + k] = found[k][c];
            found[k][c] = 0;
        }
        entries++;
    }

    /** What the receiver of an entry does with a message. */
    interface EntryTime {
        /** @param counts of synapses, by listening projection */
        long time(int core, int[] counts);
    }

    /** Works out the time that each message takes where it arrives. */
    void setTimes(EntryTime times) {
        time = new long[entries];
        int[] own = new int[projections.size()];
        for (int e = 0; e < entries; e++) {
            System.arraycopy(counts, e * own.length, own, 0, own.length);
            time[e] = times.time(core[e], own);
        }
    }

    /** The projections that take these messages. */
    List<Integer> projections() {
        return projections;
    }

    int start(int member) {
        return start[member];
    }

    int end(int member) {
        return start[member + 1];
    }

    /** Core that an entry goes to; one more than there are: the host. */
    int core(int entry) {
        return core[entry];
    }

    /** Time of a message where it arrives. */
    long time(int entry) {
        return time[entry];
    }

    /** Synapses that a message meets, of the k-th of {@link #projections}. */
    int count(int entry, int k) {
        return counts[entry * projections.size() + k];
    }
}
