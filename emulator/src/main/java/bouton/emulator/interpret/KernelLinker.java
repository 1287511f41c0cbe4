package bouton.emulator.interpret;

import bouton.emulator.state.Columns;
import bouton.emulator.state.PortSlot;
import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import bouton.image.net.Table;
import bouton.image.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Links one kernel: an operation for each instruction, on the arrays of its registers. */
final class KernelLinker {
    /** Registers times lanes of a program, so that kernels with very many registers do not take much memory. */
    private static final int REGISTER_WORDS = 1 << 18;

    private final Linker linker;
    private final LinkScope scope;
    private final Kernel kernel;
    private final Linker.Counting counting;
    private final KernelUse use;
    private final Registers registers;
    private final ConstantRegisters constants;
    private final List<double[]> results = new ArrayList<>();

    KernelLinker(Linker linker, LinkScope scope, Kernel kernel, Linker.Counting counting) {
        this.linker = linker;
        this.scope = scope;
        this.kernel = kernel;
        this.counting = counting;
        this.use = KernelUse.of(kernel);
        // Deliveries of one synapse stand together in the order of sums, and an integration works on words in place.
        boolean single = use.redelivers() || use.integrates();
        int width = Math.clamp(REGISTER_WORDS / Math.max(kernel.registers(), 1), 1, Frame.MOST_LANES);
        this.registers = new Registers(kernel.registers(), single ? 1 : width);
        this.constants = ConstantRegisters.of(kernel);
    }

    Program link() {
        Operation[] operations = block(kernel.body());
        return new Program(kernel.name(), operations, registers, results.toArray(new double[0][]), use);
    }

    private Operation[] block(Block block) {
        List<Operation> operations = new ArrayList<>();
        for (Instruction instruction : block.instructions()) {
            if (!constants.setAtLinking(instruction, registers)) {
                operations.add(operation(instruction));
            }
        }
        return operations.toArray(new Operation[0]);
    }

