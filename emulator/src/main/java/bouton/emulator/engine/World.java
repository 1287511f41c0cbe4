package bouton.emulator.engine;

import bouton.emulator.interpret.Linker;
import bouton.emulator.state.EventChannel;
import bouton.image.net.Image;
import java.util.List;

/**
 * Everything that an image has while it runs.
 *
 * @param groups by number
 * @param projections by number
 * @param stimuli those groups that are stimuli
 * @param channels the events of all groups
 * @param foreign neurons that are programs
 * @param counters by number, and one more for what is not asked for
 */
record World(
        Image image,
        Linker linker,
        List<GroupState> groups,
        List<ProjectionState> projections,
        List<StimulusState> stimuli,
        List<EventChannel> channels,
        List<ForeignState> foreign,
        long[] counters) {

    /** Events from here on belong to this tick. */
    void aim(long tick) {
        for (EventChannel channel : channels) {
            channel.aim(tick);
        }
    }

    /** Bytes held for state and connectivity. */
    long bytes() {
        long bytes = 8L * counters.length;
        for (GroupState group : groups) {
            bytes += group.bytes();
        }
        for (ProjectionState projection : projections) {
            bytes += projection.bytes();
        }
        return bytes;
    }
}
