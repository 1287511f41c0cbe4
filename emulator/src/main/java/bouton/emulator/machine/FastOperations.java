package bouton.emulator.machine;

import bouton.emulator.machine.generate.OperationGenerator;
import bouton.emulator.machine.generate.OperationGenerator.Generated;
import bouton.emulator.machine.generate.OperationLog;
import bouton.image.machine.Machine;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Operations as a whole. What they do to memories does not depend on when they do it, as long as the wheel stands still; so the
 * generated code says in which step it sent and fired, and cycles are worked out from that: a step that sends delays the next
 * one until the output is not busy.
 */
final class FastOperations {
    private final MachineState state;
    private final Scheduler scheduler;
    private final OutputPort output;
    private final MachineObserver observer;
    private final Counts.Sum counts;
    private final OperationLog log;
    private final OperationGenerator generator;
    private final long[] spike;
    private int version = -1;
    private int layouts = -1;
    private boolean[] asked = {};
    private @Nullable Generated[] together = new Generated[0];
    private @Nullable Generated[] requested = new Generated[0];
    private @Nullable Generated[] entered = new Generated[0];
    private @Nullable Generated[] kernels = new Generated[0];
    private @Nullable Generated request;
    private @Nullable Generated entry;

    // one operation's cycles
    private long begin;
    private long steps;
    private long stall;
    private long sendStep;
    private long[] packets = new long[8];
    private int sent;

    FastOperations(
            MachineState state, Scheduler scheduler, OutputPort output, MachineObserver observer, Counts.Sum counts) {
        this.state = state;
        this.scheduler = scheduler;
        this.output = output;
        this.observer = observer;
        this.counts = counts;
        log = new OperationLog(scheduler, state);
        generator = new OperationGenerator(state, log);
        int kernel = state.machine().spike();
        spike = new long
                [kernel < 0 ? 0 : state.machine().kernels().get(kernel).body().parameters()];
    }

    /** Registers are folded in: what was made for others is thrown away. */
    private void check() {
        if (version != state.version()) {
            version = state.version();
            Machine machine = state.machine();
            asked = new boolean[machine.operations().size()];
            together = new Generated[machine.operations().size()];
            requested = new Generated[machine.operations().size()];
            entered = new Generated[machine.operations().size()];
            kernels = new Generated[machine.kernels().size()];
            request = null;
            entry = null;
        }
    }

    /** @param arguments the address; what the operation is started with takes its place */
    int decodeRequest(long[] arguments) {
        check();
        if (request == null) {
            request = generator.requestDecoder();
        }
        arguments[1] = arguments[0];
        return request.code().run(arguments);
    }

    /** @param arguments the fields of the entry; what the operation is started with takes their place */
    int decodeEntry(long[] arguments) {
        check();
        if (entry == null) {
            entry = generator.entryDecoder();
        }
        return entry.code().run(arguments);
    }

    /** Runs a kernel by itself, and tells of spikes. */
    void call(int kernel, long[] given, long cycle) {
        check();
        Generated made = kernels[kernel];
        if (made == null) {
            made = generator.kernel(kernel);
            kernels[kernel] = made;
        }
        log.clear();
        made.code().run(Arrays.copyOf(given, given.length + 1));
        for (int at = 0; at < log.size(); at = log.next(at)) {
            if (log.kind(at) == OperationLog.Kind.SPIKE) {
                fire(at, cycle);
            }
        }
    }

    /**
     * Runs an operation.
     *
     * @param address on the bus if it came over the input, else -1
     * @param now its first cycle
     * @return the first cycle behind it; -1 if it must be stepped, and nothing was done
     */
    long run(int operation, long[] arguments, long address, long now, long limit) {
        if (scheduler.wheel().turns()) {
            return -1;
        }
        check();
        Generated made = generated(operation, address < 0);
        long longest = output.longest(made.packets());
        if (longest > limit || made.steps() > limit - longest - now || (address < 0 && made.bus())) {
            return -1;
        }
        int parameters = state.machine().operations().get(operation).body().parameters();
        if (address >= 0) {
            arguments[parameters] = address;
        } else if (made.head()) {
            for (int i = 0; i < state.machine().queue().fields().size(); i++) {
                arguments[parameters + i] = scheduler.head(i);
            }
        }
        log.clear();
        begin = now;
        steps = Math.max(1, made.code().run(arguments));
        log.end();
        return play(state.machine().operations().get(operation).state());
    }

    private Generated generated(int operation, boolean byEntry) {
        Generated lanes = byEntry ? lanes(operation) : null;
        if (lanes != null) {
            return lanes;
        }
        @Nullable Generated[] all = byEntry ? entered : requested;
        Generated made = all[operation];
        if (made == null) {
            made = generator.operation(operation, byEntry);
            all[operation] = made;
        }
        return made;
    }

    /** The operation for all words at once, where that is possible and all have one layout. */
    private @Nullable Generated lanes(int operation) {
        if (layouts != state.layouts()) {
            layouts = state.layouts();
            Arrays.fill(asked, false);
            Arrays.fill(together, null);
        }
        if (!asked[operation]) {
            asked[operation] = true;
            together[operation] = generator.lanes(operation, true);
        }
        return together[operation];
    }

    /** Works out the cycles of what the operation did. */
    private long play(int first) {
        int controller = first;
        long from = begin;
        stall = 0;
        sent = 0;
        for (int at = 0; at < log.size(); at = log.next(at)) {
            long step = log.step(at);
            OperationLog.Kind kind = log.kind(at);
            // a state begins when the step before it is over: the next one waits for the output in it
            if (sent > 0 && sendStep < (kind == OperationLog.Kind.ENTER ? step - 1 : step)) {
                flush();
            }
            long cycle = begin + step + stall;
            switch (kind) {
                case SEND -> send(step, log.value(at, 0));
                case SPIKE -> fire(at, cycle);
                case DROPPED -> observer.dropped(cycle);
                case NEVER_WRITTEN -> observer.undefined(cycle, MachineObserver.Undefined.HEAD_NEVER_WRITTEN);
                case ENTER -> {
                    counts.work(controller, from, cycle);
                    controller = (int) log.value(at, 0);
                    from = cycle;
                }
            }
        }
        if (sent > 0) {
            flush();
        }
        long end = begin + steps + stall;
        counts.work(controller, from, end);
        return end;
    }

    private void send(long step, long packet) {
        if (sent == packets.length) {
            packets = Arrays.copyOf(packets, 2 * sent);
        }
        packets[sent++] = packet;
        sendStep = step;
    }

    private void flush() {
        long cycle = begin + sendStep + stall;
        long idle = output.send(cycle, packets, 0, sent);
        if (sendStep + 1 < steps) {
            stall += idle - (cycle + 1);
        }
        sent = 0;
    }

    private void fire(int at, long cycle) {
        for (int i = 0; i < spike.length; i++) {
            spike[i] = log.value(at, i);
        }
        observer.spike(cycle, spike);
    }
}
