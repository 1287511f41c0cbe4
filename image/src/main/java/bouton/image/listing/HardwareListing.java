package bouton.image.listing;

import bouton.image.chip.Barrier;
import bouton.image.chip.Core;
import bouton.image.chip.CoreKind;
import bouton.image.chip.Cost;
import bouton.image.chip.Hardware;
import bouton.image.chip.Slice;
import bouton.image.chip.Tile;
import bouton.image.chip.Unit;
import bouton.image.net.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The text of the chip of an image: what is where, and what costs something. */
final class HardwareListing {
    private final Image image;
    private final Hardware hardware;
    private final Page page;

    HardwareListing(Image image, Page page) {
        this.image = image;
        this.hardware = image.hardware();
        this.page = page;
    }

    void write() {
        String clock = hardware.cycle() == 0 ? "" : ", a cycle is " + hardware.cycle();
        page.line("chip " + hardware.chip() + ", times in " + hardware.timeUnit() + " s" + clock + ", timing "
                + hardware.timing().name().toLowerCase(Locale.ROOT));
        page.indented(() -> {
            if (!hardware.barrier().isEmpty()) {
                page.line("barrier "
                        + hardware.barrier().stream()
                                .map(HardwareListing::barrier)
                                .collect(Collectors.joining(", ")));
            }
            cost("host event", hardware.host());
            idle("chip", hardware.idle());
            for (int from = 0; from < hardware.tiles().size(); ) {
                from = tiles(from);
            }
            for (int k = 0; k < hardware.kinds().size(); k++) {
                kind(k);
            }
            hardware.slices().forEach(this::slice);
        });
    }

    private static String barrier(Barrier b) {
        return b.time() + " from " + Phrases.count(b.tiles(), "tile") + " on";
    }

    private static boolean alike(Tile a, Tile b) {
        return a.north().equals(b.north())
                && a.east().equals(b.east())
                && a.south().equals(b.south())
                && a.west().equals(b.west())
                && a.idle() == b.idle();
    }

    /** Tiles one behind another that cost the same; the number of the first that does not. */
    private int tiles(int from) {
        Tile tile = hardware.tiles().get(from);
        int to = from + 1;
        while (to < hardware.tiles().size() && alike(tile, hardware.tiles().get(to))) {
            to++;
        }
        page.line(to == from + 1 ? "tile " + from : "tiles " + from + " .. " + (to - 1));
        page.indented(() -> {
            cost("hop north", tile.north());
            cost("hop east", tile.east());
            cost("hop south", tile.south());
            cost("hop west", tile.west());
            idle("each", tile.idle());
        });
        return to;
    }

    private void kind(int k) {
        CoreKind kind = hardware.kinds().get(k);
        page.line("cores " + kind.name() + ", " + hardware.idleCores().get(k) + " of them idle, arrivals wait before "
                + kind.boundary().name().toLowerCase(Locale.ROOT));
        page.indented(() -> {
            cost("message in", kind.in());
            cost("message out", kind.out());
            cost("learning word", kind.word());
            cost("learning access", kind.access());
            idle("each", kind.idle());
            for (int u = 0; u < kind.units().size(); u++) {
                unit(kind, u);
            }
        });
    }

    private void unit(CoreKind kind, int number) {
        Unit unit = kind.units().get(number);
        List<String> served = new ArrayList<>();
        for (int p = 0; p < kind.synapses().size(); p++) {
            if (kind.synapses().get(p) == number) {
                served.add(image.projections().get(p).label());
            }
        }
        for (int g = 0; g < kind.somas().size(); g++) {
            if (kind.somas().get(g) == number || kind.dendrites().get(g) == number) {
                served.add(image.groups().get(g).name());
            }
        }
        String name = unit.name().isEmpty() ? "core itself" : "unit " + unit.name();
        page.line(name
                + (served.isEmpty() ? "" : ", serves " + String.join(", ", served))
                + (unit.everyTick() ? ", updates in every tick" : ""));
        page.indented(() -> {
            cost("synapse", unit.synapse());
            cost("dendrite", unit.dendrite());
            cost("neuron access", unit.access());
            cost("neuron update", unit.update());
            cost("spike", unit.spike());
        });
    }

    private void slice(Slice s) {
        Core core = hardware.cores().get(s.core());
        Tile tile = hardware.tileOf(s.core());
        page.line("core " + core.number() + " at (" + tile.x() + ", " + tile.y() + "): "
                + image.groups().get(s.group()).name() + "[" + s.from() + " .. " + (s.to() - 1) + "]");
    }

    private void cost(String what, Cost cost) {
        if (!cost.equals(Cost.NOTHING)) {
            page.line(what + " " + cost.energy() + " J, " + cost.time());
        }
    }

    private void idle(String what, double watts) {
        if (watts != 0) {
            page.line(what + " draws " + watts + " W");
        }
    }
}
