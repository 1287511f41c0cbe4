package bouton.emulator.generate;

import bouton.image.ir.Block;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@link Flow} of a neurons' kernel that consists of float64 arithmetic and stores. Kernels that do anything else, that
 * could fail, or in which a branch costs much have none.
 *
 * <p>Timers are taken to have run out: a comparison of the form tick &lt;= until, with until a word of the neuron, counts as
 * false, and the word is in {@link #assumed}. Whoever runs the flow treats the few neurons for which that is wrong apart.
 */
final class FlowBuilder {
    /** Instructions that a branch may have to be computed also where it is not taken. */
    private static final int LONGEST_BRANCH = 40;

    /** Neurons whose timers run are found by one timer. */
    private static final int MOST_TIMERS = 1;

    /** Longer kernels have no registers left and are not vectorised. */
    private static final int MOST_NODES = 250;

    private final Context context;
    private final Flow flow = new Flow();
    private final Map<Integer, Integer> registers = new HashMap<>();
    private Map<Integer, Integer> words = new TreeMap<>();
    private final Set<Integer> assumed = new TreeSet<>();
    private final boolean endsInBranch;
    private int depth;

    /**
     * What a kernel makes of the words.
     *
     * @param stores the new value of each float64 word that is stored, by field
     * @param condition of the branch in which the kernel ends, if only that was asked for; else -1
     * @param assumed s64 words that are taken to be in the past
     */
    record Result(Flow flow, Map<Integer, Integer> stores, int condition, Set<Integer> assumed) {}

    private FlowBuilder(Context context, boolean endsInBranch) {
        this.context = context;
        this.endsInBranch = endsInBranch;
    }

    /** The flow of a whole kernel; null if it has none. */
    static @Nullable Result of(Context context) {
        FlowBuilder builder = new FlowBuilder(context, false);
        try {
            builder.body(context.kernel().body());
            return builder.whole();
        } catch (Unfit e) {
            return null;
        }
    }

    /** Why a kernel has no flow; empty if it has one. */
    static String whyNot(Context context) {
        FlowBuilder builder = new FlowBuilder(context, false);
        try {
            builder.body(context.kernel().body());
            builder.whole();
            return "";
        } catch (Unfit e) {
            return String.valueOf(e.getMessage());
        }
    }

    private Result whole() {
        if (words.isEmpty()) {
            throw new Unfit("it stores nothing");
        }
        if (flow.size() > MOST_NODES) {
            throw new Unfit("it is too long");
        }
        return new Result(flow, Map.copyOf(words), -1, Set.copyOf(assumed));
    }

    /**
     * The condition of a kernel that computes one, changes nothing unless it holds, and ends there; null for other kernels. Terms
     * that are no comparison of float64 values are left out: it holds wherever the kernel's does, and perhaps elsewhere.
     */
    static @Nullable Result conditionOf(Context context) {
        List<Instruction> body = context.kernel().body().instructions();
        if (body.isEmpty()
                || !(body.getLast() instanceof Instruction.If branch)
                || !branch.otherwise().isEmpty()) {
            return null;
        }
        FlowBuilder builder = new FlowBuilder(context, true);
        try {
            builder.block(new Block(body.subList(0, body.size() - 1)));
            if (!builder.words.isEmpty()) {
                return null;
            }
            int condition = builder.relaxed(builder.register(branch.condition()));
            return builder.flow.node(condition) instanceof Node.Truth
                    ? null
                    : new Result(builder.flow, Map.of(), condition, Set.of());
        } catch (Unfit e) {
            return null;
        }
    }

    /** A condition that holds wherever {@code condition} holds, of comparisons of float64 values only. */
    private int relaxed(int condition) {
        return switch (flow.node(condition)) {
            case Node.Compare c -> condition;
            case Node.And n -> flow.and(relaxed(n.a()), relaxed(n.b()));
            default -> flow.truth(true);
        };
    }

    private void body(Block body) {
        if (!context.shape().leavesOutZeros()) {
            block(body);
            return;
        }
        int some = flow.compare(CompareOp.NE, flow.add(new Node.Payload()), flow.real(0));
        Map<Integer, Integer> before = words;
        words = new TreeMap<>(before);
        block(body);
        words = merge(some, words, before);
    }

    private void block(Block block) {
        block.instructions().forEach(this::instruction);
    }

    private void instruction(Instruction instruction) {
        flow.at(instruction.at());
        switch (instruction) {
            case Instruction.Const i -> registers.put(i.dst(), flow.real(i.value()));
            case Instruction.ConstInt i -> registers.put(i.dst(), flow.add(new Node.Whole(i.value())));
            case Instruction.Load i -> registers.put(i.dst(), load(i));
            case Instruction.Store i -> {
                if (i.plastic()
                        || !(i.type() instanceof Type.Float64)
                        || context.scope().here(i.word()).space() != Word.Space.SELF
                        || !(context.scope().field(i.word()).type() instanceof Type.Float64)) {
                    throw new Unfit("it stores a plastic word, or one that is no float64");
                }
                words.put(i.word().field(), register(i.src()));
            }
            case Instruction.Binary i -> registers.put(i.dst(), binary(i));
            case Instruction.Unary i -> registers.put(i.dst(), unary(i));
            case Instruction.Compare i -> registers.put(i.dst(), compare(i));
            case Instruction.Select i -> {
                if (!(i.type() instanceof Type.Float64)) {
                    throw new Unfit("it chooses between integers");
                }
                registers.put(i.dst(), flow.choose(register(i.condition()), register(i.a()), register(i.b())));
            }
            case Instruction.Read i ->
                registers.put(
                        i.dst(),
                        switch (i.special()) {
                            case TICK -> flow.add(new Node.Tick());
                            case PAYLOAD -> flow.add(new Node.Payload());
                            default -> throw new Unfit("it reads more of the engine than tick and payload");
                        });
            case Instruction.PortSum i -> {
                context.scope().port(context.scope().ports(), i.port(), i.type());
                if (!(i.type() instanceof Type.Float64)) {
                    throw new Unfit("it reads a sum of integers");
                }
                registers.put(i.dst(), flow.add(new Node.PortSum(i.port())));
            }
            case Instruction.ReadGlobal i -> {
                context.scope().check(i.cell(), context.linker().globals().length, "global value");
                registers.put(i.dst(), flow.add(new Node.Global(i.cell())));
            }
            case Instruction.If i -> branch(i);
            default -> throw new Unfit("it does more than arithmetic, choices and stores");
        }
    }

    private int register(int number) {
        Integer node = registers.get(number);
        if (node == null) {
            throw new Unfit("it reads what only a branch sets");
        }
        return node;
    }

    private int load(Instruction.Load i) {
        if (context.scope().here(i.word()).space() != Word.Space.SELF) {
            throw new Unfit("it reads a word of another instance");
        }
        Type type = context.scope().field(i.word()).type();
        int field = i.word().field();
        if (type instanceof Type.Float64 && i.type() instanceof Type.Float64) {
            Integer stored = words.get(field);
            return stored != null ? stored : flow.add(new Node.Column(field));
        }
        if (type.equals(Type.I64) && i.type() instanceof Type.Int) {
            return flow.add(new Node.LongColumn(field));
        }
        throw new Unfit("it reads a word that is neither a float64 nor an s64");
    }

    private int binary(Instruction.Binary i) {
        int a = register(i.a());
        int b = register(i.b());
        if (i.type() instanceof Type.Bool) {
            return switch (i.op()) {
                case AND -> flow.and(a, b);
                case OR -> flow.or(a, b);
                default -> throw new Unfit("it has a logical operation other than and, or, not");
            };
        }
        boolean simple = switch (i.op()) {
            case ADD, SUB, MUL, DIV, MIN, MAX -> true;
            default -> false;
        };
        if (!(i.type() instanceof Type.Float64) || !simple) {
            throw new Unfit("it has an operation that HotSpot does not vectorise");
        }
        return flow.binary(i.op(), a, b);
    }

    private int unary(Instruction.Unary i) {
        if (i.type() instanceof Type.Bool && i.op() == UnaryOp.NOT) {
            return flow.not(register(i.a()));
        }
        boolean simple = switch (i.op()) {
            case NEG, ABS, SQRT -> true;
            // Costly: not where a branch may leave it out.
            case EXP, EXPM1 -> depth == 0 && !endsInBranch;
            default -> false;
        };
        if (!(i.type() instanceof Type.Float64) || !simple) {
            throw new Unfit("it has a function that HotSpot does not vectorise, or an exponential inside of a branch");
        }
        return flow.unary(i.op(), register(i.a()));
    }

    private int compare(Instruction.Compare i) {
        int a = register(i.a());
        int b = register(i.b());
        if (i.type() instanceof Type.Float64) {
            return flow.compare(i.op(), a, b);
        }
        if (!(i.type() instanceof Type.Int)) {
            throw new Unfit("it compares truth values");
        }
        // A condition is asked for all neurons, and may hold because a timer runs.
        if (!endsInBranch
                && i.op() == CompareOp.LE
                && flow.node(a) instanceof Node.Tick
                && flow.node(b) instanceof Node.LongColumn until) {
            assumed.add(until.field());
            if (assumed.size() > MOST_TIMERS) {
                throw new Unfit("it has several timers");
            }
            return flow.truth(false);
        }
        return flow.add(new Node.CompareLongs(i.op(), a, b));
    }

    private void branch(Instruction.If i) {
        int condition = register(i.condition());
        if (flow.node(condition) instanceof Node.Truth t) {
            block(t.holds() ? i.then() : i.otherwise());
            return;
        }
        if (endsInBranch || length(i.then()) + length(i.otherwise()) > LONGEST_BRANCH) {
            throw new Unfit("it has a branch that is too long to be computed where it is not taken");
        }
        depth++;
        Map<Integer, Integer> before = words;
        words = new TreeMap<>(before);
        block(i.then());
        Map<Integer, Integer> then = words;
        words = new TreeMap<>(before);
        block(i.otherwise());
        words = merge(condition, then, words);
        depth--;
    }

    private static int length(Block block) {
        int length = 0;
        for (Instruction instruction : block.instructions()) {
            length += instruction instanceof Instruction.If i ? length(i.then()) + length(i.otherwise()) : 1;
        }
        return length;
    }

    private Map<Integer, Integer> merge(int condition, Map<Integer, Integer> then, Map<Integer, Integer> otherwise) {
        Set<Integer> fields = new TreeSet<>(then.keySet());
        fields.addAll(otherwise.keySet());
        Map<Integer, Integer> merged = new TreeMap<>();
        for (int field : fields) {
            merged.put(field, flow.choose(condition, value(then, field), value(otherwise, field)));
        }
        return merged;
    }

    private int value(Map<Integer, Integer> state, int field) {
        Integer stored = state.get(field);
        return stored != null ? stored : flow.add(new Node.Column(field));
    }
}
