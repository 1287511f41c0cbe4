package bouton.cli.terminal;

import bouton.image.chip.Hardware;
import bouton.image.chip.Operation;
import bouton.image.chip.Slice;
import bouton.image.net.Image;
import bouton.image.net.Origin;
import bouton.image.run.Charge;
import bouton.image.run.CostReport;
import bouton.image.run.Traffic;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run would have cost on its chip, in short: in all, core by core, line by line. */
public final class CostTables {
    private static final int MOST_CORES = 8;
    private static final int MOST_LINES = 10;

    private final int width;
    private final Style style;
    private final Image image;
    private final CostReport costs;
    private final Hardware hardware;

    public CostTables(Terminal terminal, Image image, CostReport costs) {
        this.width = terminal.width();
        this.style = terminal.style();
        this.image = image;
        this.costs = costs;
        this.hardware = costs.hardware();
    }

    /** The lines to print. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("  on " + hardware.chip() + ": " + time(costs.time()) + pace());
        lines.add("  " + energy());
        table(lines, cores(), costs.by(Charge::core).size() - MOST_CORES, "cores");
        Map<Integer, List<Charge>> byLine = costs.by(Charge::at);
        table(lines, sources(byLine), byLine.size() - MOST_LINES, "lines");
        long dropped = costs.traffic().stream().mapToLong(Traffic::dropped).sum();
        if (dropped > 0) {
            lines.add("  " + Figures.count(dropped) + " synaptic events were on their way when a projection was reset");
        }
        return lines;
    }

    private void table(List<String> lines, TextTable table, int more, String what) {
        if (!table.isEmpty()) {
            lines.add("");
            lines.addAll(table.lines(width, style));
            if (more > 0) {
                lines.add("  and " + Figures.count(more) + " more " + what + ", see costs.csv");
            }
        }
    }

    /** A time, and cycles if the chip has a clock. */
    private String time(long units) {
        String seconds = Figures.prefixed(costs.seconds(units).doubleValue(), "s");
        return hardware.cycle() == 0 ? seconds : cycles(units) + " cycles, " + seconds;
    }

    private String cycles(long units) {
        BigDecimal cycles = new BigDecimal(units).divide(new BigDecimal(hardware.cycle()), MathContext.DECIMAL64);
        return Figures.count(cycles.setScale(0, java.math.RoundingMode.CEILING).longValue());
    }

    private String pace() {
        if (costs.ticks() == 0) {
            return "";
        }
        double real = costs.ticks() * image.dt() / 1000;
        double seconds = costs.seconds().doubleValue();
        String factor = seconds > 0 ? " (" + Figures.number(real / seconds) + " x real time)" : "";
        return " for " + Figures.count(costs.ticks(), "tick", "ticks") + factor + ", at most " + time(costs.longest())
                + " in tick " + costs.longestTick();
    }

    private String energy() {
        String dynamic = joules(costs.dynamicEnergy());
        if (costs.staticPower().signum() == 0) {
            return dynamic;
        }
        return joules(costs.energy()) + ": " + dynamic + " for what was done, " + joules(costs.staticEnergy()) + " for "
                + Figures.prefixed(costs.staticPower().doubleValue(), "W") + " all the time";
    }

    private static String joules(BigDecimal energy) {
        return Figures.prefixed(energy.doubleValue(), "J");
    }

    private TextTable cores() {
        TextTable table = new TextTable(
                2, "core", "holds", "messages in", "synaptic events", "updates", "messages out", "busy", "energy");
        Map<Integer, List<Charge>> byCore = costs.by(Charge::core);
        List<Integer> order = byCore.keySet().stream()
                .sorted(Comparator.comparing((Integer c) -> CostReport.energy(byCore.getOrDefault(c, List.of())))
                        .reversed()
                        .thenComparing(c -> c))
                .limit(MOST_CORES)
                .sorted()
                .toList();
        for (int core : order) {
            table.row(
                    core < 0
                            ? "host"
                            : Integer.toString(hardware.cores().get(core).number()),
                    core < 0 ? "" : holds(core),
                    count(Operation.MESSAGE_IN, core),
                    count(Operation.SYNAPSE, core),
                    count(Operation.NEURON_UPDATE, core),
                    count(Operation.MESSAGE_OUT, core),
                    busy(byCore.getOrDefault(core, List.of())),
                    joules(CostReport.energy(byCore.getOrDefault(core, List.of()))));
        }
        return table;
    }

    private String holds(int core) {
        return hardware.slices().stream()
                .filter(s -> s.core() == core)
                .map(this::name)
                .collect(Collectors.joining(" "));
    }

    private String name(Slice s) {
        String group = image.groups().get(s.group()).name();
        boolean whole = s.size() == image.groups().get(s.group()).size();
        return whole ? group : group + "[" + s.from() + ".." + (s.to() - 1) + "]";
    }

    private String count(Operation operation, int core) {
        return Figures.count(costs.count(operation, c -> c.core() == core));
    }

    /** Time of a core's work, which is done while others work. */
    private String busy(List<Charge> charges) {
        long work = charges.stream()
                .filter(c -> c.operation().phase() != Operation.Phase.NETWORK)
                .mapToLong(Charge::time)
                .sum();
        return hardware.cycle() > 0
                ? cycles(work)
                : Figures.prefixed(costs.seconds(work).doubleValue(), "s");
    }

    private TextTable sources(Map<Integer, List<Charge>> byLine) {
        TextTable table = new TextTable(2, "at", "for", "energy", "share");
        double all = costs.dynamicEnergy().doubleValue();
        byLine.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Integer, List<Charge>> e) -> CostReport.energy(e.getValue()))
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_LINES)
                .forEach(e -> {
                    BigDecimal energy = CostReport.energy(e.getValue());
                    double share = all == 0 ? 0 : 100 * energy.doubleValue() / all;
                    table.row(
                            place(e.getKey()),
                            purposes(e.getValue()),
                            joules(energy),
                            Figures.number(Math.rint(10 * share) / 10) + " %");
                });
        return table;
    }

    private String place(int at) {
        if (at < 0) {
            return "-";
        }
        Origin origin = image.origins().get(at);
        String file = origin.file().substring(origin.file().lastIndexOf('/') + 1);
        return file + ":" + origin.line() + ":" + origin.column();
    }

    private static String purposes(List<Charge> charges) {
        return charges.stream()
                .collect(Collectors.groupingBy(
                        Charge::operation,
                        java.util.TreeMap::new,
                        Collectors.reducing(BigDecimal.ZERO, Charge::energy, BigDecimal::add)))
                .entrySet()
                .stream()
                .filter(e -> e.getValue().signum() > 0)
                .sorted(Map.Entry.<Operation, BigDecimal>comparingByValue().reversed())
                .limit(2)
                .map(e -> e.getKey().label())
                .collect(Collectors.joining(", "));
    }
}
