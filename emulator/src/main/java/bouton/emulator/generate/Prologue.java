package bouton.emulator.generate;

import bouton.emulator.interpret.KernelUse;
import bouton.emulator.state.Columns;
import bouton.emulator.state.PortSlot;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a loop fetches before it starts, and where it keeps it: columns, sums, constants. The method is {@link
 * GeneratedKernel#run}, its arguments are in local variables 0 to 7.
 */
final class Prologue {
    static final int THIS = 0;
    static final int FRAME = 1;
    static final int LIST = 2;
    static final int PAYLOADS = 3;
    /** The entry of the outer loop; it starts as the argument {@code from}. */
    static final int ENTRY = 4;

    static final int TO = 5;
    static final int ORDER = 6;
    static final int SOURCES = 7;

    private static final MethodTypeDesc COLUMN_DOUBLES = MethodTypeDesc.of(Names.DOUBLES, Names.I);
    private static final MethodTypeDesc COLUMN_INTS = MethodTypeDesc.of(Names.INTS, Names.I);
    private static final MethodTypeDesc COLUMN_LONGS = MethodTypeDesc.of(Names.LONGS, Names.I);

    private final Context context;
    private final CodeBuilder code;
    private final KernelNeeds needs;
    private final Map<Word, Integer> columns = new HashMap<>();
    private final Map<Integer, Integer> sums = new HashMap<>();
    private final Map<Integer, Integer> slots = new HashMap<>();
    private final Map<Integer, Integer> slotSums = new HashMap<>();
    private final Map<Special, Integer> specials = new EnumMap<>(Special.class);
    private final Map<Object, Integer> constantSlots = new HashMap<>();
    private final List<Object> constants;
    // Of words of sources: how a source's number is divided into block and place.
    private final Map<Word, Integer> shifts = new HashMap<>();
    private final Map<Word, Integer> masks = new HashMap<>();
    private final Map<Word, Integer> hoisted = new HashMap<>();
    private final boolean readsSource;
    private int place = -1;
    private int source = -1;
    private int target = -1;
    private int targets = -1;
    private int firstSource = -1;
    private int inner = -1;
    private int stop = -1;
    private int counted = -1;
    private int links = -1;
    private int learning = -1;
    private int globals = -1;
    private int multiplicity = -1;
    private int payload = -1;

    Prologue(Context context, CodeBuilder code, KernelNeeds needs, List<Object> constants) {
        this.context = context;
        this.code = code;
        this.needs = needs;
        this.constants = constants;
        KernelUse use = KernelUse.of(context.kernel());
        this.readsSource = use.source() || use.number();
    }

    /** Emits it. */
    void write() {
        fetchColumns();
        needs.sums.forEach((port, type) -> {
            frame().loadConstant(port);
            switch (PortSlot.storage(type)) {
                case DOUBLE -> code.invokevirtual(Names.FRAME, "portSums", COLUMN_DOUBLES);
                case INT -> code.invokevirtual(Names.FRAME, "portInts", COLUMN_INTS);
                default -> code.invokevirtual(Names.FRAME, "portLongs", COLUMN_LONGS);
            }
            sums.put(port, stored(TypeKind.REFERENCE));
        });
        fetchTimes();
        if (context.shape().isOfSynapses()) {
            fetchEnds();
        }
        needs.deliveries.forEach(this::fetchSlot);
        if (needs.learning) {
            frame().invokevirtual(Names.FRAME, "learning", MethodTypeDesc.of(Names.Z));
            learning = stored(TypeKind.INT);
        }
        if (needs.globals) {
            constant(context.linker().globals(), Names.DOUBLES);
            globals = stored(TypeKind.REFERENCE);
        }
        place = context.shape().isListed() ? stored(TypeKind.INT, () -> code.iconst_m1()) : entry();
    }

    private boolean isPast() {
        return context.shape() == Shape.PAST_ROWS;
    }

    private void fetchColumns() {
        needs.types.forEach((word, type) -> {
            if (isPast() && word.space() != Word.Space.SELF) {
                fetchPast(word, type);
                return;
            }
            switch (word.space()) {
                case PRE -> fetchBlocks(word, type, "pre");
                case ROW -> fetchBlocks(word, type, "rows");
                case SELF -> fetchColumn(word, type, "");
                case POST -> fetchColumn(word, type, "post");
                case COLUMN -> fetchColumn(word, type, "column");
            }
        });
    }

    /** Words of ends as they were, by entry. */
    private void fetchPast(Word word, Type type) {
        String method = switch (word.space()) {
            case ROW -> "rows";
            case COLUMN -> "columns";
            case POST -> "posts";
            case SELF, PRE -> throw new IllegalArgumentException(word + " is not kept");
        };
        if (!(type instanceof Type.Float64)) {
            throw new IllegalArgumentException(word + " is a " + type + ", which is not kept");
        }
        frame().invokevirtual(Names.FRAME, "past", MethodTypeDesc.of(Names.PAST));
        code.loadConstant(word.field()).invokevirtual(Names.PAST, method, COLUMN_DOUBLES);
        columns.put(word, stored(TypeKind.REFERENCE));
    }

    private void fetchColumn(Word word, Type type, String prefix) {
        frame().loadConstant(word.field());
        switch (storage(word, type)) {
            case BYTE, UNSIGNED_BYTE -> column(prefix, "bytes", MethodTypeDesc.of(Names.BYTES, Names.I));
            case SHORT, UNSIGNED_SHORT -> column(prefix, "shorts", MethodTypeDesc.of(Names.SHORTS, Names.I));
            case DOUBLE -> column(prefix, "doubles", COLUMN_DOUBLES);
            case INT, UNSIGNED_INT -> column(prefix, "ints", COLUMN_INTS);
            case LONG -> column(prefix, "longs", COLUMN_LONGS);
        }
        columns.put(word, stored(TypeKind.REFERENCE));
        boolean own = word.space() == Word.Space.SELF && context.shape().isOfSynapses();
        if (own) {
            frame().loadConstant(word.field()).invokevirtual(Names.FRAME, "mask", MethodTypeDesc.of(Names.I, Names.I));
            masks.put(word, stored(TypeKind.INT));
        }
    }

    /** How a word is stored, which is named as the frame has it. */
    private Columns.Storage storage(Word word, Type type) {
        boolean narrow = context.scope().narrow() && word.space() == Word.Space.SELF;
        return narrow ? Columns.Storage.narrow(type) : Columns.Storage.of(type);
    }

    /** Pushes a word of the instance: a float64 as such, any other as a long. */
    void pushOwn(Word word, Columns.Storage storage) {
        code.aload(column(word)).iload(place);
        if (masks.containsKey(word)) {
            code.iload(masks.getOrDefault(word, -1)).iand();
        }
        Elements.push(code, storage);
    }

    /** Words of the sources, which may be in any part. */
    private void fetchBlocks(Word word, Type type, String owner) {
        frame().invokevirtual(Names.FRAME, owner, MethodTypeDesc.of(Names.COLUMNS));
        int all = stored(TypeKind.REFERENCE);
        if (Columns.Storage.of(type) == Columns.Storage.DOUBLE) {
            code.aload(all).loadConstant(word.field());
            code.invokevirtual(Names.COLUMNS, "blocksOf", MethodTypeDesc.of(Names.BLOCKS, Names.I));
            columns.put(word, stored(TypeKind.REFERENCE));
            code.aload(all).invokevirtual(Names.COLUMNS, "shift", MethodTypeDesc.of(Names.I));
            shifts.put(word, stored(TypeKind.INT));
            code.aload(all).invokevirtual(Names.COLUMNS, "mask", MethodTypeDesc.of(Names.I));
            masks.put(word, stored(TypeKind.INT));
        } else {
            columns.put(word, all);
        }
    }

    /** Pushes a word of the synapse's source: a float64 as such, any other as a long. */
    void pushOfSource(Word word) {
        if (isPast()) {
            code.aload(column(word)).iload(entry()).daload();
            return;
        }
        Integer shared = hoisted.get(word);
        Type type = needs.types.getOrDefault(word, Type.F64);
        if (shared != null) {
            code.loadLocal(pushed(type).type(), shared);
        } else if (shifts.containsKey(word)) {
            code.aload(column(word))
                    .iload(source)
                    .iload(shifts.getOrDefault(word, -1))
                    .iushr()
                    .aaload();
            code.iload(source).iload(masks.getOrDefault(word, -1)).iand().daload();
        } else {
            code.aload(column(word)).loadConstant(word.field()).iload(source);
            code.invokevirtual(Names.COLUMNS, "getLong", MethodTypeDesc.of(Names.L, Names.I, Names.I));
        }
    }

    /** Pushes a word of the synapse's target: a float64 as such, any other as a long. */
    void pushOfTarget(Word word) {
        if (isPast()) {
            code.aload(column(word)).iload(entry()).daload();
            return;
        }
        Integer shared = hoisted.get(word);
        Type type = needs.types.getOrDefault(word, Type.F64);
        if (shared != null) {
            code.loadLocal(pushed(type).type(), shared);
        } else {
            code.aload(column(word)).iload(target);
            Elements.push(code, Columns.Storage.of(type));
        }
    }

    private static Kind pushed(Type type) {
        return type instanceof Type.Float64 ? Kind.DOUBLE : Kind.LONG;
    }

    /** Emits the loads of words of the end that the synapses of a row or column share: no kernel of synapses stores them. */
    private void hoist() {
        if (isPast()) {
            return;
        }
        boolean rows = context.shape() != Shape.COLUMNS;
        needs.types.forEach((word, type) -> {
            boolean ofSource = word.space() == Word.Space.PRE || word.space() == Word.Space.ROW;
            if (word.space() != Word.Space.SELF && ofSource == rows) {
                if (ofSource) {
                    pushOfSource(word);
                } else {
                    pushOfTarget(word);
                }
                int slot = code.allocateLocal(pushed(type).type());
                code.storeLocal(pushed(type).type(), slot);
                hoisted.put(word, slot);
            }
        });
    }

    private void column(String prefix, String name, MethodTypeDesc type) {
        String method = prefix.isEmpty() ? name : prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        code.invokevirtual(Names.FRAME, method, type);
    }

    private void fetchTimes() {
        for (Special special : needs.specials) {
            switch (special) {
                case TICK -> specials.put(special, time("tick"));
                case CLOCK -> specials.put(special, time("clock"));
                case PAYLOAD -> {
                    if (context.shape().isSummed()) {
                        payload = code.allocateLocal(TypeKind.DOUBLE);
                    } else {
                        frame().invokevirtual(Names.FRAME, "payload", MethodTypeDesc.of(Names.D));
                        payload = stored(TypeKind.DOUBLE);
                    }
                }
                case SELF_INDEX, PRE_INDEX, POST_INDEX -> {}
            }
        }
        if (context.shape().leavesOutZeros() && payload < 0) {
            payload = code.allocateLocal(TypeKind.DOUBLE);
        }
    }

    private int time(String name) {
        frame().invokevirtual(Names.FRAME, name, MethodTypeDesc.of(Names.L));
        return stored(TypeKind.LONG);
    }

    /** Local variable of the inner loop: the entry of a synapse, or of a neuron. */
    int entry() {
        return context.shape().hasRows() ? inner : ENTRY;
    }

    /** Local variable with the end of the inner loop. */
    int stop() {
        return context.shape().hasRows() ? stop : TO;
    }

    private void fetchEnds() {
        frame().invokevirtual(Names.FRAME, "links", MethodTypeDesc.of(Names.LINKS));
        links = stored(TypeKind.REFERENCE);
        inner = stored(TypeKind.INT, () -> code.iconst_m1());
        stop = stored(TypeKind.INT, () -> code.iconst_m1());
        source = stored(TypeKind.INT, () -> code.iconst_0());
        target = stored(TypeKind.INT, () -> code.iconst_m1());
        multiplicity = stored(TypeKind.DOUBLE, () -> code.dconst_1());
        if (payload < 0) {
            payload = stored(TypeKind.DOUBLE, () -> code.dconst_1());
        }
        if (context.shape() != Shape.COLUMNS && !isPast()) {
            frame().invokevirtual(Names.FRAME, "targetArray", MethodTypeDesc.of(Names.CHARS));
            targets = stored(TypeKind.REFERENCE);
        }
        if (context.shape() == Shape.SINGLES) {
            frame().invokevirtual(Names.FRAME, "firstSource", MethodTypeDesc.of(Names.I));
            firstSource = stored(TypeKind.INT);
        }
        frame().invokevirtual(Names.FRAME, "isCounted", MethodTypeDesc.of(Names.Z));
        counted = stored(TypeKind.INT);
    }

    /** Emits what a row or column starts with: its range of entries, its end, its payload. */
    void startRow() {
        row(0).istore(context.shape() == Shape.COLUMNS ? target : source);
        row(1).istore(inner);
        row(2).istore(stop);
        startPayload();
        hoist();
    }

    /** Emits what the only synapse of a source starts with. */
    private void startSingle() {
        code.aload(LIST).iload(ENTRY).iaload().dup().istore(source);
        code.iload(firstSource).isub().istore(place);
        code.aload(targets).iload(place).caload().istore(target);
        startPayload();
    }

    /** Emits what an event starts with: its payload, and how many times a delivery counts. */
    private void startPayload() {
        Label all = code.newLabel();
        code.aload(PAYLOADS).iload(ENTRY).daload().dstore(payload);
        code.dconst_1().dstore(multiplicity);
        code.iload(counted).ifeq(all);
        code.dload(payload).dstore(multiplicity);
        code.labelBinding(all);
    }

    private CodeBuilder row(int offset) {
        return code.aload(LIST)
                .iload(ENTRY)
                .iconst_3()
                .imul()
                .loadConstant(offset)
                .iadd()
                .iaload();
    }

    /** Where deliveries to a port go: its sums, or null where each has to be looked at. */
    private void fetchSlot(int port, Type type) {
        Label slow = code.newLabel();
        Label end = code.newLabel();
        int slot = code.allocateLocal(TypeKind.REFERENCE);
        int array = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(links).loadConstant(port);
        code.invokeinterface(Names.LINKS, "slot", MethodTypeDesc.of(Names.SLOT, Names.I))
                .astore(slot);
        code.aload(slot).ifnull(slow);
        code.aload(slot);
        switch (PortSlot.storage(type)) {
            case DOUBLE -> code.invokevirtual(Names.SLOT, "plainSums", MethodTypeDesc.of(Names.DOUBLES));
            case INT -> code.invokevirtual(Names.SLOT, "plainInts", MethodTypeDesc.of(Names.INTS));
            default -> code.invokevirtual(Names.SLOT, "plainLongs", MethodTypeDesc.of(Names.LONGS));
        }
        code.dup().astore(array).ifnonnull(end);
        code.aconst_null().astore(slot).goto_(end);
        code.labelBinding(slow).aconst_null().astore(array);
        code.labelBinding(end);
        slots.put(port, slot);
        slotSums.put(port, array);
    }

    static MethodTypeDesc intAction() {
        return MethodTypeDesc.of(Names.V, Names.I);
    }

    /** Emits what an iteration starts with: the place of the instance and its ends. Jumps to {@code next} to leave it out. */
    void startIteration(Label next) {
        Shape shape = context.shape();
        if (shape == Shape.SINGLES) {
            startSingle();
            return;
        }
        if (shape.isListed()) {
            code.aload(shape.isOfSynapses() ? ORDER : LIST)
                    .iload(entry())
                    .iaload()
                    .istore(place);
        }
        if (shape.isOfSynapses()) {
            if (isPast()) {
                return;
            }
            if (shape != Shape.COLUMNS) {
                code.aload(targets).iload(place).caload().istore(target);
            } else if (readsSource) {
                code.aload(SOURCES).iload(entry()).iaload().istore(source);
            }
            return;
        }
        if (shape.isSummed() && payload >= 0) {
            code.aload(PAYLOADS).iload(place).daload().dstore(payload);
        }
        if (shape.leavesOutZeros()) {
            code.dload(payload).dconst_0().dcmpl().ifeq(next);
        }
    }

    private CodeBuilder frame() {
        return code.aload(FRAME);
    }

    private int stored(TypeKind kind) {
        int slot = code.allocateLocal(kind);
        code.storeLocal(kind, slot);
        return slot;
    }

    private int stored(TypeKind kind, Runnable value) {
        value.run();
        return stored(kind);
    }

    /** Pushes an object that the code knows. */
    void constant(Object object, ClassDesc type) {
        int number = constantSlots.computeIfAbsent(object, o -> {
            constants.add(o);
            return constants.size() - 1;
        });
        code.aload(THIS)
                .getfield(Names.KERNEL, "constants", Names.OBJECTS)
                .loadConstant(number)
                .aaload();
        code.checkcast(type);
    }

    /** Local variable with the place of the instance. */
    int place() {
        return place;
    }

    /** Local variable with the synapse's source. */
    int source() {
        return source;
    }

    /** Local variable with the synapse's target, numbered inside its part. */
    int target() {
        return target;
    }

    int links() {
        return links;
    }

    int learning() {
        return learning;
    }

    int globals() {
        return globals;
    }

    int multiplicity() {
        return multiplicity;
    }

    int payload() {
        return payload;
    }

    int column(Word word) {
        return columns.getOrDefault(word, -1);
    }

    int sums(int port) {
        return sums.getOrDefault(port, -1);
    }

    int slot(int port) {
        return slots.getOrDefault(port, -1);
    }

    int slotSums(int port) {
        return slotSums.getOrDefault(port, -1);
    }

    int time(Special special) {
        return specials.getOrDefault(special, -1);
    }
}
