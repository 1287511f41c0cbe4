package bouton.cli.diff;

import bouton.cli.json.Json;
import bouton.image.net.Origin;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as JSON, described in {@code docs/diff.md}. */
public final class DiffJson {
    /** First differing spikes are listed up to this many. */
    private static final int MOST_SPIKES = 10_000;

    private DiffJson() {}

    /** @param table what lines contribute; null if that was not asked for */
    public static String text(Report report, LineContributions.@Nullable Table table) {
        Measured m = report.measured();
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("first", report.firstLabel());
        tree.put("second", report.secondLabel());
        tree.put("experiment", report.experiment());
        tree.put("point", report.point().stream().map(DiffJson::quantity).toList());
        tree.put("dt", report.dt());
        tree.put("seed", m.first().seed());
        tree.put("ticks", m.ticks());
        tree.put("complete", report.isComplete());
        tree.put("differs", report.differs());
        tree.put("cause", report.cause().map(c -> cause(report, c)).orElse(null));
        tree.put(
                "first_spikes",
                m.firsts().stream()
                        .limit(MOST_SPIKES)
                        .map(f -> spike(report, f))
                        .toList());
        tree.put("neurons_that_differ", m.firsts().size());
        tree.put("populations", m.trains().stream().map(DiffJson::trains).toList());
        tree.put("states", m.states().stream().map(DiffJson::values).toList());
        tree.put("weights", m.weights().stream().map(DiffJson::values).toList());
        tree.put("weights_not_compared", m.unlike());
        tree.put("over_time", overTime(report));
        tree.put("parting", report.parting().map(DiffJson::parting).orElse(null));
        tree.put("other_inputs", report.inputs().stream().map(DiffJson::input).toList());
        tree.put("other_stimulus", m.otherStimulus().orElse(null));
        tree.put("other_requirements", report.requirements());
        if (table != null) {
            tree.put("lines", table.contributions().stream().map(DiffJson::line).toList());
            tree.put("lines_not_tried", table.left());
            tree.put("all_lines", table.all().map(DiffJson::line).orElse(null));
        }
        return Json.text(tree);
    }

    private static Map<String, Object> quantity(bouton.cli.protocol.Quantity q) {
        return map("name", q.name(), "value", q.value(), "unit", q.unit());
    }

    /** Of names and values in turn. */
    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int k = 0; k < pairs.length; k += 2) {
            map.put(String.valueOf(pairs[k]), pairs[k + 1]);
        }
        return map;
    }

    private static Map<String, Object> spike(Report report, FirstSpike f) {
        Map<String, Object> map = map(
                "population",
                f.population(),
                "neuron",
                f.neuron(),
                "tick",
                f.tick(),
                "time",
                report.time(f.tick()),
                "in",
                f.ofFirst() ? report.firstLabel() : report.secondLabel(),
                "before",
                f.before().stream().map(DiffJson::figure).toList());
        if (f.follows() >= 0) {
            map.put("other_follows_tick", f.follows());
        }
        return map;
    }

    private static Map<String, Object> figure(Figure f) {
        return map("name", f.name(), "unit", f.unit(), "first", f.first(), "second", f.second());
    }

    private static Map<String, Object> cause(Report report, Cause c) {
        Map<String, Object> map =
                map("kind", c.kind().name().toLowerCase(java.util.Locale.ROOT), "why", c.why(), "tick", c.tick());
        if (c.tick() >= 0) {
            map.put("time", report.time(c.tick()));
        }
        map.put("words", c.words().stream().map(DiffJson::word).toList());
        c.at().ifPresent(at -> map.put("at", origin(at)));
        map.put("kernel", c.kernel());
        map.put("links", c.links().stream().map(DiffJson::link).toList());
        map.put("or_at", c.others().stream().map(DiffJson::origin).toList());
        map.put("also", c.also());
        return map;
    }

    private static Map<String, Object> link(Cause.Link l) {
        Map<String, Object> map = word(l.word());
        map.put("since_tick", l.since());
        map.put("kind", l.kind().name().toLowerCase(java.util.Locale.ROOT));
        l.at().ifPresent(at -> map.put("at", origin(at)));
        return map;
    }

    private static Map<String, Object> word(WordChange w) {
        Map<String, Object> map = map("owner", w.owner());
        map.putAll(figure(w.values()));
        map.put("step", w.step());
        return map;
    }

    private static Map<String, Object> origin(Origin at) {
        return map("file", at.file(), "line", at.line(), "column", at.column());
    }

    private static Map<String, Object> trains(TrainFigures t) {
        return map(
                "name",
                t.name(),
                "size",
                t.size(),
                "spikes_first",
                t.spikesFirst(),
                "spikes_second",
                t.spikesSecond(),
                "spikes_of_one_alone",
                t.differing(),
                "neurons_that_differ",
                t.differingNeurons(),
                "rate_first",
                t.rateFirst(),
                "rate_second",
                t.rateSecond(),
                "rate_rms",
                t.rateDistance(),
                "van_rossum",
                t.vanRossum(),
                "isi",
                t.isi(),
                "coincidence",
                t.coincidence());
    }

    private static Map<String, Object> values(ValueFigures v) {
        return map(
                "name",
                v.name(),
                "unit",
                v.unit(),
                "rms",
                v.rms(),
                "max",
                v.max(),
                "mean",
                v.mean(),
                "largest_value",
                v.largest());
    }

    private static Map<String, Object> overTime(Report report) {
        Measured m = report.measured();
        List<Double> ends =
                Arrays.stream(m.ends()).mapToObj(e -> e * report.dt()).toList();
        List<Map<String, Object>> series = m.series().stream()
                .map(s -> map(
                        "of",
                        s.of(),
                        "what",
                        s.what(),
                        "unit",
                        s.unit(),
                        "values",
                        Arrays.stream(s.values()).boxed().toList()))
                .toList();
        return map("until", ends, "series", series);
    }

    private static Map<String, Object> parting(Parting p) {
        return map("tick", p.tick(), "first", p.first(), "second", p.second());
    }

    private static Map<String, Object> input(OtherInput i) {
        return map("tick", i.tick(), "what", i.what(), "at", i.at());
    }

    private static Map<String, Object> line(LineContributions.Contribution c) {
        return map(
                "line",
                c.line().toString(),
                "vanished",
                c.vanished(),
                "van_rossum_left",
                c.spikes(),
                "weights_left",
                c.weights(),
                "states_left",
                c.states());
    }
}
