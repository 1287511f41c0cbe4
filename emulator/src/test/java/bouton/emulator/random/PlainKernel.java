package bouton.emulator.random;

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
import java.util.ArrayList;
import java.util.List;

/**
 * Random kernels of neurons as they are typical, and as a generator of fast code looks for them: float64 arithmetic without draws
 * and tables, choices, timers and stores; or a condition of such arithmetic, and whatever there is to do where it holds.
 */
final class PlainKernel {
    private static final List<BinaryOp> BINARY =
            List.of(BinaryOp.ADD, BinaryOp.SUB, BinaryOp.MUL, BinaryOp.DIV, BinaryOp.MIN, BinaryOp.MAX);
    private static final List<UnaryOp> UNARY =
            List.of(UnaryOp.NEG, UnaryOp.ABS, UnaryOp.SQRT, UnaryOp.EXP, UnaryOp.EXPM1);

    private final RandomKernel kernel;
    private final Dice dice;
    // The float64 registers and the truth values that can be read.
    private List<Integer> reals = new ArrayList<>();
    private List<Integer> truths = new ArrayList<>();
    private int depth;

    private PlainKernel(RandomKernel kernel) {
        this.kernel = kernel;
        this.dice = kernel.dice;
    }

    static Kernel of(Dice dice, Ground ground, Ground.Role role, String name) {
        RandomKernel kernel = RandomKernel.inner(dice, ground, role, name);
        PlainKernel plain = new PlainKernel(kernel);
        if (dice.chance(0.4)) {
            plain.values(dice.between(2, 6));
            Value condition = kernel.add(Value.truth(plain.truth()));
            kernel.when(condition, () -> {
                kernel.steps(dice.between(1, 5));
                kernel.effects().end();
            });
        } else {
            plain.steps(dice.between(4, 20));
            plain.storeAll();
        }
        return kernel.code.build();
    }

    private void steps(int count) {
        for (int k = 0; k < count; k++) {
            int which = dice.below(10);
            if (which < 7) {
                values(1);
            } else if (which < 9 || depth == 2) {
                store(dice.pick(fields()));
            } else {
                branch();
            }
        }
    }

    private void values(int count) {
        for (int k = 0; k < count; k++) {
            switch (dice.below(4)) {
                case 0 -> real(kernel.code.binary(dice.pick(BINARY), real(), real()));
                case 1 -> unary();
                case 2 -> real(kernel.code.select(Type.F64, truth(), real(), real()));
                default -> fresh();
            }
        }
    }

    private void unary() {
        UnaryOp op = dice.pick(UNARY);
        boolean exponential = op == UnaryOp.EXP || op == UnaryOp.EXPM1;
        if (!exponential || depth == 0) {
            int argument = exponential && dice.chance(0.8) ? moderate(real(), dice.pick(List.of(0.3, 3.0))) : real();
            real(kernel.code.unary(op, Type.F64, argument));
        }
    }

    /** A number of magnitude at most {@code most}. */
    private int moderate(int register, double most) {
        return kernel.reals().between(Value.real(register, false), -most, most).register();
    }

    private void real(int register) {
        reals.add(register);
        kernel.add(Value.real(register, false));
    }

    private int real() {
        if (reals.isEmpty() || dice.chance(0.3)) {
            fresh();
        }
        return dice.chance(0.5) ? reals.getLast() : dice.pick(reals);
    }

    private void fresh() {
        Ground ground = kernel.ground;
        switch (dice.below(6)) {
            case 0 -> real(kernel.code.constant(dice.real()));
            case 1 -> {
                int port = dice.below(ground.ports().size());
                Type type = ground.ports().get(port).type();
                int sum = kernel.code.portSum(port, type);
                real(type instanceof Type.Float64 ? sum : kernel.code.toDouble(type, sum));
            }
            case 2 -> {
                if (kernel.role.hasPayload()) {
                    real(kernel.code.read(Special.PAYLOAD));
                } else {
                    int dst = kernel.code.register();
                    kernel.code.add(new Instruction.ReadGlobal(dst, dice.below(ground.globals()), -1));
                    real(dst);
                }
            }
            default -> real(kernel.code.load(dice.pick(fields())));
        }
    }

    /** Float64 fields that are no sinks. */
    private List<Integer> fields() {
        return numbers(Type.F64);
    }

    private List<Integer> numbers(Type type) {
        List<Integer> numbers = new ArrayList<>();
        List<Field> fields = kernel.ground.self();
        for (int f = 0; f < fields.size(); f++) {
            if (fields.get(f).type().equals(type) && !Ground.isSink(fields.get(f))) {
                numbers.add(f);
            }
        }
        return numbers;
    }

    private int truth() {
        if (!truths.isEmpty() && dice.chance(0.3)) {
            return dice.pick(truths);
        }
        int truth = dice.chance(0.2)
                ? timer()
                : kernel.code.compare(dice.pick(CompareOp.values()), Type.F64, real(), real());
        truths.add(truth);
        if (dice.chance(0.3)) {
            int other = dice.pick(truths);
            BinaryOp op = dice.pick(List.of(BinaryOp.AND, BinaryOp.OR));
            truths.add(
                    dice.chance(0.3)
                            ? kernel.code.unary(UnaryOp.NOT, Type.BOOL, other)
                            : kernel.code.binary(op, Type.BOOL, truth, other, Overflow.NEVER, Rounding.FLOOR));
        }
        return truths.getLast();
    }

    /** Whether the tick is not yet behind a word. */
    private int timer() {
        List<Integer> untils = numbers(Type.I64);
        if (untils.isEmpty()) {
            return kernel.code.compare(CompareOp.LT, Type.F64, real(), real());
        }
        CompareOp op = dice.chance(0.8) ? CompareOp.LE : dice.pick(CompareOp.values());
        int tick = kernel.code.read(Special.TICK);
        int until = kernel.code.load(Word.self(dice.pick(untils)), Type.I64);
        return kernel.code.compare(op, Type.I64, tick, until);
    }

    private void branch() {
        int condition = truth();
        kernel.code.when(condition, () -> inBlock(dice.between(1, 5)), () -> inBlock(dice.below(4)));
    }

    private void inBlock(int count) {
        List<Integer> realsBefore = reals;
        List<Integer> truthsBefore = truths;
        reals = new ArrayList<>(reals);
        truths = new ArrayList<>(truths);
        depth++;
        kernel.inBlock(() -> steps(count));
        depth--;
        reals = realsBefore;
        truths = truthsBefore;
    }

    private void store(int field) {
        kernel.code.store(field, dice.chance(0.05) ? real() : moderate(real(), 8));
    }

    /** The last values go to sinks. */
    private void storeAll() {
        store(dice.pick(fields()));
        List<Integer> sinks = kernel.effects().sinks(Type.F64);
        for (int k = 0; k < sinks.size(); k++) {
            kernel.code.store(sinks.get(k), reals.isEmpty() ? real() : reals.get(Math.max(0, reals.size() - 1 - k)));
        }
    }
}
