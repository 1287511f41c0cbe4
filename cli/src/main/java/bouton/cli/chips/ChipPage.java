package bouton.cli.chips;

import bouton.cli.terminal.Style;
import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.Attribute;
import bouton.dsl.chip.Chip;
import bouton.dsl.chip.Core;
import bouton.dsl.chip.CoreUnit;
import bouton.dsl.chip.Datapath;
import bouton.dsl.chip.Engine;
import bouton.dsl.chip.Learning;
import bouton.dsl.chip.NumberFormat;
import bouton.dsl.chip.Tile;
import bouton.dsl.chip.Topology;
import bouton.image.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All about one chip: what it has, what it costs, and how that is known. */
public final class ChipPage {
    private final Chip chip;
    private final int width;
    private final Style style;
    private final Sources sources = new Sources();
    private final List<String> lines = new ArrayList<>();
    private final Optional<CircuitRows> circuits;

    private ChipPage(Chip chip, Optional<Machine> machine, int width, Style style) {
        this.chip = chip;
        this.circuits = CircuitRows.of(chip, machine);
        this.width = width;
        this.style = style;
    }

    /**
     * Its lines, wrapped where they are texts.
     *
     * @param machine what it is, if it is described bit by bit and without errors
     */
    public static List<String> lines(Chip chip, Optional<Machine> machine, int width, Style style) {
        ChipPage page = new ChipPage(chip, machine, width, style);
        page.title();
        page.chip();
        page.tiles();
        page.circuits.ifPresent(page::circuits);
        page.costs();
        page.cited();
        return page.lines;
    }

    private void title() {
        String family = chip.family().isEmpty() ? "" : ", derived from " + String.join(", ", chip.family());
        lines.add(style.bold(chip.name()) + family);
        Wrapped.of(chip.documentation().replace('\n', ' '), width, "  ").forEach(lines::add);
    }

    private void heading(String text) {
        lines.add("");
        lines.add(style.bold(text));
    }

    private void show(Rows rows) {
        lines.addAll(rows.lines(width, style));
    }

    private void chip() {
        heading("Chip");
        Rows rows = new Rows();
        Topology mesh = chip.topology();
        String tiles = mesh.width() + " x " + mesh.height()
                + (mesh.linkBuffer() == Core.UNLIMITED ? "" : ", links hold " + mesh.linkBuffer() + " packets");
        rows.add("mesh of tiles", tiles, origin("topology"));
        rows.add("cores", Quantity.limit(chip.coreCount()), "");
        rows.add("neurons", Quantity.limit(chip.neurons()), "");
        rows.add(
                "clock",
                chip.clock().map(f -> Quantity.si(f.value(), "Hz")).orElse("none"),
                chip.clock().map(sources::of).orElse(""));
        rows.add("tick", Words.tick(chip.tick()), chip.tick().free() ? "" : origin("tick"));
        if (chip.engine() instanceof Engine.Ticks ticks) {
            rows.add("order", String.join(", ", ticks.order()), "");
            rows.add("timing", ticks.timing().word(), "");
            for (Engine.Step step : ticks.barrier().steps()) {
                String from = step.tiles() == 1 ? "barrier" : "barrier from " + step.tiles() + " tiles on";
                rows.add(from, Quantity.si(step.time().value(), "s"), sources.of(step.time()));
            }
        }
        circuits.ifPresent(c -> c.engine(rows));
        show(rows);
    }

    private void circuits(CircuitRows parts) {
        heading("Registers");
        show(parts.registers());
        for (Datapath.Memory memory : parts.memories()) {
            heading(CircuitRows.title(memory));
            show(CircuitRows.fields(memory));
        }
        heading("Operations, with their cycles while the output is free");
        show(parts.operations());
        Rows lowered = parts.lowerings();
        if (!lowered.isEmpty()) {
            heading("Models that have a circuit");
            show(lowered);
        }
    }

    private String origin(String item) {
        return sources.of(chip.origins(), item);
    }

    private void tiles() {
        for (Tile tile : chip.tiles()) {
            for (Core core : tile.cores()) {
                String where = chip.tiles().size() == 1 && chip.topology().tiles() == 1
                        ? ""
                        : " of "
                                + (chip.tiles().size() == 1
                                        ? "each tile"
                                        : "each tile `" + tile.name() + "`, "
                                                + (tile.count() == 1
                                                        ? "number " + tile.first()
                                                        : "numbers " + tile.first() + " .. "
                                                                + (tile.first() + tile.count() - 1)));
                heading((core.count() == 1 ? "Core" : core.count() + " cores")
                        + (core.name().equals("core") ? "" : " `" + core.name() + "`")
                        + where);
                core(core);
            }
        }
    }

