package bouton.emulator.engine;

import bouton.emulator.cost.CostCounter;

/** What the members of a group did in a tick is counted. */
final class CostStep extends PartStep {
    private final int number;
    private final CostCounter costs;

    /** @param number of the group */
    CostStep(GroupState group, int number, CostCounter costs) {
        super(group);
        this.number = number;
        this.costs = costs;
    }

    @Override
    void run(long tick, int part) {
        GroupState group = group();
        costs.part(number, part).count(tick, group.channels(part), group.columns(), group.ports(part));
    }
}
