package bouton.emulator.engine;

import bouton.emulator.interpret.Frame;
import bouton.emulator.interpret.Program;
import bouton.emulator.state.Columns;
import bouton.emulator.state.DelayedValues;
import bouton.emulator.state.EventChannel;
import bouton.emulator.state.PortState;
import bouton.emulator.state.SentValues;
import bouton.image.net.Group;
import bouton.image.net.Population;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A population or stimulus while it runs. */
class GroupState {
    private final Group group;
    private final Columns columns;
    private final PortState[] ports;
    private final EventChannel[] channels;
    private final @Nullable SentValues[] sent;
    private final DelayedValues[] lines;
    private final long[][] counts;
    private final Frame frame;

    GroupState(Group group, Columns columns, int ports, long[] counters) {
        this.group = group;
        this.columns = columns;
        this.ports = new PortState[ports];
        this.channels = new EventChannel[group.events().size()];
        this.sent = new SentValues[group.sent().size()];
        this.lines = new DelayedValues[group instanceof Population p ? p.lines().size() : 0];
        this.counts = new long[channels.length][group.size()];
        String owner =
                group instanceof Population ? "population " + group.name() + ", neuron" : "stimulus " + group.name();
        this.frame = Frame.ofGroup(owner, columns, this.ports, channels, counters);
        frame.setLines(lines);
    }

    Group group() {
        return group;
    }

    Columns columns() {
        return columns;
    }

    Frame frame() {
        return frame;
    }

    /** The ports; the array is filled in when the longest lags are known. */
    PortState[] ports() {
        return ports;
    }

    /** The events by number; the array is filled in when the longest lags are known. */
    EventChannel[] channels() {
        return channels;
    }

    /** The sent values that are kept, by number; null where none is under way. */
    @Nullable
    SentValues[] sent() {
        return sent;
    }

    /** The delay lines; the array is filled in when the init kernels have set their lags. */
    DelayedValues[] lines() {
        return lines;
    }

    /** Events of every member since the start of the run, by event number. */
    long[] counts(int event) {
        return counts[event];
    }

    void clearCounts() {
        for (long[] count : counts) {
            Arrays.fill(count, 0);
        }
    }

    /** Whether any of its values are kept while they are under way. */
    boolean sends() {
        for (SentValues values : sent) {
            if (values != null) {
                return true;
            }
        }
        return false;
    }

    /** Sends the values of a tick. */
    void send(long tick) {
        for (SentValues values : sent) {
            if (values != null) {
                values.send(tick, columns);
            }
        }
    }

    /** Runs a program for every instance, in order. */
    void sweep(Program program) {
        for (int b = 0; b < columns.blocks(); b++) {
            int end = columns.blockStart(b) + columns.blockSize(b);
            for (int i = columns.blockStart(b); i < end; i += program.width()) {
                frame.select(i, Math.min(program.width(), end - i));
                program.run(frame);
            }
        }
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
        out.flag("learning", frame.isLearning());
        for (int k = 0; k < ports.length; k++) {
            ports[k].save(out, "port " + k);
        }
        for (int e = 0; e < channels.length; e++) {
            channels[e].save(out, "event " + e);
            out.longs("event " + e + " emitted", counts[e]);
        }
        for (int k = 0; k < sent.length; k++) {
            SentValues values = sent[k];
            out.flag("out " + k + " kept", values != null);
            if (values != null) {
                values.save(out, "out " + k);
            }
        }
        for (int k = 0; k < lines.length; k++) {
            lines[k].save(out, "line " + k);
        }
        frame.deferred().save(out);
    }

    /** Takes back what {@link #saveTraffic} has written, with the words in their places already. */
    void restoreTraffic(StateSource in) {
        frame.setLearning(in.flag("learning"));
        for (int k = 0; k < ports.length; k++) {
            ports[k].restore(in, "port " + k);
        }
        for (int e = 0; e < channels.length; e++) {
            channels[e].restore(in, "event " + e);
            in.into("event " + e + " emitted", counts[e]);
        }
        for (int k = 0; k < sent.length; k++) {
            // It may be kept for a delay that was longer once.
            SentValues values = in.flag("out " + k + " kept")
                    ? new SentValues(group.sent().get(k), group.size(), 1)
                    : null;
            if (values != null) {
                values.restore(in, "out " + k);
            }
            sent[k] = values;
        }
        for (int k = 0; k < lines.length; k++) {
            lines[k].restore(in, "line " + k);
        }
        frame.deferred().restore(in);
    }

    /** Bytes held. */
    long bytes() {
        long bytes = frame.deferred().bytes() + columns.bytes() + 8L * counts.length * group.size();
        for (PortState port : ports) {
            bytes += port.bytes();
        }
        for (EventChannel channel : channels) {
            bytes += channel.bytes();
        }
        for (SentValues values : sent) {
            bytes += values == null ? 0 : values.bytes();
        }
        for (DelayedValues line : lines) {
            bytes += line.bytes();
        }
        return bytes;
    }
}
