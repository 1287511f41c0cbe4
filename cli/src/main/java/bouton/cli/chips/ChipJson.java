package bouton.cli.chips;

import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.Attribute;
import bouton.dsl.chip.Chip;
import bouton.dsl.chip.Core;
import bouton.dsl.chip.CoreUnit;
import bouton.dsl.chip.Cost;
import bouton.dsl.chip.Costs;
import bouton.dsl.chip.Engine;
import bouton.dsl.chip.Figure;
import bouton.dsl.chip.Learning;
import bouton.dsl.chip.NumberFormat;
import bouton.dsl.chip.Origin;
import bouton.dsl.chip.Synapses;
import bouton.dsl.chip.Tile;
import bouton.image.machine.Machine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A chip for tools: energies in J, times in s, powers in W, frequencies in Hz, ticks in ms. What has no limit is null. */
public final class ChipJson {
    private ChipJson() {}

    /** Null if there is no limit. */
    static @Nullable Long limit(long number) {
        return number == Core.UNLIMITED ? null : number;
    }

    /** @param machine what it is, if it is described bit by bit and without errors */
    public static Map<String, @Nullable Object> of(Chip chip, Optional<Machine> machine) {
        Optional<CircuitRows> circuits = CircuitRows.of(chip, machine);
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("name", chip.name());
        result.put("family", chip.family());
        result.put("documentation", chip.documentation());
        Map<String, @Nullable Object> mesh = new LinkedHashMap<>();
        mesh.put("width", chip.topology().width());
        mesh.put("height", chip.topology().height());
        mesh.put("link_buffer", limit(chip.topology().linkBuffer()));
        mesh.put("numbering", chip.topology().byColumns() ? "columns" : "rows");
        result.put("topology", mesh);
        result.put("cores", chip.coreCount());
        result.put("neurons", limit(chip.neurons()));
        result.put("clock", chip.clock().map(ChipJson::figure).orElse(null));
        Map<String, @Nullable Object> tick = new LinkedHashMap<>();
        tick.put("shortest", chip.tick().shortest());
        tick.put("longest", chip.tick().longest());
        result.put("tick", tick);
        result.put("engine", engine(chip.engine(), circuits));
        result.put("costs", costs(chip.costs(), chip.cycle()));
        result.put(
                "tiles", chip.tiles().stream().map(t -> tile(t, chip.cycle())).toList());
        circuits.ifPresent(c -> c.json(result));
        result.put("origins", origins(chip.origins()));
        return result;
    }

