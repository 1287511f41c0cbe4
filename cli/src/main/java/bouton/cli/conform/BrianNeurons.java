package bouton.cli.conform;

import bouton.dsl.check.Bindings;
import bouton.dsl.model.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Kinds of ideal-brian2 whose neurons are compared: `lif_exact`, `lif_method`, `cuba_net`. */
final class BrianNeurons implements Kind {
    private final String kind;
    private final List<String> quantities;

    private BrianNeurons(String kind, List<String> quantities) {
        this.kind = kind;
        this.quantities = quantities;
    }

    static Kind lifExact() {
        return new BrianNeurons("lif_exact", List.of("v", "ge", "gi"));
    }

    static Kind lifMethod() {
        return new BrianNeurons("lif_method", List.of("v", "w"));
    }

    static Kind cubaNet() {
        return new BrianNeurons("cuba_net", List.of("v", "ge", "gi"));
    }

    @Override
    public int cases(Fields file) {
        return file.object("expect").has("runs")
                ? file.object("expect").objects("runs").size()
                : 1;
    }

    @Override
    public List<Outcome> replay(Fields file) {
        Fields expect = file.object("expect");
        if (!expect.has("runs")) {
            return List.of(replay(file, expect, BrianFile.method(file.object("params")), kind));
        }
        List<Outcome> result = new ArrayList<>();
        for (Fields run : expect.objects("runs")) {
            String method = run.text("method");
            result.add(replay(file, run, Optional.of(BrianFile.method(method)), method));
        }
        return result;
    }

    private Outcome replay(Fields file, Fields expect, Optional<Method.Kind> method, String name) {
        int every = file.count("every");
        List<String> probes = quantities.stream()
                .map(q -> "probe N." + q + " every " + every + " tick")
                .toList();
        String text = BrianFile.withProbes(BrianFile.source(kind), probes);
        double dt = file.number("dt_ms");
        try (Replay replay = Replay.of(kind + ".bouton", text, "replay", dt, method, values(file))) {
            replay.run(file.count("steps"));
            Comparison comparison = new Comparison(name);
            BrianFile.spikes(expect, replay, comparison);
            int @Nullable [] members = file.has("recorded") ? file.counts("recorded") : null;
            for (int q = 0; q < quantities.size(); q++) {
                String quantity = quantities.get(q);
                double[] last = replay.ofGroup("N", quantity);
                BrianFile.quantity(expect, quantity, every, replay.rows(q), members, last, comparison);
            }
            return comparison.outcome();
        }
    }

    private static Bindings values(Fields file) {
        int n = file.count("n");
        Bindings values = new Bindings();
        Fields params = file.object("params");
        BrianFile.giveParams(params, values);
        values.give("n", n);
        values.give("v0", file.numbersOrZeros("v0", n));
        if (file.has("I")) {
            values.give("drive", file.numbers("I"));
        }
        if (file.has("drive")) {
            values.give("drive", file.rows("drive"));
            values.give("bin", file.number("dt_in_ms"));
        }
        if (params.has("threshold_test")) {
            values.give("inclusive", params.text("threshold_test").equals(">=") ? 1 : 0);
        }
        if (file.has("input")) {
            Fields input = file.object("input");
            values.give("inputs", input.count("n"));
            values.give("input_steps", SpikeLists.of(input));
        }
        for (String list : List.of("exc", "inh")) {
            if (file.has(list)) {
                BrianSynapses.giveList(file.object(list), list + "_", "delay", values);
                values.give(list + "_w", file.object(list).numbers("w"));
            }
        }
        if (file.has("synapses")) {
            BrianSynapses.giveList(file.object("synapses"), "", "pre_delay", values);
        }
        return values;
    }
}
