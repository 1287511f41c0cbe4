package bouton.cli.conform;

import bouton.dsl.check.Bindings;
import bouton.dsl.model.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A kind of ideal-brian2. What a file holds is given to the text of its kind by name ({@link BrianBindings}), the variants that
 * it names choose a network of the text, and what it expects is compared with the variables of the same names.
 */
final class BrianKind implements Kind {
    /** Parameters that are words and choose a network: {@code replay_nearest}. */
    private static final List<String> VARIANTS = List.of("variant", "mode", "rule", "phi");

    private static final String POST_FIRST = "post_first";
    private static final Pattern NETWORK = Pattern.compile("(?m)^network (replay\\w*) ");

    private final String kind;

    BrianKind(String kind) {
        this.kind = kind;
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
        String source = BrianFile.source(kind);
        boolean postFirst = postFirst(file.object("params"));
        // Where neurons fire the order is one of stages, between given lists it is one of handlers.
        boolean byStage = postFirst && source.contains("target " + POST_FIRST + " :");
        String target = byStage ? POST_FIRST : "brian2";
        String network = network(file.object("params"), postFirst && !byStage, source);
        Bindings values = new BrianBindings(file, source).values();
        double dt = file.number("dt_ms");
        int steps = file.steps();
        Map<String, Replay.Found> places;
        try (Replay bare = Replay.of(kind + ".bouton", source, target, network, dt, method, values)) {
            places = places(expect, bare);
        }
        List<Map.Entry<String, Replay.Found>> quantities = List.copyOf(places.entrySet());
        List<String> probes = quantities.stream()
                .map(q -> q.getValue().path() + " every " + every(file, q.getValue()) + " tick")
                .toList();
        String text = BrianFile.watched(source, network, probes);
        try (Replay replay = Replay.of(kind + ".bouton", text, target, "watched", dt, method, values)) {
            replay.run(steps);
            Comparison comparison = new Comparison(name);
            spikes(expect, replay, comparison);
            int @Nullable [] members = file.has("recorded") ? file.counts("recorded") : null;
            for (int q = 0; q < quantities.size(); q++) {
                String quantity = quantities.get(q).getKey();
                Replay.Found place = quantities.get(q).getValue();
                BrianRecording.of(expect, quantity)
                        .compare(
                                comparison,
                                largest(file, quantity),
                                every(file, place),
                                replay.rows(q),
                                isRecorded(place) ? members : null,
                                place.read(replay));
            }
            summaries(file, replay, comparison);
            return comparison.outcome();
        }
    }

    /** Whether {@code recorded} chooses among its members: the neurons. */
    private static boolean isRecorded(Replay.Found place) {
        return !place.projection() && place.owner().equals("N");
    }

    private static int every(Fields file, Replay.Found place) {
        return file.count(place.projection() && file.has("every_w") ? "every_w" : "every");
    }

    private String network(Fields params, boolean postFirst, String source) {
        StringBuilder name = new StringBuilder("replay");
        for (String variant : VARIANTS) {
            if (params.has(variant)) {
                name.append('_').append(params.text(variant));
            }
        }
        if (postFirst) {
            name.append('_').append(POST_FIRST);
        }
        String network = name.toString();
        List<String> known =
                NETWORK.matcher(source).results().map(m -> m.group(1)).toList();
        if (known.contains(network)) {
            return network;
        }
        String others = known.stream()
                .filter(n -> !n.equals("replay"))
                .map(n -> "`" + variant(n) + "`")
                .collect(Collectors.joining(", "));
        throw new VectorException("kind " + kind + " has no variant `" + variant(network) + "`"
                + (others.isEmpty() ? "" : "; it has " + others));
    }

    private static String variant(String network) {
        return network.replaceFirst("replay_?", "");
    }

    private static boolean postFirst(Fields params) {
        String order = params.has("order") ? params.text("order").replace(" ", "") : "pre,post";
        return switch (order) {
            case "post,pre" -> true;
            case "pre,post" -> false;
            default -> throw new VectorException("params.order is neither `pre, post` nor `post, pre`");
        };
    }

    /** Where the text has the quantities that a file expects. */
    private Map<String, Replay.Found> places(Fields expect, Replay replay) {
        TreeSet<String> names = new TreeSet<>();
        for (String part : List.of("rows", "final")) {
            if (expect.has(part)) {
                names.addAll(expect.object(part).names());
            }
        }
        boolean events = expect.names().stream().anyMatch(n -> isEvents(expect, n));
        if (names.isEmpty() && !events) {
            throw new VectorException("it expects neither spikes nor values");
        }
        Map<String, Replay.Found> result = new TreeMap<>();
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            Optional<Replay.Found> place = replay.find(BrianFile.bare(name));
            if (place.isPresent()) {
                result.put(name, place.get());
            } else {
                unknown.add(name);
            }
        }
        if (!unknown.isEmpty()) {
            throw new VectorException(
                    "it expects values of " + String.join(", ", unknown) + ", which kind " + kind + " has not");
        }
        return result;
    }

    private static boolean isEvents(Fields expect, String name) {
        return !name.equals("rows") && !name.equals("final") && !name.equals("method") && !name.equals("runs");
    }

    /** {@code spikes} and other events of N, {@code inh_spikes} of a population of that name. */
    private void spikes(Fields expect, Replay replay, Comparison comparison) {
        for (String name : expect.names()) {
            if (!isEvents(expect, name)) {
                continue;
            }
            boolean other = name.endsWith("_spikes");
            String group = other ? name.substring(0, name.length() - "_spikes".length()) : "N";
            String event = other || name.equals("spikes") ? "spike" : name;
            if (!replay.hasEvent(group, event)) {
                throw new VectorException("it expects " + name + ", which kind " + kind + " has not");
            }
            Fields events = expect.object(name);
            comparison.spikes(
                    event,
                    SpikeLists.pairs(events.counts("neuron"), events.counts("step")),
                    replay.events(group, event, 0));
        }
    }

    /** Numbers of the file that the text computes under the same name at the end. */
    private static void summaries(Fields file, Replay replay, Comparison comparison) {
        for (String name : file.names()) {
            int cell = replay.global(name);
            if (cell >= 0) {
                double expected = file.number(name);
                comparison.values(
                        name,
                        new double[] {expected},
                        new double[] {replay.globalValue(cell)},
                        e -> 1e-9 * (1 + Math.abs(e)),
                        i -> "at the end");
            }
        }
    }

    private static double largest(Fields file, String quantity) {
        return runs(file).stream()
                .mapToDouble(r -> BrianRecording.of(r, quantity).largest())
                .max()
                .orElse(0);
    }
}
