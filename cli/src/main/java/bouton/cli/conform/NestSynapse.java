package bouton.cli.conform;

import bouton.dsl.check.Bindings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Kind `synapse` of ideal-nest: one plastic synapse between two neurons whose spikes are given. */
final class NestSynapse implements Kind {
    @Override
    public Optional<String> notBuilt(Fields file) {
        return NestModels.synapseMissing(file.text("model"));
    }

    @Override
    public List<Outcome> replay(Fields file) {
        List<Outcome> result = new ArrayList<>();
        for (Fields c : file.objects("cases")) {
            result.add(replay(file, c, "case " + (result.size() + 1)));
        }
        return result;
    }

    private static Outcome replay(Fields file, Fields c, String name) {
        Bindings values = NestModels.defaults();
        for (String group : List.of("common", "params")) {
            if (c.has(group)) {
                NestModels.give(values, c.object(group), "");
            }
        }
        for (String tau : List.of("tau_minus", "tau_minus_triplet")) {
            if (c.has(tau)) {
                values.give(tau, c.number(tau));
            }
        }
        values.give("w", c.number("w0"));
        values.give("d", c.number("delay"));
        values.give("pre_steps", SpikeLists.padded(new double[][] {c.numbers("pre")}, SpikeLists.NEST_FIRST));
        values.give("post_steps", SpikeLists.padded(new double[][] {c.numbers("post")}, SpikeLists.NEST_FIRST));
        String text = source(file.text("model"));
        try (Replay replay = Replay.of("synapse.bouton", text, "replay", file.number("dt"), Optional.empty(), values)) {
            replay.run(file.steps());
            return compare(file.text("model"), c, name, replay);
        }
    }

    private static Outcome compare(String model, Fields c, String name, Replay replay) {
        Comparison.Tolerance tolerance = Comparison.Tolerance.relative(NestModels.tolerance(model, 1e-10), 1e-9);
        Comparison comparison = new Comparison(name);
        int[] pre = c.counts("pre");
        double[] sent = replay.column(0, 0);
        double[] got = new double[pre.length];
        for (int k = 0; k < pre.length; k++) {
            if (pre[k] < 1 || pre[k] >= sent.length) {
                throw new VectorException("a pre spike in step " + pre[k] + " lies outside of the run");
            }
            got[k] = sent[pre[k]];
        }
        Fields expect = c.object("expect");
        comparison.values("weight", expect.numbers("weight"), got, tolerance, k -> " transmitted in step " + pre[k]);
        if (expect.has("final_weight")) {
            double[] last = {sent[sent.length - 1]};
            comparison.values(
                    "final weight",
                    new double[] {expect.number("final_weight")},
                    last,
                    tolerance,
                    k -> " after the last step");
        }
        return comparison.outcome();
    }

    private static String source(String model) {
        return """
                use kinds.nest.neurons.{relay}
                use kinds.nest.synapses.{static_synapse, %1$s}
                data pre_steps = given ; data post_steps = given
                synapse trigger { on pre { deliver 1 to post.go } }
                network replay {
                  param d = given
                  stimulus pre_spikes = spikes(pre_steps * 1 tick)
                  stimulus post_spikes = spikes(post_steps * 1 tick)
                  population N of relay
                  project post_spikes -> N by one_to_one() with trigger
                  project S: pre_spikes -> N by one_to_one() with %1$s { unit = 1 ; delay = 0 ms ; dendritic_delay = d * 1 tick }
                  probe S.sent
                }
                """.formatted(model);
    }
}
