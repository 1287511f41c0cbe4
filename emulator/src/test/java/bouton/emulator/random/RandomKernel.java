package bouton.emulator.random;

import bouton.emulator.KernelBuilder;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import bouton.image.net.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Writes a random kernel. It is well formed, and nearly always free of faults: values that must be in a range are brought
 * there first, but for one in some hundred.
 */
final class RandomKernel {
    /** How often something may fail at run time. */
    static final double RISK = 0.002;

    private static final int DEEPEST = 3;

    final Dice dice;
    final Ground ground;
    final Ground.Role role;
    final String name;
    final KernelBuilder code;
    // The registers that can be read, by block, and which of them somebody has read.
    private final Deque<List<Value>> visible = new ArrayDeque<>();
    private final BitSet used = new BitSet();
    private final List<Type> types = new ArrayList<>();
    private final Reals reals = new Reals(this);
    private final Integers integers = new Integers(this);
    private final Effects effects = new Effects(this);

    private RandomKernel(Dice dice, Ground ground, Ground.Role role, String name) {
        this.dice = dice;
        this.ground = ground;
        this.role = role;
        this.name = name;
        this.code = KernelBuilder.kernel(name);
        visible.push(new ArrayList<>());
        types.add(Type.I64);
        for (Field field : ground.self()) {
            if (field.type() instanceof Type.Int && !Ground.isSink(field)) {
                types.add(field.type());
            }
        }
        types.add(dice.integerType());
    }

    /** A handler. */
    static Kernel handler(Dice dice, Ground ground, Ground.Role role, String name) {
        RandomKernel kernel = new RandomKernel(dice, ground, role, name);
        kernel.steps(kernel.length());
        kernel.effects.end();
        return kernel.code.build();
    }

    /** A handler that keeps a value in every delay line, once, and reads one from it. */
    static Kernel keeper(Dice dice, Ground ground, String name) {
        RandomKernel kernel = new RandomKernel(dice, ground, Ground.Role.ACT, name);
        kernel.steps(dice.between(1, 5));
        kernel.effects.lines();
        kernel.steps(dice.between(1, 10));
        kernel.effects.end();
        return kernel.code.build();
    }

    /**
     * An init kernel.
     *
     * @param lags integer fields that count ticks
     */
    static Kernel init(Dice dice, Ground ground, List<Integer> lags) {
        RandomKernel kernel = new RandomKernel(dice, ground, Ground.Role.SET, "init");
        kernel.steps(dice.between(3, 12));
        for (int f = 0; f < ground.self().size(); f++) {
            Type type = ground.self().get(f).type();
            Value value = lags.contains(f) ? kernel.integers.ticks((Type.Int) type, 5) : kernel.some(type);
            kernel.effects.store(f, value);
        }
        kernel.effects.show();
        return kernel.code.build();
    }

    /** A kernel that yields float64 values. */
    static Kernel reader(Dice dice, Ground ground, int values, String name) {
        RandomKernel kernel = new RandomKernel(dice, ground, Ground.Role.COMPUTE, name);
        kernel.steps(dice.between(2, 12));
        for (int v = 0; v < values; v++) {
            kernel.code.yield(v, kernel.real().register());
        }
        return kernel.code.build();
    }

    /** A kernel to be written by the caller. */
    static RandomKernel inner(Dice dice, Ground ground, Ground.Role role, String name) {
        return new RandomKernel(dice, ground, role, name);
    }

    private int length() {
        return dice.chance(0.03) ? dice.between(80, 160) : dice.between(4, 25);
    }

    void steps(int count) {
        for (int k = 0; k < count; k++) {
            step();
        }
    }

    private void step() {
        int which = dice.below(100);
        if (which < 30) {
            reals.step();
        } else if (which < 62) {
            integers.step();
        } else if (which < 72) {
            truthStep();
        } else if (which < 78) {
            select(dice.chance(0.5) ? Type.F64 : dice.chance(0.2) ? Type.BOOL : dice.pick(types));
        } else if (which < 84 && visible.size() < DEEPEST) {
            branch();
        } else {
            effects.step();
        }
    }

    private void truthStep() {
        if (dice.chance(0.6)) {
            compare();
            return;
        }
        if (dice.chance(0.3)) {
            Value a = some(Type.BOOL);
            Instruction.Unary not =
                    new Instruction.Unary(code.register(), UnaryOp.NOT, Type.BOOL, read(a), Overflow.NEVER, -1);
            code.add(not);
            add(Value.truth(not.dst()));
            return;
        }
        BinaryOp op = dice.pick(List.of(BinaryOp.AND, BinaryOp.OR, BinaryOp.XOR));
        Value a = some(Type.BOOL);
        Value b = other(a);
        add(Value.truth(code.binary(op, Type.BOOL, read(a), read(b), Overflow.NEVER, Rounding.FLOOR)));
    }

