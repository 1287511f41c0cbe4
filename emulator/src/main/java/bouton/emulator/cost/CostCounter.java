package bouton.emulator.cost;

import bouton.emulator.state.Columns;
import bouton.emulator.state.EventChannel;
import bouton.emulator.state.Partition;
import bouton.image.chip.Hardware;
import bouton.image.chip.Timing;
import bouton.image.net.Image;
import bouton.image.run.CostReport;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import bouton.image.run.Traffic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the ticks of a session cost on the chip of its image. Parts count for themselves, in any threads; behind a tick what they
 * counted makes up its time. All counts are integers, so no order matters.
 *
 * <p>A spike is charged in the tick in which it is emitted: its messages leave, are received and meet their synapses, where delayed ones
 * wait. What learns from it is charged there, too.
 */
public final class CostCounter {
    private final Plan plan;
    private final Hardware hardware;
    private final List<PartCosts> parts = new ArrayList<>();
    private final PartCosts[][] byGroup;
    private final List<Periodic> periodic;
    private final @Nullable DetailedTiming detailed;
    private final long barrier;
    // Of every tick: values that are sent whatever happens.
    private final long[] sending;
    private final long[] receiving;
    // Of one tick, by core, the host last.
    private final long[] generation;
    private final long[] processing;
    private final long[] learning;
    // What events between two ticks add to the next.
    private final long[] pending;
    private long ticks;
    private long time;
    private long longest;
    private long longestTick = -1;

    /**
     * @param image with a chip
     * @param slots ticks that parts may count before the first of them is ended
     */
    public CostCounter(Image image, Synapses synapses, int slots) {
        this.plan = new Plan(image, synapses);
        this.hardware = image.hardware();
        this.byGroup = new PartCosts[image.groups().size()][];
        for (int g = 0; g < byGroup.length; g++) {
            Partition partition = synapses.partitions().get(g);
            byGroup[g] = new PartCosts[partition.parts()];
            for (int k = 0; k < byGroup[g].length; k++) {
                byGroup[g][k] = new PartCosts(plan, g, partition, k, slots);
                parts.add(byGroup[g][k]);
            }
        }
        this.periodic = Periodic.of(plan);
        this.detailed = hardware.timing() == Timing.DETAILED ? new DetailedTiming(plan, parts) : null;
        this.barrier = hardware.barrierTime();
        int cores = plan.floor().cores() + 1;
        this.sending = new long[cores];
        this.receiving = new long[cores];
        this.generation = new long[cores];
        this.processing = new long[cores];
        this.learning = new long[cores];
        this.pending = new long[cores];
        addValues();
    }

    private void addValues() {
        for (int g = 0; g < byGroup.length; g++) {
            Fanout[] channels = plan.fanouts(g);
            Fanout values = channels[channels.length - 1];
            for (int m = 0; values != null && m < plan.image().groups().get(g).size(); m++) {
                int core = plan.floor().coreOf(g, m);
                int entries = values.end(m) - values.start(m);
                boolean host = core == plan.floor().host();
                sending[core] += host
                        ? Math.min(entries, 1) * hardware.host().time()
                        : entries * hardware.kindOf(core).out().time();
                for (int e = values.start(m); e < values.end(m); e++) {
                    receiving[values.core(e)] += values.time(e);
                }
            }
        }
    }

    /** The counter of a part of a group. */
    public PartCosts part(int group, int part) {
        return byGroup[group][part];
    }

    /** Looks at the neurons before the next tick. */
    public void start(int group, Columns columns) {
        for (PartCosts part : byGroup[group]) {
            part.start(columns);
        }
    }

    /** An event of the network happens, between two ticks or in one that has not been ended. */
    public void global(int event) {
        periodic.forEach(p -> p.global(event, pending));
    }

    /**
     * Adds up a tick that all parts have counted; ticks come one after the other.
     *
     * @param channels events of a group and part, which must still be there
     */
    public void endTick(long tick, Channels channels) {
        System.arraycopy(sending, 0, generation, 0, generation.length);
        System.arraycopy(receiving, 0, processing, 0, processing.length);
        System.arraycopy(pending, 0, learning, 0, learning.length);
        Arrays.fill(pending, 0);
        periodic.forEach(p -> p.tick(tick, learning));
        for (PartCosts part : parts) {
            part.drain(tick, generation, processing, learning);
        }
        long all = barrier + (detailed == null ? slowest() : detailed.time(tick, of(channels), parts, learning));
        ticks++;
        time = Math.addExact(time, all);
        if (longestTick < 0 || all > longest) {
            longest = all;
            longestTick = tick;
        }
    }

    /** Gives the events of a part. */
    public interface Channels {
        EventChannel[] of(int group, int part);
    }

    private static Function<PartCosts, EventChannel[]> of(Channels channels) {
        return part -> channels.of(part.group(), part.part());
    }

    private long slowest() {
        long most = 0;
        for (int c = 0; c < generation.length; c++) {
            most = Math.max(most, Math.max(generation[c], processing[c] + learning[c]));
        }
        return most;
    }

    /** What the ticks so far cost. */
    public CostReport report(List<Traffic> traffic) {
        return new CostReport(
                hardware, ticks, time, longest, longestTick, new Charges(plan, parts, periodic, ticks).all(), traffic);
    }

    /** How many synapses the spikes so far had to reach over a projection. */
    public long sent(int projection) {
        int source = plan.image().projections().get(projection).source();
        Fanout[] channels = plan.fanouts(source);
        long sum = 0;
        for (PartCosts part : byGroup[source]) {
            for (int e = 0; e < channels.length - 1; e++) {
                sum += plan.meets(projection, e) ? sent(channels[e], projection, part, e) : 0;
            }
        }
        return sum;
    }

    private static long sent(@Nullable Fanout fanout, int projection, PartCosts part, int event) {
        int k = fanout == null ? -1 : fanout.projections().indexOf(projection);
        if (fanout == null || k < 0) {
            return 0;
        }
        long sum = 0;
        for (int m = 0; m < part.length(); m++) {
            long times = part.spikes(event)[m];
            for (int e = fanout.start(part.start() + m); times > 0 && e < fanout.end(part.start() + m); e++) {
                sum += times * fanout.count(e, k);
            }
        }
        return sum;
    }

    /** Writes down the counts, between two ticks. */
    public void save(StateSink out) {
        out.longs("ticks", ticks, time, longest, longestTick);
        out.longs("pending", pending);
        out.longs("periodic", periodic.stream().mapToLong(Periodic::times).toArray());
        for (PartCosts part : parts) {
            part.save(out);
        }
    }

    /** Takes back what {@link #save} has written. */
    public void restore(StateSource in) {
        long[] saved = new long[4];
        in.into("ticks", saved);
        ticks = saved[0];
        time = saved[1];
        longest = saved[2];
        longestTick = saved[3];
        in.into("pending", pending);
        long[] times = new long[periodic.size()];
        in.into("periodic", times);
        for (int k = 0; k < times.length; k++) {
            periodic.get(k).setTimes(times[k]);
        }
        for (PartCosts part : parts) {
            part.restore(in);
        }
    }
}
