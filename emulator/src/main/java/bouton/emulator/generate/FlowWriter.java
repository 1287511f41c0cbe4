package bouton.emulator.generate;

import bouton.image.ir.CompareOp;
import bouton.image.ir.UnaryOp;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Emits the method of a {@link VectorKernel}. Exponentials are computed for all neurons at a time, between loops: first a loop
 * computes their arguments, a later one goes on with the results and computes what it needs again.
 */
final class FlowWriter {
    private static final MethodTypeDesc ARRAY = MethodTypeDesc.of(Names.DOUBLES, Names.I);
    private static final MethodTypeDesc SCRATCH = MethodTypeDesc.of(Names.SCRATCH);
    private static final MethodTypeDesc EXPONENTIALS = MethodTypeDesc.of(Names.EXPONENTIAL);
    private static final MethodTypeDesc EXPONENTIAL =
            MethodTypeDesc.of(Names.V, Names.DOUBLES, Names.DOUBLES, Names.I, Names.I);
    private static final MethodTypeDesc CHOICE = MethodTypeDesc.of(Names.D, Names.D, Names.D, Names.D, Names.D);
    private static final int THIS = 0;
    private static final int FRAME = 1;
    private static final int PAYLOADS = 2;
    private static final int FROM = 3;
    private static final int TO = 4;

    private final Context context;
    private final CodeBuilder code;
    private final FlowBuilder.Result result;
    private final Flow flow;
    private final List<Object> constants;
    private final Map<Node, Integer> fetched = new HashMap<>();
    // Nodes whose values an earlier loop has put into an array, and its local variable.
    private final Map<Integer, Integer> kept = new HashMap<>();
    private int arrays;
    private final int[] level;
    private Map<Integer, Integer> slots = new HashMap<>();
    private int entry;
    private int payload = -1;
    private int tick = -1;

    FlowWriter(Context context, CodeBuilder code, FlowBuilder.Result result, List<Object> constants) {
        this.context = context;
        this.code = code;
        this.result = result;
        this.flow = result.flow();
        this.constants = constants;
        this.level = levels();
    }

    /** How many exponentials stand one behind another up to each node. */
    private int[] levels() {
        int[] levels = new int[flow.size()];
        for (int n = 0; n < levels.length; n++) {
            int own = isExponential(n) ? 1 : 0;
            for (int operand : operands(flow.node(n))) {
                levels[n] = Math.max(levels[n], levels[operand] + own);
            }
        }
        return levels;
    }

    private boolean isExponential(int n) {
        return flow.node(n) instanceof Node.Unary u && isExponential(u.op());
    }

    private static boolean isExponential(UnaryOp op) {
        return op == UnaryOp.EXP || op == UnaryOp.EXPM1;
    }

    private static int[] operands(Node node) {
        return switch (node) {
            case Node.Binary b -> new int[] {b.a(), b.b()};
            case Node.Unary u -> new int[] {u.a()};
            case Node.Compare c -> new int[] {c.a(), c.b()};
            case Node.CompareLongs c -> new int[] {c.a(), c.b()};
            case Node.And n -> new int[] {n.a(), n.b()};
            case Node.Not n -> new int[] {n.a()};
            case Node.Choice c -> new int[] {c.condition(), c.a(), c.b()};
            default -> new int[0];
        };
    }

    void write() {
        List<Integer> goals = new ArrayList<>(result.stores().values());
        if (result.condition() >= 0) {
            goals.add(result.condition());
        }
        BitSet needed = closure(goals, false);
        fetch(needed);
        entry = code.allocateLocal(TypeKind.INT);
        int levels = needed.stream().map(n -> level[n]).max().orElse(0);
        for (int l = 1; l <= levels; l++) {
            exponentials(needed, l);
        }
        if (result.condition() >= 0) {
            test();
        } else {
            new StoreLoops(flow, result.stores(), fields -> closure(valuesOf(fields), true))
                    .inOrder()
                    .forEach(this::store);
            code.iconst_0().ireturn();
        }
    }

    private List<Integer> valuesOf(List<Integer> fields) {
        return fields.stream().map(result.stores()::get).toList();
    }

    /** A loop that computes some words and stores them. */
    private void store(List<Integer> fields) {
        loop(
                closure(valuesOf(fields), true),
                () -> fields.forEach(field -> {
                    code.aload(slot(new Node.Column(field))).iload(entry);
                    push(result.stores().getOrDefault(field, -1));
                    code.dastore();
                }));
    }

