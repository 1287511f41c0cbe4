package bouton.emulator.interpret;

import bouton.emulator.state.Columns;
import bouton.emulator.state.DeferredTasks;
import bouton.emulator.state.DelayedValues;
import bouton.emulator.state.EventChannel;
import bouton.emulator.state.PortState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The instances that a program runs for, one in each lane, and what they can reach from there. One frame per group or
 * projection; the engine points it at some instances after others.
 */
public final class Frame {
    /** The most instances that a program runs for at a time: their registers stay in the first-level cache. */
    public static final int MOST_LANES = 128;

    private static final PortState[] NO_PORTS = {};
    private static final EventChannel[] NO_EVENTS = {};

    /** Points at nothing. */
    static final Frame NOWHERE = ofGroup("nothing", new Columns(List.of(), 0, 0), NO_PORTS, NO_EVENTS, new long[0]);

    private final String owner;
    private final Columns self;
    private final @Nullable Columns pre;
    private final @Nullable Columns post;
    private final PortState[] ports;
    private final EventChannel[] events;
    private final @Nullable SynapseLinks links;
    private final long[] counters;

    // The block that holds the instances, and their places there: one behind another from `first` on, or as listed.
    private double[][] doubles;
    private int[][] ints;
    private long[][] longs;
    private int block;
    private int blockStart;
    private boolean contiguous = true;
    private int first;
    private int count;
    private final int[] places;

    // Of synapses, by lane; the engine fills in what the program reads.
    private final int[] sources;
    private final int[] targets;
    private final int[] numbers;

    private DelayedValues[] lines = {};
    private final DeferredTasks deferred = new DeferredTasks();

    private double payload = 1;
    private double multiplicity = 1;
    private long tick;
    private long drawTick;
    private long clock;
    private boolean learning = true;

    private Frame(
            String owner,
            Columns self,
            @Nullable Columns pre,
            @Nullable Columns post,
            PortState[] ports,
            EventChannel[] events,
            @Nullable SynapseLinks links,
            long[] counters) {
        this.owner = owner;
        this.self = self;
        this.pre = pre;
        this.post = post;
        this.ports = ports;
        this.events = events;
        this.links = links;
        this.counters = counters;
        int lanes = links == null ? 0 : MOST_LANES;
        places = new int[lanes];
        sources = new int[lanes];
        targets = new int[lanes];
        numbers = new int[lanes];
        boolean some = self.blocks() > 0;
        doubles = some ? self.doubles(0) : new double[0][];
        ints = some ? self.ints(0) : new int[0][];
        longs = some ? self.longs(0) : new long[0][];
    }

    /**
     * A frame for neurons or the sources of a stimulus.
     *
     * @param owner for messages, for example {@code population E, neuron}
     */
    public static Frame ofGroup(String owner, Columns self, PortState[] ports, EventChannel[] events, long[] counters) {
        return new Frame(owner, self, null, null, ports, events, null, counters);
    }

    /**
     * A frame for synapses.
     *
     * @param owner for messages, for example {@code projection E -> I, synapse}
     */
    public static Frame ofProjection(
            String owner, Columns self, Columns pre, Columns post, SynapseLinks links, long[] counters) {
        return new Frame(owner, self, pre, post, NO_PORTS, NO_EVENTS, links, counters);
    }

    /** The delay lines of a group; the array is filled in when the longest lags are known. */
    public void setLines(DelayedValues[] lines) {
        this.lines = lines;
    }

    /** What its instances have put off. */
    public DeferredTasks deferred() {
        return deferred;
    }

    /** Points at one instance of a group. */
    public void select(int member) {
        select(member, 1);
    }

    /** Points at some instances of a group, all in one block. */
    public void select(int member, int instances) {
        int b = self.blockOf(member);
        if (b != block) {
            block = b;
            blockStart = self.blockStart(b);
            doubles = self.doubles(b);
            ints = self.ints(b);
            longs = self.longs(b);
        }
        first = self.offsetOf(member);
        count = instances;
    }