    private static Map<String, @Nullable Object> figure(Figure figure) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("value", figure.value());
        result.put("provenance", figure.provenance().name().toLowerCase(Locale.ROOT));
        result.put("source", figure.source().orElse(null));
        return result;
    }

    private static Map<String, @Nullable Object> engine(Engine engine, Optional<CircuitRows> circuits) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        switch (engine) {
            case Engine.Ticks t -> {
                result.put("kind", "tick");
                result.put("order", t.order());
                result.put("timing", t.timing().word());
                result.put(
                        "barrier",
                        t.barrier().steps().stream().map(ChipJson::step).toList());
            }
            case Engine.Events e -> circuits.ifPresent(c -> c.engine(result));
        }
        return result;
    }

    private static Map<String, @Nullable Object> step(Engine.Step step) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("tiles", step.tiles());
        result.put("time", figure(step.time()));
        return result;
    }

    private static Map<String, @Nullable Object> costs(Costs costs, double cycle) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        costs.operations().forEach((operation, cost) -> result.put(operation.key(), cost(cost, cycle)));
        costs.idle().ifPresent(f -> result.put("idle", figure(f)));
        return result;
    }

    private static Map<String, @Nullable Object> cost(Cost cost, double cycle) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("energy", cost.energy().map(ChipJson::figure).orElse(null));
        result.put(
                cost.inCycles() ? "cycles" : "time",
                cost.time().map(ChipJson::figure).orElse(null));
        result.put("seconds", cost.seconds(cycle));
        return result;
    }

    private static Map<String, @Nullable Object> tile(Tile tile, double cycle) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("name", tile.name());
        result.put("first", tile.first());
        result.put("count", tile.count());
        result.put("costs", costs(tile.costs(), cycle));
        result.put("attributes", attributes(tile.attributes()));
        result.put("cores", tile.cores().stream().map(c -> core(c, cycle)).toList());
        return result;
    }

    private static Map<String, @Nullable Object> attributes(List<Attribute> attributes) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        attributes.forEach(a -> result.put(a.name(), a.value()));
        return result;
    }

    private static Map<String, @Nullable Object> core(Core core, double cycle) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("name", core.name());
        result.put("count", core.count());
        result.put("neurons", limit(core.neurons()));
        result.put("axons", limit(core.axons()));
        result.put("fan_in", limit(core.fanIn()));
        result.put("fan_out", limit(core.fanOut()));
        result.put("synapses", synapses(core.synapses()));
        result.put("synapse_words", limit(core.synapseWords()));
        result.put("traces_pre", limit(core.traces().pre()));
        result.put("traces_post", limit(core.traces().post()));
        result.put("state_words", limit(core.stateWords()));
        result.put("parameter_words", limit(core.parameterWords()));
        result.put("delay_min", core.delay().min());
        result.put("delay_max", limit(core.delay().max()));
        result.put("buffer", core.buffer().position().word());
        result.put("buffer_inside", core.buffer().inside());
        Map<String, @Nullable Object> formats = new LinkedHashMap<>();
        for (int i = 0; i < Arithmetic.NAMES.size(); i++) {
            formats.put(
                    Arithmetic.NAMES.get(i), format(core.arithmetic().formats().get(i)));
        }
        result.put("formats", formats);
        Map<String, @Nullable Object> abilities = new LinkedHashMap<>();
        Words.abilities(core.arithmetic()).forEach(a -> abilities.put(a[0], a[1]));
        result.put("arithmetic", abilities);
        result.put("learning", learning(core.learning()));
        result.put("units", core.units().stream().map(u -> unit(u, cycle)).toList());
        result.put("costs", costs(core.costs(), cycle));
        result.put("attributes", attributes(core.attributes()));
        result.put("origins", origins(core.origins()));
        return result;
    }

    private static Map<String, @Nullable Object> synapses(Synapses synapses) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        switch (synapses) {
            case Synapses.Unlimited u -> result.put("kind", "unlimited");
            case Synapses.Crossbar c -> {
                result.put("kind", "crossbar");
                result.put("axons", c.axons());
                result.put("neurons", c.neurons());
                result.put("cell_bits", c.bits() == 0 ? null : c.bits());
            }
            case Synapses.Lists l -> {
                result.put("kind", "list");
                result.put("bytes", l.bytes());
                result.put("entry_bits", l.entryBits() == 0 ? null : l.entryBits());
            }
        }
        return result;
    }

    private static Map<String, @Nullable Object> format(NumberFormat format) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("format", format.toString());
        if (!format.real()) {
            result.put("overflow", format.overflow().name().toLowerCase(Locale.ROOT));
            result.put("rounding", format.rounding().word());
        }
        return result;
    }

    private static Map<String, @Nullable Object> learning(Learning learning) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        switch (learning) {
            case Learning.None n -> result.put("kind", "none");
            case Learning.Programmable p -> {
                result.put("kind", "programmable");
                result.put("words", limit(p.words()));
                result.put("registers", limit(p.registers()));
                result.put("epoch", List.of(p.epoch().min(), p.epoch().max()));
                result.put("history", p.history());
                result.put("readable_at_pre", homes(p.atPre()));
                result.put("readable_at_post", homes(p.atPost()));
                result.put("readable_at_epoch", homes(p.atEpoch()));
            }
            case Learning.SumOfProducts s -> {
                result.put("kind", "sum_of_products");
                result.put("epoch", List.of(s.epoch().min(), s.epoch().max()));
                result.put("gates", s.gates());
                result.put("factors", words(s.factors()));
                result.put("words", words(s.variables()));
                result.put("constant", s.constant().toString());
                result.put("signs", s.signs());
                result.put("scale", s.scale().toString());
                result.put("scale_powers", List.of(s.minShift(), s.maxShift()));
                result.put("accumulator", format(s.accumulator()));
                result.put("store", s.store().word());
                result.put("terms", s.terms());
                result.put("reads_old", s.readsOld());
            }
            case Learning.Native n -> {
                result.put("kind", "native");
                result.put("rules", n.rules());
                result.put("readable_at_pre", homes(n.atPre()));
                result.put("readable_at_post", homes(n.atPost()));
            }
        }
        return result;
    }

    private static Map<String, @Nullable Object> words(List<Learning.Word> words) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        words.forEach(w -> result.put(w.name(), w.format().toString()));
        return result;
    }

    private static List<String> homes(Set<Learning.Home> homes) {
        return homes.stream().sorted().map(Learning.Home::word).toList();
    }

    private static Map<String, @Nullable Object> unit(CoreUnit unit, double cycle) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("name", unit.name());
        result.put(
                "roles", unit.roles().stream().sorted().map(CoreUnit.Role::word).toList());
        result.put("every_tick", unit.everyTick());
        result.put("costs", costs(unit.costs(), cycle));
        result.put("attributes", attributes(unit.attributes()));
        return result;
    }

    private static Map<String, @Nullable Object> origins(Map<String, Origin> origins) {
        Map<String, @Nullable Object> result = new TreeMap<>();
        origins.forEach((item, origin) -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("provenance", origin.provenance().name().toLowerCase(Locale.ROOT));
            one.put("source", origin.source().orElse(null));
            result.put(item, one);
        });
        return result;
    }
}
