package bouton.cli.output;

import bouton.cli.json.Json;
import bouton.image.chip.Hardware;
import bouton.image.chip.Operation;
import bouton.image.chip.Slice;
import bouton.image.net.Image;
import bouton.image.net.Scope;
import bouton.image.run.Charge;
import bouton.image.run.CostReport;
import bouton.image.run.Session;
import bouton.image.run.Traffic;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what the ticks of a session would have cost on the chip of its image: every charge, and sums of them. */
final class CostFiles {
    private static final String SUMS = "costs.json";
    private static final String CHARGES = "costs.csv";

    private final Image image;
    private final Hardware hardware;
    private final CostReport costs;

    private CostFiles(Image image, CostReport costs) {
        this.image = image;
        this.hardware = costs.hardware();
        this.costs = costs;
    }

    /** Writes both files if the image is for a chip; what the manifest says of them. */
    static List<Entry> write(Place place, Session session) throws IOException {
        if (session.costs().isEmpty()) {
            return List.of();
        }
        CostFiles files = new CostFiles(session.image(), session.costs().get());
        WholeFile.write(place.file(SUMS), Json.text(files.sums()));
        WholeFile.write(place.file(CHARGES), files.charges());
        int rows = files.costs.charges().size();
        return List.of(
                new Entry(place.path(SUMS), "costs", "json"),
                new Entry(place.path(CHARGES), "costs", "csv").rows(rows, rows));
    }

    private Map<String, @Nullable Object> sums() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("chip", hardware.chip());
        all.put("ticks", costs.ticks());
        all.put("seconds", plain(costs.seconds()));
        all.put("cycles", cycles(costs.time()));
        all.put("longest_tick", costs.longestTick());
        all.put("longest_tick_seconds", plain(costs.seconds(costs.longest())));
        all.put("energy_joules", plain(costs.energy()));
        all.put("dynamic_energy_joules", plain(costs.dynamicEnergy()));
        all.put("static_power_watts", plain(costs.staticPower()));
        all.put("static_energy_joules", plain(costs.staticEnergy()));
        all.put(
                "cores",
                costs.by(Charge::core).entrySet().stream()
                        .map(e -> core(e.getKey(), e.getValue()))
                        .toList());
        all.put(
                "purposes",
                costs.by(this::purpose).entrySet().stream()
                        .map(e -> sum("of", e.getKey(), e.getValue()))
                        .toList());
        all.put(
                "lines",
                costs.by(Charge::at).entrySet().stream()
                        .map(e -> sum("at", place(e.getKey()), e.getValue()))
                        .toList());
        all.put("traffic", costs.traffic().stream().map(this::traffic).toList());
        return all;
    }

    private static BigDecimal plain(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    /** Exact; null without a clock. */
    private @Nullable BigDecimal cycles(long units) {
        return hardware.cycle() == 0
                ? null
                : plain(new BigDecimal(units)
                        .divide(new BigDecimal(hardware.cycle()), java.math.MathContext.DECIMAL128));
    }

    private Map<String, @Nullable Object> core(int core, List<Charge> charges) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("core", core < 0 ? "host" : hardware.cores().get(core).number());
        if (core >= 0) {
            all.put(
                    "tile",
                    List.of(hardware.tileOf(core).x(), hardware.tileOf(core).y()));
            List<String> slices = new ArrayList<>();
            for (Slice s : hardware.slices()) {
                if (s.core() == core) {
                    slices.add(image.groups().get(s.group()).name() + "[" + s.from() + " .. " + (s.to() - 1) + "]");
                }
            }
            all.put("neurons", slices);
        }
        Map<String, @Nullable Object> phases = new LinkedHashMap<>();
        for (Operation.Phase phase : Operation.Phase.values()) {
            long time = costs.time(phase, c -> c.core() == core);
            if (time > 0 && phase != Operation.Phase.NETWORK) {
                phases.put(phase.word(), plain(costs.seconds(time)));
            }
        }
        all.put("busy_seconds", phases);
        all.put("counts", counts(charges));
        all.put("energy_joules", plain(CostReport.energy(charges)));
        return all;
    }

    private static Map<String, Long> counts(List<Charge> charges) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Operation operation : Operation.values()) {
            long count = charges.stream()
                    .filter(c -> c.operation() == operation)
                    .mapToLong(Charge::count)
                    .sum();
            if (count > 0) {
                counts.put(word(operation), count);
            }
        }
        return counts;
    }

    private static String word(Operation operation) {
        return operation.name().toLowerCase(Locale.ROOT);
    }

    private Map<String, @Nullable Object> sum(String key, String name, List<Charge> charges) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put(key, name);
        all.put("counts", counts(charges));
        all.put("energy_joules", plain(CostReport.energy(charges)));
        return all;
    }

    private String purpose(Charge charge) {
        return switch (charge.scope()) {
            case Scope.OfGroup(int g) -> image.groups().get(g).name();
            case Scope.OfProjection(int p) -> image.projections().get(p).name();
        };
    }

    private String place(int at) {
        return at < 0 ? "" : image.origins().get(at).toString();
    }

    private Map<String, @Nullable Object> traffic(Traffic t) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("projection", image.projections().get(t.projection()).name());
        all.put("sent", t.sent());
        all.put("delivered", t.delivered());
        all.put("waiting", t.waiting());
        all.put("dropped_by_reset", t.dropped());
        return all;
    }

    private String charges() {
        StringBuilder text = new StringBuilder("core,of,at,operation,count,energy (J),time (s)\n");
        for (Charge c : costs.charges()) {
            text.append(
                            c.core() < 0
                                    ? "host"
                                    : Integer.toString(
                                            hardware.cores().get(c.core()).number()))
                    .append(',')
                    .append(quoted(purpose(c)))
                    .append(',')
                    .append(quoted(place(c.at())))
                    .append(',')
                    .append(word(c.operation()))
                    .append(',')
                    .append(c.count())
                    .append(',')
                    .append(plain(c.energy()))
                    .append(',')
                    .append(plain(costs.seconds(c.time())))
                    .append('\n');
        }
        return text.toString();
    }

    /** A cell of a CSV file. */
    private static String quoted(String text) {
        boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
