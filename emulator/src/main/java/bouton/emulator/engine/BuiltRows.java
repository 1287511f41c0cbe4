package bouton.emulator.engine;

import bouton.emulator.connect.Recipes;
import bouton.emulator.connect.Tasks;
import bouton.emulator.connect.Wiring;
import bouton.emulator.state.Partition;
import bouton.image.net.Image;
import bouton.image.net.Projection;
import bouton.image.run.Synapses;

/** Builds synapses of a projection to look at them, and keeps nothing. */
public final class BuiltRows {
    private BuiltRows() {}

    /** See {@link Synapses#visit}. */
    public static void visit(Image image, int projection, Synapses.Row row) {
        Projection p = image.projections().get(projection);
        Recipes.Ends ends = WorldBuilder.ends(image, p);
        Partition partition = Partition.of(ends.targets(), Partition.SMALLEST_BITS);
        Wiring[] parts = Recipes.make(p.connectivity(), ends, partition, Tasks.SEQUENTIAL);
        int[] targets = new int[16];
        for (int s = 0; s < ends.sources(); s++) {
            int count = 0;
            for (int k = 0; k < parts.length; k++) {
                int more = parts[k].end(s) - parts[k].start(s);
                if (count + more > targets.length) {
                    targets = java.util.Arrays.copyOf(targets, Math.max(count + more, 2 * targets.length));
                }
                for (int at = parts[k].start(s); at < parts[k].end(s); at++) {
                    targets[count++] = partition.start(k) + parts[k].target(at);
                }
            }
            if (count > 0) {
                row.row(s, targets, count);
            }
        }
    }
}
