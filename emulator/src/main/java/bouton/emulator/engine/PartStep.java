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

    @Override
    public void run(long tick) {
        for (int k = 0; k < group.parts(); k++) {
            run(tick, k);
        }
    }
}
