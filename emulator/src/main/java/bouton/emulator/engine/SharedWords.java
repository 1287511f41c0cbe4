package bouton.emulator.engine;

import bouton.emulator.interpret.Frame;
import bouton.emulator.state.Columns;
import bouton.emulator.state.EventChannel;
import bouton.emulator.state.PortState;
import bouton.image.net.Field;
import bouton.image.net.Projection;
import bouton.image.net.Shared;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.List;

/**
 * The words that synapses of a projection share at one of their ends: one of each kind for every member of the group there, in
 * the parts of that group. Nothing but the thread that runs a part of that group writes to the words of the part.
 */
final class SharedWords {
    private final List<Shared> words;
    private final int first;
    private final GroupState end;
    private final Columns columns;
    // By part of the end.
    private final Frame[] frames;

    private SharedWords(String owner, List<Shared> words, int first, GroupState end, int counters) {
        this.words = words;
        this.first = first;
        this.end = end;
        this.columns =
                new Columns(fields(words), end.group().size(), end.partition().bits());
        this.frames = new Frame[words.isEmpty() ? 0 : end.parts()];
        for (int k = 0; k < frames.length; k++) {
            frames[k] = Frame.ofGroup(owner, columns, k, new PortState[0], new EventChannel[0], counters);
        }
        for (int field = 0; field < words.size(); field++) {
            columns.fill(field, words.get(field).initial());
        }
    }

    /** The words of the sources. */
    static SharedWords rows(Projection p, GroupState source, int counters) {
        String owner = "projection " + p.name() + ", source";
        return new SharedWords(owner, p.rows(), p.fields().size(), source, counters);
    }

    /** The words of the targets. */
    static SharedWords columns(Projection p, GroupState target, int counters) {
        String owner = "projection " + p.name() + ", target";
        return new SharedWords(owner, p.columns(), p.fields().size() + p.rows().size(), target, counters);
    }

    private static List<Field> fields(List<Shared> words) {
        return words.stream().map(Shared::field).toList();
    }

    /** The group whose members have the words. */
    GroupState end() {
        return end;
    }

    Columns columns() {
        return columns;
    }

    /** Takes over all words of another object for the same group. */
    void copy(SharedWords other) {
        for (int field = 0; field < words.size(); field++) {
            columns.restore(other.columns.copy(field));
        }
    }

    /** Takes words back to their initial values; see {@link bouton.image.run.Session#reset} for their numbers. */
    void reset(List<Integer> numbers) {
        for (int field = 0; field < words.size(); field++) {
            Field.Kind kind = words.get(field).field().kind();
            boolean lasting = kind == Field.Kind.PARAM || kind == Field.Kind.WEIGHT;
            if (numbers.isEmpty() ? !lasting : numbers.contains(first + field)) {
                columns.fill(field, words.get(field).initial());
            }
        }
    }

    /** Runs a kernel for every member of a part. */
    void sweep(Runner runner, int part, long tick, long drawTick, double payload) {
        Frame frame = frames[part];
        frame.setTime(tick, drawTick, 0);
        frame.setPayload(payload, 1);
        runner.neurons(frame, 0, end.partition().length(part));
    }

    /** Runs a kernel for one member of a part. */
    void run(Runner runner, int part, int member, long tick, double payload) {
        Frame frame = frames[part];
        frame.setTime(tick, tick, 0);
        frame.setPayload(payload, 1);
        runner.neuron(frame, member - frame.start());
    }

    /** How often a counter has counted here. */
    long counted(int counter) {
        long counted = 0;
        for (Frame frame : frames) {
            counted += frame.counted(counter);
        }
        return counted;
    }

    /** Writes down the words, and what is counted here. */
    void save(StateSink out) {
        columns.save(out, member -> member);
        for (Frame frame : frames) {
            frame.save(out);
        }
    }

    /** Takes back what {@link #save} has written. */
    void restore(StateSource in) {
        columns.restore(in, member -> member);
        for (Frame frame : frames) {
            frame.restore(in);
        }
    }

    /** Bytes held. */
    long bytes() {
        return columns.bytes();
    }

    /** Bytes that the shared words of a projection take. */
    static long bytes(Projection p, int sources, int targets) {
        return Columns.bytes(fields(p.rows()), sources) + Columns.bytes(fields(p.columns()), targets);
    }
}
