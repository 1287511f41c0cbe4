package bouton.emulator.cost;

import bouton.emulator.connect.Wiring;
import bouton.emulator.interpret.KernelUse;
import bouton.image.chip.Boundary;
import bouton.image.chip.CoreKind;
import bouton.image.chip.Hardware;
import bouton.image.net.Group;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Per;
import bouton.image.net.Projection;
import bouton.image.net.Stage;
import bouton.image.net.Trigger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the image and its synapses alone: who reaches which cores over which channel (an event, or the values that are
 * sent in every tick), how long that keeps the receiver busy, and what learning does.
 */
final class Plan {
    private final Image image;
    private final Hardware hardware;
    private final Floorplan floor;
    private final List<List<Learner>> learners = new ArrayList<>();
    // By group and channel: the events by number, then the values of every tick.
    private final @Nullable Fanout[][] fanouts;
    // By group, event and member; null where learning does nothing at the event's own neuron.
    private final long[][] @Nullable [] ownTimes;
    // By projection: synapses onto each target; null where nobody asks.
    private final int[] @Nullable [] fanIns;
    // By projection and core.
    private final long[][] synapsesOn;
    private final long[][] axonsOn;

    Plan(Image image, Synapses synapses) {
        this.image = image;
        this.hardware = image.hardware();
        this.floor = new Floorplan(image);
        int groups = image.groups().size();
        int projections = image.projections().size();
        this.fanouts = new Fanout[groups][];
        this.ownTimes = new long[groups][][];
        this.fanIns = new int[projections][];
        this.synapsesOn = new long[projections][floor.cores() + 1];
        this.axonsOn = new long[projections][floor.cores() + 1];
        for (int p = 0; p < projections; p++) {
            learners.add(Learner.of(image.projections().get(p)));
            countSynapses(p, synapses);
        }
        for (int g = 0; g < groups; g++) {
            fanouts[g] = fanouts(g, synapses);
            ownTimes[g] = ownTimes(g);
        }
    }

    private void countSynapses(int p, Synapses synapses) {
        Projection projection = image.projections().get(p);
        Wiring[] parts = synapses.wirings().get(p);
        int[] fanIn = new int[image.groups().get(projection.target()).size()];
        int[] last = new int[floor.cores() + 1];
        java.util.Arrays.fill(last, -1);
        for (int s = 0; s < image.groups().get(projection.source()).size(); s++) {
            for (int part = 0; part < parts.length; part++) {
                int first = synapses.partitions().get(projection.target()).start(part);
                for (int k = parts[part].start(s); k < parts[part].end(s); k++) {
                    int target = first + parts[part].target(k);
                    int core = floor.coreOf(projection.target(), target);
                    fanIn[target]++;
                    synapsesOn[p][core]++;
                    axonsOn[p][core] += last[core] == s ? 0 : 1;
                    last[core] = s;
                }
            }
        }
        boolean post = learners.get(p).stream()
                .anyMatch(l -> l.trigger() instanceof Trigger.PostEvent && l.per() == Per.INSTANCE);
        fanIns[p] = post ? fanIn : null;
    }

    private @Nullable Fanout[] fanouts(int group, Synapses synapses) {
        Group source = image.groups().get(group);
        @Nullable Fanout[] result = new Fanout[source.events().size() + 1];
        for (int channel = 0; channel < result.length; channel++) {
            List<Integer> listening = new ArrayList<>();
            for (int p = 0; p < image.projections().size(); p++) {
                if (image.projections().get(p).source() == group
                        && listens(image.projections().get(p), channel, result.length - 1)) {
                    listening.add(p);
                }
            }
            if (!listening.isEmpty() && !(floor.isOnHost(group) && onHost(listening))) {
                Fanout fanout = Fanout.of(source.size(), listening, floor, synapses);
                int graded = result.length - 1;
                int event = channel;
                fanout.setTimes((core, counts) -> entryTime(core, listening, counts, event == graded ? -1 : event));
                result[channel] = fanout;
            }
        }
        return result;
    }

    private boolean onHost(List<Integer> projections) {
        return projections.stream().allMatch(p -> floor.isOnHost(floor.target(p)));
    }

