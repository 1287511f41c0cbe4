package bouton.emulator.engine;

import bouton.emulator.interpret.Frame;
import bouton.emulator.state.Columns;
import bouton.emulator.state.DelayedValues;
import bouton.emulator.state.EventChannel;
import bouton.emulator.state.EventList;
import bouton.emulator.state.Partition;
import bouton.emulator.state.PortState;
import bouton.emulator.state.SentValues;
import bouton.image.net.Group;
import bouton.image.net.Population;
import bouton.image.net.Stimulus;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A population or stimulus while it runs, cut into parts. */
class GroupState {
    private final Group group;
    private final Partition partition;
    private final Columns columns;
    // All by part.
    private final PortState[][] ports;
    private final EventChannel[][] channels;
    private final @Nullable SentValues[][] sent;
    private final DelayedValues[][] lines;
    private final Frame[] frames;
    // By part and event: events of each member since the start of the run.
    private final long[][][] counts;

    /**
     * @param columns words of all members, a block for each part
     * @param ports how many there are
     * @param counters how many there are
     */
    GroupState(Group group, Partition partition, Columns columns, int ports, int counters) {
        this.group = group;
        this.partition = partition;
        this.columns = columns;
        int parts = partition.parts();
        this.ports = new PortState[parts][ports];
        this.channels = new EventChannel[parts][group.events().size()];
        this.sent = new SentValues[parts][group.sent().size()];
        this.lines = new DelayedValues[parts]
                [group instanceof Population p ? p.lines().size() : 0];
        this.counts = new long[parts][group.events().size()][];
        this.frames = new Frame[parts];
        String owner =
                group instanceof Population ? "population " + group.name() + ", neuron" : "stimulus " + group.name();
        for (int k = 0; k < parts; k++) {
            for (int e = 0; e < counts[k].length; e++) {
                counts[k][e] = Columns.paddedLongs(partition.length(k));
            }
            frames[k] = Frame.ofGroup(owner, columns, k, this.ports[k], channels[k], counters);
            frames[k].setLines(lines[k]);
        }
    }

    Group group() {
        return group;
    }

    Partition partition() {
        return partition;
    }

    /** Number of parts. */
    int parts() {
        return frames.length;
    }

    Columns columns() {
        return columns;
    }

    Frame frame(int part) {
        return frames[part];
    }

    /** The ports of a part; the array is filled in when the longest lags are known. */
    PortState[] ports(int part) {
        return ports[part];
    }

    /** The events of a part by number; the array is filled in when the longest lags are known. */
    EventChannel[] channels(int part) {
        return channels[part];
    }

    /** The sent values that are kept, by number; null where none is under way. */
    @Nullable
    SentValues[] sent(int part) {
        return sent[part];
    }

    /** The delay lines; the array is filled in when the init kernels have set their lags. */
    DelayedValues[] lines(int part) {
        return lines[part];
    }

    /** Events of every member since the start of the run. */
    long[] counts(int event) {
        long[] all = new long[group.size()];
        for (int k = 0; k < frames.length; k++) {
            System.arraycopy(counts[k][event], 0, all, partition.start(k), partition.length(k));
        }
        return all;
    }

    void clearCounts() {
        for (long[][] part : counts) {
            for (long[] count : part) {
                Arrays.fill(count, 0);
            }
        }
    }

    /** Counts the events of a tick, those of a stimulus as often as their payload says. */
    void count(long tick, int part) {
        boolean multiple = group instanceof Stimulus;
        int start = partition.start(part);
        for (int e = 0; e < counts[part].length; e++) {
            EventList events = channels[part][e].at(tick);
            long[] count = counts[part][e];
            for (int k = 0; k < events.count(); k++) {
                count[events.member(k) - start] += multiple ? (long) events.payload(k) : 1;
            }
        }
    }

    /** Whether any of its values are kept while they are under way. */
    boolean sends() {
        for (SentValues values : sent[0]) {
            if (values != null) {
                return true;
            }
        }
        return false;
    }

    /** Sends the values of a tick. */
    void send(long tick) {
        for (int k = 0; k < frames.length; k++) {
            send(tick, k);
        }
    }

