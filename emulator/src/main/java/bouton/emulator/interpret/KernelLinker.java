package bouton.emulator.interpret;

import bouton.emulator.state.Columns;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import java.util.ArrayList;
import java.util.List;

/** Links one kernel. */
final class KernelLinker {
    private final Linker linker;
    private final LinkScope scope;
    private final Kernel kernel;
    private final CodeBuilder code;
    private final List<DrawUnit> draws = new ArrayList<>();
    private final List<PropagatorUnit> propagators = new ArrayList<>();
    private final List<AdaptiveUnit> integrations = new ArrayList<>();
    private int yields;

    KernelLinker(Linker linker, LinkScope scope, Kernel kernel) {
        this.linker = linker;
        this.scope = scope;
        this.kernel = kernel;
        this.code = new CodeBuilder(kernel);
    }

    Program link() {
        block(kernel.body());
        code.emit(Op.END, 0, 0, 0);
        return new Program(
                kernel.name(),
                code.words(),
                code.doubles(),
                code.longs(),
                code.doublePool(),
                code.longPool(),
                code.units(),
                linker.tables(),
                draws.toArray(new DrawUnit[0]),
                propagators.toArray(new PropagatorUnit[0]),
                integrations.toArray(new AdaptiveUnit[0]),
                new double[yields],
                KernelUse.of(kernel));
    }

    private void block(Block block) {
        for (Instruction instruction : block.instructions()) {
            instruction(instruction);
        }
    }

    private void instruction(Instruction instruction) {
        switch (instruction) {
            case Instruction.Const i -> code.constant(i.dst(), i.value());
            case Instruction.ConstInt i -> code.constant(i.dst(), i.value());
            case Instruction.Load i -> load(i);
            case Instruction.Store i -> store(i);
            case Instruction.Binary i -> binary(i);
            case Instruction.Unary i -> unary(i);
            case Instruction.Compare i -> compare(i);
            case Instruction.Select i -> {
                code.emit(isFloat(i.type()) ? Op.SELECT_D : Op.SELECT_L, i.dst(), i.condition(), i.a());
                code.emit(0, i.b(), 0, 0);
            }
            case Instruction.Convert i -> convert(i);
            case Instruction.Clamp i -> {
                int counter =
                        i.counter() < 0 ? linker.counters() : scope.check(i.counter(), linker.counters(), "counter");
                code.emit(Op.CLAMP, i.dst(), i.src(), i.lo());
                code.emit(0, i.hi(), counter, 0);
            }
            case Instruction.TableAt i -> {
                code.emit(Op.TABLE, i.dst(), i.row(), i.column());
                code.emit(0, scope.check(i.table(), linker.tables().length, "table"), 0, 0);
            }
            case Instruction.Draw i -> {
                code.emit(Op.DRAW, i.dst(), draws.size(), 0);
                draws.add(new DrawUnit(i, linker.seed()));
            }
            case Instruction.Read i -> read(i);
            case Instruction.Arrived i ->
                code.emit(Op.ARRIVED, i.dst(), scope.check(i.out(), scope.outs(), "sent value"), 0);
            case Instruction.PortSum i ->
                code.emit(Op.PORT_SUM, i.dst(), scope.check(i.port(), scope.ports(), "port"), 0);
            case Instruction.Deliver i ->
                code.emit(Op.DELIVER, scope.check(i.port(), scope.targetPorts(), "target port"), i.src(), 0);
            case Instruction.Emit i -> {
                int event = scope.check(i.event(), scope.events(), "event");
                code.emit(i.payload() < 0 ? Op.EMIT_PLAIN : Op.EMIT, event, Math.max(i.payload(), 0), 0);
            }
            case Instruction.If i -> branch(i);
            case Instruction.Propagator i -> {
                code.emit(Op.PROPAGATOR, propagators.size(), 0, 0);
                propagators.add(new PropagatorUnit(array(i.dst()), i.rows(), i.n(), array(i.matrix()), i.step()));
            }
            case Instruction.Adaptive i -> {
                code.emit(Op.ADAPTIVE, integrations.size(), 0, 0);
                integrations.add(adaptive(i));
            }
            case Instruction.Yield i -> {
                code.emit(Op.YIELD, i.index(), i.src(), 0);
                yields = Math.max(yields, i.index() + 1);
            }
        }
    }

