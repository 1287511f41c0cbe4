package bouton.compiler.place;

import bouton.dsl.chip.Chip;
import bouton.dsl.chip.Core;
import bouton.dsl.chip.CoreUnit;
import bouton.dsl.chip.Costs;
import bouton.dsl.chip.Engine;
import bouton.dsl.chip.Figure;
import bouton.dsl.chip.Operation;
import bouton.dsl.chip.Tile;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import bouton.dsl.model.UnitChoice;
import bouton.dsl.source.Span;
import bouton.image.chip.Barrier;
import bouton.image.chip.Boundary;
import bouton.image.chip.CoreKind;
import bouton.image.chip.Cost;
import bouton.image.chip.Hardware;
import bouton.image.chip.Slice;
import bouton.image.chip.Timing;
import bouton.image.chip.Unit;
import bouton.image.net.Image;
import bouton.image.net.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down for an image where its neurons are and what its chip costs. */
final class HardwareBuilder {
    private final Image image;
    private final Network network;
    private final TargetDef target;
    private final Chip chip;
    private final TimeUnit unit;
    private final List<Origin> origins;

    HardwareBuilder(Image image, Network network, TargetDef target) {
        this.image = image;
        this.network = network;
        this.target = target;
        this.chip = target.hardware().orElseThrow();
        this.unit = TimeUnit.of(times(), chip.cycle());
        this.origins = new ArrayList<>(image.origins());
    }

    private List<Double> times() {
        List<Double> times = new ArrayList<>();
        add(chip.costs(), times);
        for (Tile tile : chip.tiles()) {
            add(tile.costs(), times);
            for (Core core : tile.cores()) {
                add(core.costs(), times);
                core.units().forEach(u -> add(u.costs(), times));
            }
        }
        barrier().forEach(s -> times.add(s.time().value()));
        return times;
    }

    private void add(Costs costs, List<Double> times) {
        costs.operations().values().forEach(c -> times.add(c.seconds(chip.cycle())));
    }

    private List<Engine.Step> barrier() {
        return chip.engine() instanceof Engine.Ticks ticks ? ticks.barrier().steps() : List.of();
    }

    private Cost cost(Optional<bouton.dsl.chip.Cost> cost) {
        return cost.map(c -> new Cost(c.joules(), unit.units(c.seconds(chip.cycle()))))
                .orElse(Cost.NOTHING);
    }

    private static double idle(Costs costs) {
        return costs.idle().map(Figure::value).orElse(0.0);
    }

    /** The image on its chip. */
    Image build(List<Load> loads) {
        List<Core> kinds = chip.cores();
        int[] idle = new int[kinds.size()];
        List<bouton.image.chip.Core> cores = new ArrayList<>();
        List<Slice> slices = new ArrayList<>();
        for (Load load : loads) {
            int kind = kinds.indexOf(load.site().kind());
            if (load.isEmpty()) {
                idle[kind]++;
            } else {
                for (Slice s : load.slices()) {
                    slices.add(new Slice(s.group(), s.from(), s.to(), cores.size()));
                }
                cores.add(new bouton.image.chip.Core(
                        load.site().index(), load.site().tile(), kind));
            }
        }
        List<Integer> groups =
                network.groups().stream().map(g -> origin(g.span())).toList();
        List<Integer> projections =
                network.projections().stream().map(p -> origin(p.span())).toList();
        Hardware hardware = new Hardware(
                chip.name(),
                unit.seconds(),
                unit.cycle(),
                timing(),
                chip.topology().linkBuffer(),
                barrier().stream()
                        .map(s -> new Barrier(s.tiles(), unit.units(s.time().value())))
                        .toList(),
                cost(chip.costs().find(Operation.HOST)),
                idle(chip.costs()),
                tiles(),
                kinds.stream().map(this::kind).toList(),
                java.util.Arrays.stream(idle).boxed().toList(),
                cores,
                slices,
                groups,
                projections);
        return image.on(hardware, origins);
    }

    private Timing timing() {
        return switch (chip.engine()) {
            case Engine.Ticks t ->
                switch (t.timing()) {
                    case SIMPLE -> Timing.SIMPLE;
                    case DETAILED -> Timing.DETAILED;
                };
            // Its cycles are those of its own operations.
            case Engine.Events e -> Timing.SIMPLE;
        };
    }

