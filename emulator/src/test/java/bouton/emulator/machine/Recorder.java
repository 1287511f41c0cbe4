package bouton.emulator.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes down all that an observer is told. */
final class Recorder implements MachineObserver {
    final List<String> requests = new ArrayList<>();
    final List<String> packets = new ArrayList<>();
    final List<String> spikes = new ArrayList<>();
    final List<Long> dropped = new ArrayList<>();
    final List<String> undefined = new ArrayList<>();

    @Override
    public void request(long address, long requestUp, long acknowledgeUp, long requestDown, long acknowledgeDown) {
        requests.add(address + ": " + requestUp + " " + acknowledgeUp + " " + requestDown + " " + acknowledgeDown);
    }

    @Override
    public void packet(long packet, long requestUp, long requestDown, long busyDown) {
        packets.add(packet + ": " + requestUp + " " + requestDown + " " + busyDown);
    }

    @Override
    public void spike(long cycle, long[] arguments) {
        spikes.add(cycle + ": " + Arrays.toString(arguments));
    }

    @Override
    public void dropped(long cycle) {
        dropped.add(cycle);
    }

    @Override
    public void undefined(long cycle, Undefined what) {
        undefined.add(cycle + ": " + what);
    }

    @Override
    public String toString() {
        return "requests " + requests + "\npackets " + packets + "\nspikes " + spikes + "\ndropped " + dropped
                + "\nundefined " + undefined;
    }
}
