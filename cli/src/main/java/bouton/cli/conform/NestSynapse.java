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
        boolean dopamine = file.text("model").equals(NestModels.DOPAMINE);
        if (dopamine) {
            values.give("dopa_steps", SpikeLists.padded(new double[][] {c.numbers("dopa")}, SpikeLists.NEST_FIRST));
            values.give("dopa_d", c.number("dopa_delay"));
        }
        String text = dopamine ? dopamine() : source(file.text("model"), "relay", "");
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
        double[] got = SpikeLists.at(sent, pre);
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
        if (expect.has("samples")) {
            samples(expect.table("samples"), replay, comparison, tolerance);
        }
        return comparison.outcome();
    }

    /** Weight, eligibility and dopamine behind some steps. */
    private static void samples(
            double[][] samples, Replay replay, Comparison comparison, Comparison.Tolerance tolerance) {
        String[] names = {"w", "c", "n"};
        for (int q = 0; q < names.length; q++) {
            double[] all = replay.column(1 + q, 0);
            double[] expected = new double[samples.length];
            double[] got = new double[samples.length];
            for (int k = 0; k < samples.length; k++) {
                int step = (int) samples[k][0];
                if (step < 0 || step >= all.length || samples[k].length != names.length + 1) {
                    throw new VectorException("samples[" + k + "] is no step of the run with three values");
                }
                expected[k] = samples[k][1 + q];
                got[k] = all[step];
            }
            comparison.values(names[q], expected, got, tolerance, k -> " behind step " + (int) samples[k][0]);
        }
    }

    private static String dopamine() {
        return source(
                NestModels.DOPAMINE,
                "relay_in_volume",
                """
                  param dopa_d = given
                  stimulus dopa_spikes = spikes(dopa_steps * 1 tick)
                  project dopa_spikes -> N by one_to_one() with volume { delay = dopa_d * 1 tick }
                  probe S.w
                  probe S.c
                  probe N.n
                """);
    }

    private static String source(String model, String target, String more) {
        return """
                use kinds.nest.neurons.{%2$s}
                use kinds.nest.synapses.{static_synapse, %1$s}
                data pre_steps = given ; data post_steps = given
                synapse trigger { on pre { deliver 1 to post.go } }
                data dopa_steps = given
                synapse volume { on pre { deliver 1 to post.dopa } }
                network replay {
                  param d = given
                  stimulus pre_spikes = spikes(pre_steps * 1 tick)
                  stimulus post_spikes = spikes(post_steps * 1 tick)
                  population N of %2$s
                  project post_spikes -> N by one_to_one() with trigger
                  project S: pre_spikes -> N by one_to_one() with %1$s { unit = 1 ; delay = 0 ms ; dendritic_delay = d * 1 tick }
                  probe S.sent
                %3$s}
                """.formatted(model, target, more);
    }
}
