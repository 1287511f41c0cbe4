package bouton.emulator.generate;

import bouton.emulator.state.Columns;
import bouton.emulator.state.PortSlot;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Block;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@link IntegerFlow} of a neurons' kernel that does nothing but integer arithmetic, choices, counted clamps and stores of
 * words of up to 32 bits. What the compiler has excluded and the ranges do not show becomes a check.
 */
final class IntegerFlowBuilder {
    /** Longer kernels have no registers left and are not vectorised. */
    private static final int MOST_NODES = 400;

    private static final Optional<Long> NEVER = Optional.of(0L);

    private final Context context;
    private final IntegerFlow flow = new IntegerFlow();
    private final Map<Integer, Integer> registers = new HashMap<>();
    // The tick, and s64 words, of which only comparisons are known.
    private final Set<Integer> ticks = new TreeSet<>();
    private final Map<Integer, Integer> timers = new HashMap<>();
    private Map<Integer, Integer> words = new TreeMap<>();
    private final List<Count> counts = new ArrayList<>();
    private final List<Integer> failures = new ArrayList<>();
    // The mask of the instances that get here.
    private int path;

    /** Counter {@code counter} goes up where the mask is set. */
    record Count(int counter, int mask) {}

    /**
     * What a kernel makes of the words.
     *
     * @param stores the new value of each word that is stored, by field; of truth values a mask
     * @param condition of the branch in which the kernel ends, if only that was asked for; else -1
     * @param failures masks: where one is set, the kernel would fail
     */
    record Result(
            IntegerFlow flow,
            Map<Integer, Integer> stores,
            int condition,
            List<Count> counts,
            List<Integer> failures) {}

    private IntegerFlowBuilder(Context context) {
        this.context = context;
        this.path = flow.constant(-1);
    }

    /** The flow of a whole kernel; null if it has none. */
    static @Nullable Result of(Context context) {
        try {
            return whole(context);
        } catch (Unfit e) {
            return null;
        }
    }

