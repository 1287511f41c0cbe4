package bouton.emulator.interpret;

import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Code words, constants and integer units of a program in the making. */
final class CodeBuilder {
    private long[] words = new long[16];
    private int size;
    private final double[] doubles;
    private final long[] longs;
    private double[] doublePool = new double[0];
    private long[] longPool = new long[0];
    private final List<IntegerUnit> units = new ArrayList<>();
    // Constants by register: how many instructions write it.
    private final int[] constants;

    CodeBuilder(Kernel kernel) {
        doubles = new double[kernel.registers()];
        longs = new long[kernel.registers()];
        constants = new int[kernel.registers()];
        countConstants(kernel.body());
    }

    // Two paths may set one register to different constants; only the others can be set at linking.
    private void countConstants(Block block) {
        for (Instruction instruction : block.instructions()) {
            switch (instruction) {
                case Instruction.Const c -> constants[c.dst()]++;
                case Instruction.ConstInt c -> constants[c.dst()]++;
                case Instruction.If i -> {
                    countConstants(i.then());
                    countConstants(i.otherwise());
                }
                default -> {
                    int dst = destination(instruction);
                    if (dst >= 0) {
                        constants[dst]++;
                    }
                }
            }
        }
    }

    private static int destination(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Load i -> i.dst();
            case Instruction.Binary i -> i.dst();
            case Instruction.Unary i -> i.dst();
            case Instruction.Compare i -> i.dst();
            case Instruction.Select i -> i.dst();
            case Instruction.Convert i -> i.dst();
            case Instruction.Clamp i -> i.dst();
            case Instruction.TableAt i -> i.dst();
            case Instruction.Draw i -> i.dst();
            case Instruction.Read i -> i.dst();
            case Instruction.Arrived i -> i.dst();
            case Instruction.PortSum i -> i.dst();
            default -> -1;
        };
    }

    void constant(int register, double value) {
        if (constants[register] == 1) {
            doubles[register] = value;
            return;
        }
        emit(Op.CONST_D, register, doublePool.length, 0);
        doublePool = Arrays.copyOf(doublePool, doublePool.length + 1);
        doublePool[doublePool.length - 1] = value;
    }

    void constant(int register, long value) {
        if (constants[register] == 1) {
            longs[register] = value;
            return;
        }
        emit(Op.CONST_L, register, longPool.length, 0);
        longPool = Arrays.copyOf(longPool, longPool.length + 1);
        longPool[longPool.length - 1] = value;
    }

    void emit(int op, int a, int b, int c) {
        int place = reserve();
        words[place] = Op.word(op, a, b, c);
    }

    /** Leaves room for a word that {@link #patch} writes later. */
    int reserve() {
        if (size == words.length) {
            words = Arrays.copyOf(words, 2 * size);
        }
        return size++;
    }

    void patch(int place, int op, int a, int b, int c) {
        words[place] = Op.word(op, a, b, c);
    }

    int size() {
        return size;
    }

    int unit(IntegerUnit unit) {
        units.add(unit);
        return units.size() - 1;
    }

    long[] words() {
        return Arrays.copyOf(words, size);
    }

    double[] doubles() {
        return doubles;
    }

    long[] longs() {
        return longs;
    }

    double[] doublePool() {
        return doublePool;
    }

    long[] longPool() {
        return longPool;
    }

    IntegerUnit[] units() {
        return units.toArray(new IntegerUnit[0]);
    }
}
