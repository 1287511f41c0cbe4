package bouton.emulator.interpret;

import bouton.emulator.state.Columns;
import bouton.emulator.state.EventChannel;
import bouton.emulator.state.PortState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The instance that a program runs for, and what it can reach from there. One frame per group or projection; the engine
 * points it at one instance after another.
 */
public final class Frame {
    private static final PortState[] NO_PORTS = {};
    private static final EventChannel[] NO_EVENTS = {};

    /** Points at nothing. */
    static final Frame NOWHERE = ofGroup(new Columns(List.of(), 0, 0), NO_PORTS, NO_EVENTS, new long[0]);

    private final Columns self;
    private final @Nullable Columns pre;
    private final @Nullable Columns post;
    private final PortState[] ports;
    private final EventChannel[] events;
    private final @Nullable SynapseLinks links;
    private final long[] counters;

    // Columns of the block that holds the instance, and its place there.
    double[][] doubles;
    int[][] ints;
    long[][] longs;
    int offset;
    private int block;

    private int instance;
    private long number;
    private int preIndex;
    private int postIndex;
    private double payload = 1;
    private double multiplicity = 1;
    private long tick;
    private long drawTick;
    private long clock;
    private boolean learning = true;

    private Frame(
            Columns self,
            @Nullable Columns pre,
            @Nullable Columns post,
            PortState[] ports,
            EventChannel[] events,
            @Nullable SynapseLinks links,
            long[] counters) {
        this.self = self;
        this.pre = pre;
        this.post = post;
        this.ports = ports;
        this.events = events;
        this.links = links;
        this.counters = counters;
        boolean some = self.blocks() > 0;
        doubles = some ? self.doubles(0) : new double[0][];
        ints = some ? self.ints(0) : new int[0][];
        longs = some ? self.longs(0) : new long[0][];
    }

    /** A frame for neurons or the sources of a stimulus. */
    public static Frame ofGroup(Columns self, PortState[] ports, EventChannel[] events, long[] counters) {
        return new Frame(self, null, null, ports, events, null, counters);
    }

    /** A frame for synapses. */
    public static Frame ofProjection(Columns self, Columns pre, Columns post, SynapseLinks links, long[] counters) {
        return new Frame(self, pre, post, NO_PORTS, NO_EVENTS, links, counters);
    }

    /** Points at an instance of a group. */
    public void select(int member) {
        int b = self.blockOf(member);
        if (b != block) {
            selectBlock(b);
        }
        offset = self.offsetOf(member);
        instance = member;
        number = member;
    }

    private void selectBlock(int b) {
        block = b;
        doubles = self.doubles(b);
        ints = self.ints(b);
        longs = self.longs(b);
    }

    /** Points at the next instance of the block of a group. */
    void next() {
        offset++;
        instance++;
        number++;
    }

    /**
     * Points at a synapse.
     *
     * @param position where it is stored
     * @param builderNumber its number in the order in which it was made
     */
    public void select(int position, long builderNumber, int source, int target) {
        offset = position;
        instance = position;
        number = builderNumber;
        preIndex = source;
        postIndex = target;
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

    /** Where the instance is stored: neuron number or position of the synapse. */
    public int instance() {
        return instance;
    }

    public int preIndex() {
        return preIndex;
    }

    public int postIndex() {
        return postIndex;
    }

    long number() {
        return number;
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

    double portSum(int port) {
        return ports[port].open()[instance];
    }

    void emit(int event, double value) {
        events[event].emit(instance, value);
    }

    void deliver(int port, double value) {
        present(links).deliver(port, value * multiplicity, this);
    }

    double arrived(int out) {
        return present(links).arrived(out, this);
    }

    void count(int counter) {
        counters[counter]++;
    }

    // The linker has checked that the words a program names exist.
    private static <T> T present(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("a neuron has no ends");
        }
        return part;
    }
}
