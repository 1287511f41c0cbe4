package bouton.emulator.generate;

import bouton.emulator.interpret.AdaptiveSite;
import bouton.emulator.interpret.DrawSite;
import bouton.emulator.interpret.PropagatorSite;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Block;
import bouton.image.ir.Distribution;
import bouton.image.ir.Instruction;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.net.Table;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** Emits the instructions of a kernel for the instance of one iteration, branches as branches. */
final class InstructionWriter {
    private static final MethodTypeDesc LL_L = MethodTypeDesc.of(Names.L, Names.L, Names.L);
    private static final MethodTypeDesc DD_D = MethodTypeDesc.of(Names.D, Names.D, Names.D);

    private final Context context;
    private final CodeBuilder code;
    private final Prologue prologue;
    private final KernelNeeds needs;
    private final Registers registers;
    private final IntegerWriter integers;
    private final WordWriter words;
    private final PortWriter ports;

    InstructionWriter(Context context, CodeBuilder code, Prologue prologue, KernelNeeds needs) {
        this.context = context;
        this.code = code;
        this.prologue = prologue;
        this.needs = needs;
        this.registers = new Registers(code);
        this.integers = new IntegerWriter(context, code, prologue, registers);
        this.ports = new PortWriter(code, prologue, registers);
        this.words = new WordWriter(context, code, prologue, registers, integers);
    }

    void block(Block block) {
        block.instructions().forEach(this::instruction);
    }

    private void instruction(Instruction instruction) {
        switch (instruction) {
            case Instruction.Const i -> constant(i);
            case Instruction.ConstInt i -> constant(i);
            case Instruction.Load i -> words.load(i);
            case Instruction.Store i -> words.store(i);
            case Instruction.Binary i -> binary(i);
            case Instruction.Unary i -> unary(i);
            case Instruction.Compare i -> compare(i);
            case Instruction.Select i -> select(i);
            case Instruction.Convert i -> convert(i);
            case Instruction.Clamp i -> clamp(i);
            case Instruction.TableAt i -> table(i);
            case Instruction.Draw i -> draw(i);
            case Instruction.RandomBits i -> randomBits(i);
            case Instruction.Read i -> read(i);
            case Instruction.Arrived i -> {
                int out = context.scope().check(i.out(), context.scope().outs(), "sent value");
                code.aload(prologue.links())
                        .loadConstant(out)
                        .iload(prologue.source())
                        .iload(prologue.place());
                code.invokeinterface(Names.LINKS, "arrived", MethodTypeDesc.of(Names.D, Names.I, Names.I, Names.I));
                registers.store(Kind.DOUBLE, i.dst());
            }
            case Instruction.Mirrored i -> {
                code.aload(prologue.links()).iload(prologue.source()).iload(prologue.place());
                code.invokeinterface(Names.LINKS, "mirrored", MethodTypeDesc.of(Names.D, Names.I, Names.I));
                registers.store(Kind.DOUBLE, i.dst());
            }
            case Instruction.ReadGlobal i -> {
                int cells = context.linker().globals().length;
                code.aload(prologue.globals()).loadConstant(context.scope().check(i.cell(), cells, "global value"));
                code.daload();
                registers.store(Kind.DOUBLE, i.dst());
            }
            case Instruction.PortSum i -> ports.sum(i);
            case Instruction.Deliver i -> ports.deliver(i);
            case Instruction.Emit i -> emit(i);
            case Instruction.Remember i -> {
                int line = context.scope().check(i.line(), context.scope().lines(), "delay line");
                frame().loadConstant(line).iload(prologue.place());
                registers.loadDouble(i.src());
                call("rememberAt", MethodTypeDesc.of(Names.V, Names.I, Names.I, Names.D));
            }
            case Instruction.Recall i -> {
                int line = context.scope().check(i.line(), context.scope().lines(), "delay line");
                frame().loadConstant(line).iload(prologue.place());
                call("recallAt", MethodTypeDesc.of(Names.D, Names.I, Names.I));
                registers.store(Kind.DOUBLE, i.dst());
            }
            case Instruction.Defer i -> {
                int task = context.scope().check(i.task(), context.scope().tasks(), "task");
                frame().loadConstant(task).iload(prologue.place());
                registers.loadLong(i.ticks());
                call("deferAt", MethodTypeDesc.of(Names.V, Names.I, Names.I, Names.L));
            }
            case Instruction.If i -> branch(i);
            case Instruction.Propagator i -> propagator(i);
            case Instruction.Adaptive i -> adaptive(i);
            case Instruction.Yield i -> {
                if (i.index() != 0) {
                    throw new IllegalArgumentException(
                            "result " + i.index() + " of " + context.kernel().name());
                }
                code.aload(Prologue.PAYLOADS).iload(prologue.place());
                registers.loadDouble(i.src());
                code.dastore();
            }
        }
    }

