package bouton.emulator.engine;

import bouton.emulator.interpret.Program;
import bouton.image.net.Probe;
import bouton.image.net.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the values of a probe. */
final class ValueProbe {
    private final Readout readout;
    private final Program program;
    private final long period;
    // Where the members are stored; null for all in their order.
    private final int @Nullable [] members;
    private final double[] values;

    ValueProbe(World world, Probe.Values probe) {
        Scope scope = probe.reader().scope();
        this.readout = new Readout(world, scope);
        this.program = readout.linkReader(probe.reader().kernel());
        this.period = probe.period();
        this.members = probe.members().isEmpty() ? null : positions(world, scope, probe.members());
        this.values = new double[members == null ? readout.size() : members.length];
    }

    private static int[] positions(World world, Scope scope, List<Integer> members) {
        int[] positions = new int[members.size()];
        for (int k = 0; k < positions.length; k++) {
            positions[k] = members.get(k);
        }
        if (scope instanceof Scope.OfProjection p) {
            int[] byNumber = world.projections().get(p.index()).wiring().positions();
            for (int k = 0; k < positions.length; k++) {
                positions[k] = byNumber[positions[k]];
            }
        }
        return positions;
    }

    boolean isDue(long ticks) {
        return ticks % period == 0;
    }

    /** The values of the members when {@code ticks} ticks have run; the array is used again. */
    double[] read(long ticks) {
        if (members == null) {
            readout.readAll(program, ticks, values);
            return values;
        }
        readout.prepare(ticks);
        for (int k = 0; k < members.length; k++) {
            values[k] = readout.read(program, members[k]);
        }
        return values;
    }
}