    /** What is needed to compute the goals; what lies in arrays is taken as known if {@code cut}. */
    private BitSet closure(List<Integer> goals, boolean cut) {
        BitSet needed = new BitSet();
        goals.forEach(needed::set);
        for (int n = needed.length() - 1; n >= 0; n--) {
            if (needed.get(n) && !(cut && kept.containsKey(n))) {
                for (int operand : operands(flow.node(n))) {
                    needed.set(operand);
                }
            }
        }
        return needed;
    }

    private void fetch(BitSet needed) {
        needed.stream().forEach(n -> {
            switch (flow.node(n)) {
                case Node.Column c -> column(c, c.field(), "doubles", Names.DOUBLES);
                case Node.LongColumn c -> column(c, c.field(), "longs", Names.LONGS);
                case Node.PortSum p -> column(p, p.port(), "portSums", Names.DOUBLES);
                case Node.Global g -> global(g);
                case Node.Payload p -> fetchPayload();
                case Node.Tick t -> {
                    code.aload(FRAME).invokevirtual(Names.FRAME, "tick", MethodTypeDesc.of(Names.L));
                    tick = code.allocateLocal(TypeKind.LONG);
                    code.lstore(tick);
                }
                default -> {}
            }
        });
        for (int field : result.stores().keySet()) {
            Node.Column stored = new Node.Column(field);
            if (!fetched.containsKey(stored)) {
                column(stored, field, "doubles", Names.DOUBLES);
            }
        }
    }

    private void column(Node node, int number, String method, ClassDesc type) {
        code.aload(FRAME).loadConstant(number).invokevirtual(Names.FRAME, method, MethodTypeDesc.of(type, Names.I));
        int slot = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(slot);
        fetched.put(node, slot);
    }

    private void global(Node.Global g) {
        double[] globals = context.linker().globals();
        int number = constants.indexOf(globals);
        if (number < 0) {
            constants.add(globals);
            number = constants.size() - 1;
        }
        code.aload(THIS)
                .getfield(Names.VECTOR, "constants", Names.OBJECTS)
                .loadConstant(number)
                .aaload();
        code.checkcast(Names.DOUBLES).loadConstant(g.cell()).daload();
        int slot = code.allocateLocal(TypeKind.DOUBLE);
        code.dstore(slot);
        fetched.put(g, slot);
    }

    private void fetchPayload() {
        if (!context.shape().isSummed()) {
            code.aload(FRAME).invokevirtual(Names.FRAME, "payload", MethodTypeDesc.of(Names.D));
            payload = code.allocateLocal(TypeKind.DOUBLE);
            code.dstore(payload);
        }
    }

    private int slot(Node node) {
        Integer slot = fetched.get(node);
        if (slot == null) {
            throw new IllegalStateException("not fetched: " + node);
        }
        return slot;
    }

    /** The exponentials of a level: their arguments by a loop, which are kept as well, then all of them. */
    private void exponentials(BitSet needed, int l) {
        List<Integer> here = needed.stream()
                .filter(n -> isExponential(n) && level[n] == l)
                .boxed()
                .toList();
        List<Integer> arguments = here.stream()
                .map(n -> operands(flow.node(n))[0])
                .distinct()
                .filter(n -> arrayOf(n) < 0)
                .toList();
        Map<Integer, Integer> arrays = new HashMap<>();
        arguments.forEach(n -> arrays.put(n, scratch()));
        loop(
                closure(arguments, true),
                () -> arrays.forEach((n, array) -> {
                    code.aload(array).iload(entry);
                    push(n);
                    code.dastore();
                }));
        kept.putAll(arrays);
        for (int n : here) {
            int result = scratch();
            boolean less1 = flow.node(n) instanceof Node.Unary u && u.op() == UnaryOp.EXPM1;
            code.aload(FRAME).invokevirtual(Names.FRAME, "scratch", SCRATCH);
            code.invokevirtual(Names.SCRATCH, "exponentials", EXPONENTIALS);
            code.aload(arrayOf(operands(flow.node(n))[0]))
                    .aload(result)
                    .iload(FROM)
                    .iload(TO);
            code.invokevirtual(Names.EXPONENTIAL, less1 ? "expm1" : "exp", EXPONENTIAL);
            kept.put(n, result);
        }
    }

    /** The local variable with the array in which a node's value lies for all neurons; -1 if there is none. */
    private int arrayOf(int n) {
        Integer array = kept.get(n);
        if (array != null) {
            return array;
        }
        return switch (flow.node(n)) {
            case Node.Column c -> slot(c);
            case Node.PortSum p -> slot(p);
            case Node.Payload p when context.shape().isSummed() -> PAYLOADS;
            default -> -1;
        };
    }

