package bouton.emulator.interpret;

import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Special;
import bouton.image.ir.Word;
import java.util.BitSet;

/**
 * What a kernel reads and does, its derivatives and crossings included.
 *
 * @param source it needs to know the synapse's source
 * @param changes it stores, delivers or emits
 * @param delivers it delivers to ports
 * @param arrived the sent values it reads as they arrive
 */
public record KernelUse(boolean source, boolean changes, boolean delivers, BitSet arrived) {

    public static KernelUse of(Kernel kernel) {
        Scan scan = new Scan();
        scan.block(kernel.body());
        return new KernelUse(scan.source, scan.changes, scan.delivers, scan.arrived);
    }

    private static final class Scan {
        boolean source;
        boolean changes;
        boolean delivers;
        final BitSet arrived = new BitSet();

        void block(Block block) {
            for (Instruction instruction : block.instructions()) {
                instruction(instruction);
            }
        }

        private void instruction(Instruction instruction) {
            switch (instruction) {
                case Instruction.Load load -> source |= load.word().space() == Word.Space.PRE;
                case Instruction.Store store -> {
                    source |= store.word().space() == Word.Space.PRE;
                    changes = true;
                }
                case Instruction.Read read -> source |= read.special() == Special.PRE_INDEX;
                case Instruction.Arrived value -> {
                    source = true;
                    arrived.set(value.out());
                }
                case Instruction.Deliver d -> {
                    changes = true;
                    delivers = true;
                }
                case Instruction.Emit e -> changes = true;
                case Instruction.If branch -> {
                    block(branch.then());
                    block(branch.otherwise());
                }
                case Instruction.Adaptive adaptive -> {
                    changes = true;
                    block(adaptive.derivative().body());
                    for (Instruction.Crossing crossing : adaptive.crossings()) {
                        block(crossing.margin().body());
                        block(crossing.body().body());
                    }
                }
                case Instruction.Const c -> {}
                case Instruction.ConstInt c -> {}
                case Instruction.Binary b -> {}
                case Instruction.Unary u -> {}
                case Instruction.Compare c -> {}
                case Instruction.Select s -> {}
                case Instruction.Convert c -> {}
                case Instruction.Clamp c -> {}
                case Instruction.TableAt t -> {}
                case Instruction.Draw d -> {}
                case Instruction.PortSum p -> {}
                case Instruction.Propagator p -> {}
                case Instruction.Yield y -> {}
            }
        }
    }
}
