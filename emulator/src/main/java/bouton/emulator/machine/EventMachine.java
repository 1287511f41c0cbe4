package bouton.emulator.machine;

import bouton.emulator.machine.stepped.Interpreter;
import bouton.emulator.machine.stepped.OperationRunner;
import bouton.image.machine.Machine;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A chip that works off one event after another, on its way. Cycle {@code c} lies between two rising edges of the clock; what
 * registers and memories hold is constant in it. A machine starts in cycle 0, waiting, with nothing in its scheduler, and all
 * pins down. Between two calls the host may read and write memories, and, while nothing is worked off, registers.
 *
 * <p>Not for several threads.
 */
public final class EventMachine {
    private static final long NEVER = Long.MAX_VALUE;

    private enum Phase {
        WAITING,
        RUNNING,
        ACKNOWLEDGING
    }

    private final Machine machine;
    private final MachineState state;
    private final Mode mode;
    private final InputPort input;
    private final OutputPort output;
    private final Scheduler scheduler;
    private final EngineCircuits circuits;
    private final Interpreter interpreter;
    private final Counts.Sum counts;
    private @Nullable Waveform waveform;
    private long shownFrom = NEVER;
    private long shownTo = -1;

    private long now;
    private boolean settled;
    private Phase phase = Phase.WAITING;
    private boolean requested;
    private int operation;
    private final long[] arguments;
    private @Nullable OperationRunner runner;
    private final @Nullable FastOperations fast;

    /**
     * @param state memories and registers; the machine works on them
     * @param sender at the input
     * @param receiver at the output
     */
    public EventMachine(
            Machine machine,
            MachineState state,
            AerSender sender,
            AerReceiver receiver,
            MachineObserver observer,
            Mode mode) {
        this.machine = machine;
        this.state = state;
        this.mode = mode;
        input = new InputPort(machine.input().width(), machine.input().synchroniser(), sender, observer);
        output = new OutputPort(machine.output().width(), machine.output().synchroniser(), receiver, observer);
        scheduler = new Scheduler(machine, state, observer);
        circuits = new EngineCircuits(scheduler, input, observer);
        interpreter = new Interpreter(state, circuits);
        counts = new Counts.Sum(machine.states().size());
        arguments = new long[mostArguments(machine)];
        fast = mode == Mode.FAST ? new FastOperations(state, scheduler, output, observer, counts) : null;
    }

    /**
     * Shows every cycle, from the next one on.
     *
     * @throws IllegalStateException if the machine is not run cycle by cycle
     */
    public void observe(Waveform wave) {
        if (mode != Mode.STEPPED) {
            throw new IllegalStateException("a waveform needs a machine that is stepped");
        }
        waveform = wave;
        circuits.observe(wave);
    }

    /**
     * Shows the cycles of a range, which are run one by one whatever the mode; of others it is told some.
     *
     * @param from first cycle
     * @param to last cycle
     */
    public void observe(Waveform wave, long from, long to) {
        waveform = wave;
        shownFrom = from;
        shownTo = to;
        circuits.observe(wave);
    }

    /** Puts the timing wheel, empty, to a slot and its counter to a number. */
    public void setWheel(int slot, long counter) {
        scheduler.wheel().set(slot, counter);
    }

    /**
     * Goes on to the beginning of a cycle: memories and registers are as they are seen in it, what sender and receiver do in it
     * is done, and its statements have not run. No effect if that cycle is past.
     */
    public void runTo(long cycle) {
        settle();
        while (now < cycle) {
            advance(cycle);
        }
    }

    /**
     * Goes on until nothing more can happen by itself: the controller waits, the scheduler is empty, the output not busy, and
     * nobody wants to send; or to a cycle.
     *
     * @return the cycle in which the machine now is
     */
    public long runUntilIdle(long limit) {
        settle();
        while (now < limit && !idle()) {
            advance(limit);
        }
        return now;
    }

