package bouton.cli.compile;

import bouton.cli.json.Json;
import bouton.compiler.place.Utilisation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report as JSON. */
public final class CompileJson {
    private CompileJson() {}

    /** An object with the members network, chip, dt, words, constants, rules, cores; and circuits, on a chip that is described bit by bit. */
    public static String text(CompileReport report) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("network", report.network());
        tree.put("chip", report.chip());
        tree.put("dt_ms", report.dt());
        tree.put("words", report.words().stream().map(CompileJson::word).toList());
        tree.put(
                "constants",
                report.constants().stream().map(CompileJson::constant).toList());
        tree.put("rules", report.rules().stream().map(CompileJson::rule).toList());
        tree.put(
                "cores",
                report.utilisation()
                        .map(u -> u.used().stream().map(CompileJson::core).toList())
                        .orElse(List.of()));
        report.circuits().ifPresent(c -> tree.put("circuits", CircuitJson.tree(c)));
        return Json.text(tree);
    }

    private static Map<String, Object> word(CompileReport.Word w) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", w.name());
        tree.put("format", w.format());
        tree.put("rounding", w.rounding());
        tree.put("step", w.step());
        if (Double.isFinite(w.lo()) && Double.isFinite(w.hi())) {
            tree.put("lo", w.lo());
            tree.put("hi", w.hi());
        }
        tree.put("unit", w.unit());
        tree.put("range", w.reason());
        return tree;
    }

    private static Map<String, Object> constant(CompileReport.Constant c) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kernel", c.kernel());
        tree.put("at", c.at());
        tree.put("wanted", c.wanted());
        tree.put("got", c.got());
        tree.put("relative_error", c.relativeError());
        tree.put("effect_steps", c.effect());
        return tree;
    }

    private static Map<String, Object> rule(CompileReport.Rule r) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("projection", r.projection());
        tree.put("model", r.model());
        tree.put("when", r.when());
        tree.put("at", r.at());
        tree.put("words", r.words());
        tree.put("registers", r.registers());
        return tree;
    }

    private static Map<String, Object> core(Utilisation.CoreUse c) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("core", c.core());
        tree.put("slices", c.slices());
        tree.put("neurons", c.neurons());
        tree.put("axons", c.axons());
        tree.put("synapse_bytes", c.bytes());
        return tree;
    }
}
