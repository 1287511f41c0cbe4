package bouton.dsl.chip;

/**
 * A mesh of tiles, in which packets go along x first and then along y.
 *
 * @param width in tiles
 * @param height in tiles
 * @param linkBuffer how many packets a link holds; {@link Core#UNLIMITED}: packets never wait for each other
 * @param byColumns whether tile n lies at x = n / height, y = n % height; otherwise at x = n % width, y = n / width
 */
public record Topology(int width, int height, int linkBuffer, boolean byColumns) {
    /** One tile. */
    public static final Topology SINGLE = new Topology(1, 1, Core.UNLIMITED, false);

    public int tiles() {
        return width * height;
    }

    /** Column of a tile, from 0. */
    public int x(int tile) {
        return byColumns ? tile / height : tile % width;
    }

    /** Row of a tile, from 0. */
    public int y(int tile) {
        return byColumns ? tile % height : tile / width;
    }

    /** Number of the tile at a place. */
    public int tile(int x, int y) {
        return byColumns ? x * height + y : y * width + x;
    }
}
