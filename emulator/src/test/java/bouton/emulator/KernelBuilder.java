package bouton.emulator;

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
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Writes a kernel instruction by instruction; methods that compute something give the register of the result. */
public final class KernelBuilder {
    private final String name;
    private final Deque<List<Instruction>> blocks = new ArrayDeque<>();
    private int registers;

    private KernelBuilder(String name) {
        this.name = name;
        blocks.push(new ArrayList<>());
    }

    public static KernelBuilder kernel(String name) {
        return new KernelBuilder(name);
    }

    public Kernel build() {
        return new Kernel(name, registers, new Block(blocks.getFirst()));
    }

    public int register() {
        return registers++;
    }

    public KernelBuilder add(Instruction instruction) {
        blocks.getFirst().add(instruction);
        return this;
    }

    public int constant(double value) {
        int dst = register();
        add(new Instruction.Const(dst, value, -1));
        return dst;
    }

    public int integer(Type type, long value) {
        int dst = register();
        add(new Instruction.ConstInt(dst, (Type.Int) type, value, -1));
        return dst;
    }

    public int load(Word word, Type type) {
        int dst = register();
        add(new Instruction.Load(dst, type, word, -1));
        return dst;
    }

    public int load(int field) {
        return load(Word.self(field), Type.F64);
    }

    public int pre(int field) {
        return load(new Word(Word.Space.PRE, field), Type.F64);
    }

    public int post(int field) {
        return load(new Word(Word.Space.POST, field), Type.F64);
    }

    public KernelBuilder store(int field, int src) {
        return add(new Instruction.Store(Word.self(field), Type.F64, src, Overflow.NEVER, false, -1));
    }

    public KernelBuilder storePlastic(int field, int src) {
        return add(new Instruction.Store(Word.self(field), Type.F64, src, Overflow.NEVER, true, -1));
    }

    public KernelBuilder store(int field, Type type, int src, Overflow overflow) {
        return add(new Instruction.Store(Word.self(field), type, src, overflow, false, -1));
    }

    public int binary(BinaryOp op, int a, int b) {
        return binary(op, Type.F64, a, b, Overflow.NEVER, Rounding.FLOOR);
    }

    public int binary(BinaryOp op, Type type, int a, int b, Overflow overflow, Rounding rounding) {
        int dst = register();
        add(new Instruction.Binary(dst, op, type, a, b, overflow, rounding, -1));
        return dst;
    }

    public int add(int a, int b) {
        return binary(BinaryOp.ADD, a, b);
    }

    public int sub(int a, int b) {
        return binary(BinaryOp.SUB, a, b);
    }

    public int mul(int a, int b) {
        return binary(BinaryOp.MUL, a, b);
    }

    public int unary(UnaryOp op, Type type, int a) {
        int dst = register();
        add(new Instruction.Unary(dst, op, type, a, Overflow.NEVER, -1));
        return dst;
    }

    public int compare(CompareOp op, Type type, int a, int b) {
        int dst = register();
        add(new Instruction.Compare(dst, op, type, a, b, -1));
        return dst;
    }

    public int select(Type type, int condition, int a, int b) {
        int dst = register();
        add(new Instruction.Select(dst, type, condition, a, b, -1));
        return dst;
    }

    public int convert(Type to, Type from, int src, Rounding rounding, Overflow overflow) {
        int dst = register();
        add(new Instruction.Convert(dst, to, from, src, rounding, overflow, -1));
        return dst;
    }

    public int toDouble(Type from, int src) {
        return convert(Type.F64, from, src, Rounding.FLOOR, Overflow.NEVER);
    }

    public int draw(Distribution distribution, long site, int use, Integer... arguments) {
        int dst = register();
        add(new Instruction.Draw(dst, distribution, Arrays.asList(arguments), site, use, -1));
        return dst;
    }

    public int read(Special special) {
        int dst = register();
        add(new Instruction.Read(dst, special, -1));
        return dst;
    }

    public int mirrored() {
        int dst = register();
        add(new Instruction.Mirrored(dst, -1));
        return dst;
    }

    public int arrived(int out) {
        int dst = register();
        add(new Instruction.Arrived(dst, out, -1));
        return dst;
    }

    public int portSum(int port) {
        return portSum(port, Type.F64);
    }

    public int portSum(int port, Type type) {
        int dst = register();
        add(new Instruction.PortSum(dst, type, port, -1));
        return dst;
    }

    public KernelBuilder deliver(int port, int src) {
        return add(new Instruction.Deliver(port, src, -1));
    }

    public KernelBuilder deliver(int port, Type type, int src) {
        return add(new Instruction.Deliver(port, type, src, -1));
    }

    public int randomBits(Type type, int bits, long site, int use) {
        int dst = register();
        add(new Instruction.RandomBits(dst, (Type.Int) type, bits, site, use, -1));
        return dst;
    }

    public KernelBuilder emit(int event) {
        return add(new Instruction.Emit(event, -1, -1));
    }

    public KernelBuilder emit(int event, int payload) {
        return add(new Instruction.Emit(event, payload, -1));
    }

    public KernelBuilder yield(int src) {
        return add(new Instruction.Yield(0, src, -1));
    }

    public KernelBuilder yield(int index, int src) {
        return add(new Instruction.Yield(index, src, -1));
    }

    /** Runs {@code then} if the condition holds. */
    public KernelBuilder when(int condition, Runnable then) {
        return when(condition, then, () -> {});
    }

    public KernelBuilder when(int condition, Runnable then, Runnable otherwise) {
        Block first = block(then);
        Block second = block(otherwise);
        return add(new Instruction.If(condition, first, second, -1));
    }

    private Block block(Runnable body) {
        blocks.push(new ArrayList<>());
        body.run();
        return new Block(blocks.pop());
    }

    /** A reader of a float64 field. */
    public static Kernel reading(int field) {
        KernelBuilder k = kernel("read." + field);
        return k.yield(k.load(field)).build();
    }

    /** A kernel that sets float64 fields 0, 1, … to constants. */
    public static Kernel setting(double... values) {
        KernelBuilder k = kernel("set");
        for (int f = 0; f < values.length; f++) {
            k.store(f, k.constant(values[f]));
        }
        return k.build();
    }
}
