package bouton.cli.compile;

import bouton.compiler.machine.Lowered;
import bouton.dsl.chip.Core;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a network has become on a chip that is described bit by bit, as an object of JSON. */
final class CircuitJson {
    private CircuitJson() {}

    /** Members: neurons, rows, cycles_per_tick, lowered, fields, sources, periods, registers. */
    static Map<String, Object> tree(CircuitReport report) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("neurons", used(report.lowered().neurons(), report.mostNeurons()));
        tree.put("rows", used(report.lowered().rows(), report.mostRows()));
        tree.put("cycles_per_tick", report.cycles());
        tree.put(
                "lowered",
                report.lowered().chosen().stream().map(CircuitJson::chosen).toList());
        tree.put(
                "fields",
                report.lowered().settings().stream().map(CircuitJson::field).toList());
        tree.put("sources", report.sources().stream().map(CircuitJson::source).toList());
        tree.put(
                "periods",
                report.lowered().regular().stream().map(CircuitJson::period).toList());
        tree.put(
                "registers",
                report.registers().stream().map(CircuitJson::register).toList());
        return tree;
    }

    private static Map<String, Object> used(int used, int most) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("used", used);
        if (most != Core.UNLIMITED) {
            tree.put("of", most);
        }
        return tree;
    }

    private static Map<String, Object> chosen(Lowered.Chosen c) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("of", c.of());
        tree.put("lowering", c.lowering());
        tree.put("instances", c.instances());
        tree.put("direct", c.direct());
        return tree;
    }

    private static Map<String, @Nullable Object> field(Lowered.Setting s) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("of", s.of());
        tree.put("field", s.field());
        tree.put("formula", s.formula());
        tree.put("wanted", s.wanted());
        tree.put("got", s.got());
        tree.put("relative_error", Double.isFinite(s.relativeError()) ? s.relativeError() : null);
        tree.put("instances", s.instances());
        tree.put("rounded", s.inexact());
        return tree;
    }

    private static Map<String, Object> source(CircuitReport.Source s) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("stimulus", s.stimulus());
        tree.put("members", s.members());
        tree.put("least_addresses", s.least());
        tree.put("most_addresses", s.most());
        return tree;
    }

    private static Map<String, Object> period(Lowered.Regular r) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("every_ms", r.time());
        tree.put("address", r.address());
        return tree;
    }

    private static Map<String, Object> register(CircuitReport.Register r) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", r.name());
        tree.put("bits", r.bits());
        tree.put("values", r.values());
        return tree;
    }
}
