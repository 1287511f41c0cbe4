package bouton.dsl.model;

import bouton.dsl.source.Span;

/**
 * Where a target wants neurons of a population to be.
 *
 * @param group name of the population
 * @param from first neuron
 * @param to last neuron, included; {@link #ALL}: up to the last there is
 * @param tile number of a tile
 * @param core number among all cores of the chip; {@link #ANY}: one of the tile's
 */
public record Placement(String group, long from, long to, int tile, int core, Span span) {
    /** In place of the last neuron: as many as there are. */
    public static final long ALL = Long.MAX_VALUE;

    /** In place of a core: whichever of the tile. */
    public static final int ANY = -1;
}
