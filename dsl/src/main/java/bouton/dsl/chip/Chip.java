package bouton.dsl.chip;

import bouton.dsl.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A chip: its tiles and cores, what they hold and compute with, when its parts act, and what that costs. The checked form of a
 * {@code chip} declaration, with all that it takes from its parents.
 *
 * @param family names of the chips that it derives from, the nearest first; empty if it has a body of its own
 * @param documentation the {@code ##} lines above its declaration
 * @param tiles kinds of tiles; together they fill the topology
 * @param engine when its parts act
 * @param datapath its registers, memories and circuits; empty for chips that are described by what they can compute
 * @param clock in Hz; there is one if a cost is given in cycles
 * @param tick lengths of a tick that it can be run with
 * @param costs of the chip as a whole: {@link Operation.Level#CHIP}
 * @param origins where the items that its text has come from, by the word they begin with
 * @param span name of the declaration
 */
public record Chip(
        String name,
        List<String> family,
        String documentation,
        Topology topology,
        List<Tile> tiles,
        Engine engine,
        Datapath datapath,
        Optional<Figure> clock,
        TickRange tick,
        Costs costs,
        Map<String, Origin> origins,
        Span span) {
    public Chip {
        family = List.copyOf(family);
        tiles = List.copyOf(tiles);
        origins = Map.copyOf(origins);
    }

    /** A core of the chip. */
    public record Site(int index, int tile, int core, Tile tileKind, Core kind) {}

    /** How many cores there are. */
    public int coreCount() {
        return tiles.stream().mapToInt(t -> t.count() * t.coreCount()).sum();
    }

    /** Index of the first core of a tile; for the number of tiles, the number of cores. */
    public int firstCore(int tile) {
        return tiles.stream()
                .mapToInt(t -> Math.clamp(tile - t.first(), 0, t.count()) * t.coreCount())
                .sum();
    }

    /** Number of the tile that a core is in. */
    public int tileOf(int core) {
        int low = 0;
        int high = topology.tiles() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstCore(middle) <= core) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** All cores: by number of tile, inside a tile in text order. Their index counts through. */
    public List<Site> sites() {
        List<Site> result = new ArrayList<>();
        for (int tile = 0; tile < topology.tiles(); tile++) {
            Tile kind = tile(tile);
            int inTile = 0;
            for (Core core : kind.cores()) {
                for (int i = 0; i < core.count(); i++) {
                    result.add(new Site(result.size(), tile, inTile++, kind, core));
                }
            }
        }
        return result;
    }

    /**
     * The kind of a tile.
     *
     * @throws IndexOutOfBoundsException if there is no tile of this number
     */
    public Tile tile(int number) {
        for (Tile kind : tiles) {
            if (number >= kind.first() && number < kind.first() + kind.count()) {
                return kind;
            }
        }
        throw new IndexOutOfBoundsException("tile " + number + " of " + name);
    }

    /** The kinds of cores of all tiles. */
    public List<Core> cores() {
        return tiles.stream().flatMap(t -> t.cores().stream()).toList();
    }

    /** How many neurons fit on all cores; {@link Core#UNLIMITED} if one core has no limit. */
    public long neurons() {
        long sum = 0;
        for (Tile tile : tiles) {
            for (Core core : tile.cores()) {
                if (core.neurons() == Core.UNLIMITED) {
                    return Core.UNLIMITED;
                }
                sum += (long) tile.count() * core.count() * core.neurons();
            }
        }
        return sum;
    }

    /** Whether it computes as the profile {@code ideal} does: all numbers of all cores are float64. */
    public boolean isReal() {
        return cores().stream().allMatch(c -> c.arithmetic().isReal());
    }

    /** Seconds of a cycle; 0 without a clock. */
    public double cycle() {
        return clock.map(f -> 1 / f.value()).orElse(0.0);
    }
}
