package bouton.emulator.engine;

import bouton.emulator.interpret.Program;
import bouton.emulator.state.Partition;
import bouton.image.net.Probe;
import bouton.image.net.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the values of a probe. */
final class ValueProbe {
    private final Readout readout;
    private final Program program;
    private final boolean ofSynapses;
    private final long period;
    // Where the members are stored; null for all in their order.
    private final int @Nullable [] members;
    private final int @Nullable [] parts;
    private final double[] values;

    ValueProbe(World world, Probe.Values probe) {
        Scope scope = probe.reader().scope();
        this.readout = new Readout(world, scope);
        this.program = readout.linkReader(probe.reader().kernel());
        this.ofSynapses = scope instanceof Scope.OfProjection;
        this.period = probe.period();
        int[] wanted = probe.members().stream().mapToInt(m -> m).toArray();
        this.members = wanted.length == 0 ? null : wanted;
        this.parts = members == null ? null : new int[members.length];
        if (members != null && parts != null) {
            locate(world, scope, members, parts);
        }
        this.values = new double[members == null ? readout.size() : members.length];
    }

    /** Replaces numbers of members or synapses by where they stand. */
    private static void locate(World world, Scope scope, int[] members, int[] parts) {
        switch (scope) {
            case Scope.OfGroup g -> {
                Partition partition = world.groups().get(g.index()).partition();
                for (int k = 0; k < members.length; k++) {
                    parts[k] = partition.partOf(members[k]);
                    members[k] = partition.offsetOf(members[k]);
                }
            }
            case Scope.OfProjection p -> {
                Map<Integer, List<Integer>> places = new HashMap<>();
                for (int k = 0; k < members.length; k++) {
                    places.computeIfAbsent(members[k], m -> new ArrayList<>()).add(k);
                }
                world.projections().get(p.index()).forEach((part, position, source, number) -> {
                    for (int k : places.getOrDefault(number, List.of())) {
                        parts[k] = part;
                        members[k] = position;
                    }
                });
            }
        }
    }

    boolean isOfSynapses() {
        return ofSynapses;
    }

    boolean isDue(long ticks) {
        return ticks % period == 0;
    }

    /** How many ticks from {@code ticks} ticks on run until it is due again. */
    long untilDue(long ticks) {
        return period - ticks % period;
    }

    /** The values of the members when {@code ticks} ticks have run; the array is used again. */
    double[] read(long ticks) {
        if (members == null || parts == null) {
            readout.readAll(program, ticks, values);
            return values;
        }
        readout.prepare(ticks);
        for (int k = 0; k < members.length; k++) {
            values[k] = readout.read(program, parts[k], members[k]);
        }
        return values;
    }
}
