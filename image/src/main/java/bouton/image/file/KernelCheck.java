package bouton.image.file;

import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Instruction.Adaptive;
import bouton.image.ir.Instruction.Crossing;
import bouton.image.ir.Instruction.Propagator;
import bouton.image.ir.Instruction.Store;
import bouton.image.ir.Kernel;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import bouton.image.net.Field;
import bouton.image.net.Origin;
import bouton.image.net.Per;
import bouton.image.net.Port;
import bouton.image.net.Stage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks a kernel: what it names exists and has the right type, and it does nothing that its purpose forbids. */
final class KernelCheck {
    /** More registers than any kernel needs, few enough for anything that runs it. */
    private static final int MOST_REGISTERS = 1 << 20;

    private final Surroundings around;
    private final Purpose purpose;
    private final int values;
    private final Problems problems;
    private final String where;
    private final Flow flow = new Flow();
    private int registers;
    private int depth;

    /**
     * @param values number of values that the kernel has to yield
     * @param where for the problems
     * @param depth how many blocks are around the kernel
     */
    KernelCheck(Surroundings around, Purpose purpose, int values, Problems problems, String where, int depth) {
        this.around = around;
        this.purpose = purpose;
        this.values = values;
        this.problems = problems;
        this.where = where;
        this.depth = depth;
    }

    /** @param preset register that holds a float64 at the start, or -1 */
    void check(Kernel kernel, int preset) {
        registers = kernel.registers();
        problems.unless(registers <= MOST_REGISTERS, where, registers + " registers are too many");
        if (preset != -1) {
            write(preset, Type.F64, -1);
        }
        block(kernel.body());
        problems.unless(
                flow.yields() == values, where, "yields " + flow.yields() + " of " + values + " values on every path");
    }

    private void block(Block block) {
        if (++depth > ImageFile.MAX_NESTING) {
            problems.add(where, "blocks are nested deeper than " + ImageFile.MAX_NESTING);
        } else {
            for (Instruction i : block.instructions()) {
                if (problems.isFull()) {
                    break;
                }
                if (i.at() < -1 || i.at() >= around.image().origins().size()) {
                    problems.add(where, "place number " + i.at() + " in the text does not exist");
                }
                instruction(i);
            }
        }
        depth--;
    }