    /** Its memories and registers. */
    public MachineState memoryState() {
        return state;
    }

    /** The cycle in which the machine is. */
    public long now() {
        return now;
    }

    /** How the cycles up to the present one, it included, were spent. */
    public Counts counts() {
        Counts.Sum sum = counts.copy();
        spend(sum, now, now + 1);
        return sum.counts(output.busyCycles(now + 1));
    }

    /** Whether the main queue is empty. */
    public boolean queueEmpty() {
        return scheduler.queueEmpty();
    }

    /** The timing wheel, to be read. */
    public TimingWheel wheel() {
        return scheduler.wheel();
    }

    /** State of the controller in the present cycle, its place in the machine's list. */
    public int state() {
        return switch (phase) {
            case WAITING -> machine.waiting();
            case RUNNING -> running().state();
            case ACKNOWLEDGING -> machine.acknowledging();
        };
    }

    /** Tells the observer of the request and packets that are on their way, with -1 for cycles that have not come. */
    public void tellPending() {
        input.pending(now);
        output.pending(now);
    }

    /** Runs a kernel by itself: memories change, spikes are told; what it pushes and sends is lost. */
    public void call(int kernel, long... given) {
        if (fast != null) {
            fast.call(kernel, given, now);
        } else {
            circuits.begin(now);
            interpreter.call(kernel, given);
            circuits.begin(now);
        }
        scheduler.forget();
    }

    /** Room for the parameters of anything, with the fields of an entry behind them. */
    private static int mostArguments(Machine machine) {
        int most = Math.max(
                machine.request().parameters(), machine.queue().fields().size());
        for (Machine.Operation operation : machine.operations()) {
            most = Math.max(most, operation.body().parameters());
        }
        return most + machine.queue().fields().size() + 1;
    }

    /** The operation on its way, which has not begun if nobody has asked for this before. */
    private OperationRunner running() {
        if (runner == null) {
            Machine.Operation description = machine.operations().get(operation);
            long[] given = Arrays.copyOf(arguments, description.body().parameters());
            runner = new OperationRunner(interpreter, description, given);
        }
        return runner;
    }

    private boolean idle() {
        return phase == Phase.WAITING && !output.busy(now) && input.quiet() && quietUntil() == NEVER;
    }

    /** Goes on by a cycle, or by as many as nothing happens in. */
    private void advance(long limit) {
        boolean shown = now >= shownFrom && now <= shownTo;
        FastOperations quick = shown ? null : fast;
        long end = now < shownFrom ? Math.min(limit, shownFrom) : limit;
        long next = quick == null ? now : Math.min(quietUntil(), end);
        if (quick != null && phase == Phase.RUNNING && runner == null && runFast(quick, end)) {
            finish();
        } else if (next > now) {
            pass(next);
        } else {
            spendCycle();
        }
        settled = false;
        settle();
    }

    private void pass(long next) {
        spend(counts, now, next);
        scheduler.wheel().turn(next - now);
        now = next;
    }

    /** All pins settle to what they are in this cycle. */
    private void settle() {
        if (settled) {
            return;
        }
        settled = true;
        boolean acknowledge = phase == Phase.ACKNOWLEDGING;
        output.tell(now);
        input.settle(now, acknowledge);
        if (waveform != null) {
            waveform.cycle(now, state(), pins(acknowledge));
        }
    }

    private Waveform.Pins pins(boolean acknowledge) {
        return new Waveform.Pins(
                input.request(now),
                input.address(),
                acknowledge,
                output.request(now),
                output.packet(now),
                output.acknowledge(now),
                output.busy(now));
    }

    /** This cycle's circuits, and the edge of the clock at its end. */
    private void spendCycle() {
        spend(counts, now, now + 1);
        boolean busy = output.busy(now);
        circuits.begin(now);
        switch (phase) {
            case WAITING -> {
                if (!busy && !frozen()) {
                    decide();
                }
            }
            case RUNNING -> {
                if (!busy) {
                    step();
                }
            }
            case ACKNOWLEDGING -> {
                if (!input.seen(now)) {
                    phase = Phase.WAITING;
                }
            }
        }
        scheduler.commit();
        scheduler.wheel().turn(1);
        now++;
    }

