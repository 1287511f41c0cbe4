package bouton.emulator.engine;

/**
 * A step that is done for each part of a group apart: it writes to nothing but what belongs to that part, so different parts
 * may run in different threads.
 */
abstract class PartStep implements Step {
    private final GroupState group;

    PartStep(GroupState group) {
        this.group = group;
    }

    /** The group whose parts it works on. */
    GroupState group() {
        return group;
    }

    /** The step for one part. */
    abstract void run(long tick, int part);

    /** Says what it reads of other parts, and what it writes that they may read. */
    void declare(Access access) {}

    /** Gets ready for several threads; false if that cannot be, because it has a kernel that must be interpreted. */
    boolean prepareForThreads() {
        return true;
    }

    /** How many ticks ago the events of other parts are at least that it reads. */
    int leastLag() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void run(long tick) {
        for (int k = 0; k < group.parts(); k++) {
            run(tick, k);
        }
    }
}