    private void instruction(Instruction instruction) {
        int at = instruction.at();
        switch (instruction) {
            case Instruction.Const i -> write(i.dst(), Type.F64, at);
            case Instruction.ConstInt i -> {
                require(
                        i.value() >= i.type().min() && i.value() <= i.type().max(),
                        at,
                        i.value() + " does not fit " + i.type());
                write(i.dst(), i.type(), at);
            }
            case Instruction.Load i -> {
                field(i.word(), at)
                        .ifPresent(f -> require(
                                f.type().equals(i.type()),
                                at,
                                "loads '" + f.name() + "' as " + i.type() + ", it is " + f.type()));
                write(i.dst(), i.type(), at);
            }
            case Store i -> store(i);
            case Instruction.Binary i -> {
                require(OperandTypes.allows(i.op(), i.type()), at, i.op() + " of " + i.type());
                read(i.a(), i.type(), at);
                read(i.b(), i.type(), at);
                write(i.dst(), i.type(), at);
            }
            case Instruction.Unary i -> {
                require(OperandTypes.allows(i.op(), i.type()), at, i.op() + " of " + i.type());
                read(i.a(), i.type(), at);
                write(i.dst(), i.type(), at);
            }
            case Instruction.Compare i -> {
                require(OperandTypes.allows(i.op(), i.type()), at, i.op() + " of " + i.type());
                read(i.a(), i.type(), at);
                read(i.b(), i.type(), at);
                write(i.dst(), Type.BOOL, at);
            }
            case Instruction.Select i -> {
                read(i.condition(), Type.BOOL, at);
                read(i.a(), i.type(), at);
                read(i.b(), i.type(), at);
                write(i.dst(), i.type(), at);
            }
            case Instruction.Convert i -> {
                require(
                        !(i.to() instanceof Type.Bool) || i.from() instanceof Type.Bool,
                        at,
                        "converts " + i.from() + " to bool");
                read(i.src(), i.from(), at);
                write(i.dst(), i.to(), at);
            }
            case Instruction.Clamp i -> {
                exists(i.counter(), around.image().counters().size(), "counter", at);
                require(!(i.type() instanceof Type.Bool), at, "clamps a truth value");
                List.of(i.src(), i.lo(), i.hi()).forEach(r -> read(r, i.type(), at));
                write(i.dst(), i.type(), at);
            }
            case Instruction.TableAt i -> {
                exists(i.table(), around.image().tables().size(), "table", at);
                read(i.row(), Type.I64, at);
                read(i.column(), Type.I64, at);
                write(i.dst(), Type.F64, at);
            }
            case Instruction.Draw i -> {
                require(around.per() == Per.INSTANCE, at, "draws for what is no instance");
                readAll(i.arguments(), at);
                readAll(Stream.of(i.lo(), i.hi()).filter(r -> r != -1).toList(), at);
                write(i.dst(), Type.F64, at);
            }
            case Instruction.RandomBits i -> {
                require(i.type().max() >>> i.bits() - 1 != 0, at, i.bits() + " random bits do not fit " + i.type());
                write(i.dst(), i.type(), at);
            }
            case Instruction.Read i -> {
                special(i.special(), at);
                write(i.dst(), i.special().type(), at);
            }
            case Instruction.Arrived i -> {
                require(around.synapse(), at, "only a synapse has values that arrive from its source");
                if (around.synapse()) {
                    exists(i.out(), around.sent(), "sent value", at);
                }
                write(i.dst(), Type.F64, at);
            }
            case Instruction.ReadGlobal i -> {
                exists(i.cell(), around.image().globals().size(), "global value", at);
                write(i.dst(), Type.F64, at);
            }
            case Instruction.Mirrored i -> {
                require(around.mirrored(), at, "only synapses with a mirror read the opposite ones");
                write(i.dst(), Type.F64, at);
            }
            case Instruction.PortSum i -> {
                require(!around.synapse(), at, "a synapse has no ports");
                if (!around.synapse()) {
                    port(i.port(), i.type(), at);
                }
                write(i.dst(), i.type(), at);
            }
            case Instruction.Deliver i -> {
                require(around.synapse(), at, "only a synapse delivers");
                require(purpose.sends(), at, "delivers outside of a handler");
                if (around.synapse()) {
                    port(i.port(), i.type(), at).ifPresent(port -> opens(port, at));
                }
                readToStore(i.src(), i.type(), at);
            }
            case Instruction.Emit i -> {
                require(!around.synapse(), at, "a synapse does not emit events");
                require(purpose.sends(), at, "emits an event outside of a handler");
                if (!around.synapse()) {
                    exists(i.event(), around.events().size(), "event", at);
                }
                if (i.payload() != -1) {
                    read(i.payload(), Type.F64, at);
                }
            }
            case Instruction.Defer i -> {
                require(purpose.sends(), at, "defers outside of a handler");
                exists(i.task(), around.tasks(), "task", at);
                read(i.ticks(), Type.I64, at);
            }
            case Instruction.Remember i -> {
                line(i.line(), at);
                require(purpose.sends(), at, "keeps a value outside of a handler");
                read(i.src(), Type.F64, at);
            }
            case Instruction.Recall i -> {
                line(i.line(), at);
                write(i.dst(), Type.F64, at);
            }
            case Instruction.If i -> {
                read(i.condition(), Type.BOOL, at);
                flow.either(() -> block(i.then()), () -> block(i.otherwise()));
            }
            case Propagator i -> propagator(i);
            case Adaptive i -> adaptive(i);
            case Instruction.Yield i -> {
                read(i.src(), Type.F64, at);
                if (i.index() < 0 || i.index() >= values) {
                    problem(at, "yields value " + i.index() + " of " + values);
                } else {
                    require(flow.yield(i.index()), at, "yields value " + i.index() + " twice");
                }
            }
        }
    }

    private void store(Store i) {
        int at = i.at();
        require(purpose.stores(), at, "stores a word where nothing may change");
        require(i.word().space() == around.own(), at, "stores a word of another instance");
        Optional<Field> field = field(i.word(), at);
        field.ifPresent(f -> {
            require(f.type().equals(i.type()), at, "stores " + i.type() + " in '" + f.name() + "', it is " + f.type());
            require(
                    !i.plastic() || f.kind() == Field.Kind.WEIGHT,
                    at,
                    "a plastic store in '" + f.name() + "', which is no weight");
        });
        readToStore(i.src(), i.type(), at);
    }

    /** Where an integer is kept, one of any width may come. */
    private void readToStore(int register, Type type, int at) {
        if (type instanceof Type.Int) {
            readable(register, at)
                    .ifPresent(t ->
                            require(t instanceof Type.Int, at, "r" + register + " is " + t + " and not an integer"));
        } else {
            read(register, type, at);
        }
    }

