package bouton.cli.conform;

import bouton.emulator.machine.MachineObserver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Keeps what an engine tells of a run. */
final class MachineTrace implements MachineObserver {
    private static final int HANDSHAKE = ChipRecording.INPUT_CYCLES.size();

    private final long[][] inputs;
    private final List<long[]> outputs = new ArrayList<>();
    private final Map<Undefined, Long> undefined = new EnumMap<>(Undefined.class);
    private long[] spike = {};
    private int requests;
    private int spikes;

    /** @param requests how many there are to come; what is not told of one is -1 */
    MachineTrace(int requests) {
        inputs = new long[requests][HANDSHAKE];
        for (long[] input : inputs) {
            Arrays.fill(input, -1);
        }
    }

    @Override
    public void request(long address, long requestUp, long acknowledgeUp, long requestDown, long acknowledgeDown) {
        inputs[requests++] = new long[] {requestUp, acknowledgeUp, requestDown, acknowledgeDown};
    }

    @Override
    public void packet(long packet, long requestUp, long requestDown, long busyDown) {
        outputs.add(new long[] {packet, requestUp, requestDown, busyDown});
    }

    @Override
    public void spike(long cycle, long[] arguments) {
        spike = arguments.clone();
        spikes++;
    }

    @Override
    public void undefined(long cycle, Undefined what) {
        undefined.merge(what, cycle, Math::min);
    }

    long[][] inputs() {
        return inputs;
    }

    long[][] outputs() {
        return outputs.toArray(long[][]::new);
    }

    /** Arguments of the latest spike; empty if there was none. */
    long[] spike() {
        return spike;
    }

    int spikes() {
        return spikes;
    }

    /** Forgets the spikes. */
    void clearSpikes() {
        spike = new long[0];
        spikes = 0;
    }

    /** A line for each kind of behaviour that the chip leaves open, with the first cycle in which it was met. */
    List<String> remarks() {
        return undefined.entrySet().stream()
                .map(e -> "in cycle " + e.getValue() + ": "
                        + switch (e.getKey()) {
                            case WHEEL_OVERFLOW -> "a slot of the wheel gets more entries than it stores";
                            case HEAD_NEVER_WRITTEN -> "the head of the queue is used, where nothing was ever written";
                        }
                        + "; from here on the chip's behaviour is not defined")
                .toList();
    }
}
