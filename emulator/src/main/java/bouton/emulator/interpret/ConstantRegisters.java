package bouton.emulator.interpret;

import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import java.util.Arrays;

/**
 * Registers that hold the same constant in every run: they are set once, at linking. One that two paths set, to different
 * constants perhaps, is set as the program runs.
 */
final class ConstantRegisters {
    // How many instructions write a register.
    private final int[] writers;

    private ConstantRegisters(int registers) {
        writers = new int[registers];
    }

    static ConstantRegisters of(Kernel kernel) {
        ConstantRegisters constants = new ConstantRegisters(kernel.registers());
        constants.count(kernel.body());
        return constants;
    }

    private void count(Block block) {
        for (Instruction instruction : block.instructions()) {
            switch (instruction) {
                case Instruction.If i -> {
                    count(i.then());
                    count(i.otherwise());
                }
                case Instruction.Propagator i -> i.dst().forEach(dst -> writers[dst]++);
                default -> {
                    int dst = destination(instruction);
                    if (dst >= 0) {
                        writers[dst]++;
                    }
                }
            }
        }
    }

    private static int destination(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Const i -> i.dst();
            case Instruction.ConstInt i -> i.dst();
            case Instruction.Load i -> i.dst();
            case Instruction.Binary i -> i.dst();
            case Instruction.Unary i -> i.dst();
            case Instruction.Compare i -> i.dst();
            case Instruction.Select i -> i.dst();
            case Instruction.Convert i -> i.dst();
            case Instruction.Clamp i -> i.dst();
            case Instruction.TableAt i -> i.dst();
            case Instruction.Draw i -> i.dst();
            case Instruction.RandomBits i -> i.dst();
            case Instruction.Read i -> i.dst();
            case Instruction.Arrived i -> i.dst();
            case Instruction.ReadGlobal i -> i.dst();
            case Instruction.Mirrored i -> i.dst();
            case Instruction.PortSum i -> i.dst();
            case Instruction.Recall i -> i.dst();
            case Instruction.Remember i -> -1;
            case Instruction.Defer i -> -1;
            case Instruction.Store i -> -1;
            case Instruction.Deliver i -> -1;
            case Instruction.Emit i -> -1;
            case Instruction.If i -> -1;
            case Instruction.Propagator i -> -1;
            case Instruction.Adaptive i -> -1;
            case Instruction.Yield i -> -1;
        };
    }

    /** Sets the register of a constant, if only this instruction writes it. */
    boolean setAtLinking(Instruction instruction, Registers registers) {
        if (instruction instanceof Instruction.Const c && writers[c.dst()] == 1) {
            Arrays.fill(registers.doubles(c.dst()), c.value());
            return true;
        }
        if (instruction instanceof Instruction.ConstInt c && writers[c.dst()] == 1) {
            Arrays.fill(registers.longs(c.dst()), c.value());
            return true;
        }
        return false;
    }
}
