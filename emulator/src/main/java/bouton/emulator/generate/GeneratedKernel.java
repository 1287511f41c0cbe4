package bouton.emulator.generate;

import bouton.emulator.interpret.Frame;

/** A kernel as bytecode, for one {@link Shape}. It keeps no state: several threads may run it, each with frames of its own. */
public abstract class GeneratedKernel {
    /** Objects that the code needs, in the order in which it numbers them. */
    protected final Object[] constants;

    /** Called by generated classes. */
    protected GeneratedKernel(Object[] constants) {
        this.constants = constants;
    }

    /**
     * Runs the kernel for some instances of the frame's part, one after another. What a shape does not use may be empty.
     *
     * @param list places of the instances, by entry
     * @param ends sources, by entry
     * @param payloads by place; readers write what they yield there
     * @param from first entry
     * @param to behind the last entry
     * @param end the end that all synapses share
     */
    public abstract void run(Frame frame, int[] list, int[] ends, double[] payloads, int from, int to, int end);
}
