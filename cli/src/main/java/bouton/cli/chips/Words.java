package bouton.cli.chips;

import bouton.dsl.chip.Arithmetic;
import bouton.dsl.chip.Chip;
import bouton.dsl.chip.Core;
import bouton.dsl.chip.Learning;
import bouton.dsl.chip.NumberFormat;
import bouton.dsl.chip.NumberFormat.Overflow;
import bouton.dsl.chip.Synapses;
import bouton.dsl.chip.TickRange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Parts of chips in a few words. */
final class Words {
    private Words() {}

    static String tick(TickRange tick) {
        if (tick.free()) {
            return "free";
        }
        String from = Quantity.si(tick.shortest() / 1000, "s");
        return tick.shortest() == tick.longest() ? from : from + " .. " + Quantity.si(tick.longest() / 1000, "s");
    }

    /** With its rounding and what happens to large values. */
    static String format(NumberFormat format) {
        return format.real()
                ? format.toString()
                : format + (format.overflow() == Overflow.WRAP ? " wraps" : " saturates") + ", rounds "
                        + switch (format.rounding()) {
                            case FLOOR -> "down";
                            case ZERO -> "towards zero";
                            case NEAREST -> "to nearest";
                            case EVEN -> "to nearest even";
                            case AWAY -> "to nearest, ties away from zero";
                            case STOCHASTIC -> "by chance";
                        };
    }

    static String synapses(Core core) {
        return switch (core.synapses()) {
            case Synapses.Unlimited u -> "unlimited";
            case Synapses.Crossbar c ->
                "crossbar " + c.axons() + " x " + c.neurons() + (c.bits() > 0 ? ", cells of " + c.bits() + " bit" : "");
            case Synapses.Lists l ->
                "lists in " + Quantity.bytes(l.bytes())
                        + (l.entryBits() > 0 ? ", entries of " + l.entryBits() + " bit" : "");
        };
    }

    static String learning(Learning learning) {
        return switch (learning) {
            case Learning.None n -> "none";
            case Learning.Programmable p ->
                p.words() == Core.UNLIMITED ? "programmable" : "programmable, " + p.words() + " words";
            case Learning.SumOfProducts s -> "sum of products";
            case Learning.Native n -> String.join(", ", n.rules());
        };
    }

    static String homes(Set<Learning.Home> homes) {
        return homes.isEmpty()
                ? "none"
                : homes.stream().sorted().map(Learning.Home::word).collect(Collectors.joining(", "));
    }

    /** What several cores have, once each. */
    static String of(Chip chip, Function<Core, String> what) {
        Set<String> all = new LinkedHashSet<>();
        chip.cores().forEach(c -> all.add(what.apply(c)));
        return String.join(" / ", all);
    }

    /** What a core can compute with. */
    static List<String[]> abilities(Arithmetic a) {
        return List.of(
                new String[] {"register", a.register() + " bit"},
                new String[] {"multiplier", a.multiplier() == 0 ? "none" : a.multiplier() + " bit"},
                new String[] {"divider", a.divider() ? "on" : "off"},
                new String[] {"constant", a.constant() == 0 ? "none" : a.constant() + " bit"},
                new String[] {"shifts", Integer.toString(a.shifts())},
                new String[] {"table", a.table() == 0 ? "none" : a.table() + " entries"},
                new String[] {"random", a.random() == 0 ? "none" : a.random() + " bit"},
                new String[] {"weight_shift", a.weightShift() ? "on" : "off"});
    }
}
