package bouton.emulator.random;

import bouton.emulator.ImageBuilder;
import bouton.emulator.ImageBuilder.PopulationBuilder;
import bouton.emulator.KernelBuilder;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import bouton.image.net.Field;
import bouton.image.net.Image;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Random kernels of integers of all widths, with all operations, overflows and roundings, that take words of a population to
 * words of it. Some fail for some neurons.
 */
final class IntegerKernels {
    /** Words that kernels read. */
    static final int INPUTS = 10;

    /** Words that kernels store. */
    static final int OUTPUTS = 16;

    static final int NEURONS = 6;
    static final int COUNTERS = 2;

    private static final List<BinaryOp> BINARY = List.of(
            BinaryOp.ADD,
            BinaryOp.SUB,
            BinaryOp.MUL,
            BinaryOp.DIV,
            BinaryOp.MIN,
            BinaryOp.MAX,
            BinaryOp.AND,
            BinaryOp.OR,
            BinaryOp.XOR,
            BinaryOp.SHL,
            BinaryOp.SHR);
    private static final List<UnaryOp> UNARY = List.of(UnaryOp.NEG, UnaryOp.ABS, UnaryOp.NOT);

    private final Dice dice;
    private final List<Field> fields;
    private KernelBuilder code = KernelBuilder.kernel("");
    private List<Value> values = new ArrayList<>();
    private List<Type> types = List.of();
    private final BitSet used = new BitSet();

    // Only what has a form without branches: words of up to 32 bits, shifts by constants, no float64 values.
    private final boolean plain;

    private IntegerKernels(Dice dice, List<Field> fields, boolean plain) {
        this.dice = dice;
        this.fields = fields;
        this.plain = plain;
    }

    /**
     * An image to run kernels in.
     *
     * @param types of its words, the inputs first
     */
    static Image image(Dice dice, List<Type> types) {
        PopulationBuilder population = new PopulationBuilder("p", NEURONS);
        for (int f = 0; f < types.size(); f++) {
            population.field(ImageBuilder.field((f < INPUTS ? "in" : "out") + f, types.get(f)));
        }
        ImageBuilder image = new ImageBuilder().seed(dice.seed());
        for (int c = 0; c < COUNTERS; c++) {
            image.counter("c" + c);
        }
        image.table(2, 3, dice.finite(), 1, -300, 0.5, 1e9, -2.5);
        image.population(population);
        return image.build();
    }

    /** Types of words: mostly integers of any width, a float64 and a truth value each. */
    static List<Type> types(Dice dice, boolean plain) {
        List<Type> types = new ArrayList<>();
        for (int f = 0; f < INPUTS + OUTPUTS; f++) {
            types.add(
                    switch (f < INPUTS ? f : f - INPUTS) {
                        case 0 -> Type.F64;
                        case 1 -> Type.BOOL;
                        default ->
                            plain ? word(dice, f >= INPUTS) : f >= INPUTS && f % 2 == 0 ? Type.I64 : dice.integerType();
                    });
        }
        return types;
    }

    /** A type of words of up to 32 bits, rather a wide one if they are to show something. */
    private static Type word(Dice dice, boolean shows) {
        boolean signed = dice.chance(0.6);
        return new Type.Int(dice.between(shows ? 20 : 1, signed ? 32 : 31), signed, 0);
    }

    /** @param plain writes what has a form without branches, mostly */
    static Kernel kernel(Dice dice, List<Field> fields, String name, boolean plain) {
        IntegerKernels writer = new IntegerKernels(dice, fields, plain);
        writer.code = KernelBuilder.kernel(name);
        // Few types, so that values meet.
        writer.types = List.of(
                fields.get(dice.between(2, INPUTS - 1)).type(),
                fields.get(dice.between(INPUTS + 2, INPUTS + OUTPUTS - 1)).type(),
                plain ? new Type.Int(dice.between(8, 63), true, 0) : dice.chance(0.3) ? Type.I64 : dice.integerType());
        writer.steps(dice.between(3, 14));
        writer.stores(0);
        return writer.code.build();
    }

    private void steps(int count) {
        for (int k = 0; k < count; k++) {
            step();
        }
    }

    private void step() {
        int which = dice.below(100);
        if (which < 52) {
            binary(dice.pick(BINARY), integerType());
        } else if (which < 60) {
            Type.Int type = integerType();
            Value a = some(type);
            add(type, dst -> new Instruction.Unary(dst, dice.pick(UNARY), type, read(a), overflow(), -1));
        } else if (which < 66) {
            truth();
        } else if (which < 71) {
            select();
        } else if (which < 84) {
            convert();
        } else if (which < 90) {
            clamp(integerType());
        } else if (which < 94) {
            engine();
        } else {
            branch();
        }
    }

