package bouton.compiler.place;

import bouton.dsl.chip.Core;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.model.Network;
import bouton.dsl.model.Placement;
import bouton.dsl.model.TargetDef;
import bouton.dsl.source.Span;
import bouton.image.net.Image;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Says why a network does not fit on a chip: which limit, by how much, and the smallest change that would do. */
final class Complaints {
    private final Image image;
    private final Network network;
    private final String chip;
    private final Span chipSpan;
    private final Diagnostics diagnostics;

    Complaints(Image image, Network network, TargetDef target, Diagnostics diagnostics) {
        this.image = image;
        this.network = network;
        this.chip = target.hardware().orElseThrow().name();
        this.chipSpan = target.hardware().orElseThrow().span();
        this.diagnostics = diagnostics;
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    private String name(int group) {
        return image.groups().get(group).name();
    }

    private Span population(int group) {
        return network.groups().get(group).span();
    }

    private Span projection(int number) {
        return network.projections().get(number).span();
    }

    private Diagnostic.Builder of(Code code, Span at, String message) {
        return Diagnostic.of(code, at, message).also(chipSpan, "the chip");
    }

    /** The chip is full. */
    void full(int group, int left, int cores, Map<Integer, Limit> limits, int missing, long sources) {
        int size = image.groups().get(group).size();
        String counts = limits.values().stream()
                .collect(Collectors.groupingBy(l -> l, java.util.TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(e -> number(e.getValue()) + " by " + e.getKey().label())
                .collect(Collectors.joining(", "));
        Diagnostic.Builder builder = of(
                        Code.F201,
                        population(group),
                        number(left) + " of the " + number(size) + " neurons of `" + name(group)
                                + "` are left when all " + number(cores) + " cores of `" + chip + "` are full")
                .label("does not fit")
                .note("what filled them: " + counts);
        if (missing > 0) {
            builder.help("`" + name(group) + "` needs " + number(missing) + " more "
                    + (missing == 1 ? "core" : "cores") + ": a chip with " + number((long) cores + missing)
                    + " of them would do, if nothing follows");
        }
        if (limits.containsValue(Limit.AXONS)) {
            builder.help("with more axons a core holds more neurons: `" + name(group) + "` has " + number(sources)
                    + " sources, and cores with `axons " + sources + "` hold any of its neurons together");
        }
        diagnostics.add(builder.help("make `" + name(group) + "` smaller by " + number(left)));
    }

    /** A neuron does not even fit on a core of its own. */
    void neuron(int group, int neuron, Load.Excess excess, List<Connected> incoming, Core kind) {
        Connected most = incoming.stream()
                .max(Comparator.comparingInt(c -> c.fanIn(neuron)))
                .orElse(null);
        String who = "neuron " + neuron + " of `" + name(group) + "`";
        String message = switch (excess.limit()) {
            case NEURONS -> "cores of `" + chip + "` hold no neurons";
            case AXONS ->
                who + " has " + number(excess.needed()) + " sources, and a core of `" + chip + "` tells "
                        + number(excess.most()) + " apart";
            case MEMORY ->
                "the synapses onto " + who + " take " + number(excess.needed()) + " bytes, and a core of `" + chip
                        + "` has " + number(excess.most());
            case CELLS ->
                who + " has several synapses from one source, and the crossbar of `" + chip
                        + "` has one cell for each pair";
        };
        Code code = switch (excess.limit()) {
            case NEURONS -> Code.F201;
            case AXONS -> Code.F202;
            case MEMORY -> Code.F205;
            case CELLS -> Code.F206;
        };
        Diagnostic.Builder builder = of(code, most == null ? population(group) : projection(most.projection()), message)
                .label(most == null ? "" : number(most.fanIn(neuron)) + " synapses onto it");
        for (Connected c : incoming) {
            if (c != most && c.fanIn(neuron) > 0) {
                builder.also(projection(c.projection()), number(c.fanIn(neuron)) + " synapses onto it");
            }
        }
        long over = excess.needed() - excess.most();
        switch (excess.limit()) {
            case AXONS ->
                builder.help("connect each neuron to " + number(over) + " sources less, or take a chip with `axons "
                        + excess.needed() + "`");
            case MEMORY ->
                builder.help("take a chip with " + number(Math.ceilDiv(excess.needed(), 1024))
                        + " KiB for the synapses of a core; a synapse takes "
                        + (most == null ? 0 : Needs.entry(image.projections().get(most.projection()), kind))
                        + " bit here");
            case CELLS ->
                builder.help("`multiple = off` in the builder draws each source once; two projections between the same"
                        + " neurons need a neuron in between");
            case NEURONS -> {}
        }
        diagnostics.add(builder);
    }

    /** Too many synapses end on a neuron. */
    void fanIn(int group, int neuron, int needed, int most, List<Connected> incoming) {
        Connected largest = incoming.stream()
                .max(Comparator.comparingInt(c -> c.fanIn(neuron)))
                .orElseThrow();
        Diagnostic.Builder builder = of(
                        Code.F203,
                        projection(largest.projection()),
                        number(needed) + " synapses end on neuron " + neuron + " of `" + name(group) + "`, and `" + chip
                                + "` allows " + number(most))
                .label(number(largest.fanIn(neuron)) + " of them");
        for (Connected c : incoming) {
            if (c != largest && c.fanIn(neuron) > 0) {
                builder.also(projection(c.projection()), number(c.fanIn(neuron)) + " of them");
            }
        }
        diagnostics.add(builder.help(
                "leave out " + number(needed - most) + " of them, or take a chip with `fan_in " + needed + "`"));
    }

    /** A neuron feeds too many cores. */
    void fanOut(int group, int neuron, int needed, int most) {
        diagnostics.add(of(
                        Code.F204,
                        population(group),
                        "neuron " + neuron + " of `" + name(group) + "` has targets on " + number(needed)
                                + " cores, and `" + chip + "` lets it reach " + number(most))
                .help("bring its targets together on fewer cores with `place`, or take a chip with `fan_out " + needed
                        + "`"));
    }

    void delay(int projection, int ticks, Core.Delay delay) {
        int nearest = Math.clamp(ticks, delay.min(), delay.max());
        diagnostics.add(of(
                        Code.F207,
                        projection(projection),
                        "a delay of " + number(ticks) + (ticks == 1 ? " tick" : " ticks") + ", and `" + chip
                                + "` can delay by " + delay.min() + " .. " + delay.max())
                .help(
                        ticks > delay.max()
                                ? "a tick of at least " + decimal((double) ticks * image.dt() / nearest)
                                        + " ms makes it short enough, or a delay of " + nearest + " ticks"
                                : "a delay of " + nearest + (nearest == 1 ? " tick" : " ticks") + " is the shortest"));
    }

    private static String decimal(double value) {
        return java.math.BigDecimal.valueOf(value)
                .round(new java.math.MathContext(3, java.math.RoundingMode.UP))
                .stripTrailingZeros()
                .toPlainString();
    }

    void stateWords(int group, int needed, int most) {
        words(group, needed, most, "words that change (states, timers, sums of ports)", "state_words");
    }

    void parameterWords(int group, int needed, int most) {
        words(group, needed, most, "parameters that differ from neuron to neuron or can be set", "parameter_words");
    }

    private void words(int group, int needed, int most, String what, String item) {
        diagnostics.add(of(
                        Code.F208,
                        population(group),
                        "a neuron of `" + name(group) + "` has " + needed + " " + what + ", and `" + chip
                                + "` has room for " + most)
                .help("a neuron with " + (needed - most) + " less, or a chip with `" + item + " " + needed + "`"));
    }

    void traces(int projection, String end, int needed, int most) {
        diagnostics.add(of(
                        Code.F209,
                        projection(projection),
                        "its rule keeps " + needed + (needed == 1 ? " trace" : " traces") + " of " + end
                                + " events, and `" + chip + "` has " + most)
                .help("a rule with " + (needed - most) + " less, or a chip with more `traces " + end + "`"));
    }

    /** Neurons do not fit where the target wants them. */
    void hint(int group, int neuron, Placement hint, Load.Excess excess) {
        String where = hint.core() == Placement.ANY ? "tile " + hint.tile() : "core " + hint.core();
        diagnostics.add(of(
                        Code.F215,
                        hint.span(),
                        where + " of `" + chip + "` is full before neuron " + neuron + " of `" + name(group) + "`: "
                                + number(excess.needed()) + " " + excess.limit().label() + ", and there is room for "
                                + number(excess.most()))
                .label("does not fit there")
                .help("place neurons from " + neuron + " on elsewhere, or leave them to the compiler"));
    }
}
