package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Network;
import bouton.dsl.model.Term;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Ranks of groups: a zero delay between populations puts the target one rank above its source, in the same tick. Stimuli have
 * no rank to wait for.
 */
final class Ranks {
    private final List<Network.GroupDef> groups;
    private final List<Network.ProjectionDef> projections;
    private final boolean needed;
    private final Diagnostics diagnostics;

    Ranks(
            List<Network.GroupDef> groups,
            List<Network.ProjectionDef> projections,
            boolean needed,
            Diagnostics diagnostics) {
        this.groups = groups;
        this.projections = projections;
        this.needed = needed;
        this.diagnostics = diagnostics;
    }

    List<Integer> compute() {
        int[] rank = new int[groups.size()];
        int[] state = new int[groups.size()];
        if (needed) {
            for (int g = 0; g < groups.size(); g++) {
                if (!visit(g, rank, state, new ArrayDeque<>())) {
                    break;
                }
            }
        }
        List<Integer> result = new ArrayList<>();
        for (int r : rank) {
            result.add(r);
        }
        return result;
    }

    private boolean visit(int group, int[] rank, int[] state, Deque<Network.ProjectionDef> way) {
        if (state[group] == 2) {
            return true;
        }
        state[group] = 1;
        int best = 0;
        for (Network.ProjectionDef p : projections) {
            if (p.target() != group || !(groups.get(p.source()) instanceof Network.PopulationDef) || !isZero(p)) {
                continue;
            }
            way.push(p);
            if (state[p.source()] == 1) {
                cycle(p, way);
                return false;
            }
            if (!visit(p.source(), rank, state, way)) {
                return false;
            }
            best = Math.max(best, rank[p.source()] + 1);
            way.pop();
        }
        rank[group] = best;
        state[group] = 2;
        return true;
    }

    /** Delay 0 and no dendritic delay. */
    private static boolean isZero(Network.ProjectionDef p) {
        return p.delay() >= 0
                && p.model().params().get(p.delay()).value() instanceof Term.Constant c
                && c.value() == 0
                && p.dendriticDelay() < 0;
    }

    private void cycle(Network.ProjectionDef last, Deque<Network.ProjectionDef> way) {
        List<String> names = new ArrayList<>();
        Diagnostic.Builder builder = Diagnostic.of(Code.O010, last.span(), "projections with delay 0 form a circle");
        for (Network.ProjectionDef p : way) {
            names.add(groups.get(p.source()).name());
            if (p != last) {
                builder.also(p.span(), "delay 0");
            }
            if (p.source() == last.source() && p != last) {
                break;
            }
        }
        names.add(groups.get(last.target()).name());
        builder.note("in one tick each would have to wait for the other: " + String.join(" -> ", names))
                .help("give one of them a delay of at least one tick");
        diagnostics.add(builder);
    }
}
