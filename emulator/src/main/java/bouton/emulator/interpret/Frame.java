package bouton.emulator.interpret;

import bouton.emulator.state.Columns;
import bouton.emulator.state.DeferredTasks;
import bouton.emulator.state.DelayedValues;
import bouton.emulator.state.EventChannel;
import bouton.emulator.state.PortSlot;
import bouton.emulator.state.PortState;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The instances of a part of a group, or the synapses onto it, and what programs can reach from them. The engine points it
 * at some instances after others: interpreted programs run for those, one in each lane. One frame per part, for one thread at
 * a time.
 */
public final class Frame extends PartWords {
    /** The most instances that an interpreted program runs for at a time: their registers stay in the first-level cache. */
    public static final int MOST_LANES = 128;

    // Entries behind the counters: what one thread counts shares no cache line with another's.
    private static final int PADDING = 16;
    private static final PortState[] NO_PORTS = {};
    private static final EventChannel[] NO_EVENTS = {};

    /** Points at nothing. */
    static final Frame NOWHERE = ofGroup("nothing", new Columns(List.of(), 1, 0), 0, NO_PORTS, NO_EVENTS, 0);

    private final String owner;
    private final @Nullable SynapseLinks links;
    private final PortState[] ports;
    private final EventChannel[] events;
    private final long[] counters;

    private final int start;

    // Places of the instances: one behind another from `first` on, or as listed.
    private boolean contiguous = true;
    private int first;
    private int count;
    private final int[] places;
    // Of synapses, by lane; the engine fills in what the program reads. Targets are numbered inside their part.
    private final int[] sources;
    private final int[] targets;
    private final int[] numbers;

    private DelayedValues[] lines = {};
    private final DeferredTasks deferred = new DeferredTasks();
    private double payload = 1;
    private double multiplicity = 1;
    private boolean counted;
    private long tick;
    private long drawTick;
    private long clock;
    private boolean learning = true;
    private final Map<AdaptiveSite, AdaptiveUnit> units = new IdentityHashMap<>();
    private char[] targetArray = {};
    private int fetched;
    private @Nullable PastWords past;
    private int firstSource;
    private final int size;
    private final Timers timers;
    private final Scratch scratch;

    private Frame(
            String owner,
            Columns self,
            int part,
            int start,
            @Nullable Columns pre,
            @Nullable Columns post,
            int postPart,
            PortState[] ports,
            EventChannel[] events,
            @Nullable SynapseLinks links,
            int counters) {
        super(self, part, pre, post, postPart);
        this.owner = owner;
        this.ports = ports;
        this.events = events;
        this.links = links;
        this.counters = new long[counters + PADDING];
        this.start = start;
        this.size = self.blocks() > 0 ? self.blockSize(part) : 0;
        int lanes = links == null ? 0 : MOST_LANES;
        places = new int[lanes];
        sources = new int[lanes];
        targets = new int[lanes];
        numbers = new int[lanes];
        timers = new Timers(ownLongs(), size);
        scratch = new Scratch(size);
    }

    /**
     * A frame for the neurons of a part of a population, or sources of a stimulus.
     *
     * @param owner for messages, for example {@code population E, neuron}
     * @param counters how many counters there are
     */
    public static Frame ofGroup(
            String owner, Columns self, int part, PortState[] ports, EventChannel[] events, int counters) {
        return new Frame(owner, self, part, self.blockStart(part), null, null, 0, ports, events, null, counters);
    }

    /**
     * A frame for the synapses onto a part of a population.
     *
     * @param owner for messages, for example {@code projection E -> I, synapse}
     * @param self words of these synapses, in one block
     * @param counters how many counters there are
     */
    public static Frame ofProjection(
            String owner, Columns self, Columns pre, Columns post, int postPart, SynapseLinks links, int counters) {
        return new Frame(owner, self, 0, 0, pre, post, postPart, NO_PORTS, NO_EVENTS, links, counters);
    }

    /** The delay lines of the part; the array is filled in when the longest lags are known. */
    public void setLines(DelayedValues[] lines) {
        this.lines = lines;
    }

    /** Targets of all synapses, by position, numbered inside their part. */
    public void setTargets(char[] targets) {
        targetArray = targets;
    }

    /** Says which source has the synapse at position 0, where each source from there on has one. */
    public void setFirstSource(int source) {
        firstSource = source;
    }

    /** See {@link #setFirstSource}. */
    public int firstSource() {
        return firstSource;
    }

    /** The words of the ends of synapses that a kernel finds where it works off what happened earlier. */
    public void setPast(PastWords past) {
        this.past = past;
    }

    /** See {@link #setPast}. */
    public PastWords past() {
        return present(past);
    }

    /** Targets of all synapses, by position, numbered inside their part. */
    public char[] targetArray() {
        return targetArray;
    }

    /** Words have been read for the caches' sake; nobody needs their sum but the compiler, which would leave the reading out. */
    public void fetched(int sum) {
        fetched = sum;
    }

    /** See {@link #fetched(int)}. */
    public int fetched() {
        return fetched;
    }

    /** What its instances have put off. */
    public DeferredTasks deferred() {
        return deferred;
    }

    /** Points at one neuron, numbered inside the part. */
    public void select(int member) {
        select(member, 1);
    }

