package bouton.emulator.engine;

import bouton.emulator.connect.Recipes;
import bouton.emulator.state.Partition;
import bouton.image.net.Group;
import bouton.image.net.Image;
import bouton.image.net.Projection;

/**
 * How kernels are executed. The results do not depend on it.
 *
 * @param code whether as bytecode
 * @param threads how many threads run parts of the network at the same time; {@link #AUTOMATIC}: as many as are worthwhile
 * @param partBits binary logarithm of the number of neurons in the smallest parts
 */
public record Execution(Code code, int threads, int partBits) {
    /** Whether kernels are interpreted. */
    public enum Code {
        /** Always: the specification. */
        INTERPRETED,
        /** Never. */
        GENERATED,
        /** Until they have done enough for a translation to be worthwhile. */
        WHEN_WORTHWHILE
    }

    /** System property that names the code of {@link #DEFAULT}, so that all tests can be run with either. */
    private static final String CODE_PROPERTY = "bouton.code";

    /** One thread, kernels translated when it is worthwhile, unless the system property {@code bouton.code} says otherwise. */
    public static final Execution DEFAULT =
            new Execution(Code.valueOf(System.getProperty(CODE_PROPERTY, Code.WHEN_WORTHWHILE.name())), 1);

    /** All processors for networks that are worth it, else one thread. */
    public static final int AUTOMATIC = 0;

    /** Below, threads would wait for each other more than they would run. */
    private static final long LARGE_NEURONS = 8_000;

    private static final long LARGE_SYNAPSES = 2_000_000;

    /** With parts as large as they should be. */
    public Execution(Code code, int threads) {
        this(code, threads, Partition.SMALLEST_BITS);
    }

    public Execution {
        if (threads < 0) {
            throw new IllegalArgumentException(threads + " threads");
        }
    }

    /** The same with a number of threads that suits an image. */
    Execution resolved(Image image) {
        return threads == AUTOMATIC
                ? new Execution(code, isLarge(image) ? Runtime.getRuntime().availableProcessors() : 1, partBits)
                : this;
    }

    private static boolean isLarge(Image image) {
        long neurons = 0;
        for (Group group : image.groups()) {
            neurons += group.size();
        }
        long synapses = 0;
        for (Projection p : image.projections()) {
            synapses += Recipes.expectedSize(p.connectivity(), WorldBuilder.ends(image, p));
        }
        return neurons >= LARGE_NEURONS || synapses >= LARGE_SYNAPSES;
    }
}
