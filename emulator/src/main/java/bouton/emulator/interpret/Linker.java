package bouton.emulator.interpret;

import bouton.image.ir.Kernel;
import bouton.image.net.Field;
import bouton.image.net.Group;
import bouton.image.net.Image;
import bouton.image.net.Origin;
import bouton.image.net.Scope;
import bouton.image.net.Table;
import java.util.List;

/** Turns kernels of an image into programs. */
public final class Linker {
    private final Image image;
    private final Program.TableData[] tables;

    public Linker(Image image) {
        this.image = image;
        this.tables = new Program.TableData[image.tables().size()];
        for (int t = 0; t < tables.length; t++) {
            Table table = image.tables().get(t);
            tables[t] = new Program.TableData(table.rows(), table.columns(), table.values());
        }
    }

    /**
     * Links a kernel that runs for the instances of a scope.
     *
     * @throws IllegalArgumentException if it names what does not exist there
     */
    public Program link(Scope scope, Kernel kernel) {
        return link(LinkScope.of(image, scope), kernel);
    }

    /** Fields of a group; a stimulus has its level. */
    public static List<Field> fields(Group group) {
        return LinkScope.fields(group);
    }

    Program link(LinkScope scope, Kernel kernel) {
        return new KernelLinker(this, scope, kernel).link();
    }

    Program.TableData[] tables() {
        return tables;
    }

    long seed() {
        return image.seed();
    }

    /** Number of counters; the counter behind them takes what nobody asked to count. */
    int counters() {
        return image.counters().size();
    }

    /** An instruction as messages name it. */
    String place(Kernel kernel, int at) {
        if (at < 0 || at >= image.origins().size()) {
            return kernel.name();
        }
        Origin origin = image.origins().get(at);
        return kernel.name() + " (" + origin + ")";
    }
}
