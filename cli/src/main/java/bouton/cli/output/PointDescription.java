package bouton.cli.output;

import bouton.cli.statistics.GroupFigures;
import bouton.cli.statistics.PointFigures;
import bouton.cli.statistics.ProjectionFigures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of a point as the manifest has them. */
final class PointDescription {
    private PointDescription() {}

    static Map<String, @Nullable Object> of(PointFigures f) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("build_seconds", f.buildSeconds());
        members.put("run_seconds", f.runSeconds());
        members.put("memory_bytes", f.memory());
        members.put(
                "populations", f.groups().stream().map(PointDescription::group).toList());
        members.put(
                "projections",
                f.projections().stream().map(PointDescription::projection).toList());
        members.put(
                "counters", f.counters().stream().map(PointDescription::counter).toList());
        return members;
    }

    static Map<String, Object> requires(long passed, long failed) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("passed", passed);
        members.put("failed", failed);
        return members;
    }

    private static Map<String, @Nullable Object> group(GroupFigures g) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("name", g.name());
        members.put("kind", g.population() ? "population" : "stimulus");
        members.put("size", g.size());
        members.put("spikes", g.spikes());
        members.put("rate_hz", g.rate());
        members.put("isi_cv", Double.isNaN(g.isiCv()) ? null : g.isiCv());
        return members;
    }

    private static Map<String, Object> projection(ProjectionFigures p) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", p.name());
        members.put("label", p.label());
        members.put("synapses", p.synapses());
        members.put("weights", weights(p.weights()));
        return members;
    }

    private static List<Map<String, Object>> weights(List<ProjectionFigures.Weights> weights) {
        return weights.stream()
                .map(w -> {
                    Map<String, Object> members = new LinkedHashMap<>();
                    members.put("name", w.name());
                    members.put("unit", w.unit());
                    members.put("min", w.min());
                    members.put("mean", w.mean());
                    members.put("max", w.max());
                    return members;
                })
                .toList();
    }

    private static Map<String, Object> counter(PointFigures.Count c) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("what", c.what());
        members.put("at", c.at());
        members.put("count", c.times());
        return members;
    }
}
