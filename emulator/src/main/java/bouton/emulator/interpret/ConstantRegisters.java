package bouton.emulator.interpret;

import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Operands;
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
                    int dst = Operands.written(instruction);
                    if (dst >= 0) {
                        writers[dst]++;
                    }
                }
            }
        }
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
