package bouton.emulator.generate;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.math.Functions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Computes beforehand what a kernel computes from float64 constants alone, by the operations that it would use. */
final class Folding {
    private final Map<Integer, Double> constants = new HashMap<>();

    private Folding() {}

    static Kernel of(Kernel kernel) {
        return new Kernel(kernel.name(), kernel.registers(), new Folding().block(kernel.body()));
    }

    private Block block(Block block) {
        List<Instruction> folded = new ArrayList<>();
        for (Instruction instruction : block.instructions()) {
            folded.add(instruction(instruction));
        }
        return new Block(folded);
    }

    private Instruction instruction(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Const i -> constant(i.dst(), i.value(), i.at());
            case Instruction.Binary i
            when i.type() instanceof Type.Float64 && constants.containsKey(i.a()) && constants.containsKey(i.b()) ->
                constant(i.dst(), value(i.op(), known(i.a()), known(i.b())), i.at());
            case Instruction.Unary i
            when i.type() instanceof Type.Float64 && constants.containsKey(i.a()) ->
                constant(i.dst(), value(i.op(), known(i.a())), i.at());
            case Instruction.If i -> new Instruction.If(i.condition(), branch(i.then()), branch(i.otherwise()), i.at());
            default -> instruction;
        };
    }

    /** What a branch sets is not known behind it: another path may set the same register. */
    private Block branch(Block block) {
        Map<Integer, Double> before = new HashMap<>(constants);
        Block folded = block(block);
        constants.clear();
        constants.putAll(before);
        return folded;
    }

    private Instruction constant(int dst, double value, int at) {
        constants.put(dst, value);
        return new Instruction.Const(dst, value, at);
    }

    private double known(int register) {
        return constants.getOrDefault(register, Double.NaN);
    }

    private static double value(BinaryOp op, double a, double b) {
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case MOD -> Functions.mod(a, b);
            case POW -> Functions.pow(a, b);
            case AND, OR, XOR, SHL, SHR -> throw new IllegalArgumentException(op + " of float64 values");
        };
    }

    private static double value(UnaryOp op, double a) {
        return switch (op) {
            case NEG -> -a;
            case ABS -> Math.abs(a);
            case FLOOR -> Math.floor(a);
            case CEIL -> Math.ceil(a);
            case SQRT -> Functions.sqrt(a);
            case EXP -> Functions.exp(a);
            case EXPM1 -> Functions.expm1(a);
            case LOG -> Functions.log(a);
            case SIN -> Functions.sin(a);
            case COS -> Functions.cos(a);
            case TAN -> Functions.tan(a);
            case TANH -> Functions.tanh(a);
            case ATAN -> Functions.atan(a);
            case ERF -> Functions.erf(a);
            case SIGMOID -> Functions.sigmoid(a);
            case RELU -> Functions.relu(a);
            case SIGN -> Functions.sign(a);
            case STEP -> Functions.step(a);
            case ROUND -> Functions.round(a);
            case NOT -> throw new IllegalArgumentException(op + " of a float64");
        };
    }
}
