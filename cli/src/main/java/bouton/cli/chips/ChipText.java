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
import bouton.dsl.chip.Topology;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a chip as a text that declares the same chip, all that it takes from its parents included. */
public final class ChipText {
    private final Outline out;

    private ChipText(Outline out) {
        this.out = out;
    }

    /** A whole declaration. A chip that is described bit by bit stays as it is written, comments and all. */
    public static String whole(Chip chip) {
        if (chip.engine() instanceof Engine.Events) {
            return chip.span().source().text();
        }
        Outline out = new Outline("");
        chip.documentation().lines().forEach(l -> out.line("## " + l));
        out.open("chip " + chip.name());
        new ChipText(out).chip(chip);
        out.close();
        return out.text();
    }

    /**
     * A chip that derives from this one and changes nothing yet: what it could change stands behind comment signs. Of a chip that is
     * described bit by bit it is a copy, comments and all.
     *
     * @param chip the only one of its file
     */
    public static String derived(Chip chip, String name) {
        if (chip.engine() instanceof Engine.Events) {
            return copy(chip, name);
        }
        Outline out = new Outline("# ");
        out.note(
                "A chip of your own. Behind the comment signs stands what `" + chip.name() + "` has: take a sign away");
        out.note("and change the line. What is left out stays as it is there, and changes with it.");
        out.note("  bouton chips FILE                   shows this chip");
        out.note("  bouton run NET.bouton --chip FILE   runs a network on it");
        out.line("## Derived from " + chip.name() + ".");
        out.open("chip " + name + " = " + chip.name());
        new ChipText(out).chip(chip);
        out.close();
        return out.text();
    }

    private static String copy(Chip chip, String name) {
        String text = chip.span().source().text();
        return "# A chip of your own: the text of `" + chip.name() + "`, bit by bit. Change it as you like.\n"
                + "#   bouton check FILE                   says what is wrong in it\n"
                + "#   bouton chips FILE                   shows it\n"
                + "#   bouton run NET.bouton --chip FILE   runs a network on it\n\n"
                + text.substring(0, chip.span().start()) + name
                + text.substring(chip.span().end());
    }

    private void chip(Chip chip) {
        topology(chip);
        chip.clock().ifPresent(f -> out.item("clock " + si(f.value(), "Hz") + mark(f)));
        String range =
                plain(chip.tick().shortest()) + " ms .. " + plain(chip.tick().longest()) + " ms";
        out.item("tick " + (chip.tick().free() ? "free" : range + mark(chip.origins(), "tick")));
        engine(chip.engine());
        costs(chip.costs());
        boolean plain = chip.tiles().size() == 1
                && chip.tiles().getFirst().costs().equals(Costs.NONE)
                && chip.tiles().getFirst().attributes().isEmpty();
        for (Tile tile : chip.tiles()) {
            if (!plain) {
                boolean only = chip.tiles().size() == 1;
                out.open(
                        only
                                ? "tile"
                                : "tile " + tile.name() + "[" + tile.first() + " .. "
                                        + (tile.first() + tile.count() - 1) + "]");
                costs(tile.costs());
                attributes(tile.attributes());
            }
            tile.cores().forEach(c -> core(c, tile.cores().size() == 1));
            if (!plain) {
                out.close();
            }
        }
    }

    private void topology(Chip chip) {
        Topology mesh = chip.topology();
        String head = "topology mesh(" + mesh.width() + ", " + mesh.height() + ")" + mark(chip.origins(), "topology");
        if (mesh.linkBuffer() == Core.UNLIMITED && !mesh.byColumns()) {
            out.item(head);
            return;
        }
        out.open(head);
        out.item("link_buffer " + limit(mesh.linkBuffer()));
        out.item("numbering " + (mesh.byColumns() ? "columns" : "rows"));
        out.close();
    }

    private void engine(Engine engine) {
        switch (engine) {
            case Engine.Ticks t -> {
                out.open("engine tick");
                out.item("order " + String.join(", ", t.order()));
                out.item("timing " + t.timing().word());
                barrier(t.barrier().steps());
                out.close();
            }
            case Engine.Events e -> {}
        }
    }

    private void barrier(List<Engine.Step> steps) {
        if (steps.size() == 1 && steps.getFirst().tiles() == 1) {
            Figure time = steps.getFirst().time();
            out.item("sync " + si(time.value(), "s") + mark(time));
        } else if (!steps.isEmpty()) {
            out.note("from so many tiles in use on");
            out.open("sync");
            steps.forEach(s -> out.item(s.tiles() + ": " + si(s.time().value(), "s") + mark(s.time())));
            out.close();
        }
    }

