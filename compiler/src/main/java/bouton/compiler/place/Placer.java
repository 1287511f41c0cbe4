package bouton.compiler.place;

import bouton.dsl.chip.Chip;
import bouton.dsl.chip.Core;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Network;
import bouton.dsl.model.Placement;
import bouton.dsl.model.TargetDef;
import bouton.image.chip.Slice;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.run.Synapses;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the neurons of a network on the cores of a chip: first those that the target places, then populations in text order,
 * neuron after neuron on the first core where it fits, never before a core that an earlier neuron of its population needed.
 */
public final class Placer {
    private final Image image;
    private final Network network;
    private final TargetDef target;
    private final Chip chip;
    private final Diagnostics diagnostics;
    private final Complaints complaints;
    private final List<Connected> connected = new ArrayList<>();
    private final List<Load> loads = new ArrayList<>();
    private final Set<Integer> hosted = new HashSet<>();
    // Why no more fitted on cores that were left.
    private final Map<Integer, Limit> full = new TreeMap<>();
    private final NeuronLimits limits;

    private Placer(Image image, Network network, TargetDef target, Diagnostics diagnostics) {
        this.image = image;
        this.network = network;
        this.target = target;
        this.chip = target.hardware().orElseThrow();
        this.diagnostics = diagnostics;
        this.complaints = new Complaints(image, network, target, diagnostics);
        network.foreign().forEach(f -> hosted.addAll(f.inputs()));
        this.limits = new NeuronLimits(image, chip, hosted, complaints);
    }

    /**
     * Places a network.
     *
     * @param image of the network, with no chip yet
     * @param target has a chip
     * @param synapses of the image, exactly those that a run will have
     * @return null if it does not fit; the reasons are in {@code diagnostics}
     * @throws IllegalArgumentException if the synapses cannot be made
     */
    public static @Nullable Placed place(
            Image image, Network network, TargetDef target, Synapses synapses, Diagnostics diagnostics) {
        return new Placer(image, network, target, diagnostics).place(synapses);
    }

    private @Nullable Placed place(Synapses synapses) {
        int errors = diagnostics.errorCount();
        List<String> unchecked = limits.check();
        for (int p = 0; p < image.projections().size(); p++) {
            Connected.Builder builder = new Connected.Builder();
            synapses.visit(image, p, builder::row);
            connected.add(builder.build(
                    p, image.groups().get(image.projections().get(p).target()).size()));
        }
        chip.sites().forEach(site -> loads.add(new Load(site)));
        fanIn();
        if (diagnostics.errorCount() == errors) {
            hints();
            for (int g = 0; g < image.groups().size() && diagnostics.errorCount() == errors; g++) {
                if (image.groups().get(g) instanceof Population && !hosted.contains(g)) {
                    population(g);
                }
            }
        }
        if (diagnostics.errorCount() == errors) {
            fanOut();
        }
        return diagnostics.errorCount() > errors
                ? null
                : new Placed(new HardwareBuilder(image, network, target).build(loads), utilisation(unchecked));
    }

    private List<Connected> onto(int group) {
        return connected.stream()
                .filter(c -> image.projections().get(c.projection()).target() == group)
                .toList();
    }

    /** Synapses that end on one neuron. */
    private void fanIn() {
        int most = chip.cores().stream().mapToInt(Core::fanIn).max().orElse(Core.UNLIMITED);
        for (int g = 0; g < image.groups().size(); g++) {
            List<Connected> incoming = hosted.contains(g) ? List.of() : onto(g);
            int worst = 0;
            int at = -1;
            for (int n = 0; n < image.groups().get(g).size(); n++) {
                int sum = 0;
                for (Connected c : incoming) {
                    sum += c.fanIn(n);
                }
                at = sum > worst ? n : at;
                worst = Math.max(worst, sum);
            }
            if (worst > most) {
                complaints.fanIn(g, at, worst, most, incoming);
            }
        }
    }

    private void hints() {
        for (Placement hint : target.placements()) {
            for (int g = 0; g < image.groups().size(); g++) {
                if (image.groups().get(g).name().equals(hint.group())) {
                    hint(g, hint);
                }
            }
        }
    }