    /** A local variable with an array that nothing else uses. */
    private int scratch() {
        code.aload(FRAME).invokevirtual(Names.FRAME, "scratch", SCRATCH);
        code.loadConstant(arrays++).invokevirtual(Names.SCRATCH, "array", ARRAY);
        int slot = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(slot);
        return slot;
    }

    private void test() {
        int any = code.allocateLocal(TypeKind.INT);
        code.iconst_0().istore(any);
        int holds = flow.choose(result.condition(), flow.real(1), flow.real(0));
        BitSet needed = closure(List.of(holds), true);
        loop(needed, () -> {
            code.iload(any);
            push(holds);
            code.d2i().ior().istore(any);
        });
        code.iload(any).ireturn();
    }

    /** A loop over the neurons that computes the nodes in order and then does something with them. */
    private void loop(BitSet needed, Runnable rest) {
        slots = new HashMap<>();
        Label test = code.newLabel();
        Label body = code.newLabel();
        code.iload(FROM).istore(entry).goto_(test);
        code.labelBinding(body);
        needed.stream().forEach(this::compute);
        rest.run();
        code.iinc(entry, 1);
        code.labelBinding(test).iload(entry).iload(TO).if_icmplt(body);
    }

    /** Computes a node into a local variable, unless it is nothing to compute or a condition, which its choices compute. */
    private void compute(int n) {
        Integer array = kept.get(n);
        if (array != null) {
            code.aload(array).iload(entry).daload();
            setSlot(n);
            return;
        }
        switch (flow.node(n)) {
            case Node.Column c -> code.aload(slot(c)).iload(entry).daload();
            case Node.LongColumn c -> {
                code.aload(slot(c)).iload(entry).laload();
                int slot = code.allocateLocal(TypeKind.LONG);
                code.lstore(slot);
                slots.put(n, slot);
                return;
            }
            case Node.PortSum p -> code.aload(slot(p)).iload(entry).daload();
            case Node.Payload p
            when context.shape().isSummed() -> code.aload(PAYLOADS).iload(entry).daload();
            case Node.Unary u -> {
                push(u.a());
                Reals.unary(code, u.op());
            }
            case Node.Binary b -> {
                push(b.a());
                push(b.b());
                Reals.binary(code, b.op());
            }
            case Node.Choice c -> choice(c);
            default -> {
                return;
            }
        }
        setSlot(n);
    }

    private void setSlot(int n) {
        int slot = code.allocateLocal(TypeKind.DOUBLE);
        code.dstore(slot);
        slots.put(n, slot);
    }

    private void choice(Node.Choice c) {
        switch (flow.node(c.condition())) {
            case Node.Compare k -> {
                push(k.a());
                push(k.b());
                push(c.a());
                push(c.b());
                code.invokestatic(Names.CHOICES, nameOf(k.op()), CHOICE);
            }
            case Node.CompareLongs k -> {
                Label holds = code.newLabel();
                Label end = code.newLabel();
                pushLong(k.a());
                pushLong(k.b());
                code.lcmp();
                jump(k.op(), holds);
                push(c.b());
                code.goto_(end);
                code.labelBinding(holds);
                push(c.a());
                code.labelBinding(end);
            }
            default -> throw new IllegalStateException("a choice by " + flow.node(c.condition()));
        }
    }

    /** The method of {@link bouton.image.math.Choices}. */
    private static String nameOf(CompareOp op) {
        return switch (op) {
            case LT -> "less";
            case LE -> "lessOrEqual";
            case GT -> "greater";
            case GE -> "greaterOrEqual";
            case EQ -> "equal";
            case NE -> "different";
        };
    }

    private void jump(CompareOp op, Label holds) {
        switch (op) {
            case LT -> code.iflt(holds);
            case LE -> code.ifle(holds);
            case GT -> code.ifgt(holds);
            case GE -> code.ifge(holds);
            case EQ -> code.ifeq(holds);
            case NE -> code.ifne(holds);
        }
    }

    private void push(int n) {
        switch (flow.node(n)) {
            case Node.Real r -> code.loadConstant(Double.longBitsToDouble(r.bits()));
            case Node.Global g -> code.dload(slot(g));
            case Node.Payload p when !context.shape().isSummed() -> code.dload(payload);
            default -> code.dload(local(n));
        }
    }

    private void pushLong(int n) {
        switch (flow.node(n)) {
            case Node.Whole w -> code.loadConstant(w.value());
            case Node.Tick t -> code.lload(tick);
            default -> code.lload(local(n));
        }
    }

    private int local(int n) {
        Integer slot = slots.get(n);
        if (slot == null) {
            throw new IllegalStateException("not computed: " + flow.node(n));
        }
        return slot;
    }
}
