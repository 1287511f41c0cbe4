package bouton.compiler.machine;

import bouton.compiler.machine.Lowerer.Resident;
import bouton.compiler.machine.Lowerer.Wired;
import bouton.dsl.chip.Core;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Network;
import bouton.dsl.model.Network.PopulationDef;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of synapses: that of a neuron has the neuron's number; members of stimuli take rows that are left. Where no neuron sends to
 * another, all are.
 */
final class Rows {
    private final boolean closed;
    private final Map<Integer, int[]> rows;
    private final int used;

    private Rows(boolean closed, Map<Integer, int[]> rows, int used) {
        this.closed = closed;
        this.rows = rows;
        this.used = used;
    }

    static Rows of(
            Network network, Map<Integer, Resident> residents, List<Wired> wired, Core core, Diagnostics diagnostics) {
        boolean closed = wired.stream()
                .anyMatch(w -> residents.containsKey(w.projection().source()));
        BitSet taken = new BitSet();
        Map<Integer, int[]> rows = new HashMap<>();
        for (Resident r : residents.values()) {
            int[] own = new int[r.population().size()];
            for (int m = 0; m < own.length; m++) {
                own[m] = r.first() + m;
                taken.set(own[m], closed);
            }
            rows.put(r.group(), own);
        }
        int next = 0;
        int wanted = taken.cardinality();
        for (Wired w : wired) {
            int source = w.projection().source();
            if (w.direct() || rows.containsKey(source)) {
                continue;
            }
            int[] own = new int[network.groups().get(source).size()];
            for (int m = 0; m < own.length; m++) {
                next = taken.nextClearBit(next);
                own[m] = next;
                taken.set(next);
            }
            wanted += own.length;
            rows.put(source, own);
        }
        if (core.axons() != Core.UNLIMITED && wanted > core.axons()) {
            diagnostics.add(Diagnostic.of(
                            Code.F202,
                            network.span(),
                            "synapses leave %,d sources, and there are %,d rows of them"
                                    .formatted(wanted, core.axons()))
                    .note(
                            closed
                                    ? "neurons send to neurons, so each of the "
                                            + residents.values().stream()
                                                    .map(Resident::population)
                                                    .mapToInt(PopulationDef::size)
                                                    .sum()
                                            + " neurons has a row of its own"
                                    : "each member of a stimulus takes one"));
        }
        return new Rows(closed, rows, wanted);
    }

    /** Whether neurons send to neurons. */
    boolean closed() {
        return closed;
    }

    int row(int group, int member) {
        return java.util.Objects.requireNonNull(rows.get(group))[member];
    }

    /** Rows of the members of a group; -1 for those that have none. */
    int[] of(int group, int size) {
        int[] known = rows.get(group);
        if (known != null) {
            return known.clone();
        }
        int[] none = new int[size];
        java.util.Arrays.fill(none, -1);
        return none;
    }

    int used() {
        return used;
    }
}