    private CodeBuilder frame() {
        return code.aload(Prologue.FRAME);
    }

    private void call(String method, MethodTypeDesc type) {
        code.invokevirtual(Names.FRAME, method, type);
    }

    private boolean isWrittenOnce(int register) {
        return needs.writers.getOrDefault(register, 0) == 1;
    }

    private void constant(Instruction.Const i) {
        if (isWrittenOnce(i.dst())) {
            registers.constant(i.dst(), i.value());
        } else {
            code.loadConstant(i.value());
            registers.store(Kind.DOUBLE, i.dst());
        }
    }

    private void constant(Instruction.ConstInt i) {
        if (isWrittenOnce(i.dst())) {
            registers.constant(i.dst(), i.value());
        } else {
            code.loadConstant(i.value());
            registers.store(Kind.LONG, i.dst());
            registers.mayHold(i.dst(), new Range(i.value(), i.value()));
        }
    }

    private void binary(Instruction.Binary i) {
        switch (i.type()) {
            case Type.Float64 f -> {
                registers.loadDouble(i.a());
                registers.loadDouble(i.b());
                Reals.binary(code, i.op());
                registers.store(Kind.DOUBLE, i.dst());
            }
            case Type.Bool b
            when isLogical(i.op()) -> {
                registers.loadTruth(i.a());
                registers.loadTruth(i.b());
                switch (i.op()) {
                    case AND -> code.iand();
                    case OR -> code.ior();
                    default -> code.ixor();
                }
                registers.store(Kind.TRUTH, i.dst());
            }
            case Type.Bool b -> {
                integers.binary(i, new Type.Int(1, false, 0));
                code.l2i();
                registers.store(Kind.TRUTH, i.dst());
            }
            case Type.Int type -> {
                Range range = integers.binary(i, type);
                registers.store(Kind.LONG, i.dst());
                registers.mayHold(i.dst(), range);
            }
        }
    }

    private static boolean isLogical(BinaryOp op) {
        return op == BinaryOp.AND || op == BinaryOp.OR || op == BinaryOp.XOR;
    }

    private void unary(Instruction.Unary i) {
        switch (i.type()) {
            case Type.Float64 f -> {
                registers.loadDouble(i.a());
                Reals.unary(code, i.op());
                registers.store(Kind.DOUBLE, i.dst());
            }
            case Type.Bool b -> {
                if (i.op() != UnaryOp.NOT) {
                    throw new IllegalArgumentException(
                            i.op() + " of a truth value in " + context.kernel().name());
                }
                registers.loadTruth(i.a());
                code.iconst_1().ixor();
                registers.store(Kind.TRUTH, i.dst());
            }
            case Type.Int type -> {
                Range range = integers.unary(i, type);
                registers.store(Kind.LONG, i.dst());
                registers.mayHold(i.dst(), range);
            }
        }
    }

    private void compare(Instruction.Compare i) {
        Label holds = code.newLabel();
        Label end = code.newLabel();
        if (i.type() instanceof Type.Float64) {
            registers.loadDouble(i.a());
            registers.loadDouble(i.b());
            // With NaN only `!=` holds.
            switch (i.op()) {
                case LT, LE -> code.dcmpg();
                case GT, GE, EQ, NE -> code.dcmpl();
            }
        } else {
            registers.loadLong(i.a());
            registers.loadLong(i.b());
            code.lcmp();
        }
        switch (i.op()) {
            case LT -> code.iflt(holds);
            case LE -> code.ifle(holds);
            case GT -> code.ifgt(holds);
            case GE -> code.ifge(holds);
            case EQ -> code.ifeq(holds);
            case NE -> code.ifne(holds);
        }
        code.iconst_0().goto_(end);
        code.labelBinding(holds).iconst_1();
        code.labelBinding(end);
        registers.store(Kind.TRUTH, i.dst());
    }

