package bouton.emulator.cost;

import bouton.emulator.interpret.KernelUse;
import bouton.image.chip.CoreKind;
import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.net.Handler;
import bouton.image.net.Per;
import bouton.image.net.Projection;
import bouton.image.net.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A handler of synapses that changes words of theirs, or of what they share, as a learning program: what it executes each time.
 *
 * @param words executed, by the place in the user's text; both sides of a branch count, as words that are passed over do
 */
record Learner(Trigger trigger, Per per, Map<Integer, Integer> words) {
    /** The handlers of a projection that learn. */
    static List<Learner> of(Projection projection) {
        List<Learner> result = new ArrayList<>();
        for (Handler handler : projection.handlers()) {
            boolean learns = handler.per() != Per.INSTANCE
                    || !KernelUse.of(handler.kernel()).stores().isEmpty();
            if (learns) {
                Map<Integer, Integer> words = new TreeMap<>();
                count(handler.kernel().body(), words);
                result.add(new Learner(handler.trigger(), handler.per(), words));
            }
        }
        return List.copyOf(result);
    }

    /** Constants are parts of the words that use them, and a delivery is that of the synapse. */
    private static void count(Block block, Map<Integer, Integer> words) {
        for (Instruction instruction : block.instructions()) {
            switch (instruction) {
                case Instruction.Const c -> {}
                case Instruction.ConstInt c -> {}
                case Instruction.Deliver d -> {}
                case Instruction.If branch -> {
                    words.merge(branch.at(), 1, Integer::sum);
                    count(branch.then(), words);
                    count(branch.otherwise(), words);
                }
                default -> words.merge(instruction.at(), 1, Integer::sum);
            }
        }
    }

    /** Words of a run. */
    int length() {
        return words.values().stream().mapToInt(w -> w).sum();
    }

    /** Whether each run reads and writes back one synapse. */
    boolean accesses() {
        return per == Per.INSTANCE;
    }

    /** Time of a run on a core. */
    long time(CoreKind kind) {
        return length() * kind.word().time() + (accesses() ? kind.access().time() : 0);
    }
}