    private void load(Instruction.Load i) {
        int field = i.word().field();
        Columns.Storage storage = storage(i.word(), i.type());
        int op = switch (i.word().space()) {
            case SELF ->
                switch (storage) {
                    case DOUBLE -> Op.LOAD_D;
                    case INT -> Op.LOAD_I;
                    case UNSIGNED_INT -> Op.LOAD_U32;
                    case LONG -> Op.LOAD_L;
                };
            case PRE -> storage == Columns.Storage.DOUBLE ? Op.LOAD_PRE_D : Op.LOAD_PRE_L;
            case POST -> storage == Columns.Storage.DOUBLE ? Op.LOAD_POST_D : Op.LOAD_POST_L;
        };
        code.emit(op, i.dst(), field, 0);
    }

    private void store(Instruction.Store i) {
        Columns.Storage storage = storage(i.word(), i.type());
        boolean real = storage == Columns.Storage.DOUBLE;
        int op = switch (i.word().space()) {
            case SELF ->
                switch (storage) {
                    case DOUBLE -> Op.STORE_D;
                    case INT, UNSIGNED_INT -> Op.STORE_I;
                    case LONG -> Op.STORE_L;
                };
            case PRE -> real ? Op.STORE_PRE_D : Op.STORE_PRE_L;
            case POST -> real ? Op.STORE_POST_D : Op.STORE_POST_L;
        };
        int skip = i.plastic() ? code.reserve() : -1;
        int unit = real ? 0 : code.unit(unit(scope.field(i.word()).type(), i.overflow(), Rounding.FLOOR, i.at()));
        code.emit(op, i.word().field(), i.src(), unit);
        if (skip >= 0) {
            code.patch(skip, Op.JUMP_UNLESS_LEARNING, code.size(), 0, 0);
        }
    }

    private Columns.Storage storage(Word word, Type type) {
        Type stored = scope.field(word).type();
        boolean same = isFloat(stored) == isFloat(type);
        if (!same) {
            throw new IllegalArgumentException(kernel.name() + " takes field " + word.field() + " of " + scope.name()
                    + ", a " + stored + ", for a " + type);
        }
        return Columns.Storage.of(stored);
    }

    private void binary(Instruction.Binary i) {
        if (isFloat(i.type())) {
            code.emit(floatOp(i.op()), i.dst(), i.a(), i.b());
            return;
        }
        boolean wraps64 = i.type().equals(Type.I64) && i.overflow() == Overflow.WRAP;
        int op = switch (i.op()) {
            case ADD -> wraps64 ? Op.ADD_L : Op.INTEGER_BINARY;
            case SUB -> wraps64 ? Op.SUB_L : Op.INTEGER_BINARY;
            case AND -> Op.AND_L;
            case OR -> Op.OR_L;
            case XOR -> Op.XOR_L;
            case MIN -> Op.MIN_L;
            case MAX -> Op.MAX_L;
            case MUL, DIV, MOD, POW, SHL, SHR -> Op.INTEGER_BINARY;
        };
        code.emit(op, i.dst(), i.a(), i.b());
        if (op == Op.INTEGER_BINARY) {
            code.emit(0, i.op().ordinal(), code.unit(unit(i.type(), i.overflow(), i.rounding(), i.at())), 0);
        }
    }

    private int floatOp(BinaryOp op) {
        return switch (op) {
            case ADD -> Op.ADD_D;
            case SUB -> Op.SUB_D;
            case MUL -> Op.MUL_D;
            case DIV -> Op.DIV_D;
            case MOD -> Op.MOD_D;
            case POW -> Op.POW_D;
            case MIN -> Op.MIN_D;
            case MAX -> Op.MAX_D;
            case AND, OR, XOR, SHL, SHR ->
                throw new IllegalArgumentException(op + " of float64 values in " + kernel.name());
        };
    }

    private void unary(Instruction.Unary i) {
        if (isFloat(i.type())) {
            int op = switch (i.op()) {
                case NEG -> Op.NEG_D;
                case ABS -> Op.ABS_D;
                case EXP -> Op.EXP_D;
                default -> Op.FUNCTION_D;
            };
            code.emit(op, i.dst(), i.a(), op == Op.FUNCTION_D ? i.op().ordinal() : 0);
        } else if (i.type() instanceof Type.Bool) {
            if (i.op() != UnaryOp.NOT) {
                throw new IllegalArgumentException(i.op() + " of a truth value in " + kernel.name());
            }
            code.emit(Op.NOT_BOOL, i.dst(), i.a(), 0);
        } else {
            code.emit(Op.INTEGER_UNARY, i.dst(), i.a(), 0);
            code.emit(0, i.op().ordinal(), code.unit(unit(i.type(), i.overflow(), Rounding.FLOOR, i.at())), 0);
        }
    }

