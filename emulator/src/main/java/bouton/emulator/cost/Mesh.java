package bouton.emulator.cost;

import bouton.image.chip.Hardware;
import bouton.image.chip.Tile;
import java.util.Arrays;

/**
 * The links of the mesh with what is on its way over them. A message of h hops counts as 1 / (h + 2) on each link of its path, x
 * first, and at the ports of the two cores.
 */
final class Mesh {
    private final Hardware hardware;
    private final int[][] tileAt;
    // Links by tile and direction: east, west, north, south; then ports out of and into cores.
    private final double[] density;
    private final int outPorts;
    private final int inPorts;

    Mesh(Hardware hardware) {
        this.hardware = hardware;
        int width = 0;
        int height = 0;
        for (Tile t : hardware.tiles()) {
            width = Math.max(width, t.x() + 1);
            height = Math.max(height, t.y() + 1);
        }
        this.tileAt = new int[width][height];
        for (int t = 0; t < hardware.tiles().size(); t++) {
            tileAt[hardware.tiles().get(t).x()][hardware.tiles().get(t).y()] = t;
        }
        this.outPorts = 4 * hardware.tiles().size();
        this.inPorts = outPorts + hardware.cores().size();
        this.density = new double[inPorts + hardware.cores().size()];
    }

    void clear() {
        Arrays.fill(density, 0);
    }

    int hops(int from, int to) {
        return hardware.tileOf(from).hops(hardware.tileOf(to));
    }

    /** Time of the hops alone. */
    long hopTime(int from, int to) {
        Tile a = hardware.tileOf(from);
        Tile b = hardware.tileOf(to);
        long x = b.x() > a.x() ? a.east().time() : a.west().time();
        long y = b.y() > a.y() ? a.north().time() : a.south().time();
        return Math.abs(b.x() - a.x()) * x + Math.abs(b.y() - a.y()) * y;
    }

    /** A message goes on its way. */
    void enter(int from, int to) {
        walk(from, to, 1.0 / (hops(from, to) + 2));
    }

    /** A message has arrived. */
    void leave(int from, int to) {
        walk(from, to, -1.0 / (hops(from, to) + 2));
    }

    /** How many messages there are on the way between two cores. */
    double load(int from, int to) {
        return walk(from, to, 0);
    }

    /** Sums up the density along a path, and adds to it. */
    private double walk(int from, int to, double added) {
        Tile a = hardware.tileOf(from);
        Tile b = hardware.tileOf(to);
        double sum = visit(outPorts + from, added) + visit(inPorts + to, added);
        int x = a.x();
        for (; x != b.x(); x += Integer.signum(b.x() - x)) {
            sum += visit(4 * tileAt[x][a.y()] + (b.x() > x ? 0 : 1), added);
        }
        for (int y = a.y(); y != b.y(); y += Integer.signum(b.y() - y)) {
            sum += visit(4 * tileAt[x][y] + (b.y() > y ? 2 : 3), added);
        }
        return sum;
    }

    private double visit(int link, double added) {
        density[link] += added;
        return density[link];
    }
}