    /** Points at some neurons, numbered inside the part. */
    public void select(int member, int instances) {
        first = member;
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

    /** Targets of the selected synapses, numbered inside their part. */
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

    /** Whether the payload of an event is its multiplicity: a delivery counts as often. */
    public void setCounted(boolean counted) {
        this.counted = counted;
    }

    /** See {@link #setCounted}. */
    public boolean isCounted() {
        return counted;
    }

    /** Whether stores to plastic words happen. */
    public void setLearning(boolean on) {
        learning = on;
    }

    /** Writes down what is put off and counted, and whether plastic words are stored to. */
    public void save(StateSink out) {
        out.flag("learning", learning);
        out.longs("counters", counters);
        deferred.save(out);
    }

    /** Takes back what {@link #save} has written. */
    public void restore(StateSource in) {
        learning = in.flag("learning");
        in.into("counters", counters);
        deferred.restore(in);
        timers.storedAll();
    }

    /** Number of selected instances. */
    public int count() {
        return count;
    }

    /** Where the instance of a lane is stored. */
    public int place(int lane) {
        return contiguous ? first + lane : places[lane];
    }

    /** How many times a delivery counts. */
    public double multiplicity() {
        return multiplicity;
    }

    /** First member of the part; 0 for synapses. */
    public int start() {
        return start;
    }

    boolean isContiguous() {
        return contiguous;
    }

    /** Place of lane 0, where the instances stand one behind another. */
    int first() {
        return first;
    }

    /** The number of an instance: of the neuron, of the synapse in the order in which it was made. */
    int number(int lane) {
        return links == null ? start + first + lane : numbers[lane];
    }

    public double payload() {
        return payload;
    }

    public long tick() {
        return tick;
    }

    public long drawTick() {
        return drawTick;
    }

    public long clock() {
        return clock;
    }

    public boolean learning() {
        return learning;
    }

    /** By neuron: -1 where a timer of the current tick runs, else 0; up to date until it is asked for again. */
    public int[] running(int field) {
        return timers.masks(field, tick);
    }

    /**
     * Random bits of neurons {@code from .. to - 1}, by neuron; see {@link bouton.image.ir.Instruction.RandomBits}.
     *
     * @param number of the array to put them in, which is valid until it is asked for again
     */
    public int[] randomBits(int number, long seed, long site, int use, int bits, int from, int to) {
        return scratch.randomBits(number, seed, site, start, drawTick, use, bits, from, to);
    }

    /** Memory for what kernels compute in between. */
    public Scratch scratch() {
        return scratch;
    }

    /** The timers of the part's neurons. */
    public Timers timers() {
        return timers;
    }

    /** An s64 word of a neuron has been stored. */
    public void stored(int field, int member) {
        timers.stored(field, member);
    }

    AdaptiveUnit unit(AdaptiveSite site) {
        return units.computeIfAbsent(site, AdaptiveSite::unit);
    }

    // What follows is called by generated code, for one instance at a time.

    /** Points at one synapse. */
    public void selectSynapse(int position, int source, int target) {
        selectRange(position, 1);
        sources[0] = source;
        targets[0] = target;
        numbers[0] = present(links).number(position, source);
    }

    /** The open sums of a port, one per neuron of the part; the array is longer. */
    public double[] portSums(int port) {
        return ports[port].open().sums();
    }

    /** As {@link #portSums}, of a port of integers that are kept as ints. */
    public int[] portInts(int port) {
        return ports[port].open().ints();
    }

    /** As {@link #portSums}, of a port of integers that are kept as longs. */
    public long[] portLongs(int port) {
        return ports[port].open().longs();
    }

    /** Keeps a value in a delay line. */
    public void rememberAt(int line, int member, double value) {
        lines[line].keep(tick, member, value);
    }

    /** What a delay line has for a neuron. */
    public double recallAt(int line, int member) {
        return lines[line].read(tick, member);
    }

    /** Puts a task of a neuron off. */
    public void deferAt(int task, int member, long ticks) {
        deferred.add(tick + ticks, task, start + member);
    }

    /** A neuron emits an event. */
    public void emitAt(int event, int member, double value) {
        events[event].emit(start + member, value);
    }

    /** Adds to a port of the target of one synapse. */
    public void deliverAt(int port, int position, int target, double amount) {
        slot(port, position).add(target, amount);
    }

    /** Adds an integer to a port of the target of one synapse, a number of times. */
    public void deliverAt(int port, int position, int target, long amount, long times) {
        slot(port, position).add(target, amount, times);
    }

    private PortSlot slot(int port, int position) {
        SynapseLinks ends = present(links);
        PortSlot slot = ends.slot(port);
        return slot == null ? ends.laggedSlot(port, position) : slot;
    }

    /** A failure at a neuron. */
    public KernelFault neuronFault(int member, ArithmeticException failure) {
        return fault(failure, Integer.toString(start + member));
    }

    /** A failure at the synapse at a position. */
    public KernelFault synapseFault(int position, ArithmeticException failure) {
        return fault(failure, present(links).describe(position));
    }

    void remember(int line, double[] a, int from, int to) {
        lines[line].keep(tick, first, a, from, to);
    }

    void recall(int line, double[] x, int from, int to) {
        lines[line].read(tick, first, x, from, to);
    }

    /** How the synapses reach beyond the words of their ends. */
    public SynapseLinks links() {
        return present(links);
    }

    /** Something happened that counts. */
    public void count(int counter) {
        counters[counter]++;
    }

    /** Something happened several times that counts. */
    public void count(int counter, int times) {
        counters[counter] += times;
    }

    /** How often something has happened in this part. */
    public long counted(int counter) {
        return counters[counter];
    }

    /** A failure at one lane. */
    KernelFault fault(int lane, ArithmeticException failure) {
        return fault(failure, links == null ? Integer.toString(number(lane)) : links.describe(place(lane)));
    }

    private KernelFault fault(ArithmeticException failure, String instance) {
        if (failure instanceof KernelFault known) {
            return known;
        }
        // Kernels that run before tick 0 draw with -1.
        String when = drawTick < 0 ? "before tick 0" : "tick " + tick;
        return new KernelFault(owner + " " + instance + ", " + when + ": " + failure.getMessage(), failure);
    }
}
