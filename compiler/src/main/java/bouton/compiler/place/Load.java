package bouton.compiler.place;

import bouton.dsl.chip.Chip;
import bouton.dsl.chip.Core;
import bouton.dsl.chip.Synapses;
import bouton.image.chip.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** What a core holds so far. */
final class Load {
    private final Chip.Site site;
    private final Core core;
    private final BitSet axons = new BitSet();
    private final List<Slice> slices = new ArrayList<>();
    private int axonCount;
    private int neurons;
    private long bits;
    private int[] added = new int[64];

    Load(Chip.Site site) {
        this.site = site;
        this.core = site.kind();
    }

    /** What a neuron needs of a core. */
    interface Need {
        /** Sources, as often as they have synapses, by number among all. */
        int[] sources(int neuron);

        /** How many of them there are. */
        int count(int neuron);

        /** Bits that its synapses take on a kind of core. */
        long bits(int neuron, Core kind);
    }

    /** Takes the neurons {@code from .. to - 1} of a group as far as they fit; the first that does not. */
    int take(int group, int from, int to, Need need) {
        int n = from;
        while (n < to && tryNeuron(n, need).isEmpty()) {
            n++;
        }
        if (n > from) {
            Slice last = slices.isEmpty() ? null : slices.getLast();
            if (last != null && last.group() == group && last.to() == from) {
                slices.set(slices.size() - 1, new Slice(group, last.from(), n, site.index()));
            } else {
                slices.add(new Slice(group, from, n, site.index()));
            }
        }
        return n;
    }

    /** Takes a neuron, or says which limit it would go over and leaves everything as it was. */
    Optional<Excess> tryNeuron(int neuron, Need need) {
        if (neurons >= core.neurons()) {
            return Optional.of(new Excess(Limit.NEURONS, neurons + 1L, core.neurons()));
        }
        long more = need.bits(neuron, core);
        if (core.synapses() instanceof Synapses.Lists lists && bits + more > 8 * lists.bytes()) {
            return Optional.of(new Excess(Limit.MEMORY, (bits + more + 7) / 8, lists.bytes()));
        }
        int[] sources = need.sources(neuron);
        int count = need.count(neuron);
        int fresh = 0;
        if (added.length < count) {
            added = new int[Math.max(count, 2 * added.length)];
        }
        for (int k = 0; k < count; k++) {
            if (!axons.get(sources[k])) {
                axons.set(sources[k]);
                added[fresh++] = sources[k];
            }
        }
        Optional<Excess> excess = Optional.empty();
        if (core.synapses() instanceof Synapses.Crossbar && distinct(sources, count) < count) {
            excess = Optional.of(new Excess(Limit.CELLS, count, distinct(sources, count)));
        } else if (axonCount + fresh > axonLimit()) {
            excess = Optional.of(new Excess(Limit.AXONS, axonCount + fresh, axonLimit()));
        }
        if (excess.isPresent()) {
            for (int k = 0; k < fresh; k++) {
                axons.clear(added[k]);
            }
            return excess;
        }
        axonCount += fresh;
        neurons++;
        bits += more;
        return excess;
    }

    private static int distinct(int[] sources, int count) {
        return (int) Arrays.stream(sources, 0, count).distinct().count();
    }

    int axonLimit() {
        return core.synapses() instanceof Synapses.Crossbar c ? Math.min(c.axons(), core.axons()) : core.axons();
    }

    /**
     * A limit that would be passed.
     *
     * @param needed with the neuron
     * @param most that there is
     */
    record Excess(Limit limit, long needed, long most) {}

    Chip.Site site() {
        return site;
    }

    boolean isEmpty() {
        return neurons == 0;
    }

    List<Slice> slices() {
        return slices;
    }

    BitSet axons() {
        return axons;
    }

    int axonCount() {
        return axonCount;
    }

    int neurons() {
        return neurons;
    }

    /** Bytes that the synapses take, rounded up. */
    long bytes() {
        return (bits + 7) / 8;
    }
}