    private void select(Instruction.Select i) {
        Kind kind = Kind.of(i.type());
        Label otherwise = code.newLabel();
        Label end = code.newLabel();
        registers.loadTruth(i.condition());
        code.ifeq(otherwise);
        registers.load(kind, i.a());
        code.goto_(end);
        code.labelBinding(otherwise);
        registers.load(kind, i.b());
        code.labelBinding(end);
        registers.store(kind, i.dst());
        if (kind == Kind.LONG) {
            registers.mayHold(i.dst(), registers.range(i.a()).hull(registers.range(i.b())));
        }
    }

    private void convert(Instruction.Convert i) {
        switch (i.to()) {
            case Type.Float64 f -> {
                registers.load(Kind.of(i.from()), i.src());
                switch (Kind.of(i.from())) {
                    case DOUBLE -> {}
                    case LONG -> code.l2d();
                    case TRUTH -> code.i2d();
                }
                registers.store(Kind.DOUBLE, i.dst());
            }
            case Type.Bool b -> {
                if (!(i.from() instanceof Type.Bool)) {
                    throw new IllegalArgumentException("a conversion of " + i.from() + " to bool in "
                            + context.kernel().name());
                }
                registers.loadTruth(i.src());
                registers.store(Kind.TRUTH, i.dst());
            }
            case Type.Int to -> {
                Range range = integers.convert(i, to);
                registers.store(Kind.LONG, i.dst());
                registers.mayHold(i.dst(), range);
            }
        }
    }

    private void clamp(Instruction.Clamp i) {
        int counter = context.linker().counter(context.scope(), i.counter(), context.counting());
        Kind kind = Kind.of(i.type());
        MethodTypeDesc choice = kind == Kind.DOUBLE ? DD_D : LL_L;
        Label within = code.newLabel();
        registers.load(kind, i.src());
        registers.load(kind, i.lo());
        code.invokestatic(Names.MATH, "max", choice);
        registers.load(kind, i.hi());
        code.invokestatic(Names.MATH, "min", choice);
        code.dup2();
        registers.store(kind, i.dst());
        registers.load(kind, i.src());
        if (kind == Kind.DOUBLE) {
            code.dcmpl();
        } else {
            code.lcmp();
            registers.mayHold(
                    i.dst(),
                    registers.range(i.src()).max(registers.range(i.lo())).min(registers.range(i.hi())));
        }
        code.ifeq(within);
        frame().loadConstant(counter);
        call("count", Prologue.intAction());
        code.labelBinding(within);
    }

    private void table(Instruction.TableAt i) {
        Table table = context.linker().table(context.scope(), i.table());
        prologue.constant(table.values(), Names.DOUBLES);
        MethodTypeDesc clamp = MethodTypeDesc.of(Names.L, Names.L, Names.L, Names.L);
        registers.loadLong(i.row());
        code.lconst_0()
                .loadConstant(table.rows() - 1L)
                .invokestatic(Names.MATH, "clamp", clamp)
                .l2i();
        code.loadConstant(table.columns()).imul();
        registers.loadLong(i.column());
        code.lconst_0()
                .loadConstant(table.columns() - 1L)
                .invokestatic(Names.MATH, "clamp", clamp)
                .l2i();
        code.iadd().daload();
        registers.store(Kind.DOUBLE, i.dst());
    }

    private void draw(Instruction.Draw i) {
        DrawSite site = new DrawSite(i, context.linker().seed(), context.place(i.at()));
        prologue.constant(site, Names.DRAW);
        number();
        frame();
        call("drawTick", MethodTypeDesc.of(Names.L));
        boolean choice = i.distribution() == Distribution.CHOICE;
        if (choice) {
            array(i.arguments());
        } else {
            registers.loadDouble(i.arguments().get(0));
            loadOptional(i.arguments().size() > 1 ? i.arguments().get(1) : -1);
        }
        loadOptional(i.lo());
        loadOptional(i.hi());
        code.invokevirtual(
                Names.DRAW,
                choice ? "choose" : "draw",
                choice
                        ? MethodTypeDesc.of(Names.D, Names.L, Names.L, Names.DOUBLES, Names.D, Names.D)
                        : MethodTypeDesc.of(Names.D, Names.L, Names.L, Names.D, Names.D, Names.D, Names.D));
        registers.store(Kind.DOUBLE, i.dst());
    }

    private void loadOptional(int register) {
        if (register < 0) {
            code.dconst_0();
        } else {
            registers.loadDouble(register);
        }
    }

