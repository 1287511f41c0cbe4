package bouton.dsl.chip;

import bouton.dsl.source.Span;
import java.util.List;

/**
 * A kind of tile: a router with the cores behind it.
 *
 * @param first number of the first tile of this kind
 * @param count how many there are, with consecutive numbers
 * @param cores kinds of cores of each of these tiles
 * @param costs of the router and the tile: {@link Operation.Level#TILE}
 * @param attributes what other tools want to know of it
 */
public record Tile(
        String name, int first, int count, List<Core> cores, Costs costs, List<Attribute> attributes, Span span) {
    public Tile {
        cores = List.copyOf(cores);
        attributes = List.copyOf(attributes);
    }

    /** How many cores one of these tiles has. */
    public int coreCount() {
        return Math.toIntExact(Math.min(
                Integer.MAX_VALUE, cores.stream().mapToLong(Core::count).sum()));
    }
}