    private Operation operation(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Const i -> {
                double[] x = registers.doubles(i.dst());
                yield (f, from, to) -> Arrays.fill(x, from, to, i.value());
            }
            case Instruction.ConstInt i -> {
                long[] x = registers.longs(i.dst());
                yield (f, from, to) -> Arrays.fill(x, from, to, i.value());
            }
            case Instruction.Load i -> load(i);
            case Instruction.Store i -> store(i);
            case Instruction.Binary i -> binary(i);
            case Instruction.Unary i -> unary(i);
            case Instruction.Compare i -> compare(i);
            case Instruction.Select i -> select(i);
            case Instruction.Convert i -> convert(i);
            case Instruction.Clamp i ->
                isFloat(i.type())
                        ? FloatOperations.clamp(
                                registers.doubles(i.dst()),
                                registers.doubles(i.src()),
                                registers.doubles(i.lo()),
                                registers.doubles(i.hi()),
                                linker.counter(scope, i.counter(), counting))
                        : IntegerOperations.clamp(
                                registers.longs(i.dst()),
                                registers.longs(i.src()),
                                registers.longs(i.lo()),
                                registers.longs(i.hi()),
                                linker.counter(scope, i.counter(), counting));
            case Instruction.TableAt i -> table(i);
            case Instruction.Draw i ->
                Operation.byLane(
                        new DrawUnit(i, registers, new DrawSite(i, linker.seed(), linker.place(kernel, i.at()))));
            case Instruction.RandomBits i -> {
                long seed = linker.seed();
                int dropped = 64 - i.bits();
                long[] x = registers.longs(i.dst());
                yield (f, from, to) -> {
                    for (int k = from; k < to; k++) {
                        x[k] = Draws.bits(seed, i.site(), f.number(k), f.drawTick(), i.use()) >>> dropped;
                    }
                };
            }
            case Instruction.Read i -> read(i);
            case Instruction.Arrived i -> {
                int out = scope.check(i.out(), scope.outs(), "sent value");
                double[] x = registers.doubles(i.dst());
                yield (f, from, to) -> f.links().arrived(out, x, f, from, to);
            }
            case Instruction.ReadGlobal i -> {
                int cell = scope.check(i.cell(), linker.globals().length, "global value");
                double[] x = registers.doubles(i.dst());
                double[] globals = linker.globals();
                yield (f, from, to) -> Arrays.fill(x, from, to, globals[cell]);
            }
            case Instruction.Mirrored i -> {
                double[] x = registers.doubles(i.dst());
                yield (f, from, to) -> f.links().mirrored(x, f, from, to);
            }
            case Instruction.PortSum i -> portSum(i);
            case Instruction.Deliver i -> {
                int port = scope.port(scope.targetPorts(), i.port(), i.type());
                if (isFloat(i.type())) {
                    double[] a = registers.doubles(i.src());
                    yield (f, from, to) -> f.links().deliver(port, a, f, from, to);
                }
                long[] a = registers.longs(i.src());
                yield Operation.byLane((f, lane) ->
                        f.deliverAt(port, f.place(lane), f.targets()[lane], a[lane], (long) f.multiplicity()));
            }
            case Instruction.Emit i -> emit(i);
            case Instruction.Defer i -> {
                int task = scope.check(i.task(), scope.tasks(), "task");
                long[] ticks = registers.longs(i.ticks());
                yield (f, from, to) -> {
                    for (int k = from; k < to; k++) {
                        f.deferAt(task, f.place(k), ticks[k]);
                    }
                };
            }
            case Instruction.Remember i -> {
                int line = scope.check(i.line(), scope.lines(), "delay line");
                double[] a = registers.doubles(i.src());
                yield (f, from, to) -> f.remember(line, a, from, to);
            }
            case Instruction.Recall i -> {
                int line = scope.check(i.line(), scope.lines(), "delay line");
                double[] x = registers.doubles(i.dst());
                yield (f, from, to) -> f.recall(line, x, from, to);
            }
            case Instruction.If i -> branch(i);
            case Instruction.Propagator i ->
                Operation.byLane(new PropagatorUnit(i, registers, new PropagatorSite(i, linker.place(kernel, i.at()))));
            case Instruction.Adaptive i -> adaptive(i);
            case Instruction.Yield i -> yielding(i);
        };
    }

    private Operation load(Instruction.Load i) {
        Columns.Storage storage = storage(i.word(), i.type());
        return storage == Columns.Storage.DOUBLE
                ? Words.loadDouble(scope.here(i.word()), registers.doubles(i.dst()))
                : Words.loadLong(scope.here(i.word()), storage, registers.longs(i.dst()));
    }

    private Operation store(Instruction.Store i) {
        if (i.word().space() != scope.own()) {
            throw new IllegalArgumentException(kernel.name() + " of " + scope.name() + " stores " + i.word());
        }
        Columns.Storage storage = storage(i.word(), i.type());
        int field = i.word().field();
        Operation store = storage == Columns.Storage.DOUBLE
                ? Words.storeDouble(field, registers.doubles(i.src()))
                : Words.storeLong(
                        field,
                        storage,
                        unit(scope.field(i.word()).type(), i.overflow(), Rounding.FLOOR, i.at()),
                        registers.longs(i.src()));
        return i.plastic() ? Words.plastic(store) : store;
    }

    private Columns.Storage storage(Word word, Type type) {
        Type stored = scope.field(word).type();
        if (isFloat(stored) != isFloat(type)) {
            throw new IllegalArgumentException(kernel.name() + " takes field " + word.field() + " of " + scope.name()
                    + ", a " + stored + ", for a " + type);
        }
        return scope.storage(word);
    }

    private Operation binary(Instruction.Binary i) {
        return isFloat(i.type())
                ? FloatOperations.binary(
                        i.op(), registers.doubles(i.dst()), registers.doubles(i.a()), registers.doubles(i.b()))
                : IntegerOperations.binary(
                        i.op(),
                        unit(i.type(), i.overflow(), i.rounding(), i.at()),
                        registers.longs(i.dst()),
                        registers.longs(i.a()),
                        registers.longs(i.b()));
    }

    private Operation unary(Instruction.Unary i) {
        if (isFloat(i.type())) {
            return FloatOperations.unary(i.op(), registers.doubles(i.dst()), registers.doubles(i.a()));
        }
        long[] x = registers.longs(i.dst());
        long[] a = registers.longs(i.a());
        if (i.type() instanceof Type.Bool) {
            if (i.op() != UnaryOp.NOT) {
                throw new IllegalArgumentException(i.op() + " of a truth value in " + kernel.name());
            }
            return IntegerOperations.not(x, a);
        }
        return IntegerOperations.unary(i.op(), unit(i.type(), i.overflow(), Rounding.FLOOR, i.at()), x, a);
    }

    private Operation compare(Instruction.Compare i) {
        long[] x = registers.longs(i.dst());
        return isFloat(i.type())
                ? FloatOperations.compare(i.op(), x, registers.doubles(i.a()), registers.doubles(i.b()))
                : IntegerOperations.compare(i.op(), x, registers.longs(i.a()), registers.longs(i.b()));
    }

    private Operation select(Instruction.Select i) {
        long[] condition = registers.longs(i.condition());
        return isFloat(i.type())
                ? FloatOperations.select(
                        registers.doubles(i.dst()), condition, registers.doubles(i.a()), registers.doubles(i.b()))
                : IntegerOperations.select(
                        registers.longs(i.dst()), condition, registers.longs(i.a()), registers.longs(i.b()));
    }

    private Operation convert(Instruction.Convert i) {
        boolean fromFloat = isFloat(i.from());
        return switch (i.to()) {
            case Type.Float64 f ->
                fromFloat
                        ? FloatOperations.copy(registers.doubles(i.dst()), registers.doubles(i.src()))
                        : FloatOperations.fromLongs(registers.doubles(i.dst()), registers.longs(i.src()));
            case Type.Bool b -> {
                if (!(i.from() instanceof Type.Bool)) {
                    throw new IllegalArgumentException("a conversion of " + i.from() + " to bool in " + kernel.name());
                }
                long[] x = registers.longs(i.dst());
                long[] a = registers.longs(i.src());
                yield (f, from, to) -> System.arraycopy(a, from, x, from, to - from);
            }
            case Type.Int to -> {
                IntegerUnit unit = unit(to, i.overflow(), i.rounding(), i.at());
                long[] x = registers.longs(i.dst());
                yield fromFloat
                        ? IntegerOperations.fromDoubles(unit, x, registers.doubles(i.src()))
                        : IntegerOperations.fit(unit, x, registers.longs(i.src()));
            }
        };
    }

    private Operation table(Instruction.TableAt i) {
        Table table = linker.table(scope, i.table());
        double[] values = table.values();
        double[] x = registers.doubles(i.dst());
        long[] row = registers.longs(i.row());
        long[] column = registers.longs(i.column());
        return (f, from, to) -> {
            for (int k = from; k < to; k++) {
                int r = (int) Math.clamp(row[k], 0L, table.rows() - 1L);
                int c = (int) Math.clamp(column[k], 0L, table.columns() - 1L);
                x[k] = values[r * table.columns() + c];
            }
        };
    }

    private Operation portSum(Instruction.PortSum i) {
        int port = scope.port(scope.ports(), i.port(), i.type());
        return switch (PortSlot.storage(i.type())) {
            case DOUBLE -> {
                double[] x = registers.doubles(i.dst());
                yield (f, from, to) -> System.arraycopy(f.portSums(port), f.first() + from, x, from, to - from);
            }
            default -> {
                long[] x = registers.longs(i.dst());
                yield (f, from, to) -> System.arraycopy(f.portLongs(port), f.first() + from, x, from, to - from);
            }
            case INT -> {
                long[] x = registers.longs(i.dst());
                yield (f, from, to) -> {
                    int[] sums = f.portInts(port);
                    for (int k = from; k < to; k++) {
                        x[k] = sums[f.first() + k];
                    }
                };
            }
        };
    }

    private Operation read(Instruction.Read i) {
        if (i.special() == Special.PAYLOAD) {
            double[] x = registers.doubles(i.dst());
            return (f, from, to) -> Arrays.fill(x, from, to, f.payload());
        }
        long[] x = registers.longs(i.dst());
        return switch (i.special()) {
            case TICK -> (f, from, to) -> Arrays.fill(x, from, to, f.tick());
            case CLOCK -> (f, from, to) -> Arrays.fill(x, from, to, f.clock());
            case SELF_INDEX ->
                (f, from, to) -> {
                    for (int k = from; k < to; k++) {
                        x[k] = f.number(k);
                    }
                };
            case PRE_INDEX ->
                (f, from, to) -> {
                    for (int k = from; k < to; k++) {
                        x[k] = f.sources()[k];
                    }
                };
            case POST_INDEX ->
                (f, from, to) -> {
                    for (int k = from; k < to; k++) {
                        x[k] = f.links().target(f.targets()[k]);
                    }
                };
            case PAYLOAD -> throw new IllegalStateException();
        };
    }

    private Operation emit(Instruction.Emit i) {
        int event = scope.check(i.event(), scope.events(), "event");
        if (i.payload() < 0) {
            return (f, from, to) -> {
                for (int k = from; k < to; k++) {
                    f.emitAt(event, f.place(k), 1);
                }
            };
        }
        double[] payload = registers.doubles(i.payload());
        return (f, from, to) -> {
            for (int k = from; k < to; k++) {
                f.emitAt(event, f.place(k), payload[k]);
            }
        };
    }

    /** Lanes that go the same way and stand together go it together. */
    private Operation branch(Instruction.If i) {
        long[] condition = registers.longs(i.condition());
        Operation[] then = block(i.then());
        Operation[] otherwise = block(i.otherwise());
        return (f, from, to) -> {
            int start = from;
            while (start < to) {
                boolean holds = condition[start] != 0;
                int end = start + 1;
                while (end < to && condition[end] != 0 == holds) {
                    end++;
                }
                for (Operation operation : holds ? then : otherwise) {
                    operation.run(f, start, end);
                }
                start = end;
            }
        };
    }

    private Operation yielding(Instruction.Yield i) {
        while (results.size() <= i.index()) {
            results.add(new double[registers.width()]);
        }
        return FloatOperations.copy(results.get(i.index()), registers.doubles(i.src()));
    }

    private Operation adaptive(Instruction.Adaptive i) {
        AdaptiveUnit unit = new AdaptiveSite(linker, scope, kernel, i, counting).unit();
        double[] step = registers.doubles(i.step());
        return Operation.byLane((f, lane) -> unit.run(step[lane], f));
    }

    private IntegerUnit unit(Type type, Overflow overflow, Rounding rounding, int at) {
        Type.Int integer = type instanceof Type.Int t ? t : new Type.Int(1, false, 0);
        return new IntegerUnit(integer, overflow, rounding, linker.place(kernel, at));
    }

    private static boolean isFloat(Type type) {
        return type instanceof Type.Float64;
    }
}
