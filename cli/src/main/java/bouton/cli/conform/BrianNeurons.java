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

    /** The states of a neuron: each has rows, and starts at the field of its name with a 0 behind. */
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

    private static List<Fields> runs(Fields file) {
        Fields expect = file.object("expect");
        return expect.has("runs") ? expect.objects("runs") : List.of(expect);
    }

    @Override
    public int cases(Fields file) {
        return runs(file).size();
    }

    @Override
    public List<Outcome> replay(Fields file) {
        List<Outcome> result = new ArrayList<>();
        for (Fields run : runs(file)) {
            boolean named = run.has("method");
            Optional<Method.Kind> method = BrianFile.method(named ? run : file.object("params"));
            result.add(replay(file, run, method, named ? run.text("method") : kind));
        }
        return result;
    }

    private Outcome replay(Fields file, Fields expect, Optional<Method.Kind> method, String name) {
        BrianRecording.check(expect, quantities);
        int every = file.count("every");
        List<String> probes = quantities.stream()
                .map(q -> "N." + q + " every " + every + " tick")
                .toList();
        String text = BrianFile.watched(BrianFile.source(kind), "replay", probes);
        double dt = file.number("dt_ms");
        int steps = file.steps();
        try (Replay replay = Replay.of(kind + ".bouton", text, "watched", dt, method, values(file))) {
            replay.run(steps);
            Comparison comparison = new Comparison(name);
            BrianFile.spikes(expect, replay, comparison);
            int @Nullable [] members = file.has("recorded") ? file.counts("recorded") : null;
            for (int q = 0; q < quantities.size(); q++) {
                String quantity = quantities.get(q);
                double[] last = replay.ofGroup("N", quantity);
                BrianRecording.of(expect, quantity)
                        .compare(comparison, largest(file, quantity), every, replay.rows(q), members, last);
            }
            return comparison.outcome();
        }
    }

    private static double largest(Fields file, String quantity) {
        return runs(file).stream()
                .mapToDouble(r -> BrianRecording.of(r, quantity).largest())
                .max()
                .orElse(0);
    }

    private Bindings values(Fields file) {
        int n = file.count("n");
        Bindings values = new Bindings();
        Fields params = file.object("params");
        BrianFile.giveParams(params, values);
        values.give("n", n);
        quantities.forEach(q -> values.give(q + "0", file.eachOrZero(q + "0", n)));
        if (file.has("drive")) {
            values.give("drive", file.table("drive"));
            values.give("bin", file.number("dt_in_ms"));
        } else {
            values.give("drive", file.eachOrZero("I", n));
        }
        if (params.has("threshold_test")) {
            values.give("inclusive", inclusive(params.text("threshold_test")));
        }
        if (file.has("input")) {
            Fields input = file.object("input");
            values.give("inputs", input.count("n"));
            values.give("input_steps", SpikeLists.of(input));
        }
        for (String list : List.of("exc", "inh")) {
            if (file.has(list)) {
                BrianFile.giveSynapses(file.object(list), list + "_", "delay", values);
                values.give(list + "_w", file.object(list).numbers("w"));
            }
        }
        if (file.has("synapses")) {
            BrianFile.giveSynapses(file.object("synapses"), "", "pre_delay", values);
        }
        return values;
    }

    private static int inclusive(String test) {
        return switch (test) {
            case ">=" -> 1;
            case ">" -> 0;
            default -> throw new VectorException("params.threshold_test is " + test + ", and not > or >=");
        };
    }
}
