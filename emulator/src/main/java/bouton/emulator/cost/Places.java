package bouton.emulator.cost;

import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Stage;
import java.util.List;
import java.util.function.Predicate;

/** Which place in the user's text asks for something that costs. */
final class Places {
    private final Image image;

    Places(Image image) {
        this.image = image;
    }

    /** Where a group is declared. */
    int group(int group) {
        return image.hardware().groups().get(group);
    }

    /** The first equation or handler of a population's neurons. */
    int update(int group) {
        List<Handler> handlers = handlers(group);
        int equation = first(
                handlers.stream().filter(h -> h.stage() == Stage.INTEGRATE).toList(), i -> true);
        int any = equation >= 0 ? equation : first(handlers, i -> true);
        return any >= 0 ? any : group(group);
    }

    /** Where neurons emit an event. */
    int emission(int group, int event) {
        int at = first(handlers(group), i -> i instanceof Instruction.Emit e && e.event() == event);
        return at >= 0 ? at : group(group);
    }

    /** Where synapses deliver. */
    int delivery(int projection) {
        int at = first(image.projections().get(projection).handlers(), i -> i instanceof Instruction.Deliver);
        return at >= 0 ? at : image.hardware().projections().get(projection);
    }

    /** A place in a kernel of a projection, or that of the projection if the instruction has none. */
    int learning(int projection, int at) {
        return at >= 0 ? at : image.hardware().projections().get(projection);
    }

    private List<Handler> handlers(int group) {
        return image.groups().get(group) instanceof Population p ? p.handlers() : List.of();
    }

    private static int first(List<Handler> handlers, Predicate<Instruction> wanted) {
        for (Handler handler : handlers) {
            int at = first(handler.kernel().body(), wanted);
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }

    private static int first(Block block, Predicate<Instruction> wanted) {
        for (Instruction instruction : block.instructions()) {
            if (instruction.at() >= 0 && wanted.test(instruction)) {
                return instruction.at();
            }
            if (instruction instanceof Instruction.If branch) {
                int inside = first(branch.then(), wanted);
                inside = inside >= 0 ? inside : first(branch.otherwise(), wanted);
                if (inside >= 0) {
                    return inside;
                }
            }
        }
        return -1;
    }
}
