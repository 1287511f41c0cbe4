package bouton.emulator.connect;

import java.util.function.IntConsumer;

/** Does tasks that are independent of each other, perhaps several at a time. */
public interface Tasks {
    /** One after another, in the thread that asks. */
    Tasks SEQUENTIAL = new Tasks() {
        @Override
        public int threads() {
            return 1;
        }

        @Override
        public void run(int count, IntConsumer task) {
            for (int k = 0; k < count; k++) {
                task.accept(k);
            }
        }
    };

    /** How many are done at a time at most. */
    int threads();

    /**
     * Does tasks 0 to {@code count - 1} and returns when all are done. What a task has written can be seen by the one who asked
     * and by tasks that it asks for later. After a failure the other tasks may be done or not.
     *
     * @throws RuntimeException the failure, also an {@link Error}, of the task with the lowest number that failed
     */
    void run(int count, IntConsumer task);

    /** Does something with a range of numbers. */
    interface Range {
        /**
         * @param from the first
         * @param to one more than the last
         */
        void accept(int from, int to);
    }

    /** Cuts {@code 0 .. size - 1} into {@code count} ranges, each of which is a task. */
    default void ranges(int size, int count, Range task) {
        run(count, k -> task.accept(cut(size, count, k), cut(size, count, k + 1)));
    }

    /** Where range {@code k} of {@code count} begins, if {@code 0 .. size - 1} is cut into ranges of the same length. */
    static int cut(int size, int count, int k) {
        return (int) ((long) size * k / count);
    }
}
