package bouton.emulator.generate;

import bouton.emulator.interpret.Frame;

/** A kernel of neurons without branches, in loops that HotSpot vectorises. It keeps no state. */
public abstract class VectorKernel {
    /** Objects that the code needs, in the order in which it numbers them. */
    protected final Object[] constants;

    private final int[] stores;
    private final int[] assumed;

    /** Called by generated classes. */
    protected VectorKernel(Object[] constants, int[] stores, int[] assumed) {
        this.constants = constants;
        this.stores = stores;
        this.assumed = assumed;
    }

    /** Fields that it stores, for every neuron. */
    public int[] stores() {
        return stores;
    }

    /** S64 fields that it takes to be below the tick. */
    public int[] assumed() {
        return assumed;
    }

    /**
     * Runs for neurons {@code from .. to - 1} of a part.
     *
     * @param payloads by neuron, where each has one of its own
     * @return of the condition of a kernel, whether it holds for one of them; of a kernel, whether it has done nothing: it would
     *     fail for one of them, and has to run with branches
     */
    public abstract boolean run(Frame frame, double[] payloads, int from, int to);
}
