package bouton.cli.conform;

import bouton.dsl.check.Bindings;
import java.util.List;
import java.util.Optional;

/** Kinds of ideal-brian2 with synapses between two lists of spike sources: `stdp_pair`, `stdp_triplet`. */
final class BrianSynapses implements Kind {
    private final String kind;
    private final List<String> variants;

    private BrianSynapses(String kind, List<String> variants) {
        this.kind = kind;
        this.variants = variants;
    }

    static Kind stdpPair() {
        return new BrianSynapses("stdp_pair", List.of("additive", "nearest", "multiplicative"));
    }

    static Kind stdpTriplet() {
        return new BrianSynapses("stdp_triplet", List.of("all", "nearest"));
    }

    /** Ends and delays of a list of synapses; no delay in the file is 0. */
    static void giveList(Fields list, String prefix, String delay, Bindings values) {
        int[] pre = list.counts("pre");
        values.give(prefix + "pre", pre);
        values.give(prefix + "post", list.counts("post"));
        values.give(prefix + delay, list.numbersOrZeros("delay_steps", pre.length));
    }

    @Override
    public List<Outcome> replay(Fields file) {
        Fields params = file.object("params");
        String variant = params.has("variant") ? params.text("variant") : variants.getFirst();
        if (!variants.contains(variant)) {
            throw new VectorException(
                    "params.variant is " + variant + ", and not one of " + String.join(", ", variants));
        }
        boolean postFirst =
                params.has("order") && params.text("order").replace(" ", "").equals("post,pre");
        String network = "replay_" + variant + (postFirst ? "_post_first" : "");
        int every = file.count("every");
        String text =
                BrianFile.source(kind) + "network watched = " + network + " { probe S.w every " + every + " tick }\n";
        Bindings values = values(file, params);
        double dt = file.number("dt_ms");
        try (Replay replay = Replay.of(kind + ".bouton", text, "watched", dt, Optional.empty(), values)) {
            replay.run(file.count("steps"));
            Comparison comparison = new Comparison(variant);
            double[] last = replay.ofProjection("S", "w");
            BrianFile.quantity(file.object("expect"), "w", every, replay.rows(0), null, last, comparison);
            return List.of(comparison.outcome());
        }
    }

    private static Bindings values(Fields file, Fields params) {
        Bindings values = new Bindings();
        BrianFile.giveParams(params, values);
        Fields pre = file.object("pre_spikes");
        Fields post = file.object("post_spikes");
        values.give("sources", pre.count("n"));
        values.give("targets", post.count("n"));
        values.give("pre_steps", SpikeLists.of(pre));
        values.give("post_steps", SpikeLists.of(post));
        Fields synapses = file.object("synapses");
        giveList(synapses, "", "pre_delay", values);
        double[] w = synapses.numbers("w");
        values.give("w0", w);
        values.give("post_delay", synapses.numbersOrZeros("post_delay_steps", w.length));
        return values;
    }
}
