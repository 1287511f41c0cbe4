package bouton.emulator.cost;

import bouton.emulator.connect.Wiring;
import bouton.emulator.state.Partition;
import java.util.List;

/**
 * The synapses of all projections, as they were built.
 *
 * @param wirings by projection, then part of its target
 * @param partitions by group
 */
public record Synapses(List<Wiring[]> wirings, List<Partition> partitions) {
    public Synapses {
        wirings = List.copyOf(wirings);
        partitions = List.copyOf(partitions);
    }
}
