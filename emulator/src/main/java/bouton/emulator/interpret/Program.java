package bouton.emulator.interpret;

/**
 * A linked kernel: its operations and the registers they work on. It runs for up to {@link #width} instances at a time,
 * operation by operation. That no instance sees what another one writes in the same stage makes this the same as running
 * them one after another; kernels for which the order could show have one lane. Not for several threads at once.
 */
public final class Program {
    private final String name;
    private final Operation[] operations;
    private final Registers registers;
    private final double[][] results;
    private final KernelUse use;

    Program(String name, Operation[] operations, Registers registers, double[][] results, KernelUse use) {
        this.name = name;
        this.operations = operations;
        this.registers = registers;
        this.results = results;
        this.use = use;
    }

    /** Runs for the instances that the frame has selected, at most {@link #width}. */
    public void run(Frame frame) {
        int count = frame.count();
        for (Operation operation : operations) {
            operation.run(frame, 0, count);
        }
    }

    public String name() {
        return name;
    }

    /** How many instances it can run for at a time. */
    public int width() {
        return registers.width();
    }

    /** Number of operations, those inside of branches not counted. */
    public int length() {
        return operations.length;
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return operations.length == 0;
    }

    /** Result number {@code index} of the last run, by lane; belongs to the program. */
    public double[] result(int index) {
        return results[index];
    }

    /** Number of results it yields. */
    public int results() {
        return results.length;
    }

    /** What the kernel reads and does. */
    public KernelUse use() {
        return use;
    }

    Registers registers() {
        return registers;
    }
}
