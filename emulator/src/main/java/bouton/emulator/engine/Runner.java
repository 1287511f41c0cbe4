package bouton.emulator.engine;

import bouton.emulator.connect.EventIndex;
import bouton.emulator.connect.Wiring;
import bouton.emulator.generate.GeneratedKernel;
import bouton.emulator.generate.KernelGenerator;
import bouton.emulator.generate.Shape;
import bouton.emulator.interpret.Frame;
import bouton.emulator.interpret.KernelUse;
import bouton.emulator.interpret.LinkScope;
import bouton.emulator.interpret.Linker;
import bouton.emulator.interpret.Program;
import bouton.emulator.state.EventList;
import bouton.emulator.state.PortSlot;
import bouton.image.ir.Kernel;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A kernel of a group or projection, ready to run: interpreted as long as it has done little, then as bytecode, made once for
 * each shape in which it runs. Both have the same results.
 */
final class Runner {
    private static final int[] NO_LIST = {};
    private static final double[] NO_PAYLOADS = {};

    /** Interpreted work that is worth a translation, in instructions of one instance. */
    private static final long WORTHWHILE = 4_000_000;

    /** What an instruction costs an interpreted program beside its instances. */
    private static final int OVERHEAD = 12;

    /** Synapses whose rows are fetched together, about: they stay in the second-level cache. */
    private static final int FETCHED = 4096;

    private final Linker linker;
    private final LinkScope scope;
    private final Kernel kernel;
    private final Program program;
    private final Execution execution;
    private final Map<Shape, GeneratedKernel> generated = new EnumMap<>(Shape.class);
    private final Map<Shape, NeuronLoop> loops = new EnumMap<>(Shape.class);
    private boolean translates;
    private long work;

    Runner(Linker linker, LinkScope scope, Kernel kernel, Execution execution) {
        this.linker = linker;
        this.scope = scope;
        this.kernel = kernel;
        this.program = linker.link(scope, kernel);
        this.execution = execution;
        this.translates = execution.code() == Execution.Code.GENERATED;
    }

    String name() {
        return kernel.name();
    }

    KernelUse use() {
        return program.use();
    }

    boolean isEmpty() {
        return program.isEmpty();
    }

    /** The interpreted form. */
    Program program() {
        return program;
    }

    /**
     * Makes the bytecode for a shape if it is going to run for so many instances that this is worthwhile; false if this kernel
     * has none, so that only one thread may run it.
     */
    boolean prepare(Shape shape, long instances) {
        boolean worthwhile = switch (execution.code()) {
            case INTERPRETED -> false;
            case GENERATED -> true;
            case WHEN_WORTHWHILE -> instances * program.length() > WORTHWHILE;
        };
        return worthwhile && prepare(shape);
    }

    /** Makes the bytecode for a shape, so that several threads may run it; false if this kernel has none. */
    boolean prepare(Shape shape) {
        translates = execution.code() != Execution.Code.INTERPRETED;
        if (generated(shape) == null) {
            return false;
        }
        if (shape == Shape.NEURONS || shape == Shape.SUMS) {
            loops.computeIfAbsent(shape, this::loop);
        }
        if (shape == Shape.SUMS) {
            mustHave(Shape.LISTED_SUMS);
        }
        return true;
    }

    private @Nullable GeneratedKernel generated(Shape shape) {
        if (!translates) {
            return null;
        }
        GeneratedKernel known = generated.get(shape);
        if (known == null) {
            known = KernelGenerator.generate(linker, scope, kernel, Linker.Counting.ON, shape);
            // A kernel near the largest size may fit in one form and not in the other, and a loop needs both.
            boolean both = known != null
                    && switch (shape) {
                        case NEURONS -> generated(Shape.LISTED_NEURONS) != null;
                        case SUMS -> generated(Shape.LISTED_SUMS) != null;
                        case LISTED_NEURONS, LISTED_SUMS, ROWS, LISTED_ROWS, SINGLES, PAST_ROWS, COLUMNS -> true;
                    };
            if (!both) {
                known = null;
                translates = false;
                work = Long.MIN_VALUE;
            } else {
                generated.put(shape, known);
            }
        }
        return known;
    }

