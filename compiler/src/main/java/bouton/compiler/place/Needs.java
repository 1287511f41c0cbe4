package bouton.compiler.place;

import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.Core;
import bouton.dsl.chip.Synapses;
import bouton.image.net.Field;
import bouton.image.net.Image;
import bouton.image.net.Projection;
import java.util.ArrayList;
import java.util.List;

/** What the neurons of one population need of a core. */
final class Needs implements Load.Need {
    private final Image image;
    private final List<Connected> incoming;
    // Number of the first member of each group among all sources.
    private final int[] offsets;
    private int[] sources = new int[64];
    private int collected = -1;
    private int count;

    /** @param incoming projections onto the population */
    Needs(Image image, List<Connected> incoming) {
        this.image = image;
        this.incoming = List.copyOf(incoming);
        this.offsets = offsets(image);
    }

    /** Number of the first member of each group among all sources, and how many there are. */
    static int[] offsets(Image image) {
        int[] offsets = new int[image.groups().size() + 1];
        for (int g = 0; g < image.groups().size(); g++) {
            offsets[g + 1] = Math.addExact(offsets[g], image.groups().get(g).size());
        }
        return offsets;
    }

    private void collect(int neuron) {
        if (collected == neuron) {
            return;
        }
        collected = neuron;
        count = 0;
        for (Connected c : incoming) {
            int n = c.fanIn(neuron);
            if (sources.length < count + n) {
                sources = java.util.Arrays.copyOf(sources, Math.max(count + n, 2 * sources.length));
            }
            int offset = offsets[image.projections().get(c.projection()).source()];
            for (int k = 0; k < n; k++) {
                sources[count++] = offset + c.sources()[c.start()[neuron] + k];
            }
        }
    }

    @Override
    public int[] sources(int neuron) {
        collect(neuron);
        return sources;
    }

    @Override
    public int count(int neuron) {
        collect(neuron);
        return count;
    }

    @Override
    public long bits(int neuron, Core kind) {
        long bits = 0;
        for (Connected c : incoming) {
            bits += (long) c.fanIn(neuron) * entry(image.projections().get(c.projection()), kind);
        }
        return bits;
    }

    /** Bits of a synapse in the memory of a core. */
    static int entry(Projection projection, Core kind) {
        if (kind.synapses() instanceof Synapses.Lists lists) {
            return lists.entryBits() > 0 ? lists.entryBits() : words(projection, kind) + targetBits(kind);
        }
        return kind.synapses() instanceof Synapses.Crossbar c ? Math.max(c.bits(), words(projection, kind)) : 0;
    }

    private static int targetBits(Core kind) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(kind.neurons() - 1);
    }

    /** A weight is always there, be it the same for all synapses. */
    private static int words(Projection projection, Core kind) {
        Arithmetic a = kind.arithmetic();
        List<Field> others = new ArrayList<>(projection.fields());
        others.removeIf(f -> f.kind() == Field.Kind.WEIGHT);
        int weights = Math.max(projection.fields().size() - others.size(), 1);
        return weights * a.weight().bits() + others.size() * a.synapse().bits();
    }
}
