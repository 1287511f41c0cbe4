package bouton.compiler.kernel;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.Block;
import bouton.image.ir.CompareOp;
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
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes one kernel. Every value gets a register of its own; what has been loaded or is constant is not fetched twice, as
 * long as nothing has changed it. Numbers are float64 unless a method says otherwise.
 */
public final class KernelWriter {
    /** A block being written, with what its registers are known to hold. */
    private static final class Open {
        final List<Instruction> instructions = new ArrayList<>();
        final Map<Object, Integer> known;
        final Set<Word> stored = new HashSet<>();

        Open(Map<Object, Integer> known) {
            this.known = known;
        }
    }

    private record ConstKey(long bits) {}

    private record IntKey(Type.Int type, long value) {}

    private record PortKey(int port) {}

    private record ArrivedKey(int out) {}

    private record LineKey(int line) {}

    private record GlobalKey(int cell) {}

    private enum MirrorKey {
        ONLY
    }

    private final Deque<Open> blocks = new ArrayDeque<>();
    private int registers;
    private int at = -1;

    public KernelWriter() {
        blocks.push(new Open(new HashMap<>()));
    }

    /** Place in the text of the instructions that follow; index into the image's origins, -1 for none. */
    public void at(int origin) {
        at = origin;
    }

    public int at() {
        return at;
    }

    /** A register that the caller presets or fills by an instruction of its own. */
    public int register() {
        return registers++;
    }

    public void add(Instruction instruction) {
        top().instructions.add(instruction);
    }

    /** The finished kernel. */
    public Kernel finish(String name) {
        if (blocks.size() != 1) {
            throw new IllegalStateException("a block is still open");
        }
        return new Kernel(name, registers, new Block(top().instructions));
    }

    private Open top() {
        return blocks.getFirst();
    }

    // ---- values

    public int constant(double value) {
        return known(new ConstKey(Double.doubleToRawLongBits(value)), () -> {
            int dst = register();
            add(new Instruction.Const(dst, value, at));
            return dst;
        });
    }

    public int integer(long value) {
        return known(new IntKey((Type.Int) Type.I64, value), () -> {
            int dst = register();
            add(new Instruction.ConstInt(dst, (Type.Int) Type.I64, value, at));
            return dst;
        });
    }

    /** An integer of this type. */
    public int integer(Type.Int type, long value) {
        return known(new IntKey(type, value), () -> {
            int dst = register();
            add(new Instruction.ConstInt(dst, type, value, at));
            return dst;
        });
    }

    public int truth(boolean value) {
        int one = constant(1);
        return known(value, () -> compare(value ? CompareOp.EQ : CompareOp.NE, one, one));
    }

    private interface Maker {
        int make();
    }

    private int known(Object key, Maker maker) {
        Integer before = top().known.get(key);
        if (before != null) {
            return before;
        }
        int made = maker.make();
        top().known.put(key, made);
        return made;
    }

    public int load(Word word) {
        return load(word, Type.F64);
    }

    public int load(Word word, Type type) {
        return known(word, () -> {
            int dst = register();
            add(new Instruction.Load(dst, type, word, at));
            return dst;
        });
    }

    public int read(Special special) {
        return known(special, () -> {
            int dst = register();
            add(new Instruction.Read(dst, special, at));
            return dst;
        });
    }

    /** The sum at a port of this neuron. */
    public int port(int port) {
        return port(port, Type.F64);
    }

    /** The sum at a port of this type. */
    public int port(int port, Type type) {
        return known(new PortKey(port), () -> {
            int dst = register();
            add(new Instruction.PortSum(dst, type, port, at));
            return dst;
        });
    }

    /** What a delay line of this neuron kept its lag ago. */
    public int recall(int line) {
        return known(new LineKey(line), () -> {
            int dst = register();
            add(new Instruction.Recall(dst, line, at));
            return dst;
        });
    }

    /** A value of the whole network. */
    public int global(int cell) {
        return known(new GlobalKey(cell), () -> {
            int dst = register();
            add(new Instruction.ReadGlobal(dst, cell, at));
            return dst;
        });
    }

    /** The word of the opposite synapse. */
    public int mirrored() {
        return known(MirrorKey.ONLY, () -> {
            int dst = register();
            add(new Instruction.Mirrored(dst, at));
            return dst;
        });
    }

    /** The source's sent value as it has arrived. */
    public int arrived(int out) {
        return known(new ArrivedKey(out), () -> {
            int dst = register();
            add(new Instruction.Arrived(dst, out, at));
            return dst;
        });
    }

