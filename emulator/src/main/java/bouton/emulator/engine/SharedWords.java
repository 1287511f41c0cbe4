package bouton.emulator.engine;

import bouton.emulator.interpret.Frame;
import bouton.emulator.interpret.Program;
import bouton.emulator.state.Columns;
import bouton.emulator.state.EventChannel;
import bouton.emulator.state.PortState;
import bouton.image.net.Field;
import bouton.image.net.Per;
import bouton.image.net.Projection;
import bouton.image.net.Shared;
import java.util.List;

/** The words of a projection that its synapses share: one of each kind for every source, one for every target. */
final class SharedWords {
    private final Projection projection;
    private final Columns rows;
    private final Columns columns;
    private final Frame ofSources;
    private final Frame ofTargets;

    SharedWords(Projection projection, int sources, int targets, long[] counters) {
        this.projection = projection;
        this.rows = columns(projection.rows(), sources);
        this.columns = columns(projection.columns(), targets);
        this.ofSources = frame("source", rows, counters);
        this.ofTargets = frame("target", columns, counters);
        start(rows, projection.rows());
        start(columns, projection.columns());
    }

    private static Columns columns(List<Shared> words, int size) {
        // Without words not even a block is needed.
        return new Columns(fields(words), words.isEmpty() ? 0 : size, Columns.NEURON_BLOCK_BITS);
    }

    private static List<Field> fields(List<Shared> words) {
        return words.stream().map(Shared::field).toList();
    }

    private Frame frame(String end, Columns words, long[] counters) {
        String owner = "projection " + projection.name() + ", " + end;
        return Frame.ofGroup(owner, words, new PortState[0], new EventChannel[0], counters);
    }

    private static void start(Columns words, List<Shared> shared) {
        for (int field = 0; field < shared.size(); field++) {
            words.fill(field, shared.get(field).initial());
        }
    }

    /** Words of the sources. */
    Columns rows() {
        return rows;
    }

    /** Words of the targets. */
    Columns columns() {
        return columns;
    }

    /** Takes words back to their initial values; see {@link bouton.image.run.Session#reset} for their numbers. */
    void reset(List<Integer> numbers) {
        int first = projection.fields().size();
        int behind = first + projection.rows().size();
        for (int field = 0; field < projection.rows().size(); field++) {
            reset(rows, projection.rows(), field, first + field, numbers);
        }
        for (int field = 0; field < projection.columns().size(); field++) {
            reset(columns, projection.columns(), field, behind + field, numbers);
        }
    }

    private static void reset(Columns words, List<Shared> shared, int field, int number, List<Integer> numbers) {
        Field.Kind kind = shared.get(field).field().kind();
        boolean lasting = kind == Field.Kind.PARAM || kind == Field.Kind.WEIGHT;
        if (numbers.isEmpty() ? !lasting : numbers.contains(number)) {
            words.fill(field, shared.get(field).initial());
        }
    }

    /** Runs a program for every source or every target. */
    void sweep(Per per, Program program, long tick, long drawTick, double payload) {
        Columns words = words(per);
        Frame frame = frame(per);
        frame.setTime(tick, drawTick, 0);
        frame.setPayload(payload, 1);
        for (int b = 0; b < words.blocks(); b++) {
            int end = words.blockStart(b) + words.blockSize(b);
            for (int i = words.blockStart(b); i < end; i += program.width()) {
                frame.select(i, Math.min(program.width(), end - i));
                program.run(frame);
            }
        }
    }

    /** Runs a program for one source or target. */
    void run(Per per, Program program, int member, long tick, double payload) {
        Frame frame = frame(per);
        frame.setTime(tick, tick, 0);
        frame.setPayload(payload, 1);
        frame.select(member);
        program.run(frame);
    }

    private Columns words(Per per) {
        return per == Per.SOURCE ? rows : columns;
    }

    private Frame frame(Per per) {
        return per == Per.SOURCE ? ofSources : ofTargets;
    }

    /** Bytes held. */
    long bytes() {
        return rows.bytes() + columns.bytes();
    }

    /** Bytes that the words of a projection take. */
    static long bytes(Projection projection, int sources, int targets) {
        return Columns.bytes(fields(projection.rows()), sources) + Columns.bytes(fields(projection.columns()), targets);
    }
}
