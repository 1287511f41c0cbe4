package bouton.emulator.engine;

import bouton.emulator.state.Partition;

/**
 * How kernels are executed. The results do not depend on it.
 *
 * @param code whether as bytecode
 * @param threads how many threads run parts of the network at the same time, at least 1
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

    /** With parts as large as they should be. */
    public Execution(Code code, int threads) {
        this(code, threads, Partition.SMALLEST_BITS);
    }

    public Execution {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
    }
}
