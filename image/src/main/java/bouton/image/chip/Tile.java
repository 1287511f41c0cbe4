package bouton.image.chip;

/**
 * A router of the mesh with the cores behind it. A message goes along x first, then along y; its time on the way is that of the
 * tile that it starts from, its energy that of the tile where it ends, for every hop.
 *
 * @param north cost of a hop to a larger y
 * @param east to a larger x
 * @param south to a smaller y
 * @param west to a smaller x
 * @param idle power that is drawn all the time, in W, without that of its cores
 */
public record Tile(int x, int y, Cost north, Cost east, Cost south, Cost west, double idle) {
    /** Hops to another tile. */
    public int hops(Tile to) {
        return Math.abs(to.x - x) + Math.abs(to.y - y);
    }
}