    private Optional<Port> port(int number, Type type, int at) {
        if (!exists(number, around.ports().size(), "port", at)) {
            return Optional.empty();
        }
        Port port = around.ports().get(number);
        require(
                port.type().equals(type),
                at,
                "takes port '" + port.name() + "' for " + type + ", it is " + port.type());
        return Optional.of(port);
    }

    private void opens(Port port, int at) {
        Stage opening = port.opensAtTransmit() ? Stage.TRANSMIT : Stage.DELIVER;
        require(
                around.image().order().contains(opening),
                at,
                "port '" + port.name() + "' opens in " + opening + ", which the order of stages leaves out");
    }

    private void propagator(Propagator i) {
        // In long: the record's own check of the shape can overflow.
        boolean shaped = i.matrix().size() == (long) i.n() * i.n() && i.dst().size() == (long) i.rows() * i.n();
        require(shaped, i.at(), "a propagator of impossible shape " + i.rows() + " x " + i.n());
        readAll(i.matrix(), i.at());
        read(i.step(), Type.F64, i.at());
        for (int dst : i.dst()) {
            write(dst, Type.F64, i.at());
        }
    }

    private void adaptive(Adaptive i) {
        int at = i.at();
        require(purpose.sends(), at, "integrates outside of a handler");
        require(!i.states().isEmpty(), at, "integrates nothing");
        require(i.tolerance() > 0, at, "tolerance " + i.tolerance());
        read(i.step(), Type.F64, at);
        for (Word state : i.states()) {
            require(state.space() == Word.Space.SELF, at, "integrates a word of another instance");
            field(state, at)
                    .ifPresent(f -> require(
                            f.type().equals(Type.F64), at, "integrates '" + f.name() + "', which is " + f.type()));
        }
        inner(i.derivative(), Purpose.COMPUTE, i.states().size(), i.time());
        for (Crossing c : i.crossings()) {
            inner(c.margin(), Purpose.COMPUTE, 1, -1);
            inner(c.body(), purpose, 0, -1);
        }
    }

    private void inner(Kernel kernel, Purpose purpose, int values, int preset) {
        String place = where + ", kernel " + kernel.name();
        new KernelCheck(around, purpose, values, problems, place, depth).check(kernel, preset);
    }

    private void line(int line, int at) {
        require(!around.synapse(), at, "a synapse has no delay lines");
        if (!around.synapse()) {
            exists(line, around.lines(), "delay line", at);
        }
    }

    private void special(Special special, int at) {
        boolean there = switch (special) {
            case TICK -> true;
            case SELF_INDEX -> around.per() == Per.INSTANCE;
            case PAYLOAD -> purpose == Purpose.RESPOND;
            case CLOCK, PRE_INDEX, POST_INDEX -> around.synapse();
        };
        require(there, at, "there is no " + special + " here");
    }

    private Optional<Field> field(Word word, int at) {
        if (word.space() != around.own() && !around.synapse()) {
            problem(
                    at,
                    around.per() == Per.INSTANCE
                            ? "only a synapse has words " + word.space()
                            : "a handler per " + around.per() + " has no words " + word.space());
            return Optional.empty();
        }
        List<Field> fields = around.fields(word.space());
        boolean there = exists(word.field(), fields.size(), "field " + word.space(), at);
        return there ? Optional.of(fields.get(word.field())) : Optional.empty();
    }

    private void readAll(List<Integer> sources, int at) {
        for (int register : sources) {
            read(register, Type.F64, at);
        }
    }

    private void read(int register, Type expected, int at) {
        readable(register, at)
                .ifPresent(t -> require(
                        OperandTypes.same(t, expected), at, "r" + register + " is " + t + " and not " + expected));
    }

    private Optional<Type> readable(int register, int at) {
        Optional<Type> type = flow.type(register);
        require(type.isPresent(), at, "reads r" + register + ", which is not written before");
        return type;
    }

    private void write(int register, Type type, int at) {
        exists(register, registers, "register", at);
        require(flow.write(register, type), at, "writes r" + register + " a second time");
    }

    private boolean exists(int index, int count, String what, int at) {
        boolean there = index >= 0 && index < count;
        require(there, at, what + " number " + index + " does not exist, there are " + count);
        return there;
    }

    private void require(boolean condition, int at, String what) {
        if (!condition) {
            problem(at, what);
        }
    }

    private void problem(int at, String what) {
        List<Origin> origins = around.image().origins();
        boolean placed = at >= 0 && at < origins.size();
        problems.add(placed ? where + ", " + origins.get(at) : where, what);
    }
}
