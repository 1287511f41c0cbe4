package bouton.cli.conform;

import bouton.dsl.check.Bindings;
import java.util.List;
import java.util.Optional;

/** Kind `network` of ideal-nest: neurons of one model, static and plastic synapses, external trains. */
final class NestNetwork implements Kind {
    private static final Comparison.Tolerance TOLERANCE = Comparison.Tolerance.relative(1e-9, 1e-9);

    @Override
    public Optional<String> notBuilt(Fields file) {
        Optional<String> missing = NestModels.neuronMissing(file.text("neuron_model"));
        for (Fields c : file.objects("connections")) {
            missing = missing.or(() -> NestModels.synapseMissing(c.text("synapse")));
        }
        return missing;
    }

    @Override
    public List<Outcome> replay(Fields file) {
        Bindings values = NestModels.defaults();
        NestModels.give(values, file.object("params"), "");
        NestModels.give(values, file.object("init"), "init_");
        values.give("n", file.count("n"));
        if (file.has("I_e")) {
            values.give("I_e", file.each("I_e", file.count("n")));
        }
        boolean external = file.has("external");
        if (external) {
            external(file.object("external"), values);
        }
        List<Fields> connections = file.objects("connections");
        for (int k = 0; k < connections.size(); k++) {
            connection(connections.get(k), k, values);
        }
        String text = source(file, external, connections);
        int steps = file.steps();
        // The last slice of the smallest delay has not reached the synapses.
        int seen = Math.max(0, steps - (file.has("min_delay") ? file.count("min_delay") : 1));
        try (Replay replay = Replay.of("network.bouton", text, "replay", file.number("dt"), Optional.empty(), values)) {
            replay.run(seen);
            Comparison comparison = new Comparison("network");
            weights(file, connections, replay, comparison);
            replay.run(steps - seen);
            Fields expect = file.object("expect");
            comparison.spikes(
                    "spike",
                    SpikeLists.pairs(expect.counts("spike_neuron"), expect.counts("spike_step")),
                    replay.spikes("N", 1));
            return List.of(comparison.outcome());
        }
    }

    private static void weights(Fields file, List<Fields> connections, Replay replay, Comparison comparison) {
        Fields expect = file.object("expect");
        if (!expect.has("final_weight")) {
            return;
        }
        Fields finals = expect.object("final_weight");
        for (String name : finals.names()) {
            int index = indexOf(connections, name);
            boolean plastic = NestModels.isPlastic(connections.get(index).text("synapse"));
            comparison.values(
                    "final weight of " + name,
                    finals.numbers(name),
                    replay.ofProjection("c" + index, plastic ? "sent" : "w"),
                    TOLERANCE,
                    k -> "[" + k + "]");
        }
    }

    private static int indexOf(List<Fields> connections, String name) {
        for (int k = 0; k < connections.size(); k++) {
            if (connections.get(k).text("name").equals(name)) {
                return k;
            }
        }
        throw new VectorException("weights of " + name + " are expected, and there is no such connection");
    }

    private static void external(Fields external, Bindings values) {
        double[][] trains = external.rows("trains");
        values.give("trains", trains.length);
        values.give("ext_steps", SpikeLists.padded(trains, SpikeLists.NEST_FIRST));
        lists(external, "ext", values);
    }

    private static void lists(Fields list, String prefix, Bindings values) {
        int[] pre = list.counts("pre");
        values.give(prefix + "_pre", pre);
        values.give(prefix + "_post", list.counts("post"));
        values.give(prefix + "_w", list.each("weight", pre.length));
        values.give(prefix + "_d", list.each("delay", pre.length));
    }

    private static void connection(Fields c, int index, Bindings values) {
        lists(c, "c" + index, values);
        if (c.has("params")) {
            NestModels.give(values, c.object("params"), "c" + index + ".");
        }
    }

    private static String source(Fields file, boolean external, List<Fields> connections) {
        String model = file.text("neuron_model");
        String unit = NestModels.unit(model);
        StringBuilder text = new StringBuilder();
        text.append(NestModels.use(model));
        connections.stream()
                .map(c -> c.text("synapse"))
                .distinct()
                .filter(s -> !NestModels.isStatic(s))
                .forEach(s -> text.append("use kinds.nest.synapses.{").append(s).append("}\n"));
        text.append("use kinds.nest.synapses.{static_synapse}\n");
        text.append("network replay {\n  param n = given\n  population N[n] of ")
                .append(model)
                .append('\n');
        StringBuilder data = new StringBuilder();
        if (external) {
            data(data, "ext").append("data ext_steps = given\n");
            text.append("  param trains = given\n");
            text.append("  stimulus ext[trains] = spikes(ext_steps * 1 tick)\n");
            text.append("  project e: ext -> N by pairs(ext_pre, ext_post) with static_synapse { w = ext_w ; unit = ")
                    .append(unit)
                    .append(" ; delay = ext_d * 1 tick }\n");
        }
        for (int k = 0; k < connections.size(); k++) {
            String c = "c" + k;
            String synapse = connections.get(k).text("synapse");
            data(data, c);
            String delay = NestModels.isStatic(synapse)
                    ? "delay = " + c + "_d * 1 tick"
                    : "delay = 0 ms ; dendritic_delay = " + c + "_d * 1 tick";
            text.append(
                    "  project %1$s: N -> N by pairs(%1$s_pre, %1$s_post) with %2$s { w = %1$s_w ; unit = %3$s ; %4$s }\n"
                            .formatted(c, synapse, unit, delay));
        }
        return text.append("}\n").append(data).toString();
    }

    private static StringBuilder data(StringBuilder text, String prefix) {
        for (String name : List.of("pre", "post", "w", "d")) {
            text.append("data ").append(prefix).append('_').append(name).append(" = given\n");
        }
        return text;
    }
}