    private void compare(Instruction.Compare i) {
        boolean real = isFloat(i.type());
        // a > b is b < a, also for NaN.
        switch (i.op()) {
            case LT -> code.emit(real ? Op.LT_D : Op.LT_L, i.dst(), i.a(), i.b());
            case LE -> code.emit(real ? Op.LE_D : Op.LE_L, i.dst(), i.a(), i.b());
            case GT -> code.emit(real ? Op.LT_D : Op.LT_L, i.dst(), i.b(), i.a());
            case GE -> code.emit(real ? Op.LE_D : Op.LE_L, i.dst(), i.b(), i.a());
            case EQ -> code.emit(real ? Op.EQ_D : Op.EQ_L, i.dst(), i.a(), i.b());
            case NE -> code.emit(real ? Op.NE_D : Op.NE_L, i.dst(), i.a(), i.b());
        }
    }

    private void convert(Instruction.Convert i) {
        boolean fromFloat = isFloat(i.from());
        switch (i.to()) {
            case Type.Float64 f -> code.emit(fromFloat ? Op.COPY_D : Op.L_TO_D, i.dst(), i.src(), 0);
            case Type.Bool b -> code.emit(fromFloat ? Op.D_TO_BOOL : Op.L_TO_BOOL, i.dst(), i.src(), 0);
            case Type.Int to -> {
                int unit = code.unit(unit(to, i.overflow(), i.rounding(), i.at()));
                code.emit(fromFloat ? Op.D_TO_L : Op.L_TO_L, i.dst(), i.src(), unit);
            }
        }
    }

    private void read(Instruction.Read i) {
        int op = switch (i.special()) {
            case TICK -> Op.TICK;
            case CLOCK -> Op.CLOCK;
            case PAYLOAD -> Op.PAYLOAD;
            case SELF_INDEX -> Op.SELF_INDEX;
            case PRE_INDEX -> Op.PRE_INDEX;
            case POST_INDEX -> Op.POST_INDEX;
        };
        code.emit(op, i.dst(), 0, 0);
    }

    private void branch(Instruction.If i) {
        int unless = code.reserve();
        block(i.then());
        if (i.otherwise().isEmpty()) {
            code.patch(unless, Op.JUMP_UNLESS, code.size(), i.condition(), 0);
            return;
        }
        int over = code.reserve();
        code.patch(unless, Op.JUMP_UNLESS, code.size(), i.condition(), 0);
        block(i.otherwise());
        code.patch(over, Op.JUMP, code.size(), 0, 0);
    }

    private AdaptiveUnit adaptive(Instruction.Adaptive i) {
        int[] states = new int[i.states().size()];
        for (int s = 0; s < states.length; s++) {
            Word word = i.states().get(s);
            if (word.space() != Word.Space.SELF || !isFloat(scope.field(word).type())) {
                throw new IllegalArgumentException(kernel.name() + " integrates " + word);
            }
            states[s] = word.field();
        }
        Program derivative = linker.link(scope, i.derivative());
        List<AdaptiveUnit.Crossing> crossings = new ArrayList<>();
        for (Instruction.Crossing c : i.crossings()) {
            crossings.add(new AdaptiveUnit.Crossing(linker.link(scope, c.margin()), linker.link(scope, c.body())));
        }
        return new AdaptiveUnit(
                states,
                derivative,
                i.time(),
                i.step(),
                i.tolerance(),
                crossings.toArray(new AdaptiveUnit.Crossing[0]),
                linker.place(kernel, i.at()));
    }

    private IntegerUnit unit(Type type, Overflow overflow, Rounding rounding, int at) {
        Type.Int integer = type instanceof Type.Int t ? t : new Type.Int(1, false, 0);
        return new IntegerUnit(integer, overflow, rounding, linker.place(kernel, at));
    }

    private static boolean isFloat(Type type) {
        return type instanceof Type.Float64;
    }

    private static int[] array(List<Integer> numbers) {
        int[] array = new int[numbers.size()];
        for (int k = 0; k < array.length; k++) {
            array[k] = numbers.get(k);
        }
        return array;
    }
}