    private Type.Int integerType() {
        return (Type.Int) dice.pick(types);
    }

    private Overflow overflow() {
        return dice.chance(0.04) ? Overflow.NEVER : dice.overflow();
    }

    private Rounding rounding() {
        return dice.chance(0.03) ? Rounding.EXACT : dice.rounding();
    }

    private interface Maker {
        Instruction make(int dst);
    }

    private Value add(Type type, Maker maker) {
        int dst = code.register();
        Instruction instruction = maker.make(dst);
        code.add(instruction);
        Value value = Value.any(dst, type);
        values.add(value);
        return value;
    }

    private void binary(BinaryOp op, Type.Int type) {
        Value a = some(type);
        Value b = switch (op) {
            case SHL, SHR -> dice.chance(0.9) ? shift(type) : some(type);
            case DIV ->
                plain
                        ? constant(type, Math.max(1, Long.highestOneBit(dice.edge(type) & type.max())) & type.max())
                        : dice.chance(0.5) ? constant(type, divisor(type)) : odd(type);
            default -> other(a);
        };
        add(type, dst -> new Instruction.Binary(dst, op, type, read(a), read(b), overflow(), rounding(), -1));
    }

    private long divisor(Type.Int type) {
        long value = dice.edge(type);
        return value == 0 ? type.max() == 0 ? -1 : type.max() : value;
    }

    /** Nearly never 0. */
    private Value odd(Type.Int type) {
        if (dice.chance(0.05)) {
            return some(type);
        }
        Value one = constant(type, type.max() == 0 ? -1 : 1);
        Value any = some(type);
        return add(
                type,
                dst -> new Instruction.Binary(
                        dst, BinaryOp.OR, type, read(any), read(one), Overflow.WRAP, Rounding.FLOOR, -1));
    }

    /** By a constant, mostly; else by a word, with the low bits that make a shift. */
    private Value shift(Type.Int type) {
        long most = Math.min(63, type.max());
        if (plain || dice.chance(0.6)) {
            return constant(type, dice.chance(0.5) ? dice.between(0, (int) most) : Math.min(dice.between(0, 9), most));
        }
        Value mask = constant(type, most);
        Value any = some(type);
        return add(
                type,
                dst -> new Instruction.Binary(
                        dst, BinaryOp.AND, type, read(any), read(mask), Overflow.WRAP, Rounding.FLOOR, -1));
    }

    private Value constant(Type.Int type, long value) {
        return add(type, dst -> new Instruction.ConstInt(dst, type, value, -1));
    }

    private Value truth() {
        if (dice.chance(0.3)) {
            Value a = some(Type.BOOL);
            if (dice.chance(0.3)) {
                return add(
                        Type.BOOL,
                        dst -> new Instruction.Unary(dst, UnaryOp.NOT, Type.BOOL, read(a), Overflow.NEVER, -1));
            }
            Value b = other(a);
            BinaryOp op = dice.pick(List.of(BinaryOp.AND, BinaryOp.OR, BinaryOp.XOR));
            return add(
                    Type.BOOL,
                    dst -> new Instruction.Binary(
                            dst, op, Type.BOOL, read(a), read(b), Overflow.NEVER, Rounding.FLOOR, -1));
        }
        Type type = integerType();
        Value a = some(type);
        Value b = other(a);
        return add(
                Type.BOOL,
                dst -> new Instruction.Compare(dst, dice.pick(CompareOp.values()), type, read(a), read(b), -1));
    }

    private void select() {
        Value condition = truth();
        Type type = plain || dice.chance(0.85) ? integerType() : Type.F64;
        Value a = some(type);
        Value b = other(a);
        add(type, dst -> new Instruction.Select(dst, type, read(condition), read(a), read(b), -1));
    }

    private void convert() {
        Type.Int to = integerType();
        Type from = switch (dice.below(8)) {
            case 0 -> Type.BOOL;
            case 1, 2 -> plain ? integerType() : Type.F64;
            default -> integerType();
        };
        Type target = !plain && from instanceof Type.Int && dice.chance(0.2) ? Type.F64 : to;
        Value src = from instanceof Type.Float64 ? real() : some(from);
        add(target, dst -> new Instruction.Convert(dst, target, from, read(src), rounding(), overflow(), -1));
    }

