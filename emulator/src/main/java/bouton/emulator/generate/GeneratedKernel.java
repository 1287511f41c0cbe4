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
     * Runs the kernel for some instances of the frame's part, one after another; see {@link Shape}. What a shape does not use may
     * be empty. Readers write what they yield to {@code payloads}, by place.
     */
    public abstract void run(Frame frame, int[] list, double[] payloads, int from, int to, int[] order, int[] sources);
}