    private void core(Core core) {
        Rows rows = new Rows();
        item(rows, core, "neurons", Quantity.limit(core.neurons()));
        item(rows, core, "axons", Quantity.limit(core.axons()));
        item(rows, core, "fan_in", Quantity.limit(core.fanIn()));
        item(rows, core, "fan_out", Quantity.limit(core.fanOut()));
        item(rows, core, "synapses", Words.synapses(core));
        item(rows, core, "synapse_words", Quantity.limit(core.synapseWords()));
        item(
                rows,
                core,
                "traces",
                "pre " + Quantity.limit(core.traces().pre()) + ", post "
                        + Quantity.limit(core.traces().post()));
        item(rows, core, "state_words", Quantity.limit(core.stateWords()));
        item(rows, core, "parameter_words", Quantity.limit(core.parameterWords()));
        item(rows, core, "delay", core.delay().toString());
        item(
                rows,
                core,
                "buffer",
                core.buffer().position().word() + (core.buffer().inside() ? ", inside" : ""));
        learning(rows, core);
        arithmetic(rows, core);
        for (Attribute attribute : core.attributes()) {
            rows.add(attribute.name(), attribute.value().toString(), "for other tools");
        }
        show(rows);
    }

    private void item(Rows rows, Core core, String word, String value) {
        rows.add(word, value, sources.of(core.origins(), word));
    }

    private void learning(Rows rows, Core core) {
        item(rows, core, "learning", Words.learning(core.learning()));
        switch (core.learning()) {
            case Learning.None n -> {}
            case Learning.Programmable p -> {
                rows.add("  registers", Quantity.limit(p.registers()), "");
                rows.add("  epoch", epoch(p.epoch()), "");
                rows.add("  history", Integer.toString(p.history()), "");
                rows.add("  readable at pre", Words.homes(p.atPre()), "");
                rows.add("  readable at post", Words.homes(p.atPost()), "");
                rows.add("  readable at epoch", Words.homes(p.atEpoch()), "");
            }
            case Learning.SumOfProducts s -> {
                rows.add("  epoch", epoch(s.epoch()), "");
                rows.add("  gates", String.join(", ", s.gates()), "");
                rows.add("  factors", words(s.factors()), "");
                rows.add("  words", words(s.variables()), "");
                rows.add("  terms", Integer.toString(s.terms()), "");
                rows.add("  scale", s.scale() + " * 2^(" + s.minShift() + " .. " + s.maxShift() + ")", "");
                rows.add("  sum", Words.format(s.accumulator()), "");
            }
            case Learning.Native n -> {
                rows.add("  readable at pre", Words.homes(n.atPre()), "");
                rows.add("  readable at post", Words.homes(n.atPost()), "");
            }
        }
    }

    private static String epoch(Learning.Epoch epoch) {
        return !epoch.exists()
                ? "none"
                : epoch.min() == epoch.max() ? epoch.min() + " tick" : epoch.min() + " .. " + epoch.max() + " tick";
    }

    private static String words(List<Learning.Word> words) {
        return words.stream().map(w -> w.name() + ": " + w.format()).collect(Collectors.joining(", "));
    }

    private void arithmetic(Rows rows, Core core) {
        Arithmetic a = core.arithmetic();
        if (a.isReal()) {
            rows.add("numbers", "float64", sources.of(core.origins(), "numbers"));
            return;
        }
        List<NumberFormat> formats = a.formats();
        for (int i = 0; i < Arithmetic.NAMES.size(); i++) {
            item(rows, core, Arithmetic.NAMES.get(i), Words.format(formats.get(i)));
        }
        for (String[] ability : Words.abilities(a)) {
            item(rows, core, ability[0], ability[1]);
        }
    }

    private void costs() {
        CostRows rows = new CostRows(sources, chip.cycle());
        rows.add(chip.costs(), "chip");
        for (Tile tile : chip.tiles()) {
            rows.add(tile.costs(), chip.tiles().size() == 1 ? "tile" : tile.name());
            for (Core core : tile.cores()) {
                rows.add(core.costs(), core.name());
                for (CoreUnit unit : core.units()) {
                    rows.addUnit(unit, core);
                }
            }
        }
        heading("Costs");
        if (rows.isEmpty()) {
            lines.add("  none are given");
        } else {
            lines.addAll(rows.lines(width, style));
        }
    }

    private void cited() {
        if (sources.cited().isEmpty()) {
            return;
        }
        heading("Sources");
        for (int i = 0; i < sources.cited().size(); i++) {
            lines.addAll(Wrapped.of("[" + (i + 1) + "] " + sources.cited().get(i), width, "  "));
        }
    }
}