    private NeuronLoop loop(Shape shape) {
        return NeuronLoop.of(linker, scope, kernel, shape, this::mustHave);
    }

    /** The bytecode for a shape that {@link #prepare} has made. */
    GeneratedKernel ready(Shape shape) {
        return mustHave(shape);
    }

    private GeneratedKernel mustHave(Shape shape) {
        return Objects.requireNonNull(generated(shape), "one shape fits and another does not");
    }

    /** Interprets for what the frame has selected. */
    private void interpret(Frame frame) {
        program.run(frame);
        if (execution.code() == Execution.Code.WHEN_WORTHWHILE) {
            work += (long) program.length() * (OVERHEAD + frame.count());
            translates |= work > WORTHWHILE;
        }
    }

    /** Runs for neurons {@code from .. to - 1} of a part. */
    void neurons(Frame frame, int from, int to) {
        GeneratedKernel code = generated(Shape.NEURONS);
        if (code != null) {
            loops.computeIfAbsent(Shape.NEURONS, this::loop).run(frame, NO_PAYLOADS, from, to);
            return;
        }
        for (int i = from; i < to; i += program.width()) {
            frame.select(i, Math.min(program.width(), to - i));
            interpret(frame);
        }
    }

    /** Runs for one neuron of a part. */
    void neuron(Frame frame, int member) {
        GeneratedKernel code = generated(Shape.NEURONS);
        if (code != null) {
            code.run(frame, NO_LIST, NO_PAYLOADS, member, member + 1, NO_LIST, NO_LIST);
            return;
        }
        frame.select(member);
        interpret(frame);
    }

    /** Runs for the neurons of a part whose sum is not 0, with the sum as payload. */
    void sums(Frame frame, double[] sums, int size) {
        GeneratedKernel code = generated(Shape.SUMS);
        if (code != null) {
            loops.computeIfAbsent(Shape.SUMS, this::loop).run(frame, sums, 0, size);
            return;
        }
        for (int i = 0; i < size; i++) {
            if (sums[i] != 0) {
                sum(frame, sums, i);
            }
        }
    }

    /** Runs for some neurons of a part, with the sum of each as payload. */
    void sums(Frame frame, double[] sums, int[] members, int count) {
        GeneratedKernel code = generated(Shape.LISTED_SUMS);
        if (code != null) {
            code.run(frame, members, sums, 0, count, NO_LIST, NO_LIST);
            return;
        }
        for (int k = 0; k < count; k++) {
            sum(frame, sums, members[k]);
        }
    }

    private void sum(Frame frame, double[] sums, int member) {
        frame.select(member);
        frame.setPayload(sums[member], 1);
        interpret(frame);
    }

    /** Runs for every synapse of a part, in the order of storage, with the frame's payload. */
    void synapses(SynapsePart part) {
        // Without synapses there are not even columns.
        GeneratedKernel code = part.size() == 0 ? null : generated(Shape.ROWS);
        if (code != null) {
            Wiring wiring = part.wiring();
            Rows rows = part.rows();
            rows.clear();
            int end = wiring.sourcesEnd();
            for (int s = wiring.firstSource(); s < end; s++) {
                if (wiring.start(s) < wiring.end(s)) {
                    rows.add(s, wiring.start(s), wiring.end(s), part.frame().payload());
                }
            }
            part.frame().setCounted(false);
            touchRows(part, rows, null);
            code.run(part.frame(), rows.list(), rows.payloads(), 0, rows.count(), NO_LIST, NO_LIST);
            return;
        }
        for (int position = 0; position < part.size(); position += program.width()) {
            part.selectRange(program, position, Math.min(program.width(), part.size() - position));
            interpret(part.frame());
        }
    }

    /**
     * Runs for the synapses of rows.
     *
     * @param index that numbers their entries
     * @param counted the payload of an event is its multiplicity
     */
    void rows(SynapsePart part, EventIndex index, Rows rows, boolean counted) {
        int[] order = index.order();
        GeneratedKernel code = generated(order == null ? Shape.ROWS : Shape.LISTED_ROWS);
        if (code != null) {
            part.frame().setCounted(counted);
            touchRows(part, rows, order);
            if (order == null) {
                rows(code, part, rows);
            } else {
                code.run(part.frame(), rows.list(), rows.payloads(), 0, rows.count(), order, NO_LIST);
            }
            return;
        }
        for (int k = 0; k < rows.count(); k++) {
            part.frame().setPayload(rows.payload(k), counted ? rows.payload(k) : 1);
            for (int entry = rows.from(k); entry < rows.to(k); entry += program.width()) {
                part.selectRow(program, index, entry, Math.min(program.width(), rows.to(k) - entry), rows.end(k));
                interpret(part.frame());
            }
        }
    }

