package bouton.emulator.engine;

import bouton.emulator.state.EventList;
import bouton.image.net.Probe;
import bouton.image.net.Stimulus;
import bouton.image.run.Recorder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Records what happens. */
final class Observer {
    private final World world;
    private final Recorder recorder;
    // By probe number; null for probes of events.
    private final @Nullable ValueProbe[] probes;
    private final boolean[][] wanted;
    private int[] members = new int[64];

    Observer(World world, Recorder recorder) {
        this.world = world;
        this.recorder = recorder;
        this.wanted = new boolean[world.groups().size()][];
        for (int g = 0; g < wanted.length; g++) {
            wanted[g] = new boolean[world.groups().get(g).group().events().size()];
            for (int e = 0; e < wanted[g].length; e++) {
                wanted[g][e] = recorder.wants(g, e);
            }
        }
        this.probes = new ValueProbe[world.image().probes().size()];
        for (int p = 0; p < probes.length; p++) {
            if (world.image().probes().get(p) instanceof Probe.Values values) {
                probes[p] = new ValueProbe(world, values);
            }
        }
    }

    /** Records the events of a tick that somebody wants. */
    void events(long tick) {
        for (int g = 0; g < world.groups().size(); g++) {
            GroupState group = world.groups().get(g);
            for (int e = 0; e < group.group().events().size(); e++) {
                int count = wanted[g][e] ? gather(group, e, tick) : 0;
                if (count > 0) {
                    recorder.events(g, e, tick, members, count);
                }
            }
        }
    }

    /** The members that emitted, ascending over all parts, those of a stimulus as often as the payload says. */
    private int gather(GroupState group, int event, long tick) {
        boolean expands = group.group() instanceof Stimulus;
        int count = 0;
        for (int k = 0; k < group.parts(); k++) {
            EventList events = group.channels(k)[event].at(tick);
            if (events.count() > 0) {
                count = expands && events.hasPayloads() ? expand(events, count) : append(events, count);
            }
        }
        return count;
    }

    private int append(EventList events, int count) {
        int end = count + events.count();
        makeRoom(end);
        System.arraycopy(events.members(), 0, members, count, events.count());
        return end;
    }

    private void makeRoom(int size) {
        if (size > members.length) {
            members = Arrays.copyOf(members, Math.max(size, 2 * members.length));
        }
    }

    /** Writes an event of a stimulus as often as its payload says. */
    private int expand(EventList events, int first) {
        int count = first;
        for (int k = 0; k < events.count(); k++) {
            int times = (int) events.payload(k);
            makeRoom(count + times);
            Arrays.fill(members, count, count + times, events.member(k));
            count += times;
        }
        return count;
    }

    /** How many ticks from {@code ticks} ticks on run until values are due, at most {@code most}. */
    long untilDue(long ticks, long most) {
        long until = most;
        for (ValueProbe probe : probes) {
            until = probe == null ? until : Math.min(until, probe.untilDue(ticks));
        }
        return until;
    }

    /** How many ticks from {@code ticks} ticks on run until values of synapses are due, at most {@code most}. */
    long untilSynapsesDue(long ticks, long most) {
        long until = most;
        for (ValueProbe probe : probes) {
            until = probe == null || !probe.isOfSynapses() ? until : Math.min(until, probe.untilDue(ticks));
        }
        return until;
    }

    /** Whether values of synapses are due when {@code ticks} ticks have run. */
    boolean looksAtSynapses(long ticks) {
        for (ValueProbe probe : probes) {
            if (probe != null && probe.isOfSynapses() && probe.isDue(ticks)) {
                return true;
            }
        }
        return false;
    }

    /** Records the values that are due when {@code ticks} ticks have run. */
    void values(long ticks) {
        for (int p = 0; p < probes.length; p++) {
            ValueProbe probe = probes[p];
            if (probe != null && probe.isDue(ticks)) {
                recorder.values(p, ticks, probe.read(ticks));
            }
        }
    }
}