    private boolean frozen() {
        return machine.frozen().isPresent() && state.register(machine.frozen().get(), 0) != 0;
    }

    private void spend(Counts.Sum sum, long from, long to) {
        if (phase == Phase.WAITING) {
            sum.rest(machine.waiting(), from, to, output);
        } else {
            sum.work(state(), from, to);
        }
    }

    private void step() {
        boolean more = running().step();
        circuits.flush(output);
        if (!more) {
            finish();
        }
    }

    private void finish() {
        runner = null;
        phase = requested ? Phase.ACKNOWLEDGING : Phase.WAITING;
    }

    /** Runs an operation that begins now as a whole, if that is possible and it cannot last beyond a cycle. */
    private boolean runFast(FastOperations operations, long limit) {
        long end = operations.run(operation, arguments, requested ? input.address() : -1, now, limit);
        if (end < 0) {
            return false;
        }
        now = end;
        return true;
    }

    /** What is served next: the first that asks. */
    private void decide() {
        for (Machine.Turn turn : machine.order()) {
            boolean served = switch (turn) {
                case Machine.Turn.QueueFull _ -> scheduler.full() && startEntry();
                case Machine.Turn.Scheduler _ -> scheduler.offers() && startEntry();
                case Machine.Turn.Request request -> input.seen(now) && startRequest(request);
            };
            if (served) {
                return;
            }
        }
    }

    private boolean startEntry() {
        for (int i = 0; i < machine.queue().fields().size(); i++) {
            arguments[i] = scheduler.head(i);
        }
        operation = fast == null ? decoded(machine.entry()) : fast.decodeEntry(arguments);
        phase = Phase.RUNNING;
        requested = false;
        return true;
    }

    private boolean startRequest(Machine.Turn.Request turn) {
        int asked = decodeRequest();
        if (!turn.operations().contains(asked)) {
            return false;
        }
        operation = asked;
        phase = Phase.RUNNING;
        requested = true;
        return true;
    }

    /** What the address on the bus asks for; its arguments are kept. */
    private int decodeRequest() {
        arguments[0] = input.address();
        return fast == null ? decoded(machine.request()) : fast.decodeRequest(arguments);
    }

    private int decoded(Machine.Body decoder) {
        Interpreter.Started started = interpreter.decode(decoder, Arrays.copyOf(arguments, decoder.parameters()));
        System.arraycopy(started.arguments(), 0, arguments, 0, started.arguments().length);
        return started.operation();
    }

    /** The next cycle, or this one, in which the controller might do something; the largest number if none is known. */
    private long quietUntil() {
        return switch (phase) {
            case RUNNING -> Math.max(now, output.idleFrom());
            case ACKNOWLEDGING -> input.nextGone();
            case WAITING -> frozen() ? NEVER : Math.max(nextAsked(), output.idleFrom());
        };
    }

    /** When the first of those that are looked at asks. */
    private long nextAsked() {
        long next = NEVER;
        for (Machine.Turn turn : machine.order()) {
            next = Math.min(
                    next,
                    switch (turn) {
                        case Machine.Turn.QueueFull _ -> scheduler.full() ? now : NEVER;
                        case Machine.Turn.Scheduler _ -> {
                            long wait = scheduler.untilOffer();
                            yield wait == NEVER ? NEVER : now + wait;
                        }
                        case Machine.Turn.Request request -> nextRequest(request);
                    });
        }
        return next;
    }

    private long nextRequest(Machine.Turn.Request turn) {
        if (!input.seen(now)) {
            return Math.max(now, input.nextSeen());
        }
        return turn.operations().contains(decodeRequest()) ? now : NEVER;
    }
}