    /** An engine value that is an integer, as a float64. */
    public int readNumber(Special special) {
        int value = read(special);
        return special.type().equals(Type.F64) ? value : toNumber(value, special.type());
    }

    /** The value as another type; the same register where that is its own. */
    public int convert(int src, Type to, Type from, Rounding rounding, Overflow overflow) {
        if (to.equals(from)) {
            return src;
        }
        int dst = register();
        add(new Instruction.Convert(dst, to, from, src, rounding, overflow, at));
        return dst;
    }

    /** The value as another type that is known to hold it. */
    public int convert(int src, Type to, Type from) {
        return convert(src, to, from, Rounding.EXACT, Overflow.NEVER);
    }

    public int toNumber(int src, Type from) {
        int dst = register();
        add(new Instruction.Convert(dst, Type.F64, from, src, Rounding.EXACT, Overflow.NEVER, at));
        return dst;
    }

    /** A float64 rounded to an integer of 64 bits, kept inside its range. */
    public int toInteger(int src, Rounding rounding) {
        int dst = register();
        add(new Instruction.Convert(dst, Type.I64, Type.F64, src, rounding, Overflow.SATURATE, at));
        return dst;
    }

    public int binary(BinaryOp op, int a, int b) {
        return binary(op, Type.F64, a, b);
    }

    public int binary(BinaryOp op, Type type, int a, int b) {
        int dst = register();
        add(new Instruction.Binary(dst, op, type, a, b, Overflow.NEVER, Rounding.EXACT, at));
        return dst;
    }

    public int plus(int a, int b) {
        return binary(BinaryOp.ADD, a, b);
    }

    public int minus(int a, int b) {
        return binary(BinaryOp.SUB, a, b);
    }

    public int times(int a, int b) {
        return binary(BinaryOp.MUL, a, b);
    }

    public int over(int a, int b) {
        return binary(BinaryOp.DIV, a, b);
    }

    public int unary(UnaryOp op, int a) {
        return unary(op, Type.F64, a);
    }

    public int unary(UnaryOp op, Type type, int a) {
        int dst = register();
        add(new Instruction.Unary(dst, op, type, a, Overflow.NEVER, at));
        return dst;
    }

    public int compare(CompareOp op, int a, int b) {
        return compare(op, Type.F64, a, b);
    }

    public int compare(CompareOp op, Type type, int a, int b) {
        int dst = register();
        add(new Instruction.Compare(dst, op, type, a, b, at));
        return dst;
    }

    public int and(int a, int b) {
        return binary(BinaryOp.AND, Type.BOOL, a, b);
    }

    public int not(int a) {
        return unary(UnaryOp.NOT, Type.BOOL, a);
    }

    public int select(int condition, int a, int b) {
        return select(Type.F64, condition, a, b);
    }

    public int select(Type type, int condition, int a, int b) {
        int dst = register();
        add(new Instruction.Select(dst, type, condition, a, b, at));
        return dst;
    }

    // ---- effects

    public void store(Word word, int src) {
        store(word, Type.F64, src, false);
    }

    public void store(Word word, Type type, int src, boolean plastic) {
        Overflow overflow = type instanceof Type.Int ? Overflow.SATURATE : Overflow.NEVER;
        add(new Instruction.Store(word, type, src, overflow, plastic, at));
        Open open = top();
        open.stored.add(word);
        if (plastic || type instanceof Type.Int) {
            // What is stored may differ from the register: learning is off, or the word is narrower.
            open.known.remove(word);
        } else {
            open.known.put(word, src);
        }
    }

    /** Forgets what the words hold: something else may have changed any of them. */
    public void forgetWords() {
        for (Object key : List.copyOf(top().known.keySet())) {
            if (key instanceof Word word) {
                top().known.remove(word);
                top().stored.add(word);
            }
        }
    }

    public void yield(int index, int src) {
        add(new Instruction.Yield(index, src, at));
    }

    public void ifThen(int condition, Runnable then) {
        ifElse(condition, then, () -> {});
    }

    public void ifElse(int condition, Runnable then, Runnable otherwise) {
        Open first = block(then);
        Open second = block(otherwise);
        Open outer = top();
        outer.instructions.add(
                new Instruction.If(condition, new Block(first.instructions), new Block(second.instructions), at));
        for (Open inner : List.of(first, second)) {
            outer.stored.addAll(inner.stored);
            outer.known.keySet().removeAll(inner.stored);
        }
    }

    private Open block(Runnable body) {
        blocks.push(new Open(new HashMap<>(top().known)));
        body.run();
        return blocks.pop();
    }
}
