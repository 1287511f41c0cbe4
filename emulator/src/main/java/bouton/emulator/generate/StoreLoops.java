package bouton.emulator.generate;

import bouton.image.ir.UnaryOp;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Deals the words that a kernel stores out to loops. HotSpot vectorises only loops that it unrolls, and it unrolls short ones
 * only (LoopUnrollLimit, 60 of its nodes): a kernel of three equations in one loop may take three times as long as in three.
 */
final class StoreLoops {
    /** Nodes of a loop, of ours; reads and stores count twice, as HotSpot has a node for their address as well. */
    private static final int MOST = 24;

    private final Flow flow;
    private final Map<Integer, Integer> stores;
    private final Function<List<Integer>, BitSet> needs;

    /** @param needs nodes that a loop for some of the stored fields computes */
    StoreLoops(Flow flow, Map<Integer, Integer> stores, Function<List<Integer>, BitSet> needs) {
        this.flow = flow;
        this.stores = stores;
        this.needs = needs;
    }

    /** The fields of each loop, in the order in which the loops have to run: what one stores, no later one reads. */
    List<List<Integer>> inOrder() {
        List<List<Integer>> loops = new ArrayList<>();
        TreeSet<Integer> left = new TreeSet<>(stores.keySet());
        List<Integer> current = new ArrayList<>();
        while (!left.isEmpty()) {
            int next = left.stream()
                    .filter(field -> left.stream().noneMatch(other -> !other.equals(field) && reads(other, field)))
                    .findFirst()
                    .orElse(-1);
            if (next < 0) {
                // Each reads what another one stores: all in one loop, in which all is read before anything is stored.
                current.addAll(left);
                break;
            }
            left.remove(next);
            List<Integer> longer = new ArrayList<>(current);
            longer.add(next);
            if (!current.isEmpty() && length(longer) > MOST) {
                loops.add(current);
                longer = new ArrayList<>(List.of(next));
            }
            current = longer;
        }
        loops.add(current);
        return loops;
    }

    /** Whether the value stored in one field depends on what was in another. */
    private boolean reads(int stored, int field) {
        return needs.apply(List.of(stored)).stream()
                .anyMatch(n -> flow.node(n) instanceof Node.Column c && c.field() == field);
    }

    private int length(List<Integer> fields) {
        int length = 2 * fields.size();
        for (int n : needs.apply(fields).stream().toArray()) {
            length += switch (flow.node(n)) {
                case Node.Real r -> 0;
                case Node.Column c -> 2;
                case Node.LongColumn c -> 2;
                case Node.PortSum s -> 2;
                case Node.Choice c -> 2;
                case Node.Unary u when u.op() == UnaryOp.EXP || u.op() == UnaryOp.EXPM1 -> 2;
                default -> 1;
            };
        }
        return length;
    }
}
