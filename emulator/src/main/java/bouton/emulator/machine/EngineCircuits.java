package bouton.emulator.machine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The engine as the bodies of a machine see it in one cycle. */
final class EngineCircuits implements Circuits {
    private final Scheduler scheduler;
    private final InputPort input;
    private final MachineObserver observer;
    private @Nullable Waveform waveform;
    private long cycle;
    private long[] packets = new long[8];
    private int count;

    EngineCircuits(Scheduler scheduler, InputPort input, MachineObserver observer) {
        this.scheduler = scheduler;
        this.input = input;
        this.observer = observer;
    }

    void observe(Waveform wave) {
        waveform = wave;
    }

    /** What follows happens in this cycle. */
    void begin(long now) {
        cycle = now;
        count = 0;
    }

    /** Sends what the cycle gave out. */
    void flush(OutputPort output) {
        if (count > 0) {
            output.send(cycle, packets, 0, count);
        }
    }

    @Override
    public long head(int field) {
        if (scheduler.isHeadUnwritten(field)) {
            observer.undefined(cycle, MachineObserver.Undefined.HEAD_NEVER_WRITTEN);
        }
        return scheduler.head(field);
    }

    @Override
    public long bus() {
        return input.address();
    }

    @Override
    public void read(int memory, int word) {
        if (waveform != null) {
            waveform.read(memory, word);
        }
    }

    @Override
    public void write(int memory, int word) {
        if (waveform != null) {
            waveform.write(memory, word);
        }
    }

    @Override
    public void push(long[] entry) {
        if (!scheduler.push(entry)) {
            observer.dropped(cycle);
        }
    }

    @Override
    public void later(long slots, long mark, long[] entry) {
        scheduler.later(cycle, slots, mark, entry);
    }

    @Override
    public void pop() {
        scheduler.pop();
    }

    @Override
    public void send(long packet) {
        if (count == packets.length) {
            packets = Arrays.copyOf(packets, 2 * count);
        }
        packets[count++] = packet;
    }

    @Override
    public void spike(long[] arguments) {
        observer.spike(cycle, arguments);
    }
}
