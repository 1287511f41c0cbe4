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
 * @param number it needs to know the number of the instance
 * @param changes it stores, delivers, emits, keeps a value or defers
 * @param loads fields of the instance that it loads
 * @param stores fields of the instance that it stores
 * @param integrates it has an adaptive integration
 * @param delivers it delivers
 * @param ports the ports that it delivers to
 * @param redelivers it may deliver to one port twice
 * @param pre it reads what its source has or sends
 * @param rows it reads words that the synapses of a source share
 * @param mirrors it reads words of opposite synapses
 * @param arrived the sent values it reads as they arrive
 */
public record KernelUse(
        boolean source,
        boolean number,
        boolean changes,
        BitSet loads,
        BitSet stores,
        boolean integrates,
        boolean delivers,
        BitSet ports,
        boolean redelivers,
        boolean pre,
        boolean rows,
        boolean mirrors,
        BitSet arrived) {

    public static KernelUse of(Kernel kernel) {
        Scan scan = new Scan();
        scan.block(kernel.body());
        boolean redelivers = scan.ports.stream().anyMatch(port -> deliveries(kernel.body(), port) > 1);
        return new KernelUse(
                scan.source,
                scan.number,
                scan.changes,
                scan.loads,
                scan.stores,
                scan.integrates,
                !scan.ports.isEmpty(),
                scan.ports,
                redelivers,
                scan.pre,
                scan.rows,
                scan.mirrors,
                scan.arrived);
    }

    /** The most deliveries to a port on any path. */
    private static int deliveries(Block block, int port) {
        int count = 0;
        for (Instruction instruction : block.instructions()) {
            if (instruction instanceof Instruction.Deliver d && d.port() == port) {
                count++;
            } else if (instruction instanceof Instruction.If branch) {
                count += Math.max(deliveries(branch.then(), port), deliveries(branch.otherwise(), port));
            }
        }
        return count;
    }

    private static boolean isOfSource(Word.Space space) {
        return switch (space) {
            case PRE, ROW -> true;
            case SELF, POST, COLUMN -> false;
        };
    }

    private static final class Scan {
        boolean source;
        boolean number;
        boolean changes;
        boolean integrates;
        boolean pre;
        boolean rows;
        boolean mirrors;
        final BitSet loads = new BitSet();
        final BitSet stores = new BitSet();
        final BitSet ports = new BitSet();
        final BitSet arrived = new BitSet();

        void block(Block block) {
            for (Instruction instruction : block.instructions()) {
                instruction(instruction);
            }
        }

        private void instruction(Instruction instruction) {
            switch (instruction) {
                case Instruction.Load load -> {
                    source |= isOfSource(load.word().space());
                    pre |= load.word().space() == Word.Space.PRE;
                    rows |= load.word().space() == Word.Space.ROW;
                    if (load.word().space() == Word.Space.SELF) {
                        loads.set(load.word().field());
                    }
                }
                case Instruction.Store store -> {
                    changes = true;
                    stores.set(store.word().field());
                }
                case Instruction.Read read -> {
                    source |= read.special() == Special.PRE_INDEX;
                    number |= read.special() == Special.SELF_INDEX;
                }
                case Instruction.Arrived value -> {
                    source = true;
                    pre = true;
                    arrived.set(value.out());
                }
                case Instruction.Deliver d -> {
                    changes = true;
                    ports.set(d.port());
                }
                case Instruction.Emit e -> changes = true;
                case Instruction.Defer d -> changes = true;
                case Instruction.Remember r -> changes = true;
                case Instruction.Recall r -> {}
                case Instruction.If branch -> {
                    block(branch.then());
                    block(branch.otherwise());
                }
                case Instruction.Adaptive adaptive -> {
                    changes = true;
                    integrates = true;
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
                case Instruction.Draw d -> number = true;
                case Instruction.RandomBits b -> number = true;
                case Instruction.PortSum p -> {}
                case Instruction.ReadGlobal g -> {}
                case Instruction.Mirrored m -> {
                    source = true;
                    mirrors = true;
                }
                case Instruction.Propagator p -> {}
                case Instruction.Yield y -> {}
            }
        }
    }
}