    /** Pushes a new array of registers. */
    private void array(List<Integer> numbers) {
        code.loadConstant(numbers.size()).newarray(TypeKind.DOUBLE);
        for (int k = 0; k < numbers.size(); k++) {
            code.dup().loadConstant(k);
            registers.loadDouble(numbers.get(k));
            code.dastore();
        }
    }

    /** Pushes the number of the instance. */
    private void number() {
        if (context.shape().isOfSynapses()) {
            code.aload(prologue.links()).iload(prologue.place()).iload(prologue.source());
            code.invokeinterface(Names.LINKS, "number", MethodTypeDesc.of(Names.I, Names.I, Names.I));
        } else {
            frame();
            call("start", MethodTypeDesc.of(Names.I));
            code.iload(prologue.place()).iadd();
        }
        code.i2l();
    }

    private void randomBits(Instruction.RandomBits i) {
        code.loadConstant(context.linker().seed()).loadConstant(i.site());
        number();
        frame();
        call("drawTick", MethodTypeDesc.of(Names.L));
        code.loadConstant(i.use());
        code.invokestatic(Names.DRAWS, "bits", MethodTypeDesc.of(Names.L, Names.L, Names.L, Names.L, Names.L, Names.I));
        code.loadConstant(64 - i.bits()).lushr();
        registers.store(Kind.LONG, i.dst());
        registers.mayHold(i.dst(), new Range(0, -1L >>> 64 - i.bits()));
    }

    private void read(Instruction.Read i) {
        switch (i.special()) {
            case TICK, CLOCK -> code.lload(prologue.time(i.special()));
            case PAYLOAD -> {
                code.dload(prologue.payload());
                registers.store(Kind.DOUBLE, i.dst());
                return;
            }
            case SELF_INDEX -> number();
            case PRE_INDEX -> code.iload(prologue.source()).i2l();
            case POST_INDEX -> {
                code.aload(prologue.links()).iload(prologue.target());
                code.invokeinterface(Names.LINKS, "target", MethodTypeDesc.of(Names.I, Names.I));
                code.i2l();
            }
        }
        registers.store(Kind.LONG, i.dst());
        boolean time = i.special() == Special.TICK || i.special() == Special.CLOCK;
        registers.mayHold(i.dst(), time ? Range.ALL : new Range(0, Integer.MAX_VALUE));
    }

    private void emit(Instruction.Emit i) {
        int event = context.scope().check(i.event(), context.scope().events(), "event");
        frame().loadConstant(event).iload(prologue.place());
        if (i.payload() < 0) {
            code.dconst_1();
        } else {
            registers.loadDouble(i.payload());
        }
        call("emitAt", MethodTypeDesc.of(Names.V, Names.I, Names.I, Names.D));
    }

    private void branch(Instruction.If i) {
        Label otherwise = code.newLabel();
        registers.loadTruth(i.condition());
        code.ifeq(otherwise);
        block(i.then());
        if (i.otherwise().isEmpty()) {
            code.labelBinding(otherwise);
            return;
        }
        Label end = code.newLabel();
        code.goto_(end);
        code.labelBinding(otherwise);
        block(i.otherwise());
        code.labelBinding(end);
    }

    private void propagator(Instruction.Propagator i) {
        prologue.constant(new PropagatorSite(i, context.place(i.at())), Names.PROPAGATOR);
        array(i.matrix());
        registers.loadDouble(i.step());
        code.invokevirtual(Names.PROPAGATOR, "exp", MethodTypeDesc.of(Names.DOUBLES, Names.DOUBLES, Names.D));
        int result = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(result);
        for (int k = 0; k < i.dst().size(); k++) {
            code.aload(result).loadConstant(k).daload();
            registers.store(Kind.DOUBLE, i.dst().get(k));
        }
    }

    private void adaptive(Instruction.Adaptive i) {
        frame().iload(prologue.place());
        if (context.shape().isOfSynapses()) {
            code.iload(prologue.source()).iload(prologue.target());
            call("selectSynapse", MethodTypeDesc.of(Names.V, Names.I, Names.I, Names.I));
        } else {
            call("select", Prologue.intAction());
        }
        AdaptiveSite site =
                new AdaptiveSite(context.linker(), context.scope(), context.kernel(), i, context.counting());
        prologue.constant(site, Names.ADAPTIVE);
        registers.loadDouble(i.step());
        frame();
        code.invokevirtual(Names.ADAPTIVE, "run", MethodTypeDesc.of(Names.V, Names.D, Names.FRAME));
    }
}
