package bouton.emulator.engine;

import bouton.emulator.interpret.Linker;
import bouton.emulator.state.EventChannel;
import bouton.image.ir.Kernel;
import bouton.image.net.Image;
import bouton.image.net.Scope;
import java.util.List;

/**
 * Everything that an image has while it runs.
 *
 * @param execution how kernels are executed
 * @param groups by number
 * @param projections by number
 * @param stimuli those groups that are stimuli
 * @param channels the events of all groups
 * @param foreign neurons that are programs
 */
record World(
        Image image,
        Linker linker,
        Execution execution,
        List<GroupState> groups,
        List<ProjectionState> projections,
        List<StimulusState> stimuli,
        List<EventChannel> channels,
        List<ForeignState> foreign) {

    /** A kernel of a group or projection, ready to run. */
    Runner runner(Scope scope, Kernel kernel) {
        return new Runner(linker, linker.scope(scope), kernel, execution);
    }

    /** Events from here on belong to this tick. */
    void aim(long tick) {
        for (EventChannel channel : channels) {
            channel.aim(tick);
        }
    }

    /** How often each counter has counted. */
    long[] counters() {
        long[] counters = new long[image.counters().size()];
        for (int c = 0; c < counters.length; c++) {
            for (GroupState group : groups) {
                for (int k = 0; k < group.parts(); k++) {
                    counters[c] += group.frame(k).counted(c);
                }
            }
            for (ProjectionState projection : projections) {
                counters[c] +=
                        projection.rows().counted(c) + projection.columns().counted(c);
                for (SynapsePart part : projection.parts()) {
                    counters[c] += part.frame().counted(c);
                }
            }
        }
        return counters;
    }

    /** Bytes held for state and connectivity. */
    long bytes() {
        long bytes = 0;
        for (GroupState group : groups) {
            bytes += group.bytes();
        }
        for (ProjectionState projection : projections) {
            bytes += projection.bytes();
        }
        return bytes;
    }
}
