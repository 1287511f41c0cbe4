package bouton.emulator.random;

import bouton.emulator.KernelBuilder;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Distribution;
import bouton.image.ir.Instruction;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Steps of a random kernel that compute a float64. */
final class Reals {
    private static final List<BinaryOp> BINARY = List.of(
            BinaryOp.ADD,
            BinaryOp.SUB,
            BinaryOp.MUL,
            BinaryOp.DIV,
            BinaryOp.MOD,
            BinaryOp.POW,
            BinaryOp.MIN,
            BinaryOp.MAX);
    private static final List<UnaryOp> UNARY =
            Arrays.stream(UnaryOp.values()).filter(op -> op != UnaryOp.NOT).toList();

    private final RandomKernel kernel;

    Reals(RandomKernel kernel) {
        this.kernel = kernel;
    }

    void step() {
        Dice dice = kernel.dice;
        int which = dice.below(20);
        if (which < 7) {
            BinaryOp op = dice.chance(0.6) ? BINARY.get(dice.below(3)) : dice.pick(BINARY);
            Value a = kernel.real();
            Value b = kernel.other(a);
            int base = op == BinaryOp.POW ? magnitude(kernel.read(a)) : kernel.read(a);
            kernel.add(Value.real(kernel.code.binary(op, base, kernel.read(b)), false));
        } else if (which < 11) {
            UnaryOp op = dice.pick(UNARY);
            int a = kernel.read(kernel.real());
            boolean ofPositive = op == UnaryOp.SQRT || op == UnaryOp.LOG;
            kernel.add(Value.real(kernel.code.unary(op, Type.F64, ofPositive ? magnitude(a) : a), false));
        } else if (which < 13) {
            draw();
        } else if (which < 14) {
            clamp();
        } else if (which < 15) {
            table();
        } else if (which < 16 && dice.chance(0.3) && kernel.role.isRare()) {
            propagator();
        } else {
            fromEngine();
        }
    }

    /** Where a negative number would give NaN, which hides everything behind it. */
    private int magnitude(int a) {
        return kernel.dice.chance(0.8) ? kernel.code.unary(UnaryOp.ABS, Type.F64, a) : a;
    }

    Value constant(double value) {
        return kernel.add(Value.real(kernel.code.constant(value), Double.isFinite(value)));
    }

    /** A number that differs from instance to instance, and mostly from tick to tick. */
    Value varied() {
        if (kernel.dice.chance(0.2)) {
            return kernel.add(Value.real(kernel.code.toDouble(Type.I64, kernel.code.read(Special.SELF_INDEX)), true));
        }
        int low = kernel.code.constant(-4);
        int high = kernel.code.constant(4);
        long site = kernel.dice.seed();
        return kernel.add(Value.real(kernel.code.draw(Distribution.UNIFORM, site, 0, low, high), true));
    }

    /** A number between two, nearly always. */
    Value between(double low, double high) {
        return between(kernel.real(), low, high);
    }

    /** A value, brought between two numbers, nearly always. */
    Value between(Value any, double low, double high) {
        if (kernel.dice.chance(RandomKernel.RISK)) {
            return any;
        }
        KernelBuilder code = kernel.code;
        int x = kernel.read(any);
        if (!any.finite()) {
            int known = code.compare(CompareOp.EQ, Type.F64, x, x);
            x = code.select(Type.F64, known, x, code.constant(0.5 * (low + high)));
        }
        x = code.binary(BinaryOp.MAX, x, code.constant(low));
        return kernel.add(Value.real(code.binary(BinaryOp.MIN, x, code.constant(high)), true));
    }

    private void clamp() {
        if (kernel.ground.counters() == 0) {
            return;
        }
        int dst = kernel.code.register();
        int src = kernel.read(kernel.real());
        int low = kernel.read(kernel.dice.chance(0.7) ? constant(kernel.dice.finite()) : kernel.real());
        int high = kernel.read(kernel.dice.chance(0.7) ? constant(kernel.dice.finite() + 3) : kernel.real());
        int counter = kernel.dice.below(kernel.ground.counters());
        kernel.code.add(new Instruction.Clamp(dst, src, low, high, counter, -1));
        kernel.add(Value.real(dst, false));
    }

