package bouton.cli.conform;

import bouton.cli.conform.ChipFormat.Content;
import bouton.cli.conform.ChipRecording.Contents;
import bouton.cli.conform.ChipRecording.Counts;
import bouton.cli.conform.UpdateTable.After;
import bouton.cli.conform.UpdateTable.Row;
import bouton.emulator.machine.AerReceiver;
import bouton.emulator.machine.AerSender;
import bouton.emulator.machine.EventMachine;
import bouton.emulator.machine.ListSender;
import bouton.emulator.machine.MachineState;
import bouton.emulator.machine.Mode;
import bouton.emulator.machine.Waveform;
import bouton.image.machine.Machine;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a chip's machine in the event-serial engine. */
final class MachineRunner implements ChipRunner {
    private final ChipFormat format;
    private final Machine machine;
    private final Mode mode;
    private final @Nullable Waveform waveform;
    private @Nullable MachineUpdates updates;

    MachineRunner(ChipFormat format, Machine machine, Mode mode) {
        this(format, machine, mode, null);
    }

    /** @param waveform sees the cycles that it wants */
    MachineRunner(ChipFormat format, Machine machine, Mode mode, @Nullable Waveform waveform) {
        this.waveform = waveform;
        this.format = format;
        this.machine = machine;
        this.mode = mode;
    }

    @Override
    public Machine machine() {
        return machine;
    }

    @Override
    public ChipTrace run(ChipRecording recording) {
        MachineTrace trace = new MachineTrace(recording.inputs().length);
        EventMachine engine = engine(recording, trace);
        if (waveform != null) {
            engine.observe(waveform, waveform.from(), waveform.to());
        }
        engine.runTo(recording.endCycle());
        engine.tellPending();
        return new ChipTrace(trace.inputs(), trace.outputs(), end(engine), counts(engine), trace.remarks());
    }

    @Override
    public Timing time(ChipRecording recording, int runs) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] seconds = new double[runs];
        for (int run = -Timing.WARM_UP; run < runs; run++) {
            EventMachine engine = engine(recording, new MachineTrace(recording.inputs().length));
            long start = threads.getCurrentThreadCpuTime();
            engine.runTo(recording.endCycle());
            if (run >= 0) {
                seconds[run] = (threads.getCurrentThreadCpuTime() - start) * 1e-9;
            }
        }
        return Timing.of(seconds, recording.endCycle());
    }

    private EventMachine engine(ChipRecording recording, MachineTrace trace) {
        EventMachine engine = new EventMachine(
                machine, begin(recording), sender(recording), receiver(recording.delays()), trace, mode);
        if (format.wheel()) {
            engine.setWheel((int) recording.begin().slot(), recording.begin().counter());
        }
        return engine;
    }

    private MachineState begin(ChipRecording recording) {
        MachineState state = new MachineState(machine);
        for (int bank = 0; bank < recording.registers().size(); bank++) {
            long[] values = recording.registers().get(bank);
            for (int i = 0; i < values.length; i++) {
                state.setRegister(bank, i, values[i]);
            }
        }
        for (int k = 0; k < format.contents().size(); k++) {
            int memory = state.memory(format.contents().get(k).memory());
            BigInteger[] words = recording.begin().memories().get(k);
            for (int i = 0; i < words.length; i++) {
                state.setWord(memory, i, words[i]);
            }
        }
        return state;
    }

    private static AerSender sender(ChipRecording recording) {
        long[] earliest = Arrays.stream(recording.inputs())
                .mapToLong(i -> i[ChipRecording.EARLIEST])
                .toArray();
        long[] addresses = Arrays.stream(recording.inputs())
                .mapToLong(i -> i[ChipRecording.ADDRESS])
                .toArray();
        return new ListSender(earliest, addresses, recording.delays().requestFall());
    }

    private static AerReceiver receiver(ChipRecording.Delays delays) {
        return AerReceiver.delayed(delays.acknowledgeRise(), delays.acknowledgeFall());
    }

    private Contents end(EventMachine engine) {
        List<BigInteger[]> memories = new ArrayList<>();
        for (Content content : format.contents()) {
            memories.add(words(engine.memoryState(), content.memory()));
        }
        return format.wheel()
                ? new Contents(memories, engine.wheel().slot(), engine.wheel().counter())
                : new Contents(memories, 0, 0);
    }

    private BigInteger[] words(MachineState state, String name) {
        int memory = state.memory(name);
        BigInteger[] result = new BigInteger[machine.memories().get(memory).words()];
        Arrays.setAll(result, i -> state.word(memory, i));
        return result;
    }

    private Counts counts(EventMachine engine) {
        bouton.emulator.machine.Counts counts = engine.counts();
        Map<Machine.State, Long> states = new LinkedHashMap<>();
        for (int s = 0; s < machine.states().size(); s++) {
            states.put(machine.states().get(s), counts.states().get(s));
        }
        return new Counts(counts.busy(), counts.outputBusy(), counts.lastActive(), states, engine.queueEmpty() ? 1 : 0);
    }

    @Override
    public After update(Row row) {
        if (updates == null) {
            // One machine for all rows: its circuits are compiled once.
            updates = new MachineUpdates(machine, mode);
        }
        return updates.update(row);
    }
}
