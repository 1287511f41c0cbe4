package bouton.cli.conform;

import bouton.dsl.check.Bindings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Kind `neuron` of ideal-nest: one neuron under given spikes and currents. */
final class NestNeuron implements Kind {
    @Override
    public Optional<String> notBuilt(Fields file) {
        return NestModels.neuronMissing(file.text("model"));
    }

    @Override
    public List<Outcome> replay(Fields file) {
        String model = file.text("model");
        List<Outcome> result = new ArrayList<>();
        for (Fields c : file.objects("cases")) {
            result.add(replay(model, c, "case " + (result.size() + 1)));
        }
        return result;
    }

    private static Outcome replay(String model, Fields c, String name) {
        int steps = c.steps();
        Fields expect = c.object("expect");
        List<String> quantities =
                expect.names().stream().filter(q -> !q.equals("spikes")).toList();
        Bindings values = NestModels.defaults();
        NestModels.give(values, c.object("params"), "");
        NestModels.give(values, c.object("init"), "init_");
        List<Fields> inputs = c.objects("inputs");
        values.give("stimulus_current", NestCurrents.sum(c, steps));
        if (!inputs.isEmpty()) {
            values.give(
                    "input_steps",
                    SpikeLists.padded(
                            inputs.stream().map(i -> i.numbers("steps")).toArray(double[][]::new),
                            SpikeLists.NEST_FIRST));
            values.give(
                    "input_weight",
                    inputs.stream().mapToDouble(i -> i.number("weight")).toArray());
            values.give(
                    "input_delay",
                    inputs.stream().mapToDouble(i -> i.number("delay")).toArray());
        }
        String wiring;
        if (model.equals(NestGlif.MODEL)) {
            NestGlif glif = new NestGlif(c);
            glif.give(values);
            wiring = glif.wiring();
        } else {
            wiring = inputs.isEmpty() ? "" : input(model, inputs.size());
        }
        String text = source(model, wiring, quantities, c.count("record_every"));
        try (Replay replay = Replay.of("neuron.bouton", text, "replay", c.number("dt"), Optional.empty(), values)) {
            replay.run(steps);
            return compare(model, c, name, quantities, replay);
        }
    }

    private static Outcome compare(String model, Fields c, String name, List<String> quantities, Replay replay) {
        Fields expect = c.object("expect");
        int every = c.count("record_every");
        Comparison comparison = new Comparison(name);
        int[] spikes = expect.counts("spikes");
        comparison.spikes("spike", SpikeLists.pairs(new int[spikes.length], spikes), replay.spikes("N", 1));
        Comparison.Tolerance tolerance = NestModels.tolerance(model);
        for (int q = 0; q < quantities.size(); q++) {
            double[] got = replay.column(q, 0);
            double[] behind = Arrays.copyOfRange(got, Math.min(1, got.length), got.length);
            comparison.values(
                    quantities.get(q),
                    expect.numbers(quantities.get(q)),
                    behind,
                    tolerance,
                    k -> " at step " + (k + 1) * (long) every);
        }
        return comparison.outcome();
    }

    private static String input(String model, int inputs) {
        return """
                  stimulus input[%d] = spikes(input_steps * 1 tick)
                  project input -> N by all_to_all() with static_synapse {
                    w = input_weight ; delay = input_delay * 1 tick ; unit = %s
                  }
                """.formatted(inputs, NestModels.unit(model));
    }

    private static String source(String model, String wiring, List<String> quantities, int every) {
        StringBuilder text = new StringBuilder();
        text.append(NestModels.use(model));
        text.append("use kinds.nest.synapses.{static_synapse}\n");
        text.append("data input_steps = given ; data input_weight = given ; data input_delay = given\n");
        text.append("data input_source = given ; data input_receptor = given\n");
        text.append("network replay {\n  population N of ").append(model).append('\n');
        text.append(wiring);
        for (String q : quantities) {
            text.append("  probe N.").append(q).append(" every ").append(every).append(" tick\n");
        }
        return text.append("}\n").toString();
    }
}