    private int origin(Span span) {
        String text = span.text();
        Origin origin =
                new Origin(span.source().name(), span.line(), span.column(), text.codePointCount(0, text.length()));
        int known = origins.indexOf(origin);
        if (known >= 0) {
            return known;
        }
        origins.add(origin);
        return origins.size() - 1;
    }

    private List<bouton.image.chip.Tile> tiles() {
        List<bouton.image.chip.Tile> tiles = new ArrayList<>();
        for (int t = 0; t < chip.topology().tiles(); t++) {
            Costs costs = chip.tile(t).costs();
            tiles.add(new bouton.image.chip.Tile(
                    chip.topology().x(t),
                    chip.topology().y(t),
                    cost(costs.find(Operation.HOP_NORTH)),
                    cost(costs.find(Operation.HOP_EAST)),
                    cost(costs.find(Operation.HOP_SOUTH)),
                    cost(costs.find(Operation.HOP_WEST)),
                    idle(costs)));
        }
        return tiles;
    }

    private CoreKind kind(Core core) {
        List<Unit> units = new ArrayList<>();
        units.add(unit(core, "", Optional.empty(), false));
        for (CoreUnit u : core.units()) {
            units.add(unit(core, u.name(), Optional.of(u.name()), u.everyTick()));
        }
        Boundary boundary = switch (core.buffer().position()) {
            case DENDRITE -> Boundary.DENDRITE;
            case SOMA -> Boundary.SOMA;
            case AXON_OUT -> Boundary.AXON_OUT;
        };
        return new CoreKind(
                core.name(),
                boundary,
                cost(core.costs().find(Operation.AXON_IN)),
                cost(core.costs().find(Operation.AXON_OUT)),
                cost(core.costs().find(Operation.LEARNING_WORD)),
                cost(core.costs().find(Operation.LEARNING_ACCESS)),
                idle(core.costs()),
                units,
                network.projections().stream()
                        .map(p -> number(core, CoreUnit.Role.SYNAPSE, choice(p)))
                        .toList(),
                network.groups().stream()
                        .map(g -> number(core, CoreUnit.Role.DENDRITE, choices(g.name())))
                        .toList(),
                network.groups().stream()
                        .map(g -> number(core, CoreUnit.Role.SOMA, choices(g.name())))
                        .toList());
    }

    private Unit unit(Core core, String name, Optional<String> unitName, boolean everyTick) {
        return new Unit(
                name,
                cost(core.cost(Operation.SYNAPSE, unitName)),
                cost(core.cost(Operation.DENDRITE, unitName)),
                cost(core.cost(Operation.NEURON_ACCESS, unitName)),
                cost(core.cost(Operation.NEURON_UPDATE, unitName)),
                cost(core.cost(Operation.SPIKE_OUT, unitName)),
                everyTick);
    }

    /** Number of the first of the chosen units that has a role, else of the first that the core has; 0: the core itself. */
    private static int number(Core core, CoreUnit.Role role, List<String> chosen) {
        for (int k = 0; k < core.units().size(); k++) {
            CoreUnit u = core.units().get(k);
            if (u.roles().contains(role) && chosen.contains(u.name())) {
                return k + 1;
            }
        }
        for (int k = 0; k < core.units().size(); k++) {
            if (core.units().get(k).roles().contains(role)) {
                return k + 1;
            }
        }
        return 0;
    }

    private List<String> choices(String group) {
        return target.units().stream()
                .filter(c -> c.target().isEmpty() && c.source().equals(group))
                .map(UnitChoice::unit)
                .toList();
    }

    private List<String> choice(Network.ProjectionDef p) {
        String source = network.groups().get(p.source()).name();
        String group = network.groups().get(p.target()).name();
        return target.units().stream()
                .filter(c -> c.target().isEmpty()
                        ? c.source().equals(p.label())
                        : c.source().equals(source) && meant(c.target().orElseThrow(), group, p.name()))
                .map(UnitChoice::unit)
                .toList();
    }

    private static boolean meant(String named, String group, String projection) {
        return named.equals(group) || projection.endsWith("-> " + named);
    }
}