    private void table() {
        if (kernel.ground.tables() == 0) {
            return;
        }
        int row = kernel.read(kernel.some(Type.I64));
        int column = kernel.read(kernel.some(Type.I64));
        int dst = kernel.code.register();
        int table = kernel.dice.below(kernel.ground.tables());
        kernel.code.add(new Instruction.TableAt(dst, table, row, column, -1));
        kernel.add(Value.real(dst, true));
    }

    private void draw() {
        Dice dice = kernel.dice;
        Distribution distribution = dice.pick(Distribution.values());
        List<Integer> arguments = new ArrayList<>();
        for (Value argument : arguments(distribution)) {
            arguments.add(kernel.read(argument));
        }
        int low = -1;
        int high = -1;
        if (dice.chance(0.3)) {
            // Bounds that hold some of what is drawn, whatever the arguments are.
            low = dice.chance(0.7) ? kernel.code.constant(-1e3) : -1;
            high = dice.chance(0.7) ? kernel.code.constant(distribution == Distribution.CHANCE ? 1 : 1e4) : -1;
            if (distribution == Distribution.NORMAL && dice.chance(0.8)) {
                low = arguments.getFirst();
            }
        }
        int dst = kernel.code.register();
        long site = dice.seed();
        int use = dice.chance(0.8) ? dice.below(8) : dice.below(Instruction.Draw.ATTEMPT);
        kernel.code.add(new Instruction.Draw(dst, distribution, arguments, low, high, site, use, -1));
        kernel.add(Value.real(dst, true));
    }

    private List<Value> arguments(Distribution distribution) {
        return switch (distribution) {
            case UNIFORM -> List.of(between(-5, 5), between(5, 9));
            case NORMAL -> List.of(between(-5, 5), between(0.1, 3));
            case LOGNORMAL -> List.of(between(-2, 2), between(0, 1));
            case EXPONENTIAL -> List.of(between(0, 10));
            case POISSON -> List.of(kernel.dice.chance(0.2) ? between(0, 300) : between(0, 6));
            case GAMMA -> List.of(between(0.05, 5), between(0, 3));
            case CHANCE -> List.of(between(0, 1));
            case CHOICE -> {
                List<Value> values = new ArrayList<>();
                for (int k = kernel.dice.between(1, 5); k > 0; k--) {
                    values.add(between(-5, 5));
                }
                yield values;
            }
        };
    }

    private void propagator() {
        int n = kernel.dice.between(1, 3);
        int rows = kernel.dice.between(1, n);
        List<Integer> matrix = new ArrayList<>();
        for (int k = 0; k < n * n; k++) {
            matrix.add(kernel.read(between(-2, 2)));
        }
        int step = kernel.read(between(0, 1));
        List<Integer> dst = new ArrayList<>();
        for (int k = 0; k < rows * n; k++) {
            dst.add(kernel.code.register());
        }
        kernel.code.add(new Instruction.Propagator(dst, rows, n, matrix, step, -1));
        for (int register : dst) {
            kernel.add(Value.real(register, true));
        }
    }

    private void fromEngine() {
        Ground ground = kernel.ground;
        KernelBuilder code = kernel.code;
        List<Runnable> there = new ArrayList<>();
        there.add(() -> add(code.constant(kernel.dice.real())));
        if (kernel.role.hasPayload()) {
            there.add(() -> add(code.read(Special.PAYLOAD)));
        }
        if (ground.globals() > 0) {
            there.add(() -> {
                int dst = code.register();
                code.add(new Instruction.ReadGlobal(dst, kernel.dice.below(ground.globals()), -1));
                add(dst);
            });
        }
        if (ground.mirrored()) {
            there.add(() -> {
                int dst = code.register();
                code.add(new Instruction.Mirrored(dst, -1));
                add(dst);
            });
        }
        if (!ground.synapse() && !ground.ports().isEmpty()) {
            there.add(() -> {
                int port = kernel.dice.below(ground.ports().size());
                Type type = ground.ports().get(port).type();
                kernel.add(Value.any(code.portSum(port, type), type));
            });
        }
        if (ground.outs() > 0 && kernel.role != Ground.Role.SET) {
            there.add(() -> add(code.arrived(kernel.dice.below(ground.outs()))));
        }
        kernel.dice.pick(there).run();
    }

    private void add(int register) {
        kernel.add(Value.real(register, false));
    }
}
