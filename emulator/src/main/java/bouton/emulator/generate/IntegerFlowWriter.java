package bouton.emulator.generate;

import bouton.image.ir.Type;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Emits an {@link IntegerFlow} as loops over neurons, in the shape that HotSpot vectorises: all arrays indexed by one variable, a
 * local variable of 32 or 64 bits for each value, sums for what is counted. The method is {@link VectorKernel#run}.
 */
final class IntegerFlowWriter {
    private static final int FRAME = 1;
    private static final int FROM = 3;
    private static final int TO = 4;
    private static final MethodTypeDesc INTS = MethodTypeDesc.of(Names.INTS, Names.I);
    private static final MethodTypeDesc III = MethodTypeDesc.of(Names.I, Names.I, Names.I);
    private static final MethodTypeDesc LLL = MethodTypeDesc.of(Names.L, Names.L, Names.L);

    private final Context context;
    private final CodeBuilder code;
    private final IntegerFlowBuilder.Result result;
    private final IntegerFlow flow;
    private final Map<IntegerNode, Integer> arrays = new HashMap<>();
    private Map<Integer, Integer> locals = new HashMap<>();
    private int entry;

    IntegerFlowWriter(Context context, CodeBuilder code, IntegerFlowBuilder.Result result) {
        this.context = context;
        this.code = code;
        this.result = result;
        this.flow = result.flow();
    }

    void write() {
        List<Integer> goals = new ArrayList<>(result.stores().values());
        result.counts().forEach(count -> goals.add(count.mask()));
        BitSet all = closure(goals);
        all.or(closure(result.failures()));
        if (result.condition() >= 0) {
            all.or(closure(List.of(result.condition())));
        }
        fetch(all);
        entry = code.allocateLocal(TypeKind.INT);
        if (result.condition() >= 0) {
            // The result is whether the condition holds for one of them.
            any(List.of(result.condition()));
            code.ireturn();
            return;
        }
        if (!result.failures().isEmpty()) {
            Label sound = code.newLabel();
            any(result.failures());
            code.ifeq(sound).iconst_1().ireturn();
            code.labelBinding(sound);
        }
        main(closure(goals));
        code.iconst_0().ireturn();
    }

    /** Pushes an int that is not 0 if one of the masks is set for a neuron. */
    private void any(List<Integer> masks) {
        int any = code.allocateLocal(TypeKind.INT);
        code.iconst_0().istore(any);
        loop(closure(masks), () -> {
            for (int mask : masks) {
                code.iload(any);
                push(mask, false);
                code.ior().istore(any);
            }
        });
        code.iload(any);
    }

    private void main(BitSet needed) {
        List<IntegerFlowBuilder.Count> counts = result.counts();
        int[] sums = new int[counts.size()];
        for (int k = 0; k < sums.length; k++) {
            sums[k] = code.allocateLocal(TypeKind.INT);
            code.iconst_0().istore(sums[k]);
        }
        loop(needed, () -> {
            result.stores().forEach(this::store);
            for (int k = 0; k < sums.length; k++) {
                code.iload(sums[k]);
                push(counts.get(k).mask(), false);
                code.iadd().istore(sums[k]);
            }
        });
        for (int k = 0; k < sums.length; k++) {
            // A mask that is set is -1. HotSpot vectorises sums, but no differences.
            code.aload(FRAME)
                    .loadConstant(counts.get(k).counter())
                    .iload(sums[k])
                    .ineg();
            code.invokevirtual(Names.FRAME, "count", MethodTypeDesc.of(Names.V, Names.I, Names.I));
        }
    }

    private void store(int field, int value) {
        code.aload(array(new IntegerNode.Column(field))).iload(entry);
        push(value, false);
        if (context.scope().self().get(field).type() instanceof Type.Bool) {
            code.iconst_1().iand();
        }
        code.iastore();
    }

    private BitSet closure(List<Integer> goals) {
        BitSet needed = new BitSet();
        goals.forEach(needed::set);
        for (int n = needed.length() - 1; n >= 0; n--) {
            if (needed.get(n)) {
                for (int operand : operands(flow.node(n))) {
                    needed.set(operand);
                }
            }
        }
        return needed;
    }

    private static int[] operands(IntegerNode node) {
        return switch (node) {
            case IntegerNode.Binary b -> new int[] {b.a(), b.b()};
            case IntegerNode.Wrap w -> new int[] {w.a()};
            case IntegerNode.Choice c -> new int[] {c.mask(), c.a(), c.b()};
            default -> new int[0];
        };
    }

    /** Arrays into local variables, random bits and timers worked out. */
    private void fetch(BitSet needed) {
        needed.stream().forEach(n -> {
            switch (flow.node(n)) {
                case IntegerNode.Column c -> fetch(c, c.field(), "ints");
                case IntegerNode.Sum s -> fetch(s, s.port(), "portInts");
                case IntegerNode.Running r -> fetch(r, r.field(), "running");
                case IntegerNode.Random r -> random(r);
                default -> {}
            }
        });
        for (int field : result.stores().keySet()) {
            IntegerNode.Column stored = new IntegerNode.Column(field);
            if (!arrays.containsKey(stored)) {
                fetch(stored, field, "ints");
            }
        }
    }

    private void fetch(IntegerNode node, int number, String method) {
        code.aload(FRAME).loadConstant(number).invokevirtual(Names.FRAME, method, INTS);
        keep(node);
    }

    private void keep(IntegerNode node) {
        int slot = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(slot);
        arrays.put(node, slot);
    }

    private void random(IntegerNode.Random r) {
        int number = (int) arrays.keySet().stream()
                .filter(IntegerNode.Random.class::isInstance)
                .count();
        code.aload(FRAME).loadConstant(number).loadConstant(context.linker().seed());
        code.loadConstant(r.site()).loadConstant(r.use()).loadConstant(r.bits());
        code.iload(FROM).iload(TO);
        code.invokevirtual(
                Names.FRAME,
                "randomBits",
                MethodTypeDesc.of(Names.INTS, Names.I, Names.L, Names.L, Names.I, Names.I, Names.I, Names.I));
        keep(r);
    }

    private int array(IntegerNode node) {
        Integer slot = arrays.get(node);
        if (slot == null) {
            throw new IllegalStateException("not fetched: " + node);
        }
        return slot;
    }

    private void loop(BitSet needed, Runnable rest) {
        locals = new HashMap<>();
        Label test = code.newLabel();
        Label body = code.newLabel();
        code.iload(FROM).istore(entry).goto_(test);
        code.labelBinding(body);
        needed.stream().forEach(this::compute);
        rest.run();
        code.iinc(entry, 1);
        code.labelBinding(test).iload(entry).iload(TO).if_icmplt(body);
    }

    /** Computes a node into a local variable; constants stand where they are used. */
    private void compute(int n) {
        boolean wide = flow.isWide(n);
        switch (flow.node(n)) {
            case IntegerNode.Constant c -> {
                return;
            }
            case IntegerNode.Binary b -> wide = binary(b, wide);
            case IntegerNode.Wrap w -> wide = wrap(w);
            case IntegerNode.Choice c -> choice(c, wide);
            default -> code.aload(array(flow.node(n))).iload(entry).iaload();
        }
        if (wide && !flow.isWide(n)) {
            code.l2i();
        }
        TypeKind kind = flow.isWide(n) ? TypeKind.LONG : TypeKind.INT;
        int slot = code.allocateLocal(kind);
        code.storeLocal(kind, slot);
        locals.put(n, slot);
    }

    /** Pushes the result; whether it is 64 bits wide. */
    private boolean binary(IntegerNode.Binary b, boolean wideResult) {
        boolean shifts = b.op() == IntegerNode.Op.SHL || b.op() == IntegerNode.Op.SHR;
        boolean wide = wideResult || flow.isWide(b.a()) || flow.isWide(b.b()) && !shifts;
        push(b.a(), wide);
        push(b.b(), wide && !shifts);
        if (wide) {
            longs(b.op());
        } else {
            ints(b.op());
        }
        return wide;
    }

    private void ints(IntegerNode.Op op) {
        switch (op) {
            case ADD -> code.iadd();
            case SUB -> code.isub();
            case MUL -> code.imul();
            case AND -> code.iand();
            case OR -> code.ior();
            case XOR -> code.ixor();
            case SHL -> code.ishl();
            case SHR -> code.ishr();
            case MIN -> code.invokestatic(Names.MATH, "min", III);
            case MAX -> code.invokestatic(Names.MATH, "max", III);
        }
    }

    private void longs(IntegerNode.Op op) {
        switch (op) {
            case ADD -> code.ladd();
            case SUB -> code.lsub();
            case MUL -> code.lmul();
            case AND -> code.land();
            case OR -> code.lor();
            case XOR -> code.lxor();
            case SHL -> code.lshl();
            case SHR -> code.lshr();
            case MIN -> code.invokestatic(Names.MATH, "min", LLL);
            case MAX -> code.invokestatic(Names.MATH, "max", LLL);
        }
    }

    private boolean wrap(IntegerNode.Wrap w) {
        boolean wide = flow.isWide(w.a());
        int unused = (wide ? 64 : 32) - w.bits();
        push(w.a(), wide);
        code.loadConstant(unused);
        if (wide) {
            code.lshl().loadConstant(unused).lshr();
        } else {
            code.ishl().loadConstant(unused).ishr();
        }
        return wide;
    }

    /** b ^ ((a ^ b) & mask) */
    private void choice(IntegerNode.Choice c, boolean wide) {
        push(c.b(), wide);
        push(c.a(), wide);
        push(c.b(), wide);
        if (wide) {
            code.lxor();
            push(c.mask(), true);
            code.land().lxor();
        } else {
            code.ixor();
            push(c.mask(), false);
            code.iand().ixor();
        }
    }

    private void push(int n, boolean wide) {
        if (flow.node(n) instanceof IntegerNode.Constant c) {
            if (wide) {
                code.loadConstant(c.value());
            } else {
                code.loadConstant((int) c.value());
            }
            return;
        }
        Integer slot = locals.get(n);
        if (slot == null) {
            throw new IllegalStateException("not computed: " + flow.node(n));
        }
        if (flow.isWide(n)) {
            code.lload(slot);
        } else {
            code.iload(slot);
            if (wide) {
                code.i2l();
            }
        }
    }
}