    /** The checker has seen to it that these neurons exist. */
    private void hint(int group, Placement hint) {
        int size = image.groups().get(group).size();
        int to = (int) Math.min(hint.to() + (hint.to() == Placement.ALL ? 0 : 1), size);
        Needs needs = new Needs(image, onto(group));
        int next = (int) hint.from();
        Load last = loads.getFirst();
        for (Load load : loads) {
            boolean meant = hint.core() == Placement.ANY
                    ? load.site().tile() == hint.tile()
                    : load.site().index() == hint.core();
            if (meant && next < to) {
                next = load.take(group, next, to, needs);
                last = load;
            }
        }
        if (next < to) {
            complaints.hint(group, next, hint, last.tryNeuron(next, needs).orElseThrow());
        }
    }

    /** Members that no hint has placed. */
    private void population(int group) {
        int size = image.groups().get(group).size();
        boolean[] placed = new boolean[size];
        for (Load load : loads) {
            for (Slice s : load.slices()) {
                if (s.group() == group) {
                    java.util.Arrays.fill(placed, s.from(), s.to(), true);
                }
            }
        }
        Needs needs = new Needs(image, onto(group));
        int core = 0;
        for (int n = 0; n < size; ) {
            if (placed[n]) {
                n++;
                continue;
            }
            int to = n;
            while (to < size && !placed[to]) {
                to++;
            }
            if (core >= loads.size()) {
                complaints.full(group, size - n, loads.size(), full, missing(group, n, placed, needs), sources(group));
                return;
            }
            Load load = loads.get(core);
            if (!limits.accepts(load.site().kind(), group)) {
                core++;
                continue;
            }
            n = load.take(group, n, to, needs);
            if (n < to) {
                Load.Excess excess = load.tryNeuron(n, needs).orElseThrow();
                if (load.isEmpty() && !fitsElsewhere(group, n, needs)) {
                    complaints.neuron(group, n, excess, onto(group), load.site().kind());
                    return;
                }
                full.put(core, excess.limit());
                core++;
            }
        }
    }

    /** Sources that neurons of a group can have. */
    private long sources(int group) {
        return onto(group).stream()
                .mapToInt(c -> image.projections().get(c.projection()).source())
                .distinct()
                .mapToLong(g -> image.groups().get(g).size())
                .sum();
    }

    private boolean fitsElsewhere(int group, int neuron, Needs needs) {
        Set<Core> kinds = new HashSet<>();
        for (Load load : loads) {
            if (kinds.add(load.site().kind())
                    && limits.accepts(load.site().kind(), group)
                    && new Load(load.site()).tryNeuron(neuron, needs).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** How many more cores of the last kind would do for the rest of a population. */
    private int missing(int group, int from, boolean[] placed, Needs needs) {
        int more = 0;
        Load load = new Load(loads.getLast().site());
        for (int n = from; n < placed.length; n++) {
            if (!placed[n] && (more == 0 || load.tryNeuron(n, needs).isPresent())) {
                more++;
                load = new Load(loads.getLast().site());
                if (load.tryNeuron(n, needs).isPresent()) {
                    return -1;
                }
            }
        }
        return more;
    }

    private void fanOut() {
        int[] offsets = Needs.offsets(image);
        int[] cores = new int[offsets[offsets.length - 1]];
        for (Load load : loads) {
            load.axons().stream().forEach(source -> cores[source]++);
        }
        for (Load load : loads) {
            int most = load.site().kind().fanOut();
            for (Slice s : load.slices()) {
                for (int n = s.from(); n < s.to(); n++) {
                    if (cores[offsets[s.group()] + n] > most) {
                        complaints.fanOut(s.group(), n, cores[offsets[s.group()] + n], most);
                        return;
                    }
                }
            }
        }
    }

    private Utilisation utilisation(List<String> unchecked) {
        List<Utilisation.CoreUse> used = new ArrayList<>();
        for (Load load : loads) {
            if (!load.isEmpty()) {
                Core kind = load.site().kind();
                used.add(new Utilisation.CoreUse(
                        load.site().index(),
                        load.slices().stream().map(this::name).toList(),
                        load.neurons(),
                        kind.neurons(),
                        load.axonCount(),
                        load.axonLimit(),
                        load.bytes(),
                        memory(kind).orElse(Long.MAX_VALUE)));
            }
        }
        return new Utilisation(chip.name(), loads.size(), used, unchecked);
    }

    private static Optional<Long> memory(Core kind) {
        return kind.synapses() instanceof bouton.dsl.chip.Synapses.Lists lists
                ? Optional.of(lists.bytes())
                : Optional.empty();
    }

    private String name(Slice s) {
        String group = image.groups().get(s.group()).name();
        boolean whole = s.from() == 0 && s.to() == image.groups().get(s.group()).size();
        return whole ? group : group + "[" + s.from() + " .. " + (s.to() - 1) + "]";
    }
}