    /** Runs for rows of which some at a time are fetched. */
    private void rows(GeneratedKernel code, SynapsePart part, Rows rows) {
        for (int from = 0; from < rows.count(); ) {
            int to = from;
            int size = 0;
            while (to < rows.count() && size < FETCHED) {
                size += rows.to(to) - rows.from(to);
                to++;
            }
            part.fetch(use().loads(), rows, from, to);
            code.run(part.frame(), rows.list(), rows.payloads(), from, to, NO_LIST, NO_LIST);
            from = to;
        }
    }

    /**
     * Runs for the only synapses of sources that emitted events.
     *
     * @param events those {@code from .. to - 1} are of sources with a synapse in this part
     * @param counted the payload of an event is its multiplicity
     * @return false if this can be done row by row only
     */
    boolean singles(SynapsePart part, EventList events, int from, int to, boolean counted) {
        GeneratedKernel code = generated(Shape.SINGLES);
        if (code == null) {
            return false;
        }
        part.frame().setCounted(counted);
        touchSingles(part, events, from, to);
        double[] payloads = events.hasPayloads() ? events.payloads() : part.ones(to);
        code.run(part.frame(), events.members(), payloads, from, to, NO_LIST, NO_LIST);
        return true;
    }

    private void touchSingles(SynapsePart part, EventList events, int from, int to) {
        use().ports().stream().forEach(port -> {
            PortSlot slot = part.delivery().slot(port);
            if (slot != null && to - from > slot.room()) {
                slot.touchAll();
            } else if (slot != null) {
                for (int e = from; e < to; e++) {
                    slot.touch(part.wiring().target(events.member(e) - part.firstSource()));
                }
            }
        });
    }

    /** Notes who will get something of what the kernel delivers for rows. */
    private void touchRows(SynapsePart part, Rows rows, int @Nullable [] order) {
        if (!use().delivers()) {
            return;
        }
        use().ports().stream().forEach(port -> {
            PortSlot slot = part.delivery().slot(port);
            if (slot == null) {
                return;
            }
            if (rows.synapses() > slot.room()) {
                slot.touchAll();
                return;
            }
            for (int k = 0; k < rows.count(); k++) {
                if (order == null) {
                    slot.touch(part.wiring().targets(), rows.from(k), rows.to(k));
                } else {
                    for (int e = rows.from(k); e < rows.to(k); e++) {
                        slot.touch(part.wiring().target(order[e]));
                    }
                }
            }
        });
    }

    private void touchColumns(SynapsePart part, Rows columns) {
        use().ports().stream().forEach(port -> {
            PortSlot slot = part.delivery().slot(port);
            for (int k = 0; slot != null && k < columns.count(); k++) {
                slot.touch(columns.end(k));
            }
        });
    }

    /** Runs for the synapses of columns; the index keeps sources. */
    void columns(SynapsePart part, EventIndex index, Rows columns) {
        int[] order = index.order();
        GeneratedKernel code = order == null ? null : generated(Shape.COLUMNS);
        if (code != null && order != null) {
            part.frame().setCounted(false);
            touchColumns(part, columns);
            for (int k = 0; k < columns.count(); k++) {
                part.fetch(use().stores(), order, columns.from(k), columns.to(k));
                code.run(part.frame(), columns.list(), columns.payloads(), k, k + 1, order, index.sources());
            }
            return;
        }
        for (int k = 0; k < columns.count(); k++) {
            part.frame().setPayload(columns.payload(k), 1);
            for (int entry = columns.from(k); entry < columns.to(k); entry += program.width()) {
                part.selectColumn(program, index, entry, Math.min(program.width(), columns.to(k) - entry));
                interpret(part.frame());
            }
        }
    }
}