    /** Points at the synapses that are stored from a position on; their ends and numbers are to be filled in. */
    public void selectRange(int position, int synapses) {
        contiguous = true;
        first = position;
        count = synapses;
    }

    /** Points at synapses at any positions, to be filled in like their ends and numbers. */
    public void selectScattered(int synapses) {
        contiguous = false;
        count = synapses;
    }

    /** Positions of the selected synapses, where they are scattered. */
    public int[] places() {
        return places;
    }

    /** Sources of the selected synapses. */
    public int[] sources() {
        return sources;
    }

    /** Targets of the selected synapses. */
    public int[] targets() {
        return targets;
    }

    /** Builder's numbers of the selected synapses. */
    public int[] numbers() {
        return numbers;
    }

    /** Time of the kernels to come: number of the tick, tick in the key of draws, clock of the projection. */
    public void setTime(long tick, long drawTick, long clock) {
        this.tick = tick;
        this.drawTick = drawTick;
        this.clock = clock;
    }

    /** What came with the event or arrival, and how many times a delivery counts. */
    public void setPayload(double payload, double multiplicity) {
        this.payload = payload;
        this.multiplicity = multiplicity;
    }

    /** Whether stores to plastic words happen. */
    public void setLearning(boolean on) {
        learning = on;
    }

    /** Whether stores to plastic words happen. */
    public boolean isLearning() {
        return learning;
    }

    /** Number of selected instances. */
    public int count() {
        return count;
    }

    /** Where the instance of a lane is stored in its block. */
    public int place(int lane) {
        return contiguous ? first + lane : places[lane];
    }

    /** How many times a delivery counts. */
    public double multiplicity() {
        return multiplicity;
    }

    boolean isContiguous() {
        return contiguous;
    }

    /** Place of lane 0, where the instances stand one behind another. */
    int first() {
        return first;
    }

    double[] doubles(int field) {
        return doubles[field];
    }

    int[] ints(int field) {
        return ints[field];
    }

    long[] longs(int field) {
        return longs[field];
    }

    /** The number of an instance: of the neuron, of the synapse in the order in which it was made. */
    int number(int lane) {
        return links == null ? blockStart + first + lane : numbers[lane];
    }

    double payload() {
        return payload;
    }

    long tick() {
        return tick;
    }

    long drawTick() {
        return drawTick;
    }

    long clock() {
        return clock;
    }

    boolean learning() {
        return learning;
    }

    Columns pre() {
        return present(pre);
    }

    Columns post() {
        return present(post);
    }

    void portSums(int port, double[] x, int from, int to) {
        System.arraycopy(ports[port].open(), blockStart + first + from, x, from, to - from);
    }

    void remember(int line, double[] a, int from, int to) {
        lines[line].keep(tick, blockStart + first, a, from, to);
    }

    void recall(int line, double[] x, int from, int to) {
        lines[line].read(tick, blockStart + first, x, from, to);
    }

    void defer(int task, int lane, long ticks) {
        deferred.add(tick + ticks, task, blockStart + first + lane);
    }

    void emit(int event, int lane, double value) {
        events[event].emit(blockStart + first + lane, value);
    }

    SynapseLinks links() {
        return present(links);
    }

    void count(int counter) {
        counters[counter]++;
    }

    /** A failure at one lane. */
    KernelFault fault(int lane, ArithmeticException failure) {
        if (failure instanceof KernelFault known) {
            return known;
        }
        String instance = links == null ? Integer.toString(number(lane)) : links.describe(place(lane));
        // Kernels that run before tick 0 draw with -1.
        String when = drawTick < 0 ? "before tick 0" : "tick " + tick;
        return new KernelFault(owner + " " + instance + ", " + when + ": " + failure.getMessage(), failure);
    }

    // The linker has checked that what a program names exists.
    private static <T> T present(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("a neuron has no ends");
        }
        return part;
    }
}
