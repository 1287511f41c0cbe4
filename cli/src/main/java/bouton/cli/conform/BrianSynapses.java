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

    @Override
    public List<Outcome> replay(Fields file) {
        Fields expect = file.object("expect");
        BrianRecording.check(expect, List.of("w"));
        Fields params = file.object("params");
        String variant = params.has("variant") ? params.text("variant") : variants.getFirst();
        if (!variants.contains(variant)) {
            throw new VectorException(
                    "params.variant is " + variant + ", and not one of " + String.join(", ", variants));
        }
        String network = "replay_" + variant + (postFirst(params) ? "_post_first" : "");
        int every = file.count(file.has("every_w") ? "every_w" : "every");
        List<String> probes = List.of("S.w every " + every + " tick");
        String text = BrianFile.watched(BrianFile.source(kind), network, probes);
        Bindings values = values(file, params);
        double dt = file.number("dt_ms");
        int steps = file.steps();
        try (Replay replay = Replay.of(kind + ".bouton", text, "watched", dt, Optional.empty(), values)) {
            replay.run(steps);
            Comparison comparison = new Comparison(variant);
            BrianRecording expected = BrianRecording.of(expect, "w");
            double[] last = replay.ofProjection("S", "w");
            expected.compare(comparison, expected.largest(), every, replay.rows(0), null, last);
            return List.of(comparison.outcome());
        }
    }

    private static boolean postFirst(Fields params) {
        String order = params.has("order") ? params.text("order").replace(" ", "") : "pre,post";
        return switch (order) {
            case "post,pre" -> true;
            case "pre,post" -> false;
            default -> throw new VectorException("params.order is neither `pre, post` nor `post, pre`");
        };
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
        BrianFile.giveSynapses(synapses, "", "pre_delay", values);
        int size = synapses.counts("pre").length;
        values.give("w0", synapses.each("w", size));
        values.give("post_delay", synapses.eachOrZero("post_delay_steps", size));
        return values;
    }
}
