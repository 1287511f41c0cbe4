package bouton.compiler.place;

import bouton.dsl.chip.Chip;
import bouton.dsl.chip.Core;
import bouton.image.ir.Block;
import bouton.image.ir.Instruction;
import bouton.image.net.Field;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import bouton.image.net.Shared;
import bouton.image.net.Trigger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is the same for all neurons of a population: their words, the traces of their synapses, delays. */
final class NeuronLimits {
    private final Image image;
    private final Chip chip;
    private final Set<Integer> hosted;
    private final Complaints complaints;
    private final Map<Core, Set<Integer>> refused = new HashMap<>();

    NeuronLimits(Image image, Chip chip, Set<Integer> hosted, Complaints complaints) {
        this.image = image;
        this.chip = chip;
        this.hosted = hosted;
        this.complaints = complaints;
    }

    /** Finds out which kinds of cores can hold which populations, and reports those that none can; what cannot be known. */
    List<String> check() {
        List<String> unchecked = new ArrayList<>();
        for (int g = 0; g < image.groups().size(); g++) {
            if (image.groups().get(g) instanceof Population p && !hosted.contains(g)) {
                population(g, p);
            }
        }
        for (Projection p : image.projections()) {
            if (p.delay().field() >= 0) {
                unchecked.add("delays of `" + p.name()
                        + "` differ from synapse to synapse, and are not held against what the" + " chip can delay");
            }
        }
        return unchecked;
    }

    /** Whether a kind of core can hold neurons of a population. */
    boolean accepts(Core kind, int group) {
        return !refused.getOrDefault(kind, Set.of()).contains(group);
    }

    private void population(int group, Population population) {
        List<Runnable> reasons = new ArrayList<>();
        for (Core kind : chip.cores()) {
            List<Runnable> own = reasons(kind, group, population);
            if (!own.isEmpty()) {
                refused.computeIfAbsent(kind, k -> new HashSet<>()).add(group);
                reasons = own;
            }
        }
        boolean nowhere = chip.cores().stream().noneMatch(kind -> accepts(kind, group));
        if (nowhere) {
            reasons.forEach(Runnable::run);
        }
    }

    private List<Runnable> reasons(Core kind, int group, Population population) {
        List<Runnable> reasons = new ArrayList<>();
        int states = stateWords(population);
        if (states > kind.stateWords()) {
            reasons.add(() -> complaints.stateWords(group, states, kind.stateWords()));
        }
        int parameters = population.fields().size() + population.ports().size() - states;
        if (parameters > kind.parameterWords()) {
            reasons.add(() -> complaints.parameterWords(group, parameters, kind.parameterWords()));
        }
        for (int i = 0; i < image.projections().size(); i++) {
            Projection p = image.projections().get(i);
            if (p.target() == group) {
                traces(i, p, kind, reasons);
                delays(i, p, kind, reasons);
            }
        }
        return reasons;
    }

    /** Words that change in a run: states, timers, and the sums of the ports. */
    static int stateWords(Population population) {
        BitSet stored = new BitSet();
        for (int f = 0; f < population.fields().size(); f++) {
            Field.Kind kind = population.fields().get(f).kind();
            stored.set(f, kind == Field.Kind.STATE || kind == Field.Kind.TRACE || kind == Field.Kind.WEIGHT);
        }
        population.handlers().forEach(h -> stores(h.kernel().body(), stored));
        return stored.cardinality() + population.ports().size();
    }

    private static void stores(Block block, BitSet stored) {
        for (Instruction instruction : block.instructions()) {
            switch (instruction) {
                case Instruction.Store store -> stored.set(store.word().field());
                case Instruction.If branch -> {
                    stores(branch.then(), stored);
                    stores(branch.otherwise(), stored);
                }
                default -> {}
            }
        }
    }

    private void traces(int i, Projection p, Core kind, List<Runnable> reasons) {
        int pre = traces(p.rows());
        int post = traces(p.columns());
        if (pre > kind.traces().pre()) {
            reasons.add(() -> complaints.traces(i, "pre", pre, kind.traces().pre()));
        }
        if (post > kind.traces().post()) {
            reasons.add(() -> complaints.traces(i, "post", post, kind.traces().post()));
        }
    }

    private static int traces(List<Shared> words) {
        return (int) words.stream()
                .filter(w -> w.field().kind() == Field.Kind.TRACE || w.field().kind() == Field.Kind.STATE)
                .count();
    }

    private void delays(int i, Projection p, Core kind, List<Runnable> reasons) {
        int longest = 0;
        int shortest = Integer.MAX_VALUE;
        for (Handler h : p.handlers()) {
            if (h.trigger() instanceof Trigger.PreEvent(int event, Lag lag) && lag.field() < 0) {
                longest = Math.max(longest, lag.ticks());
                shortest = Math.min(shortest, lag.ticks());
            }
        }
        if (p.deliverLag().field() < 0) {
            longest = Math.max(longest, p.deliverLag().ticks());
        }
        // The host sends when it wants to.
        boolean fromHost = !(image.groups().get(p.source()) instanceof Population) || hosted.contains(p.source());
        int least = fromHost ? 0 : kind.delay().min();
        if (longest > kind.delay().max()) {
            int ticks = longest;
            reasons.add(() -> complaints.delay(i, ticks, kind.delay()));
        } else if (shortest < least) {
            int ticks = shortest;
            reasons.add(() -> complaints.delay(i, ticks, kind.delay()));
        }
    }
}
