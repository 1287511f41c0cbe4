package bouton.emulator.interpret;

import bouton.image.ir.Kernel;
import bouton.image.net.Field;
import bouton.image.net.Group;
import bouton.image.net.Image;
import bouton.image.net.Origin;
import bouton.image.net.Per;
import bouton.image.net.Scope;
import bouton.image.net.Table;
import java.util.List;

/** Turns kernels of an image into programs. */
public final class Linker {
    /** Whether saturations count. */
    public enum Counting {
        ON,
        OFF
    }

    private final Image image;
    private final double[] globals;

    public Linker(Image image) {
        this.image = image;
        this.globals = new double[image.globals().size()];
    }

    /** The values of the whole network, by number: programs read them here, and the engine writes them. */
    public double[] globals() {
        return globals;
    }

    /**
     * Links a kernel that runs for the instances of a scope.
     *
     * @throws IllegalArgumentException if it names what does not exist there
     */
    public Program link(Scope scope, Kernel kernel) {
        return link(LinkScope.of(image, scope), kernel, Counting.ON);
    }

    /** As {@link #link(Scope, Kernel)}. */
    public Program link(LinkScope scope, Kernel kernel) {
        return link(scope, kernel, Counting.ON);
    }

    /** Links a kernel that only looks: what it clamps is not counted. Otherwise as {@link #link}. */
    public Program linkReader(Scope scope, Kernel kernel) {
        return link(LinkScope.of(image, scope), kernel, Counting.OFF);
    }

    /** What the kernels of a scope may name. */
    public LinkScope scope(Scope scope) {
        return LinkScope.of(image, scope);
    }

    /** What kernels may name that run for the sources or the targets of a projection, on a frame of their shared words. */
    public LinkScope scope(int projection, Per per) {
        return LinkScope.ofShared(image.projections().get(projection), per);
    }

    /** Fields of a group; a stimulus has its level. */
    public static List<Field> fields(Group group) {
        return LinkScope.fields(group);
    }

    Program link(LinkScope scope, Kernel kernel, Counting counting) {
        return new KernelLinker(this, scope, kernel, counting).link();
    }

    /** The table that an instruction names. */
    public Table table(LinkScope scope, int number) {
        return image.tables().get(scope.check(number, image.tables().size(), "table"));
    }

    /** Seed of all random streams. */
    public long seed() {
        return image.seed();
    }

    /** The counter that an instruction names; the one behind them all takes what nobody asked to count. */
    public int counter(LinkScope scope, int number, Counting counting) {
        int all = image.counters().size();
        return number < 0 || counting == Counting.OFF ? all : scope.check(number, all, "counter");
    }

    /** An instruction as messages name it. */
    public String place(Kernel kernel, int at) {
        if (at < 0 || at >= image.origins().size()) {
            return kernel.name();
        }
        Origin origin = image.origins().get(at);
        return kernel.name() + " (" + origin + ")";
    }
}