    /** Why a kernel has no flow; empty if it has one. */
    static String whyNot(Context context) {
        try {
            whole(context);
            return "";
        } catch (Unfit e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Result whole(Context context) {
        if (context.shape() != Shape.NEURONS) {
            throw new Unfit("it answers arrivals one by one");
        }
        IntegerFlowBuilder builder = new IntegerFlowBuilder(context);
        builder.block(context.kernel().body());
        if (builder.words.isEmpty()) {
            throw new Unfit("it stores nothing");
        }
        return builder.result(builder.words, -1);
    }

    /** The condition of a kernel that computes one, changes nothing unless it holds, and ends there; null for other kernels. */
    static @Nullable Result conditionOf(Context context) {
        List<Instruction> body = context.kernel().body().instructions();
        if (body.isEmpty()
                || !(body.getLast() instanceof Instruction.If branch)
                || !branch.otherwise().isEmpty()) {
            return null;
        }
        IntegerFlowBuilder builder = new IntegerFlowBuilder(context);
        try {
            builder.block(new Block(body.subList(0, body.size() - 1)));
            boolean pure = builder.words.isEmpty() && builder.counts.isEmpty() && builder.failures.isEmpty();
            return pure ? builder.result(Map.of(), builder.register(branch.condition())) : null;
        } catch (Unfit e) {
            return null;
        }
    }

    private Result result(Map<Integer, Integer> stores, int condition) {
        if (flow.size() > MOST_NODES) {
            throw new Unfit("it is too long");
        }
        return new Result(flow, Map.copyOf(stores), condition, List.copyOf(counts), List.copyOf(failures));
    }

    private void block(Block block) {
        block.instructions().forEach(this::instruction);
    }

    private void instruction(Instruction instruction) {
        switch (instruction) {
            case Instruction.ConstInt i -> registers.put(i.dst(), flow.constant(i.value()));
            case Instruction.Load i -> load(i);
            case Instruction.Store i -> store(i);
            case Instruction.Binary i -> registers.put(i.dst(), binary(i));
            case Instruction.Unary i -> registers.put(i.dst(), unary(i));
            case Instruction.Compare i -> registers.put(i.dst(), compare(i));
            case Instruction.Select i -> {
                if (i.type() instanceof Type.Float64) {
                    throw new Unfit("it mixes integers and float64 values");
                }
                registers.put(i.dst(), flow.choose(register(i.condition()), register(i.a()), register(i.b())));
            }
            case Instruction.Convert i -> registers.put(i.dst(), convert(i));
            case Instruction.Clamp i -> clamp(i);
            case Instruction.RandomBits i -> {
                if (i.bits() > 31) {
                    throw new Unfit("it draws more than 31 random bits at a time");
                }
                registers.put(i.dst(), flow.random(i.bits(), i.site(), i.use()));
            }
            case Instruction.Read i -> {
                if (i.special() != Special.TICK) {
                    throw new Unfit("it reads more of the engine than the tick");
                }
                ticks.add(i.dst());
            }
            case Instruction.PortSum i -> {
                context.scope().port(context.scope().ports(), i.port(), i.type());
                if (PortSlot.storage(i.type()) != Columns.Storage.INT) {
                    throw new Unfit("it reads a sum that is no integer of up to 32 bits");
                }
                registers.put(i.dst(), flow.input(new IntegerNode.Sum(i.port()), i.type()));
            }
            case Instruction.If i -> branch(i);
            default -> throw new Unfit("it does more than arithmetic, choices and stores");
        }
    }

    private int register(int number) {
        Integer node = registers.get(number);
        if (node == null) {
            throw new Unfit("it reads what only a branch sets, or computes with the tick");
        }
        return node;
    }

    private void load(Instruction.Load i) {
        if (context.scope().here(i.word()).space() != Word.Space.SELF) {
            throw new Unfit("it reads a word of another instance");
        }
        int field = i.word().field();
        Type type = context.scope().field(i.word()).type();
        if (type.equals(Type.I64)) {
            timers.put(i.dst(), field);
            return;
        }
        registers.put(i.dst(), word(field, type));
    }

    /** A word as it is by now. */
    private int word(int field, Type type) {
        Integer stored = words.get(field);
        return stored != null ? stored : column(field, type);
    }

    private int column(int field, Type type) {
        if (Columns.Storage.of(type) != Columns.Storage.INT) {
            throw new Unfit("it takes a word that is no integer of up to 32 bits");
        }
        int column = flow.input(new IntegerNode.Column(field), type);
        return type instanceof Type.Bool ? flow.minus(flow.constant(0), column) : column;
    }

    private void store(Instruction.Store i) {
        Type type = context.scope().field(i.word()).type();
        if (i.plastic()
                || context.scope().here(i.word()).space() != Word.Space.SELF
                || Columns.Storage.of(type) != Columns.Storage.INT) {
            throw new Unfit("it stores a plastic word, or one that is no integer of up to 32 bits");
        }
        int value = register(i.src());
        words.put(i.word().field(), type instanceof Type.Int t ? fit(value, t, i.overflow()) : value);
    }

    private int fit(int value, Type.Int type, Overflow overflow) {
        return switch (overflow) {
            case WRAP -> flow.wrap(value, type);
            case SATURATE -> flow.saturate(value, type);
            case NEVER -> {
                int fitted = flow.wrap(value, type);
                if (fitted != value) {
                    fail(flow.compare(CompareOp.NE, fitted, value));
                }
                yield fitted;
            }
        };
    }

    /** Where this mask is set, and control gets there, the kernel fails. */
    private void fail(int mask) {
        int reached = flow.and(path, mask);
        if (!flow.known(reached).equals(NEVER)) {
            failures.add(reached);
        }
    }

    private int binary(Instruction.Binary i) {
        int a = register(i.a());
        int b = register(i.b());
        return switch (i.type()) {
            case Type.Bool t -> flow.bitwise(logical(i.op()), a, b);
            case Type.Int t -> integers(i, t, a, b);
            case Type.Float64 t -> throw new Unfit("it mixes integers and float64 values");
        };
    }

    private static IntegerNode.Op logical(BinaryOp op) {
        return switch (op) {
            case AND -> IntegerNode.Op.AND;
            case OR -> IntegerNode.Op.OR;
            case XOR -> IntegerNode.Op.XOR;
            default -> throw new Unfit("it has an operation that HotSpot does not vectorise");
        };
    }

    private int integers(Instruction.Binary i, Type.Int type, int a, int b) {
        return switch (i.op()) {
            case ADD -> fit(flow.plus(a, b), type, i.overflow());
            case SUB -> fit(flow.minus(a, b), type, i.overflow());
            case MUL -> fit(flow.times(a, b), type, i.overflow());
            case MIN -> flow.min(a, b);
            case MAX -> flow.max(a, b);
            case AND, OR, XOR -> flow.bitwise(logical(i.op()), a, b);
            case SHL -> fit(flow.shiftLeft(a, shift(b)), type, i.overflow());
            case SHR -> right(i, type, a, shift(b));
            case DIV -> right(i, type, a, power(b));
            case MOD, POW -> throw new IllegalArgumentException(i.op() + " of integers");
        };
    }

    private int right(Instruction.Binary i, Type.Int type, int a, int shift) {
        if (i.rounding() == Rounding.EXACT && shift > 0) {
            int dropped = flow.bitwise(IntegerNode.Op.AND, a, flow.constant((1L << shift) - 1));
            fail(flow.compare(CompareOp.NE, dropped, flow.constant(0)));
        }
        return fit(flow.shiftRight(a, shift, i.rounding()), type, i.overflow());
    }

    private int shift(int b) {
        long shift = flow.known(b).orElse(-1L);
        if (shift < 0 || shift > 62) {
            throw new Unfit("it shifts by a number of bits that is no constant");
        }
        return (int) shift;
    }

    /** The exponent of a power of two. */
    private int power(int b) {
        long divisor = flow.known(b).orElse(0L);
        if (divisor <= 0 || Long.bitCount(divisor) != 1) {
            throw new Unfit("it divides by what is no power of two");
        }
        return Long.numberOfTrailingZeros(divisor);
    }

    private int unary(Instruction.Unary i) {
        int a = register(i.a());
        if (i.type() instanceof Type.Bool && i.op() == UnaryOp.NOT) {
            return flow.not(a);
        }
        if (!(i.type() instanceof Type.Int type)) {
            throw new Unfit("it mixes integers and float64 values");
        }
        int negative = flow.minus(flow.constant(0), a);
        return switch (i.op()) {
            case NEG -> fit(negative, type, i.overflow());
            case ABS -> fit(flow.max(a, negative), type, i.overflow());
            case NOT -> flow.bitwise(IntegerNode.Op.XOR, a, flow.constant(type.signed() ? -1 : type.max()));
            default -> throw new IllegalArgumentException(i.op() + " of integers");
        };
    }

    private int compare(Instruction.Compare i) {
        if (ticks.contains(i.a()) && timers.containsKey(i.b())) {
            return timer(i.op(), timers.getOrDefault(i.b(), -1));
        }
        if (timers.containsKey(i.a()) && ticks.contains(i.b())) {
            CompareOp turned = switch (i.op()) {
                case LT -> CompareOp.GT;
                case GE -> CompareOp.LE;
                default -> throw new Unfit("it compares the tick in an unusual way");
            };
            return timer(turned, timers.getOrDefault(i.a(), -1));
        }
        if (i.type() instanceof Type.Float64) {
            throw new Unfit("it mixes integers and float64 values");
        }
        return flow.compare(i.op(), register(i.a()), register(i.b()));
    }

    /** tick op until */
    private int timer(CompareOp op, int field) {
        return switch (op) {
            case LE -> flow.running(field);
            case GT -> flow.not(flow.running(field));
            default -> throw new Unfit("it compares the tick in an unusual way");
        };
    }

    private int convert(Instruction.Convert i) {
        if (!(i.to() instanceof Type.Int to) || i.from() instanceof Type.Float64) {
            if (i.to() instanceof Type.Bool && i.from() instanceof Type.Bool) {
                return register(i.src());
            }
            throw new Unfit("it mixes integers and float64 values");
        }
        int value = register(i.src());
        return fit(i.from() instanceof Type.Bool ? flow.and(value, flow.constant(1)) : value, to, i.overflow());
    }

    private void clamp(Instruction.Clamp i) {
        if (i.type() instanceof Type.Float64) {
            throw new Unfit("it counts saturations of a float64");
        }
        int value = register(i.src());
        int clamped = flow.min(flow.max(value, register(i.lo())), register(i.hi()));
        int changed = flow.and(path, flow.compare(CompareOp.NE, clamped, value));
        if (!flow.known(changed).equals(NEVER)) {
            counts.add(new Count(context.linker().counter(context.scope(), i.counter(), context.counting()), changed));
        }
        registers.put(i.dst(), clamped);
    }

    private void branch(Instruction.If i) {
        int condition = register(i.condition());
        int outer = path;
        Map<Integer, Integer> before = words;
        path = flow.and(outer, condition);
        words = new TreeMap<>(before);
        block(i.then());
        Map<Integer, Integer> then = words;
        path = flow.and(outer, flow.not(condition));
        words = new TreeMap<>(before);
        block(i.otherwise());
        words = merge(condition, then, words);
        path = outer;
    }

    private Map<Integer, Integer> merge(int condition, Map<Integer, Integer> then, Map<Integer, Integer> otherwise) {
        Set<Integer> fields = new TreeSet<>(then.keySet());
        fields.addAll(otherwise.keySet());
        Map<Integer, Integer> merged = new TreeMap<>();
        for (int field : fields) {
            // What neither way has stored before either is as it was.
            int before = column(field, context.scope().self().get(field).type());
            merged.put(
                    field,
                    flow.choose(condition, then.getOrDefault(field, before), otherwise.getOrDefault(field, before)));
        }
        return merged;
    }
}
