package bouton.cli.conform;

import bouton.dsl.check.Bindings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Kind `clopath` of ideal-nest: one neuron driven by currents, and synapses that learn from its voltage. */
final class NestClopath implements Kind {
    private static final double TOLERANCE = 1e-5;
    private static final double WEIGHT_FLOOR = 1e-30;

    @Override
    public List<Outcome> replay(Fields file) {
        List<Fields> synapses = file.objects("synapses");
        List<String> quantities = file.object("expect").names().stream()
                .filter(q -> !q.equals("spikes"))
                .toList();
        Bindings values = NestModels.defaults();
        NestModels.give(values, file.object("params"), "");
        values.give("stimulus_current", NestCurrents.sum(file, file.steps()));
        values.give("late", laterBy(file));
        give(synapses, values);
        String text = source(synapses.size(), quantities, file.count("record_every"));
        try (Replay replay = Replay.of("clopath.bouton", text, "replay", file.number("dt"), Optional.empty(), values)) {
            replay.run(file.steps());
            return List.of(compare(file, synapses, quantities, replay));
        }
    }

    /** Steps from a filtered voltage to its use. */
    private static double laterBy(Fields file) {
        return Math.rint(file.object("params").number("delay_u_bars") / file.number("dt"));
    }

    private static void give(List<Fields> synapses, Bindings values) {
        values.give("pre_steps", SpikeLists.padded(each(synapses), SpikeLists.NEST_FIRST));
        for (String name : List.of("tau_x", "Wmin", "Wmax", "w0", "delay")) {
            values.give(name, synapses.stream().mapToDouble(s -> s.number(name)).toArray());
        }
    }

    private static double[][] each(List<Fields> synapses) {
        return synapses.stream().map(s -> s.numbers("pre")).toArray(double[][]::new);
    }

    private static Outcome compare(Fields file, List<Fields> synapses, List<String> quantities, Replay replay) {
        Fields expect = file.object("expect");
        int every = file.count("record_every");
        Comparison comparison = new Comparison("clopath");
        int[] spikes = expect.counts("spikes");
        comparison.spikes("spike", SpikeLists.pairs(new int[spikes.length], spikes), replay.spikes("N", 1));
        for (int q = 0; q < quantities.size(); q++) {
            double[] got = replay.column(q, 0);
            comparison.values(
                    quantities.get(q),
                    expect.numbers(quantities.get(q)),
                    Arrays.copyOfRange(got, Math.min(1, got.length), got.length),
                    Comparison.Tolerance.relative(TOLERANCE, 1),
                    k -> " at step " + (k + 1) * (long) every);
        }
        // Synapses act a tick late.
        replay.run(1);
        for (int s = 0; s < synapses.size(); s++) {
            int[] pre = synapses.get(s).counts("pre");
            double[] sent = replay.column(quantities.size(), s);
            String name = "weight " + s;
            comparison.values(
                    name,
                    synapses.get(s).numbers("weight"),
                    SpikeLists.at(Arrays.copyOfRange(sent, 1, sent.length), pre),
                    Comparison.Tolerance.relative(TOLERANCE, WEIGHT_FLOOR),
                    k -> " transmitted in step " + pre[k]);
        }
        return comparison.outcome();
    }

    private static String source(int synapses, List<String> quantities, int every) {
        StringBuilder text = new StringBuilder("""
                use kinds.nest.clopath.{aeif_psc_delta_clopath, filters_later, spine, soma_to_spine, clopath_synapse}
                data pre_steps = given ; data delay = given ; data w0 = given
                network replay {
                  param late = given
                  population N of aeif_psc_delta_clopath
                  project N -> N by one_to_one() with filters_later { delay = late * 1 tick }
                """);
        for (String q : quantities) {
            text.append("  probe N.").append(q).append(" every ").append(every).append(" tick\n");
        }
        if (synapses > 0) {
            text.append("""
                      stimulus pre[%1$d] = spikes(pre_steps * 1 tick)
                      population P[%1$d] of spine
                      project N -> P by all_to_all() with soma_to_spine { delay = delay * 1 tick }
                      project S: pre -> P by one_to_one() with clopath_synapse { w = w0 ; delay = 1 tick }
                      probe S.sent
                    """.formatted(synapses));
        }
        return text.append("}\n").toString();
    }
}