    private void core(Core core, boolean only) {
        String count = core.count() == 1 ? "" : "[" + core.count() + "]";
        out.open(only && core.name().equals("core") ? "core" + count : "core " + core.name() + count);
        out.note("sizes: a number or `unlimited`; words are those besides the weight, of a synapse and of a neuron");
        item(core, "neurons", limit(core.neurons()));
        item(core, "axons", limit(core.axons()));
        item(core, "fan_in", limit(core.fanIn()));
        item(core, "fan_out", limit(core.fanOut()));
        synapses(core);
        item(core, "synapse_words", limit(core.synapseWords()));
        item(
                core,
                "traces",
                "pre " + limit(core.traces().pre()) + ", post "
                        + limit(core.traces().post()));
        item(core, "state_words", limit(core.stateWords()));
        item(core, "parameter_words", limit(core.parameterWords()));
        item(core, "delay", core.delay().toString());
        item(core, "buffer", core.buffer().position().word() + (core.buffer().inside() ? " inside" : ""));
        arithmetic(core);
        learning(core);
        core.units().forEach(this::unit);
        costs(core.costs());
        attributes(core.attributes());
        out.close();
    }

    private void item(Core core, String word, String value) {
        out.item(word + " " + value + mark(core.origins(), word));
    }

    private void synapses(Core core) {
        String mark = mark(core.origins(), "synapses");
        switch (core.synapses()) {
            case Synapses.Unlimited u -> out.item("synapses unlimited" + mark);
            case Synapses.Crossbar c -> memory("crossbar " + c.axons() + " x " + c.neurons() + mark, "cell", c.bits());
            case Synapses.Lists l ->
                memory("list " + Quantity.bytes(l.bytes()).replace(",", "") + mark, "entry", l.entryBits());
        }
    }

    private void memory(String what, String word, int bits) {
        if (bits == 0) {
            out.item("synapses " + what);
            return;
        }
        out.open("synapses " + what);
        out.item(word + " " + bits + " bit");
        out.close();
    }

    private void arithmetic(Core core) {
        Arithmetic a = core.arithmetic();
        out.note(
                "formats: `u8`, `s16`, `u7.8` (8 bits behind the point), `float64`; with @wrap or @saturate (the default),");
        out.note("and @round(floor, zero, nearest (the default), even, away or stochastic)");
        if (a.isReal()) {
            out.item("numbers float64" + mark(core.origins(), "numbers"));
        } else {
            for (int i = 0; i < Arithmetic.NAMES.size(); i++) {
                item(core, Arithmetic.NAMES.get(i), format(a.formats().get(i)));
            }
        }
        out.note(
                "what it computes with: `none` or `off` where there is nothing; shifts are for constants without a multiplier");
        item(core, "register", a.register() + " bit");
        item(core, "multiplier", bits(a.multiplier()));
        item(core, "divider", a.divider() ? "on" : "off");
        item(core, "constant", bits(a.constant()));
        item(core, "shifts", Integer.toString(a.shifts()));
        item(core, "table", a.table() == 0 ? "none" : Integer.toString(a.table()));
        item(core, "random", bits(a.random()));
        item(core, "weight_shift", a.weightShift() ? "on" : "off");
    }

    private static String bits(int bits) {
        return bits == 0 ? "none" : bits + " bit";
    }

    private static String format(NumberFormat format) {
        if (format.real()) {
            return format.toString();
        }
        return format
                + (format.overflow() == NumberFormat.Overflow.WRAP ? " @wrap" : "")
                + (format.rounding() == NumberFormat.Rounding.NEAREST
                        ? ""
                        : " @round(" + format.rounding().word() + ")");
    }

    private void learning(Core core) {
        String mark = mark(core.origins(), "learning");
        out.note(
                "learning: none, programmable, sum_of_products or native RULE; what rules read when: synapse, pre, post, global");
        switch (core.learning()) {
            case Learning.None n -> out.item("learning none" + mark);
            case Learning.Programmable p -> {
                out.open("learning programmable" + mark);
                out.item("words " + limit(p.words()));
                out.item("registers " + limit(p.registers()));
                epoch(p.epoch());
                out.item("history " + p.history());
                out.close();
                out.item("readable at pre: " + Words.homes(p.atPre()));
                out.item("readable at post: " + Words.homes(p.atPost()));
                out.item("readable at epoch: " + Words.homes(p.atEpoch()));
            }
            case Learning.SumOfProducts s -> sum(s, mark);
            case Learning.Native n -> {
                out.item("learning native " + String.join(", ", n.rules()) + mark);
                out.item("readable at pre: " + Words.homes(n.atPre()));
                out.item("readable at post: " + Words.homes(n.atPost()));
            }
        }
    }

