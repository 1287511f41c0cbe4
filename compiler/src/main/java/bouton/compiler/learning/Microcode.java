package bouton.compiler.learning;

import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Operands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A kernel as the program of a learning engine: one word for each instruction. Constants are part of the word that uses them,
 * and an integer that only becomes wider needs none.
 *
 * @param words of program
 * @param registers values that are alive at once, at most
 */
public record Microcode(int words, int registers) {
    /** Counts a kernel of integers. */
    public static Microcode of(Kernel kernel) {
        List<Instruction> line = new ArrayList<>();
        flatten(kernel.body(), line);
        Map<Integer, Integer> last = new HashMap<>();
        Map<Integer, Integer> alias = new HashMap<>();
        int words = 0;
        for (int i = 0; i < line.size(); i++) {
            Instruction instruction = line.get(i);
            if (instruction instanceof Instruction.Convert c) {
                alias.put(c.dst(), alias.getOrDefault(c.src(), c.src()));
            } else if (!isConstant(instruction)) {
                words++;
            }
            for (int read : Operands.read(instruction)) {
                last.put(alias.getOrDefault(read, read), i);
            }
        }
        return new Microcode(words, alive(line, last, alias));
    }

    private static int alive(List<Instruction> line, Map<Integer, Integer> last, Map<Integer, Integer> alias) {
        int most = 0;
        Map<Integer, Integer> live = new HashMap<>();
        for (int i = 0; i < line.size(); i++) {
            int now = i;
            live.values().removeIf(end -> end <= now);
            int written = Operands.written(line.get(i));
            if (written >= 0 && !isConstant(line.get(i)) && !alias.containsKey(written) && last.containsKey(written)) {
                live.put(written, last.get(written));
            }
            most = Math.max(most, live.size());
        }
        return most;
    }

    private static boolean isConstant(Instruction instruction) {
        return instruction instanceof Instruction.Const || instruction instanceof Instruction.ConstInt;
    }

    private static void flatten(Block block, List<Instruction> line) {
        for (Instruction i : block.instructions()) {
            line.add(i);
            if (i instanceof Instruction.If f) {
                flatten(f.then(), line);
                flatten(f.otherwise(), line);
            }
        }
    }
}