    /** Sends the values of the members of a part. */
    void send(long tick, int part) {
        for (SentValues values : sent[part]) {
            if (values != null) {
                values.send(tick, columns);
            }
        }
    }

    /** Time of the kernels to come, for all parts. */
    void setTime(long tick, long drawTick) {
        for (Frame frame : frames) {
            frame.setTime(tick, drawTick, 0);
            frame.setPayload(1, 1);
        }
    }

    /** Words have been stored that no kernel has stored. */
    void storedAll() {
        for (Frame frame : frames) {
            frame.timers().storedAll();
        }
    }

    /** Whether stores to plastic words happen. */
    void setLearning(boolean on) {
        for (Frame frame : frames) {
            frame.setLearning(on);
        }
    }

    /** What came with an event that concerns all members. */
    void setPayload(double payload) {
        for (Frame frame : frames) {
            frame.setPayload(payload, 1);
        }
    }

    /** Runs a kernel for every instance, in order. */
    void sweep(Runner runner) {
        for (int k = 0; k < frames.length; k++) {
            sweep(runner, k);
        }
    }

    /** Runs a kernel for every instance of a part, in order. */
    void sweep(Runner runner, int part) {
        runner.neurons(frames[part], 0, partition.length(part));
    }

    /** Writes down the words of its members. */
    void saveWords(StateSink out) {
        columns.save(out, i -> i);
    }

    /** Takes back what {@link #saveWords} has written. */
    void restoreWords(StateSource in) {
        columns.restore(in, i -> i);
    }

    /**
     * Writes down what its words do not hold: what is on its way, put off and counted.
     *
     * @param tick number of the tick that comes next
     */
    void saveTraffic(StateSink out, long tick) {
        for (int part = 0; part < parts(); part++) {
            savePart(out, part, tick);
        }
    }

    private void savePart(StateSink out, int part, long tick) {
        frames[part].save(out);
        for (PortState port : ports[part]) {
            port.save(out, "port");
        }
        for (EventChannel channel : channels[part]) {
            channel.save(out, "event", tick);
        }
        for (SentValues values : sent[part]) {
            out.flag("out kept", values != null);
            if (values != null) {
                values.save(out, "out");
            }
        }
        for (DelayedValues line : lines[part]) {
            line.save(out, "line");
        }
        for (long[] count : counts[part]) {
            out.longs("emitted", Arrays.copyOf(count, partition.length(part)));
        }
    }

    /** Takes back what {@link #saveTraffic} has written, with the words in their places already. */
    void restoreTraffic(StateSource in, long tick) {
        for (int part = 0; part < parts(); part++) {
            restorePart(in, part, tick);
        }
    }

    private void restorePart(StateSource in, int part, long tick) {
        frames[part].restore(in);
        for (PortState port : ports[part]) {
            port.restore(in, "port");
        }
        for (EventChannel channel : channels[part]) {
            channel.restore(in, "event", tick);
        }
        for (int k = 0; k < sent[part].length; k++) {
            // It may be kept for a delay that was longer once.
            SentValues values =
                    in.flag("out kept") ? new SentValues(group.sent().get(k), part, partition.length(part), 1) : null;
            if (values != null) {
                values.restore(in, "out");
            }
            sent[part][k] = values;
        }
        for (DelayedValues line : lines[part]) {
            line.restore(in, "line");
        }
        for (long[] count : counts[part]) {
            System.arraycopy(in.longs("emitted"), 0, count, 0, partition.length(part));
        }
    }

    /** Bytes held. */
    long bytes() {
        long bytes = columns.bytes() + 8L * group.events().size() * group.size();
        for (int k = 0; k < frames.length; k++) {
            bytes += frames[k].deferred().bytes();
            for (PortState port : ports[k]) {
                bytes += port.bytes();
            }
            for (EventChannel channel : channels[k]) {
                bytes += channel.bytes();
            }
            for (SentValues values : sent[k]) {
                bytes += values == null ? 0 : values.bytes();
            }
            for (DelayedValues line : lines[k]) {
                bytes += line.bytes();
            }
        }
        return bytes;
    }
}
