package bouton.cli.wave;

import bouton.emulator.machine.Waveform;
import bouton.image.machine.Machine;
import bouton.image.machine.Memory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a waveform as a value change dump (IEEE 1364-2005, section 18): the controller's state by number and, as GTKWave reads it,
 * by name; the pins; and of each memory whether it is read and written, and where. A cycle begins at its number times the clock's
 * period. Only changes are written. The state's name is a variable of type {@code string}, an extension of GTKWave.
 */
public final class VcdWriter implements Waveform {
    private static final double PICOSECONDS = 1e12;
    private static final double UNCLOCKED_PERIOD = 1000;

    private final Machine machine;
    private final double period;
    private final long from;
    private final long to;
    private final Appendable out;
    private final List<Signal> signals = new ArrayList<>();
    private final Signal stateName;
    private final Signal state;
    private final Signal[] input;
    private final Signal[] output;
    private final Signal busy;
    private final Signal[][] memories;
    private final int[] readAt;
    private final int[] writtenAt;
    private long now = -1;
    private boolean begun;

    /** A variable of the dump. Values are what is written behind its time. */
    private static final class Signal {
        final String id;
        final int bits;
        String value = "";
        String written = "";

        Signal(String id, int bits) {
            this.id = id;
            this.bits = bits;
        }

        void set(boolean up) {
            value = (up ? "1" : "0") + id;
        }

        void set(long number) {
            value = "b" + Long.toBinaryString(number) + " " + id;
        }

        void unknown() {
            value = bits == 1 ? "x" + id : "bx " + id;
        }
    }

    /**
     * Writes the header.
     *
     * @param frequency of the clock in Hz; 0: a cycle takes 1 ns
     * @param from first cycle
     * @param to last cycle
     * @throws UncheckedIOException if it cannot be written; so do the other methods
     */
    public VcdWriter(Machine machine, double frequency, long from, long to, Appendable out) {
        this.machine = machine;
        this.period = frequency > 0 ? PICOSECONDS / frequency : UNCLOCKED_PERIOD;
        this.from = from;
        this.to = to;
        this.out = out;
        this.readAt = new int[machine.memories().size()];
        this.writtenAt = new int[machine.memories().size()];
        this.memories = new Signal[readAt.length][];
        line("$version Bouton $end");
        line("$comment a cycle of the clock takes " + period + " ps" + (frequency > 0 ? "" : ": the chip has no clock")
                + " $end");
        line("$timescale 1 ps $end");
        line("$scope module " + machine.name() + " $end");
        line("$scope module controller $end");
        stateName = declare("string", 1, "state");
        state = declare("wire", 8, "state_number");
        busy = declare("wire", 1, "busy");
        line("$upscope $end");
        input = bus(machine.input().name(), machine.input().width());
        output = bus(machine.output().name(), machine.output().width());
        for (int m = 0; m < memories.length; m++) {
            memories[m] = memory(machine.memories().get(m));
        }
        line("$upscope $end");
        line("$enddefinitions $end");
        clearPorts();
    }

    @Override
    public long from() {
        return from;
    }

    @Override
    public long to() {
        return to;
    }

    private Signal[] bus(String name, int width) {
        line("$scope module " + name + " $end");
        Signal[] signals = {
            declare("wire", 1, "request"), declare("wire", width, "address"), declare("wire", 1, "acknowledge")
        };
        line("$upscope $end");
        return signals;
    }

    private Signal[] memory(Memory memory) {
        int width = Math.max(1, 32 - Integer.numberOfLeadingZeros(memory.words() - 1));
        line("$scope module " + memory.name() + " $end");
        Signal[] signals = {
            declare("wire", 1, "read"),
            declare("wire", width, "read_address"),
            declare("wire", 1, "write"),
            declare("wire", width, "write_address")
        };
        signals[1].unknown();
        signals[3].unknown();
        line("$upscope $end");
        return signals;
    }

    private Signal declare(String type, int bits, String name) {
        // Identifiers are numbers to the base 94, of the printable characters.
        StringBuilder id = new StringBuilder();
        for (int n = signals.size(); n > 0 || id.isEmpty(); n /= 94) {
            id.append((char) ('!' + n % 94));
        }
        Signal signal = new Signal(id.toString(), bits);
        signals.add(signal);
        line("$var " + type + " " + bits + " " + id + " " + name + (bits > 1 ? " [" + (bits - 1) + ":0]" : "")
                + " $end");
        return signal;
    }

    @Override
    public void cycle(long cycle, int current, Pins pins) {
        flush();
        now = cycle;
        stateName.value = "s" + machine.states().get(current).name() + " " + stateName.id;
        state.set(machine.states().get(current).number());
        busy.set(pins.busy());
        input[0].set(pins.inputRequest());
        input[1].set(pins.inputAddress());
        input[2].set(pins.inputAcknowledge());
        output[0].set(pins.outputRequest());
        output[1].set(pins.outputPacket());
        output[2].set(pins.outputAcknowledge());
    }

    @Override
    public void read(int memory, int word) {
        readAt[memory] = word;
    }

    @Override
    public void write(int memory, int word) {
        writtenAt[memory] = word;
    }

    /** Writes the last cycle, and its end. */
    public void end() {
        flush();
        if (begun) {
            line("#" + time(Math.min(now, to) + 1));
        }
        now = -1;
    }

    /** The cycle that is over: what its circuits did is known now. */
    private void flush() {
        for (int m = 0; m < memories.length; m++) {
            port(memories[m], 0, readAt[m]);
            port(memories[m], 2, writtenAt[m]);
        }
        clearPorts();
        if (now < from || now > to) {
            return;
        }
        boolean first = !begun;
        begun = true;
        boolean dated = first;
        if (first) {
            line("#" + time(now));
            line("$dumpvars");
        }
        for (Signal signal : signals) {
            if (!signal.value.equals(signal.written)) {
                if (!dated) {
                    line("#" + time(now));
                    dated = true;
                }
                line(signal.value);
                signal.written = signal.value;
            }
        }
        if (first) {
            line("$end");
        }
    }

    /** An address that nobody uses stays as it was. */
    private static void port(Signal[] memory, int first, int word) {
        memory[first].set(word >= 0);
        if (word >= 0) {
            memory[first + 1].set(word);
        }
    }

    private void clearPorts() {
        Arrays.fill(readAt, -1);
        Arrays.fill(writtenAt, -1);
    }

    private long time(long cycle) {
        return Math.round(cycle * period);
    }

    private void line(String text) {
        try {
            out.append(text).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
