package bouton.emulator.random;

import bouton.emulator.interpret.ExactIntegers;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Block;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.net.Field;
import bouton.image.net.Table;
import bouton.image.random.Draws;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluates a kernel of integers for one instance: straight from its instructions, with numbers of any size. It has nothing in
 * common with the interpreter but the text that says what an instruction means.
 */
final class SlowIntegers {
    private final List<Field> fields;
    private final List<Table> tables;
    private final long seed;
    private final long tick;
    private final long index;
    // Words and registers hold a BigInteger, a Double or a Boolean.
    private final Object[] words;
    private final long[] counters;
    private final Map<Integer, Object> registers = new HashMap<>();

    /**
     * @param words of the instance, by field: a BigInteger, a Double or a Boolean; changed in place
     * @param counters changed in place
     */
    SlowIntegers(
            List<Field> fields, List<Table> tables, long seed, long tick, long index, Object[] words, long[] counters) {
        this.fields = fields;
        this.tables = tables;
        this.seed = seed;
        this.tick = tick;
        this.index = index;
        this.words = words;
        this.counters = counters;
    }

    /** @throws ArithmeticException where the kernel fails */
    void run(Kernel kernel) {
        block(kernel.body());
    }

    private void block(Block block) {
        block.instructions().forEach(this::instruction);
    }

    private void instruction(Instruction instruction) {
        switch (instruction) {
            case Instruction.Const i -> set(i.dst(), i.value());
            case Instruction.ConstInt i -> set(i.dst(), BigInteger.valueOf(i.value()));
            case Instruction.Load i -> set(i.dst(), words[i.word().field()]);
            case Instruction.Store i -> store(i);
            case Instruction.Binary i -> set(i.dst(), binary(i));
            case Instruction.Unary i -> set(i.dst(), unary(i));
            case Instruction.Compare i -> set(i.dst(), holds(i.op(), compare(get(i.a()), get(i.b()))));
            case Instruction.Select i -> set(i.dst(), truth(i.condition()) ? get(i.a()) : get(i.b()));
            case Instruction.Convert i -> set(i.dst(), convert(i));
            case Instruction.Clamp i -> clamp(i);
            case Instruction.TableAt i -> table(i);
            case Instruction.RandomBits i -> {
                BigInteger bits =
                        new BigInteger(Long.toUnsignedString(Draws.bits(seed, i.site(), index, tick, i.use())));
                set(i.dst(), bits.shiftRight(64 - i.bits()));
            }
            case Instruction.Read i ->
                set(
                        i.dst(),
                        switch (i.special()) {
                            case TICK -> BigInteger.valueOf(tick);
                            case SELF_INDEX -> BigInteger.valueOf(index);
                            default -> throw new IllegalArgumentException(i.toString());
                        });
            case Instruction.If i -> block(truth(i.condition()) ? i.then() : i.otherwise());
            default -> throw new IllegalArgumentException(instruction.toString());
        }
    }

    private void set(int register, Object value) {
        registers.put(register, value);
    }

    private Object get(int register) {
        Object value = registers.get(register);
        if (value == null) {
            throw new IllegalStateException("register " + register + " has not been set");
        }
        return value;
    }

    private BigInteger integer(int register) {
        return (BigInteger) get(register);
    }

    private boolean truth(int register) {
        return (Boolean) get(register);
    }

    private void store(Instruction.Store i) {
        Object value = get(i.src());
        boolean whole = fields.get(i.word().field()).type() instanceof Type.Int;
        words[i.word().field()] = whole
                ? ExactIntegers.fitted(
                        (BigInteger) value,
                        (Type.Int) fields.get(i.word().field()).type(),
                        i.overflow())
                : value;
    }

    private Object binary(Instruction.Binary i) {
        return switch (i.type()) {
            case Type.Int type ->
                BigInteger.valueOf(ExactIntegers.binary(
                        i.op(), type, integer(i.a()).longValueExact(), shift(i, type), i.overflow(), i.rounding()));
            case Type.Bool type ->
                switch (i.op()) {
                    case AND -> truth(i.a()) && truth(i.b());
                    case OR -> truth(i.a()) || truth(i.b());
                    case XOR -> truth(i.a()) != truth(i.b());
                    default -> throw new IllegalArgumentException(i.toString());
                };
            case Type.Float64 type -> {
                double a = (Double) get(i.a());
                double b = (Double) get(i.b());
                yield switch (i.op()) {
                    case ADD -> a + b;
                    case MUL -> a * b;
                    default -> throw new IllegalArgumentException(i.toString());
                };
            }
        };
    }

    /** The second operand; a shift has to be 0 .. 63. */
    private long shift(Instruction.Binary i, Type.Int type) {
        long b = integer(i.b()).longValueExact();
        if ((i.op() == BinaryOp.SHL || i.op() == BinaryOp.SHR) && (b < 0 || b > 63)) {
            throw new ArithmeticException("shift by " + b + " of " + type);
        }
        return b;
    }

    private Object unary(Instruction.Unary i) {
        return switch (i.type()) {
            case Type.Int type ->
                BigInteger.valueOf(
                        ExactIntegers.unary(i.op(), type, integer(i.a()).longValueExact(), i.overflow()));
            case Type.Bool type when i.op() == UnaryOp.NOT -> !truth(i.a());
            default -> throw new IllegalArgumentException(i.toString());
        };
    }

    private static int compare(Object a, Object b) {
        return switch (a) {
            case BigInteger x -> x.compareTo((BigInteger) b);
            case Boolean x -> x.compareTo((Boolean) b);
            default -> throw new IllegalArgumentException(a + " and " + b);
        };
    }

    private static boolean holds(CompareOp op, int order) {
        return switch (op) {
            case LT -> order < 0;
            case LE -> order <= 0;
            case EQ -> order == 0;
            case NE -> order != 0;
            case GT -> order > 0;
            case GE -> order >= 0;
        };
    }

    private Object convert(Instruction.Convert i) {
        Object value = get(i.src());
        BigInteger whole = switch (value) {
            case BigInteger x -> x;
            case Boolean x -> x ? BigInteger.ONE : BigInteger.ZERO;
            default -> BigInteger.ZERO;
        };
        return switch (i.to()) {
            case Type.Float64 type -> value instanceof Double x ? x : whole.doubleValue();
            case Type.Bool type -> value;
            case Type.Int type ->
                value instanceof Double x
                        ? BigInteger.valueOf(ExactIntegers.convert(x, type, i.overflow(), i.rounding()))
                        : ExactIntegers.fitted(whole, type, i.overflow());
        };
    }

    private void clamp(Instruction.Clamp i) {
        BigInteger value = integer(i.src());
        BigInteger clamped = value.max(integer(i.lo())).min(integer(i.hi()));
        if (!clamped.equals(value)) {
            counters[i.counter()]++;
        }
        set(i.dst(), clamped);
    }

    private void table(Instruction.TableAt i) {
        Table table = tables.get(i.table());
        int row = place(i.row(), table.rows());
        int column = place(i.column(), table.columns());
        set(i.dst(), table.values()[row * table.columns() + column]);
    }

    private int place(int register, int size) {
        return integer(register)
                .max(BigInteger.ZERO)
                .min(BigInteger.valueOf(size - 1L))
                .intValueExact();
    }
}
