package bouton.emulator.interpret;

/**
 * One instruction of a linked kernel. It acts on a range of lanes: lane i of every register belongs to the i-th instance
 * that the frame has selected.
 */
interface Operation {
    /** Acts on lanes {@code from} to {@code to - 1}. */
    void run(Frame frame, int from, int to);

    /** An operation that is done lane by lane and may fail at one. */
    interface ByLane {
        /** Acts on one lane; an {@link ArithmeticException} becomes a {@link KernelFault} that names the instance. */
        void run(Frame frame, int lane);
    }

    /** All lanes of a range, one after another. */
    static Operation byLane(ByLane operation) {
        return (frame, from, to) -> {
            int lane = from;
            try {
                for (; lane < to; lane++) {
                    operation.run(frame, lane);
                }
            } catch (ArithmeticException failure) {
                throw frame.fault(lane, failure);
            }
        };
    }
}