    /** A number that is about as large as integers are, with a fraction. */
    private Value real() {
        Value a = some(Type.F64);
        Value b = add(Type.F64, dst -> new Instruction.Const(dst, dice.chance(0.5) ? 0.5 : dice.finite(), -1));
        BinaryOp op = dice.chance(0.5) ? BinaryOp.ADD : BinaryOp.MUL;
        return add(
                Type.F64,
                dst -> new Instruction.Binary(dst, op, Type.F64, read(a), read(b), Overflow.NEVER, Rounding.FLOOR, -1));
    }

    private void clamp(Type.Int type) {
        Value src = some(type);
        Value low = dice.chance(0.6) ? constant(type, dice.edge(type)) : some(type);
        Value high = dice.chance(0.6) ? constant(type, dice.edge(type)) : some(type);
        add(type, dst -> new Instruction.Clamp(dst, type, read(src), read(low), read(high), dice.below(COUNTERS), -1));
    }

    private void engine() {
        Type.Int type = integerType();
        int most = 64 - Long.numberOfLeadingZeros(type.max());
        switch (plain ? 3 : dice.below(4)) {
            case 0 -> add(Type.I64, dst -> new Instruction.Read(dst, Special.TICK, -1));
            case 1 -> add(Type.I64, dst -> new Instruction.Read(dst, Special.SELF_INDEX, -1));
            case 2 -> {
                Value row = some(Type.I64);
                Value column = some(Type.I64);
                add(Type.F64, dst -> new Instruction.TableAt(dst, 0, read(row), read(column), -1));
            }
            default -> {
                if (most > 0) {
                    add(
                            type,
                            dst -> new Instruction.RandomBits(
                                    dst, type, dice.between(1, most), dice.seed(), dice.below(8), -1));
                }
            }
        }
    }

    private void branch() {
        Value condition = truth();
        int then = dice.between(1, 4);
        int otherwise = dice.below(3);
        code.when(read(condition), () -> inBlock(then), () -> inBlock(otherwise));
    }

    private void inBlock(int count) {
        List<Value> outside = values;
        int first = outside.size();
        values = new ArrayList<>(outside);
        steps(count);
        stores(first);
        values = outside;
    }

    /** A value of a type, rather a late one. */
    private Value some(Type type) {
        List<Value> there = values.stream().filter(v -> v.type().equals(type)).toList();
        if (there.isEmpty() || dice.chance(0.2)) {
            return fresh(type);
        }
        return dice.chance(0.5) ? there.getLast() : dice.pick(there);
    }

    /** A value of the type of another one: an operation of a value on itself says little. */
    private Value other(Value than) {
        Value value = some(than.type());
        return value == than ? fresh(than.type()) : value;
    }

    private Value fresh(Type type) {
        List<Integer> words = new ArrayList<>();
        for (int f = 0; f < INPUTS; f++) {
            if (fields.get(f).type().equals(type)) {
                words.add(f);
            }
        }
        if (!words.isEmpty() && dice.chance(0.8)) {
            return add(type, dst -> new Instruction.Load(dst, type, Word.self(dice.pick(words)), -1));
        }
        if (!(type instanceof Type.Int t)) {
            int f = type instanceof Type.Bool ? 1 : 0;
            return add(type, dst -> new Instruction.Load(dst, type, Word.self(f), -1));
        }
        if (dice.chance(0.3)) {
            return constant(t, dice.edge(t));
        }
        // Of another width, so that it differs from neuron to neuron.
        int f = dice.between(2, INPUTS - 1);
        Type from = fields.get(f).type();
        Value word = add(from, dst -> new Instruction.Load(dst, from, Word.self(f), -1));
        return add(
                type, dst -> new Instruction.Convert(dst, type, from, read(word), Rounding.FLOOR, dice.overflow(), -1));
    }

    /** What nobody has read goes to words, as far as there are any: each of its own, and integers as they are, or nearly. */
    private void stores(int first) {
        List<Value> unread = values.subList(first, values.size()).stream()
                .filter(v -> !used.get(v.register()))
                .toList();
        int integers = dice.below(OUTPUTS);
        for (Value value : unread) {
            int out = switch (value.type()) {
                case Type.Float64 t -> 0;
                case Type.Bool t -> 1;
                case Type.Int t -> 2 + integers++ % (OUTPUTS - 2);
            };
            Type type = fields.get(INPUTS + out).type();
            Overflow overflow = dice.chance(0.7) ? Overflow.WRAP : overflow();
            code.add(new Instruction.Store(Word.self(INPUTS + out), type, read(value), overflow, false, -1));
        }
    }

    private int read(Value value) {
        used.set(value.register());
        return value.register();
    }
}