    /** Whether a projection takes what is sent over a channel. */
    private static boolean listens(Projection projection, int channel, int graded) {
        for (Handler h : projection.handlers()) {
            boolean values = h.trigger() instanceof Trigger.EveryTick
                    && h.stage() != Stage.TIME
                    && h.per() == Per.INSTANCE
                    && KernelUse.of(h.kernel()).delivers();
            boolean event = h.trigger() instanceof Trigger.PreEvent pre && pre.event() == channel;
            if (channel == graded ? values : event) {
                return true;
            }
        }
        return false;
    }

    /** Whether what comes over a channel meets the synapses of a projection one by one; events by number, -1 for values. */
    boolean meets(int projection, int event) {
        return image.projections().get(projection).handlers().stream()
                .anyMatch(h -> h.per() == Per.INSTANCE
                        && (event < 0 || h.trigger() instanceof Trigger.PreEvent pre && pre.event() == event));
    }

    private long entryTime(int core, List<Integer> listening, int[] counts, int event) {
        if (core == floor.host()) {
            return hardware.host().time();
        }
        CoreKind kind = hardware.kindOf(core);
        long time = kind.in().time();
        for (int k = 0; k < counts.length; k++) {
            int p = listening.get(k);
            if (counts[k] > 0) {
                time += meets(p, event) ? counts[k] * arrivalTime(kind, p) : 0;
                for (Learner learner : learners.get(p)) {
                    boolean now = learner.trigger() instanceof Trigger.PreEvent pre && pre.event() == event;
                    time += now ? runs(learner, counts[k]) * learner.time(kind) : 0;
                }
            }
        }
        return time;
    }

    /** How often a handler runs where so many synapses share an end. */
    static long runs(Learner learner, long synapses) {
        return learner.per() == Per.INSTANCE ? synapses : 1;
    }

    /** Time of an event at one synapse. */
    private long arrivalTime(CoreKind kind, int p) {
        long dendrite = kind.boundary() == Boundary.DENDRITE
                ? 0
                : kind.dendriteUnit(floor.target(p)).dendrite().time();
        return kind.synapseUnit(p).synapse().time() + dendrite;
    }

    private long[] @Nullable [] ownTimes(int group) {
        List<String> events = image.groups().get(group).events();
        long[] @Nullable [] result = new long[events.size()][];
        for (int p = 0; p < image.projections().size(); p++) {
            if (image.projections().get(p).target() == group && !floor.isOnHost(group)) {
                for (Learner learner : learners.get(p)) {
                    if (learner.trigger() instanceof Trigger.PostEvent post) {
                        long[] times = result[post.event()];
                        times = times == null
                                ? new long[image.groups().get(group).size()]
                                : times;
                        addOwn(times, p, learner);
                        result[post.event()] = times;
                    }
                }
            }
        }
        return result;
    }

    private void addOwn(long[] times, int p, Learner learner) {
        int group = floor.target(p);
        for (int member = 0; member < times.length; member++) {
            long synapses = fanIn(p, member);
            times[member] += runs(learner, synapses) * learner.time(hardware.kindOf(floor.coreOf(group, member)));
        }
    }

    Image image() {
        return image;
    }

    Hardware hardware() {
        return hardware;
    }

    Floorplan floor() {
        return floor;
    }

    /** The learning handlers of a projection. */
    List<Learner> learners(int projection) {
        return learners.get(projection);
    }

    /** Who reaches whom, by channel of a group; null for a channel that nobody on the chip listens to. */
    @Nullable
    Fanout[] fanouts(int group) {
        return fanouts[group];
    }

    /** By event and member of a group, the time of what learning does at an event's own neuron. */
    long[] @Nullable [] ownTimesOf(int group) {
        return ownTimes[group];
    }

    /** Synapses onto a target, 0 where nobody asks. */
    long fanIn(int projection, int member) {
        int[] counts = fanIns[projection];
        return counts == null ? 0 : counts[member];
    }

    /** How often a learner that runs for all does so on a core. */
    long runsOn(int projection, Learner learner, int core) {
        return switch (learner.per()) {
            case INSTANCE -> synapsesOn[projection][core];
            case SOURCE -> axonsOn[projection][core];
            case TARGET -> {
                long members = 0;
                for (var s : hardware.slices()) {
                    members += s.group() == floor.target(projection) && s.core() == core ? s.size() : 0;
                }
                yield members;
            }
        };
    }
}
