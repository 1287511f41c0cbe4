package bouton.emulator.cost;

import bouton.emulator.state.Columns;
import bouton.emulator.state.EventChannel;
import bouton.emulator.state.EventList;
import bouton.emulator.state.Padded;
import bouton.emulator.state.Partition;
import bouton.emulator.state.PortState;
import bouton.image.chip.Boundary;
import bouton.image.chip.CoreKind;
import bouton.image.chip.Slice;
import bouton.image.chip.Unit;
import bouton.image.net.Field;
import bouton.image.net.Group;
import bouton.image.net.Population;
import bouton.image.net.Stimulus;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what the members of one part of a group do; one thread at a time does so, whatever others do meanwhile. */
public final class PartCosts extends Padded {
    private final Plan plan;
    private final int group;
    private final int part;
    private final int start;
    private final int length;
    private final boolean multiple;
    private final List<Slice> slices = new ArrayList<>();
    // By event and member of the part: since the session was opened.
    private final long[][] spikes;
    // By slice of this part: updates since the session was opened.
    private final long[] updates;
    private final Activity activity;
    private final @Nullable Fanout[] fanouts;
    private final long[] @Nullable [] ownTimes;
    // By slot of a tick and core, the host last.
    private final long[][] generation;
    private final long[][] processing;
    private final long[][] learning;

    PartCosts(Plan plan, int group, Partition partition, int part, int slots) {
        this.plan = plan;
        this.group = group;
        this.part = part;
        this.start = partition.start(part);
        this.length = partition.length(part);
        Group owner = plan.image().groups().get(group);
        this.multiple = owner instanceof Stimulus;
        for (Slice s : plan.hardware().slices()) {
            int from = Math.max(s.from(), start);
            int to = Math.min(s.to(), start + length);
            if (s.group() == group && from < to) {
                slices.add(new Slice(group, from, to, s.core()));
            }
        }
        this.spikes = new long[owner.events().size()][length];
        this.updates = new long[slices.size()];
        this.activity = new Activity(states(owner), length, slots);
        this.fanouts = plan.fanouts(group);
        this.ownTimes = plan.ownTimesOf(group);
        int cores = plan.floor().cores() + 1;
        this.generation = new long[slots][cores];
        this.processing = new long[slots][cores];
        this.learning = new long[slots][cores];
    }

    /** Words whose being 0 means that a neuron is at rest. */
    private static int[] states(Group owner) {
        List<Field> fields = owner instanceof Population p ? p.fields() : List.of();
        List<Integer> states = new ArrayList<>();
        for (int f = 0; f < fields.size(); f++) {
            Field.Kind kind = fields.get(f).kind();
            if (kind == Field.Kind.STATE || kind == Field.Kind.TRACE) {
                states.add(f);
            }
        }
        return states.stream().mapToInt(f -> f).toArray();
    }

    /** Looks at the members as they are before a tick. */
    void start(Columns columns) {
        if (!slices.isEmpty()) {
            activity.start(columns, part);
        }
    }

    /** Counts a tick whose stages have run. */
    public void count(long tick, EventChannel[] channels, Columns columns, PortState[] ports) {
        int slot = (int) (tick % generation.length);
        if (!slices.isEmpty()) {
            activity.begin(slot);
        }
        for (int e = 0; e < spikes.length; e++) {
            EventList events = channels[e].at(tick);
            for (int k = 0; k < events.count(); k++) {
                int member = events.member(k);
                long times = times(events, k);
                spikes[e][member - start] += times;
                if (!slices.isEmpty()) {
                    activity.emitted(slot, member - start);
                }
                spike(slot, e, member, times);
            }
        }
        if (!slices.isEmpty()) {
            activity.look(slot, columns, ports, part);
            neurons(slot);
        }
    }

    private void spike(int slot, int event, int member, long times) {
        int core = plan.floor().coreOf(group, member);
        long[] received = processing[slot];
        long[] own = ownTimes[event];
        Fanout fanout = fanouts[event];
        boolean host = core == plan.floor().host();
        long out = 0;
        if (fanout != null) {
            int end = fanout.end(member);
            for (int e = fanout.start(member); e < end; e++) {
                received[fanout.core(e)] += times * fanout.time(e);
            }
            out = end - fanout.start(member);
        }
        if (host) {
            generation[slot][core] +=
                    out == 0 ? 0 : times * plan.hardware().host().time();
            return;
        }
        learning[slot][core] += own == null ? 0 : times * own[member];
        CoreKind kind = plan.hardware().kindOf(core);
        generation[slot][core] += times * out * kind.out().time();
        neuronTimes(slot, kind)[core] += times * kind.somaUnit(group).spike().time();
    }

    /** Neurons are served before they send, or as messages come in. */
    private long[] neuronTimes(int slot, CoreKind kind) {
        return kind.boundary() == Boundary.AXON_OUT ? processing[slot] : generation[slot];
    }

    private void neurons(int slot) {
        for (int k = 0; k < updates.length; k++) {
            Slice s = slices.get(k);
            CoreKind kind = plan.hardware().kindOf(s.core());
            Unit soma = kind.somaUnit(group);
            int active = activity.count(slot, s.from() - start, s.to() - start);
            updates[k] += active;
            long each = soma.access().time()
                    + (kind.boundary() == Boundary.DENDRITE
                            ? kind.dendriteUnit(group).dendrite().time()
                            : 0);
            neuronTimes(slot, kind)[s.core()] +=
                    s.size() * each + active * soma.update().time();
        }
    }

    /** Adds the times of a tick, by core, to others, and forgets them. */
    void drain(long tick, long[] allGeneration, long[] allProcessing, long[] allLearning) {
        int slot = (int) (tick % generation.length);
        for (int c = 0; c < allGeneration.length; c++) {
            allGeneration[c] += generation[slot][c];
            allProcessing[c] += processing[slot][c];
            allLearning[c] += learning[slot][c];
            generation[slot][c] = 0;
            processing[slot][c] = 0;
            learning[slot][c] = 0;
        }
    }

    int group() {
        return group;
    }

    int part() {
        return part;
    }

    int start() {
        return start;
    }

    /** Number of members. */
    int length() {
        return length;
    }

    /** How often the k-th event of a list happened. */
    long times(EventList events, int k) {
        return multiple ? (long) events.payload(k) : 1;
    }

    /** Whether its members send values in every tick. */
    boolean sendsValues() {
        return fanouts[fanouts.length - 1] != null;
    }

    /** The slices of the group that are in this part, cut where the part begins and ends. */
    List<Slice> slices() {
        return slices;
    }

    Activity activity() {
        return activity;
    }

    /** Number of a tick's slot. */
    int slot(long tick) {
        return (int) (tick % generation.length);
    }

    /** Emissions of an event by member of the part. */
    long[] spikes(int event) {
        return spikes[event];
    }

    /** Updates by slice. */
    long[] updates() {
        return updates;
    }

    void save(StateSink out) {
        for (long[] count : spikes) {
            out.longs("spikes", count);
        }
        out.longs("updates", updates);
        activity.save(out);
    }

    void restore(StateSource in) {
        for (long[] count : spikes) {
            in.into("spikes", count);
        }
        in.into("updates", updates);
        activity.restore(in);
    }
}
