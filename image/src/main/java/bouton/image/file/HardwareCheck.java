package bouton.image.file;

import bouton.image.chip.Barrier;
import bouton.image.chip.Core;
import bouton.image.chip.CoreKind;
import bouton.image.chip.Cost;
import bouton.image.chip.Hardware;
import bouton.image.chip.Slice;
import bouton.image.chip.Tile;
import bouton.image.chip.Unit;
import bouton.image.net.Image;
import bouton.image.net.Population;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules that the chip of an image keeps: indices are in range, costs are not negative, a neuron is in one place. */
final class HardwareCheck {
    private final Image image;
    private final Hardware hardware;
    private final Problems problems;

    private HardwareCheck(Image image, Problems problems) {
        this.image = image;
        this.hardware = image.hardware();
        this.problems = problems;
    }

    static void check(Image image, Problems problems) {
        if (!image.hardware().isPresent()) {
            problems.unless(image.hardware().equals(Hardware.NONE), "chip", "it has no name");
            return;
        }
        new HardwareCheck(image, problems).run();
    }

    private void run() {
        problems.unless(
                hardware.timeUnit() > 0 && Double.isFinite(hardware.timeUnit()),
                "chip",
                "its unit of time is " + hardware.timeUnit() + " s");
        problems.unless(hardware.cycle() >= 0, "chip", "a cycle is " + hardware.cycle() + " units of time");
        problems.unless(hardware.linkBuffer() >= 1, "chip", "a link holds " + hardware.linkBuffer() + " messages");
        idle(hardware.idle(), "chip");
        cost(hardware.host(), "chip");
        int tiles = 0;
        for (Barrier b : hardware.barrier()) {
            problems.unless(b.tiles() > tiles && b.time() >= 0, "chip", "barrier of " + b.tiles() + " tiles");
            tiles = b.tiles();
        }
        for (int t = 0; t < hardware.tiles().size() && !problems.isFull(); t++) {
            tile(hardware.tiles().get(t), "tile " + t);
        }
        hardware.kinds().forEach(this::kind);
        problems.unless(
                hardware.idleCores().size() == hardware.kinds().size()
                        && hardware.idleCores().stream().allMatch(n -> n >= 0),
                "chip",
                "numbers of idle cores are missing or negative");
        cores();
        origins(hardware.groups(), image.groups().size(), "groups");
        origins(hardware.projections(), image.projections().size(), "projections");
        slices();
    }

    private void idle(double watts, String where) {
        problems.unless(watts >= 0 && Double.isFinite(watts), where, "its power is " + watts + " W");
    }

    private void cost(Cost cost, String where) {
        problems.unless(
                cost.energy() >= 0 && Double.isFinite(cost.energy()) && cost.time() >= 0,
                where,
                "something costs " + cost.energy() + " J and " + cost.time() + " units of time");
    }

    private void tile(Tile tile, String where) {
        idle(tile.idle(), where);
        List.of(tile.north(), tile.east(), tile.south(), tile.west()).forEach(c -> cost(c, where));
    }

    private void kind(CoreKind kind) {
        String where = "core " + kind.name();
        idle(kind.idle(), where);
        List.of(kind.in(), kind.out(), kind.word(), kind.access()).forEach(c -> cost(c, where));
        for (Unit u : kind.units()) {
            List.of(u.synapse(), u.dendrite(), u.access(), u.update(), u.spike())
                    .forEach(c -> cost(c, where));
        }
        units(kind.synapses(), image.projections().size(), kind, where);
        units(kind.dendrites(), image.groups().size(), kind, where);
        units(kind.somas(), image.groups().size(), kind, where);
    }

    private void units(List<Integer> numbers, int expected, CoreKind kind, String where) {
        problems.unless(
                numbers.size() == expected
                        && numbers.stream()
                                .allMatch(n -> n >= 0 && n < kind.units().size()),
                where,
                "units that serve something do not exist");
    }

    private void cores() {
        int before = -1;
        for (Core c : hardware.cores()) {
            String where = "core " + c.number();
            problems.unless(c.number() > before, where, "it does not stand by its number");
            problems.unless(
                    c.tile() >= 0 && c.tile() < hardware.tiles().size(), where, "tile " + c.tile() + " does not exist");
            problems.unless(
                    c.kind() >= 0 && c.kind() < hardware.kinds().size(), where, "kind " + c.kind() + " does not exist");
            before = c.number();
        }
    }

    private void origins(List<Integer> places, int expected, String where) {
        problems.unless(
                places.size() == expected
                        && places.stream()
                                .allMatch(p -> p >= -1 && p < image.origins().size()),
                "chip",
                "places of " + where + " in the text do not exist");
    }

    private void slices() {
        Set<Integer> placed = new HashSet<>();
        for (Slice s : hardware.slices()) {
            String where = "slice " + s.from() + " .. " + (s.to() - 1) + " of group " + s.group();
            boolean population = s.group() >= 0
                    && s.group() < image.groups().size()
                    && image.groups().get(s.group()) instanceof Population;
            problems.unless(population, where, "there is no such population");
            problems.unless(s.core() >= 0 && s.core() < hardware.cores().size(), where, "core " + s.core());
            if (population) {
                placed.add(s.group());
            }
        }
        for (int group : placed) {
            int next = 0;
            for (Slice s : hardware.slicesOf(group)) {
                next = s.from() == next ? s.to() : -1;
                if (next < 0) {
                    break;
                }
            }
            problems.unless(
                    next == image.groups().get(group).size(),
                    "chip",
                    "the slices of " + image.groups().get(group).name() + " do not make up the population");
        }
    }
}
