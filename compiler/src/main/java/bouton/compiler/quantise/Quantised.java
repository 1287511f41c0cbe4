package bouton.compiler.quantise;

import bouton.image.ir.Kernel;
import bouton.image.net.Image;
import bouton.image.net.Scope;
import java.util.List;
import java.util.Map;

/** An image in integers, and how it came about. */
public final class Quantised {
    private final Image image;
    private final ChipContext context;
    private final List<Constant> constants;

    Quantised(Image image, ChipContext context, List<Constant> constants) {
        this.image = image;
        this.context = context;
        this.constants = List.copyOf(constants);
    }

    /** What a chip runs: words hold integers, values at interfaces are integers in float64. */
    public Image image() {
        return image;
    }

    /** The formats of all places where numbers are kept or carried. */
    public Map<Site, WordFormat> formats() {
        return context.formats().all();
    }

    /** What a place is called. */
    public String name(Site site) {
        return context.name(site);
    }

    /** Factors that were rounded, in the order in which kernels use them. */
    public List<Constant> constants() {
        return constants;
    }

    /** What 1 of a value of the network stands for, as a session tells it, in internal units. */
    public double globalUnit(int cell) {
        return context.carriers().globalUnit(cell);
    }

    /** What 1 of the value that a session is given with an event of the network stands for, in internal units. */
    public double eventUnit(int event) {
        return context.carriers().eventUnit(event);
    }

    /** A kernel in float64 of the host, for the words as they are kept: readers, and writers whose payload is in internal units. */
    public Kernel host(Scope scope, Kernel kernel) {
        return new HostKernel(context, scope, 1).write(kernel);
    }

    /**
     * A factor of a kernel.
     *
     * @param kernel name of the kernel
     * @param at number of the place in the text, -1 for none
     * @param wanted as it follows from the text and the steps of the words
     * @param got as the chip multiplies
     * @param whole the chip's factor is {@code whole / 2^shift}
     * @param effect the largest error that this causes, in steps of the result
     */
    public record Constant(String kernel, int at, double wanted, double got, long whole, int shift, double effect) {
        /** (got - wanted) / wanted. */
        public double relativeError() {
            return (got - wanted) / wanted;
        }
    }
}
