package bouton.bench;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.Block;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Distribution;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.Word;
import java.util.ArrayList;
import java.util.List;

/** Writes a kernel of a benchmark; methods that compute something give the register of the result. */
final class Code {
    private List<Instruction> instructions = new ArrayList<>();
    private int registers;

    Kernel kernel(String name) {
        return new Kernel(name, registers, new Block(instructions));
    }

    private int add(Instruction instruction) {
        instructions.add(instruction);
        return registers - 1;
    }

    int constant(double value) {
        return add(new Instruction.Const(registers++, value, -1));
    }

    int integer(long value) {
        return add(new Instruction.ConstInt(registers++, (Type.Int) Type.I64, value, -1));
    }

    int load(int field) {
        return add(new Instruction.Load(registers++, Type.F64, Word.self(field), -1));
    }

    int loadInteger(int field) {
        return add(new Instruction.Load(registers++, Type.I64, Word.self(field), -1));
    }

    void store(int field, int src) {
        add(new Instruction.Store(Word.self(field), Type.F64, src, Overflow.NEVER, false, -1));
    }

    void storeInteger(int field, Type type, int src) {
        add(new Instruction.Store(Word.self(field), type, src, Overflow.NEVER, false, -1));
    }

    int sum(int a, int b) {
        return binary(BinaryOp.ADD, Type.F64, a, b);
    }

    int product(int a, int b) {
        return binary(BinaryOp.MUL, Type.F64, a, b);
    }

    int integerSum(int a, int b) {
        return binary(BinaryOp.ADD, Type.I64, a, b);
    }

    private int binary(BinaryOp op, Type type, int a, int b) {
        return add(new Instruction.Binary(registers++, op, type, a, b, Overflow.WRAP, Rounding.FLOOR, -1));
    }

    int compare(CompareOp op, Type type, int a, int b) {
        return add(new Instruction.Compare(registers++, op, type, a, b, -1));
    }

    int select(int condition, int a, int b) {
        return add(new Instruction.Select(registers++, Type.F64, condition, a, b, -1));
    }

    int floor(Type type, int src) {
        return add(new Instruction.Convert(registers++, type, Type.F64, src, Rounding.FLOOR, Overflow.SATURATE, -1));
    }

    int tick() {
        return add(new Instruction.Read(registers++, Special.TICK, -1));
    }

    int uniform(int use, double low, double high) {
        List<Integer> bounds = List.of(constant(low), constant(high));
        return add(new Instruction.Draw(registers++, Distribution.UNIFORM, bounds, 5, use, -1));
    }

    int portSum(int port) {
        return add(new Instruction.PortSum(registers++, port, -1));
    }

    void deliver(int port, int src) {
        add(new Instruction.Deliver(port, src, -1));
    }

    void emitIf(int condition) {
        Block emit = new Block(List.of(new Instruction.Emit(0, -1, -1)));
        add(new Instruction.If(condition, emit, Block.EMPTY, -1));
    }
}