    /** A comparison of two values of one type. */
    Value compare() {
        Type type = dice.chance(0.5) ? Type.F64 : dice.chance(0.15) ? Type.BOOL : dice.pick(types);
        CompareOp op = type instanceof Type.Bool
                ? dice.pick(List.of(CompareOp.EQ, CompareOp.NE))
                : dice.pick(CompareOp.values());
        Value a = some(type);
        Value b = other(a);
        return add(Value.truth(code.compare(op, type, read(a), read(b))));
    }

    private void select(Type type) {
        int condition = read(condition());
        Value a = some(type);
        Value b = other(a);
        int dst = code.select(type, condition, read(a), read(b));
        add(new Value(dst, type, a.low().min(b.low()), a.high().max(b.high()), a.finite() && b.finite()));
    }

    private void branch() {
        int condition = read(condition());
        int then = dice.between(1, 6);
        int otherwise = dice.chance(0.5) ? dice.between(1, 6) : 0;
        code.when(condition, () -> inBlock(then), () -> inBlock(otherwise));
    }

    private void inBlock(int count) {
        inBlock(() -> {
            steps(count);
            if (count > 0) {
                effects.end();
            }
        });
    }

    /** Runs something whose values cannot be read behind it. */
    void inBlock(Runnable body) {
        visible.push(new ArrayList<>());
        body.run();
        visible.pop();
    }

    /** Runs something in a block of its own. */
    void when(Value condition, Runnable body) {
        code.when(read(condition), () -> inBlock(body));
    }

    /** A truth value, mostly a fresh comparison. */
    Value condition() {
        return dice.chance(0.6) ? compare() : some(Type.BOOL);
    }

    Type.Int integerType() {
        return (Type.Int) dice.pick(types);
    }

    Value add(Value value) {
        visible.getFirst().add(value);
        return value;
    }

    /** Notes that a value is read. */
    int read(Value value) {
        used.set(value.register());
        return value.register();
    }

    /** Values of a type that nobody has read yet, in the current block. */
    List<Value> unread(Type type) {
        return visible.getFirst().stream()
                .filter(v -> v.type().equals(type) && !used.get(v.register()))
                .toList();
    }

    /** A value of a type, rather one that nobody has read yet. */
    Value some(Type type) {
        List<Value> there = unread(type);
        if (there.isEmpty() || dice.chance(0.3)) {
            there = readable(type);
        }
        return there.isEmpty() || dice.chance(0.2) ? fresh(type) : dice.pick(there);
    }

    /** A value of the type of another one, and rarely the same one: most operations of a value on itself say nothing. */
    Value other(Value than) {
        Value value = some(than.type());
        return value == than && dice.chance(0.9) ? fresh(than.type()) : value;
    }

    private List<Value> readable(Type type) {
        return visible.stream()
                .flatMap(List::stream)
                .filter(v -> v.type().equals(type))
                .toList();
    }

    /** The values of the current block, those that somebody has read first. */
    List<Value> ofBlock() {
        List<Value> all = new ArrayList<>(visible.getFirst());
        all.sort(Comparator.comparing((Value v) -> !used.get(v.register())));
        return all;
    }

    Value real() {
        return some(Type.F64);
    }

    /** A value of a type from nothing. */
    private Value fresh(Type type) {
        List<Word> words = new ArrayList<>();
        for (Word.Space space : Word.Space.values()) {
            List<Field> fields = ground.fields(space);
            for (int f = 0; f < fields.size(); f++) {
                if (fields.get(f).type().equals(type) && !Ground.isSink(fields.get(f))) {
                    words.add(new Word(space, f));
                }
            }
        }
        if (!words.isEmpty() && dice.chance(0.7)) {
            return add(Value.any(code.load(dice.pick(words), type), type));
        }
        return switch (type) {
            case Type.Float64 f -> dice.chance(0.3) ? reals.constant(dice.real()) : reals.varied();
            case Type.Int i -> dice.chance(0.3) ? integers.constant(i, dice.integer(i)) : integers.varied(i);
            case Type.Bool b -> {
                int x = reals.varied().register();
                int y = reals.constant(dice.finite()).register();
                yield add(Value.truth(code.compare(dice.pick(CompareOp.values()), Type.F64, x, y)));
            }
        };
    }

    Reals reals() {
        return reals;
    }

    Integers integers() {
        return integers;
    }

    Effects effects() {
        return effects;
    }
}
