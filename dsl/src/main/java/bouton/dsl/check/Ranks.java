package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Network;
import bouton.dsl.model.Term;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Ranks of groups: a zero delay between populations puts the target one rank above its source, in the same tick. Stimuli have
 * no rank to wait for.
 */
final class Ranks {
    private final List<Network.GroupDef> groups;
    private final List<List<Network.ProjectionDef>> outgoing = new ArrayList<>();
    private final List<List<Network.ProjectionDef>> incoming = new ArrayList<>();
    private final Diagnostics diagnostics;

    /** @param needed whether the order delivers before thresholds; otherwise no delay needs a rank */
    Ranks(
            List<Network.GroupDef> groups,
            List<Network.ProjectionDef> projections,
            boolean needed,
            Diagnostics diagnostics) {
        this.groups = groups;
        this.diagnostics = diagnostics;
        for (int g = 0; g < groups.size(); g++) {
            outgoing.add(new ArrayList<>());
            incoming.add(new ArrayList<>());
        }
        for (Network.ProjectionDef p : projections) {
            if (needed && groups.get(p.source()) instanceof Network.PopulationDef && isZero(p) && !isInTurn(p)) {
                outgoing.get(p.source()).add(p);
                incoming.get(p.target()).add(p);
            }
        }
    }

    /** A rank for each group; all groups behind a circle, which is reported, keep a rank that means nothing. */
    List<Integer> compute() {
        int[] rank = new int[groups.size()];
        int[] waiting = new int[groups.size()];
        Deque<Integer> ready = new ArrayDeque<>();
        for (int g = 0; g < waiting.length; g++) {
            waiting[g] = incoming.get(g).size();
            if (waiting[g] == 0) {
                ready.add(g);
            }
        }
        while (!ready.isEmpty()) {
            int g = ready.remove();
            for (Network.ProjectionDef p : outgoing.get(g)) {
                rank[p.target()] = Math.max(rank[p.target()], rank[g] + 1);
                if (--waiting[p.target()] == 0) {
                    ready.add(p.target());
                }
            }
        }
        for (int g = 0; g < waiting.length; g++) {
            if (waiting[g] > 0) {
                report(circle(g, waiting));
                break;
            }
        }
        return Arrays.stream(rank).boxed().toList();
    }

    /** A population that is updated neuron by neuron sees its own newest values, without a rank. */
    private boolean isInTurn(Network.ProjectionDef p) {
        return p.source() == p.target()
                && groups.get(p.source()) instanceof Network.PopulationDef population
                && population.update() != Network.Update.PARALLEL
                && p.model().handlers().stream()
                        .noneMatch(h -> h.trigger() instanceof bouton.dsl.model.Model.TriggerDef.OnEnd e
                                && e.side() == bouton.dsl.model.Model.Side.PRE
                                && Terms.delivers(h.body()));
    }

    /** Delay 0 and no dendritic delay. */
    private static boolean isZero(Network.ProjectionDef p) {
        return p.delay() >= 0
                && p.model().params().get(p.delay()).value() instanceof Term.Constant c
                && c.value() == 0
                && p.dendriticDelay() < 0;
    }

    /** Going back along projections that still wait, from any group that waits, ends in a circle. */
    private List<Network.ProjectionDef> circle(int start, int[] waiting) {
        List<Network.ProjectionDef> way = new ArrayList<>();
        int[] seenAt = new int[groups.size()];
        Arrays.fill(seenAt, -1);
        int g = start;
        while (seenAt[g] < 0) {
            seenAt[g] = way.size();
            Network.ProjectionDef back = incoming.get(g).stream()
                    .filter(p -> waiting[p.source()] > 0)
                    .findFirst()
                    .orElseThrow();
            way.add(back);
            g = back.source();
        }
        List<Network.ProjectionDef> circle = new ArrayList<>(way.subList(seenAt[g], way.size()));
        Collections.reverse(circle);
        return circle;
    }

    private void report(List<Network.ProjectionDef> circle) {
        Network.ProjectionDef first = circle.getFirst();
        String names = circle.stream().map(p -> groups.get(p.source()).name()).collect(Collectors.joining(" -> "));
        Diagnostic.Builder builder = Diagnostic.of(Code.O010, first.span(), "projections with delay 0 form a circle")
                .label("delay 0");
        circle.stream().skip(1).forEach(p -> builder.also(p.span(), "delay 0"));
        builder.note("in one tick each would have to wait for the other: " + names + " -> "
                        + groups.get(first.source()).name())
                .help("give one of them a delay of at least one tick");
        diagnostics.add(builder);
    }
}