    private void epoch(Learning.Epoch epoch) {
        if (epoch.exists()) {
            out.item("epoch " + epoch.min() + " .. " + epoch.max() + " tick");
        }
    }

    private void sum(Learning.SumOfProducts s, String mark) {
        out.open("learning sum_of_products" + mark);
        epoch(s.epoch());
        if (!s.gates().isEmpty()) {
            out.item("gates " + String.join(", ", s.gates()));
        }
        if (!s.factors().isEmpty()) {
            out.item("factors "
                    + s.factors().stream()
                            .map(f -> f.name() + ": " + format(f.format()))
                            .collect(Collectors.joining(", ")));
        }
        s.variables().forEach(v -> out.item(v.name() + ": " + format(v.format())));
        out.item("const " + format(s.constant()));
        if (!s.signs().isEmpty()) {
            out.item("sgn " + String.join(", ", s.signs()));
        }
        out.item("scale " + s.scale() + " * 2^(" + s.minShift() + " .. " + s.maxShift() + ")");
        out.item("acc " + format(s.accumulator()));
        out.item("store @round(" + s.store().word() + ")");
        out.item("terms " + s.terms());
        out.item("reads " + (s.readsOld() ? "old" : "new"));
        out.close();
    }

    private void unit(CoreUnit unit) {
        String roles = unit.roles().stream().sorted().map(CoreUnit.Role::word).collect(Collectors.joining(", "));
        out.open("unit " + unit.name() + ": " + roles);
        if (unit.everyTick()) {
            out.item("every_tick on");
        }
        costs(unit.costs());
        attributes(unit.attributes());
        out.close();
    }

    private void costs(Costs costs) {
        if (costs.equals(Costs.NONE)) {
            return;
        }
        out.note(
                "each time: an energy, and a time or cycles; idle is drawn all the time. Say where numbers come from:");
        out.note("@measured(\"…\"), @published(\"…\"), @fitted(\"…\") or @assumed");
        out.open("cost");
        costs.operations().forEach((operation, cost) -> out.item(operation.key() + " " + cost(cost)));
        costs.idle().ifPresent(f -> out.item("idle " + si(f.value(), "W") + mark(f)));
        out.close();
    }

    private static String cost(Cost cost) {
        boolean alike = cost.energy().isPresent()
                && cost.time().isPresent()
                && mark(cost.energy().get()).equals(mark(cost.time().get()));
        // An annotation holds for both, if the first has none of its own.
        Optional<String> energy = cost.energy().map(f -> si(f.value(), "J") + (alike ? "" : mark(f)));
        Optional<String> time =
                cost.time().map(f -> (cost.inCycles() ? plain(f.value()) + " cycle" : si(f.value(), "s")) + mark(f));
        return energy.isPresent() && time.isPresent()
                ? energy.get() + ", " + time.get()
                : energy.or(() -> time).orElse("0 J");
    }

    private void attributes(List<Attribute> attributes) {
        attributes.forEach(a -> out.item("attribute " + a.name() + " " + value(a.value())));
    }

    private static String value(Object value) {
        return switch (value) {
            case Double d -> plain(d);
            case Boolean b -> b ? "on" : "off";
            case List<?> list -> list.stream().map(ChipText::value).collect(Collectors.joining(", ", "[", "]"));
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String mark(Figure figure) {
        return mark(new Origin(figure.provenance(), figure.source()));
    }

    private static String mark(Map<String, Origin> origins, String item) {
        @Nullable Origin origin = origins.get(item);
        return origin == null ? "" : mark(origin);
    }

    private static String mark(Origin origin) {
        return " @" + origin.provenance().name().toLowerCase(Locale.ROOT)
                + origin.source().map(s -> "(" + quoted(s) + ")").orElse("");
    }

    private static String limit(int number) {
        return number == Core.UNLIMITED ? "unlimited" : Integer.toString(number);
    }

    private static String plain(double value) {
        return Quantity.plain(value);
    }

    private static String si(double value, String unit) {
        return Quantity.exact(value, unit);
    }
}
